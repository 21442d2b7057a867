"""Categories of a list that are merged, replaced or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from counterclaim.model.series import Oddity, OddityKind, Series

SETTLED = timedelta(days=30)
"""How long a list is taken to be still forming: categories that come in so early are no news."""
HANDOVER = timedelta(days=7)
"""How long before a new category begins the ones that it takes over may have ended."""
MOST_MERGED = 3
SLACK = 0.05
"""By how much more than the ended categories together a merged one may begin with: what the days between added."""


def category_events(totals: Sequence[Series]) -> Iterator[Oddity]:
    """What became of the categories of each list, by the day on which a category begins."""
    lists: dict[str, list[Series]] = defaultdict(list)
    for series in totals:
        if not series.confirmed:
            lists[series.source].append(series)
    for members in lists.values():
        begun = min(s.first for s in members)
        taken: set[str] = set()
        for new in sorted(members, key=lambda s: (s.first, -s.points[0].value)):
            if new.first - begun >= SETTLED:
                ended = [s for s in members if s.id not in taken and timedelta(0) < new.first - s.last <= HANDOVER]
                event, used = _event(new, ended)
                taken |= {s.id for s in used}
                yield event


def _event(new: Series, ended: Sequence[Series]) -> tuple[Oddity, Sequence[Series]]:
    merged = _merged(new, ended)
    if merged:
        return _merge(new, merged), merged
    if len(ended) == 1:
        return _replaced(new, ended[0]), ended
    return _appears(new), ()


def _appears(new: Series) -> Oddity:
    start = new.points[0].value
    begins = f"“{new.label}” is a new category from {new.first}, beginning at {start:,.9g}"
    return Oddity(
        kind=OddityKind.CATEGORY_APPEARS,
        series=new.name,
        day=new.first,
        message=f"{begins}; before, it was counted elsewhere or not at all.",
        figures={"value": start},
    )


def _merged(new: Series, ended: Sequence[Series]) -> Sequence[Series]:
    """The fewest ended categories whose last totals come to what the new one begins with, the closest sum first."""
    start = new.points[0].value
    groups = (g for size in range(2, MOST_MERGED + 1) for g in combinations(ended, size))
    sums = [(start - sum(s.points[-1].value for s in group), group) for group in groups]
    fitting = [(rest, group) for rest, group in sums if 0 <= rest <= SLACK * start]
    return min(fitting, key=lambda pair: (len(pair[1]), pair[0]))[1] if fitting else ()


def _merge(new: Series, merged: Sequence[Series]) -> Oddity:
    names = " and ".join(f"“{s.label}” ({s.points[-1].value:,.9g})" for s in merged)
    start = new.points[0].value
    return Oddity(
        kind=OddityKind.CATEGORY_MERGE,
        series=new.name,
        day=new.first,
        message=f"{names} end and “{new.label}” begins at {start:,.9g}: they were merged.",
        figures={"into": new.label, "from": ", ".join(s.label for s in merged), "value": start},
    )


def _replaced(new: Series, old: Series) -> Oddity:
    start, end = new.points[0].value, old.points[-1].value
    return Oddity(
        kind=OddityKind.CATEGORY_REPLACED,
        series=new.name,
        day=new.first,
        message=(
            f"“{old.label}” ends at {end:,.9g} on {old.last} and “{new.label}” begins at {start:,.9g}: "
            "it may have been renamed or widened, and the two cannot be read as one."
        ),
        figures={"into": new.label, "from": old.label, "previous": end, "value": start},
    )
