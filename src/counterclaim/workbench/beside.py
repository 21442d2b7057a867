"""Series of tables beside a running total: figure by figure for the same days, and as tracks on one axis of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from counterclaim.model.claims import Object, Role
from counterclaim.model.incidents import Increment, Tally
from counterclaim.model.series import Series, SeriesKind
from counterclaim.model.values import Interval, Period
from counterclaim.reconcile.series.confirming import class_of

RECENT = timedelta(days=7)
"""How old the last figure of a running total may be and still stand for a day."""
_PEOPLE: dict[Role, frozenset[str]] = {
    Role.KILLED: frozenset({"killed", "dead", "deaths", "fatalities"}),
    Role.WOUNDED: frozenset({"wounded", "injured", "injuries"}),
    Role.KILLED_OR_WOUNDED: frozenset({"casualties", "killed and wounded", "killed or wounded"}),
    Role.CAPTURED: frozenset({"captured", "prisoners", "prisoners of war", "pow"}),
    Role.MISSING: frozenset({"missing"}),
    Role.DISPLACED: frozenset({"displaced", "idps", "internally displaced"}),
}
_STATES = {"destroyed": Role.DESTROYED, "damaged": Role.DAMAGED, "captured": Role.CAPTURED, "lost": Role.LOST}
_LOSSES = frozenset({Role.DESTROYED, Role.LOST})


class Sort(StrEnum):
    """What the figures of a track count: all up to a day, or those of a day or of some days."""

    TOTAL = "total"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One figure of a track: of the days from `since` to `until`, or of all up to `until`."""

    since: date | None
    until: date
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Figures of one source, to be drawn; `table` tells whether they come from a table or from claims."""

    who: str
    what: str
    sort: Sort
    table: bool
    confirmed: bool
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A figure of the total, what a series says of the same days, and how many times the one is the other."""

    claim: str
    window: Period
    sort: Sort
    ours: Interval
    theirs: float
    day: date
    ratio: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A series of a table that stands beside a total."""

    series: Series
    rows: tuple[Against, ...]


def fits(tally: Tally, series: Series) -> bool:
    """Whether the label of a series says that it counts what the total counts; whose it is no label says."""
    words = re.findall(r"[a-z]+", series.label.lower())
    if tally.object is Object.PERSON:
        return " ".join(words) in _PEOPLE.get(tally.role, ())
    states = {_STATES[word] for word in words if word in _STATES} or _LOSSES
    return tally.role in states and class_of(" ".join(w for w in words if w not in _STATES)) is tally.object


def beside(tally: Tally, series: Series) -> Beside:
    """The series beside the figures of the total, those of the totals that it declares first."""
    declared = (_against(step, series, Sort.TOTAL) for step in tally.declared)
    reported = (_against(step, series, Sort.DAYS) for step in tally.increments)
    rows = [row for row in (*declared, *reported) if row is not None]
    return Beside(series=series, rows=tuple(sorted(rows, key=lambda row: (row.sort is Sort.DAYS, row.window.bounds))))


def _against(step: Increment, series: Series, sort: Sort) -> Against | None:
    window = step.window
    if window is None or window.end is None:
        return None
    found = _theirs(series, window.start, window.end, sort)
    if found is None:
        return None
    theirs, day = found
    return Against(
        claim=step.claim,
        window=window,
        sort=sort,
        ours=step.interval,
        theirs=theirs,
        day=day,
        ratio=_ratio(step.interval, theirs),
    )


def _theirs(series: Series, start: date | None, end: date, sort: Sort) -> tuple[float, date] | None:
    """What the series says of those days and on which day, None where it says nothing of just these."""
    whole = start is None or start == end or start <= series.first
    if sort is Sort.TOTAL and whole:
        return _standing(series, end)
    return None if start is None else _within(series, start, end)


def _standing(series: Series, day: date) -> tuple[float, date] | None:
    """The running total of a day: the last figure up to it that is recent."""
    if series.kind is not SeriesKind.CUMULATIVE:
        return None
    before = [point for point in series.points if day - RECENT <= point.day <= day]
    return (before[-1].value, before[-1].day) if before else None


def _within(series: Series, start: date, end: date) -> tuple[float, date] | None:
    """What was added in those days, where the series has a figure for each that is needed."""
    known = series.values
    if series.kind is SeriesKind.CUMULATIVE:
        before = known.get(start - timedelta(days=1))
        return None if before is None or end not in known else (known[end] - before, end)
    there = [known[day] for day in known if start <= day <= end]
    return (sum(there), end) if len(there) == (end - start).days + 1 else None


def _ratio(ours: Interval, theirs: float) -> Interval | None:
    if theirs <= 0:
        return None
    low, high = (None if bound is None else bound / theirs for bound in (ours.low, ours.high))
    return Interval(low, high)


def tracks(totals: Sequence[tuple[str, Tally]], series: Sequence[Series]) -> tuple[Track, ...]:
    """The totals, each with who gives it, and the series, as far as they count what claims count, as tracks."""
    made = [track for who, tally in totals for track in _of_claims(who, tally) if track.moments]
    sorts = {track.sort for track in made} or set(Sort)
    return (*made, *(track for one in series for track in _of_table(one) if track.sort in sorts))


def _of_claims(who: str, tally: Tally) -> Iterator[Track]:
    for sort, what, steps in (
        (Sort.TOTAL, "declared totals", tally.declared),
        (Sort.DAYS, "figures of days", tally.increments),
    ):
        moments = tuple(sorted(_moments(steps), key=lambda moment: moment.until))
        yield Track(who=who, what=what, sort=sort, table=False, confirmed=False, moments=moments)


def _moments(steps: Sequence[Increment]) -> Iterator[Moment]:
    for step in steps:
        if step.window and step.window.end:
            yield Moment(since=step.window.start, until=step.window.end, interval=step.interval)


def _of_table(series: Series) -> Iterator[Track]:
    """The figures as the table gives them, and what running totals add from day to day."""
    cumulative = series.kind is SeriesKind.CUMULATIVE
    if cumulative:
        moments = tuple(Moment(since=None, until=p.day, interval=Interval(p.value, p.value)) for p in series.points)
        yield _drawn(series, series.label, Sort.TOTAL, moments)
    added = tuple(Moment(since=day, until=day, interval=Interval(value, value)) for day, value in series.changes)
    yield _drawn(series, f"{series.label}, added a day" if cumulative else series.label, Sort.DAYS, added)


def _drawn(series: Series, what: str, sort: Sort, moments: tuple[Moment, ...]) -> Track:
    return Track(who=series.source, what=what, sort=sort, table=True, confirmed=series.confirmed, moments=moments)
