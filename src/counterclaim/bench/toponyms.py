"""Predictions for the toponyms benchmark: gold spans handed to the resolver, and spans that we find ourselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from counterclaim.extract.parses import Doc
from counterclaim.extract.toponyms import find_toponyms
from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Span
from counterclaim.model.places import Place
from counterclaim.resolve.places import Places
from counterclaim.resolve.ranked import Ranked

Json = Mapping[str, Any]
GOLD = frozenset({"toponyms"})
_THEN = datetime(2000, 1, 1, tzinfo=UTC)


def predict_gold(records: Iterable[Json], places: Places) -> Iterator[dict[str, Any]]:
    """One prediction a record, with a position for each of its gold spans; of the gold, only the spans are read."""
    for record in records:
        spans = [Span(t["start"], t["end"]) for t in record["toponyms"]]
        yield _answer(record, spans, places)


def predict_end_to_end(
    records: Iterable[Json], places: Places, *, read: Callable[[str], Doc], known: Callable[[str], bool]
) -> Iterator[dict[str, Any]]:
    """One prediction a record, with spans of our own; `read` analyses a text, `known` asks the gazetteer."""
    for record in records:
        found = find_toponyms(read(record["text"]), known, every=True)
        yield _answer(record, [Span(place.core_start, place.core_end) for place in found], places)


def _answer(record: Json, spans: list[Span], places: Places) -> dict[str, Any]:
    document = Document(
        id=str(record["id"]), text=record["text"], origin=str(record["id"]), captured_at=_THEN, media_type="text/plain"
    )
    mentions = [Mention(document.quote(span).text, span) for span in spans]
    ranked = places.resolve(mentions, document)
    return {
        "id": record["id"],
        "toponyms": [_line(mention.span, answer) for mention, answer in zip(mentions, ranked, strict=True)],
    }


def _line(span: Span, answer: Ranked) -> dict[str, Any]:
    chosen = answer.candidates[0].value if answer.candidates else None
    position = chosen.position if isinstance(chosen, Place) else None
    return {
        "start": span.start,
        "end": span.end,
        "lat": position.lat if position else None,
        "lon": position.lon if position else None,
    }
