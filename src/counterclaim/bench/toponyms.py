"""Predictions for the toponyms benchmark: gold spans handed to the resolver, and spans that we find ourselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from spacy.tokens import Doc

from counterclaim.config import load_settings
from counterclaim.extract.nlp import load_grammar
from counterclaim.extract.toponyms import find_toponyms
from counterclaim.model.claims import Mention, Place
from counterclaim.model.documents import Document, Span
from counterclaim.resolve.gazetteer import open_gazetteer
from counterclaim.resolve.places import Places, Ranked

Json = Mapping[str, Any]
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


def tasks(records: Iterable[Json]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The two prediction files of the benchmark, by name, resolved with the user's settings."""
    settings = load_settings().resolve
    gazetteer = open_gazetteer(settings)
    places = Places(gazetteer=gazetteer, max_candidates=settings.max_candidates)
    seen = list(records)
    yield "records.gold.pred.jsonl", predict_gold(seen, places)
    found = predict_end_to_end(seen, places, read=load_grammar(), known=lambda name: bool(gazetteer.find(name)))
    yield "records.end_to_end.pred.jsonl", found


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
