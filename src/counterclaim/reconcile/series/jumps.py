"""Days on which a total may have been corrected upwards without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from counterclaim.model.series import Oddity, OddityKind, Series

AROUND = 20
"""Changes before and after a day that it is held against."""
AS_LARGE = 1
"""How many of them may be as large."""


class Change(NamedTuple):
    """What was added on one day, beside the changes around it."""

    day: date
    amount: float
    around: tuple[float, ...]
    whole: bool

    @property
    def as_large(self) -> int:
        """How many of the changes around are as large."""
        return sum(other >= self.amount for other in self.around)


def jumps(totals: Sequence[Series]) -> Iterator[Oddity]:
    """Days whose change is larger than all but one of the twenty before and the twenty after.

    Beside or on a day on which the same source lowered another of its totals, a change above the middle is enough:
    sources correct several totals together. A jump may as well be one bad day; the series alone cannot tell.
    """
    lowered = _lowered(totals)
    for series in totals:
        for change in _changes(series):
            if change.amount <= 0 or not change.whole:
                continue
            outstanding = change.as_large <= AS_LARGE
            if outstanding or (_near(change.day, lowered[series.source]) and change.amount > median(change.around)):
                yield _jump(series, change, outstanding=outstanding)


def _lowered(totals: Sequence[Series]) -> dict[str, frozenset[date]]:
    days: dict[str, set[date]] = defaultdict(set)
    for series in totals:
        days[series.source] |= {day for day, amount in series.changes if amount < 0}
    return {source: frozenset(found) for source, found in days.items()}


def _near(day: date, days: frozenset[date]) -> bool:
    return any(day + timedelta(days=shift) in days for shift in (-1, 0, 1))


def _changes(series: Series) -> Iterator[Change]:
    amounts = [amount for _, amount in series.changes]
    for i, (day, amount) in enumerate(series.changes):
        before, after = amounts[max(0, i - AROUND) : i], amounts[i + 1 : i + 1 + AROUND]
        yield Change(day, amount, (*before, *after), len(before) + len(after) >= AROUND)


def _jump(series: Series, change: Change, *, outstanding: bool) -> Oddity:
    amount, usual = round(change.amount, 1), round(median(change.around), 1)
    if outstanding:
        others = "none" if not change.as_large else "one"
        reason = f"{others} of the {len(change.around)} changes around it is as large"
    else:
        reason = "the source lowered another total within a day of it"
    return Oddity(
        kind=OddityKind.JUMP,
        series=series.name,
        day=change.day,
        message=(
            f"{amount:,.9g} are added on {change.day}, where {usual:,.9g} is usual, and {reason}: "
            "a correction upwards, or one day unlike the others."
        ),
        figures={"change": change.amount, "usual": usual, "as_large": change.as_large},
    )
