"""Time expressions with type and TIMEX3 value, in the form of the reference scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from counterclaim.extract.times import find_times
from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Fact
from counterclaim.resolve.periods import read_in_order

GOLD = frozenset({"timex", "file"})


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The time expressions of each record (`id`, `text`, `dct`), one prediction a record, in order."""
    for record in records:
        yield {"id": record["id"], "timex": list(_timexes(record["text"], record.get("dct")))}


def _timexes(text: str, published: str | None) -> Iterator[dict[str, Any]]:
    found = find_times(text)
    mentions = [Mention(time.text, time.span) for time in found]
    steps = read_in_order(mentions, _document(text, published))
    for time, step in zip(found, steps, strict=True):
        value = step.readings[0].value if step.readings else ""
        yield {
            "start": time.span.start,
            "end": time.span.end,
            "type": time.type,
            "value": value,
            "text": time.text,
        }


def _document(text: str, published: str | None) -> Document:
    return Document(
        id="",
        text=text,
        origin="-",
        captured_at=datetime.now(UTC),
        media_type="text/plain",
        facts=(("published", Fact(value=published, why="The date of the record.")),),
    )
