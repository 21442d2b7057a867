"""When an incident was, as MUC-4 writes it: a day, a stretch of days, or no later than the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from counterclaim.extract.times import find_times
from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Fact
from counterclaim.model.values import Period
from counterclaim.resolve.periods import read_in_order

CALENDAR = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun"
    r"|jul|aug|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
LAST_NIGHT = re.compile(r"last\s+night", re.IGNORECASE)
LONGEST = 370


class Day(NamedTuple):
    """A time named in a text: where its words stand, from when to when, and whether it is a night over two days."""

    start: int
    end: int
    period: Period
    night: bool


def days(text: str, published: str | None) -> list[Day]:
    """The times of a text that stand for days, in order.

    Args:
        text: plain text; capitals throughout do no harm.
        published: the day of the report in ISO form.
    """
    written = lowered(text)
    found = find_times(written)
    steps = read_in_order([Mention(time.text, time.span) for time in found], _document(written, published))
    read = [(time, step.readings[0].period) for time, step in zip(found, steps, strict=True) if step.readings]
    return [
        Day(time.span.start, time.span.end, period, bool(LAST_NIGHT.search(time.text)))
        for time, period in read
        if period is not None and period.start and period.end and (period.days or 0) <= LONGEST
    ]


def lowered(text: str) -> str:
    """The text in small letters with capitals for months and weekdays only, no character longer or shorter."""
    small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return CALENDAR.sub(lambda match: match[0].capitalize(), small)


def _document(text: str, published: str | None) -> Document:
    return Document(
        id="",
        text=text,
        origin="-",
        captured_at=datetime.now(UTC),
        media_type="text/plain",
        facts=(("published", Fact(value=published, why="The dateline.")),) if published else (),
    )


def slot(found: Sequence[Day], published: str | None) -> list[str]:
    """The date of an incident from the times that belong to it, the surest first."""
    for day in found:
        return [_written(day)]
    return [f"- {_short(date.fromisoformat(published))}"] if published else []


def _written(day: Day) -> str:
    first, last = day.period.start, day.period.end
    if first is None or last is None:
        message = f"a time without bounds: {day.period}"
        raise ValueError(message)
    if day.night and first == last:
        last += timedelta(days=1)
    return _short(first) if first == last else f"{_short(first)} - {_short(last)}"


def _short(day: date) -> str:
    return f"{day.day:02d} {day.strftime('%b').upper()} {day.year % 100:02d}"


def touching(found: Sequence[Day], start: int, end: int) -> Iterator[Day]:
    """The times whose words share a character with a stretch."""
    return (day for day in found if day.start < end and start < day.end)
