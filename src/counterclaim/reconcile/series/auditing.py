"""What is odd in running totals: decreases, jumps, gaps, and totals that do not follow from the daily figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from counterclaim.model.series import Correction, Oddity, OddityKind, Point, Series, SeriesKind
from counterclaim.reconcile.series.categories import category_events
from counterclaim.reconcile.series.jumps import jumps

NEAR = timedelta(days=1)
"""How far a published correction may lie from the decrease that it explains."""
DAILY_SHARE = 0.8
"""The share of steps of one day from which a series counts as one that comes every day."""

Corrections = Mapping[str, Sequence[Correction]]


def audit(series: Sequence[Series], corrections: Sequence[Correction] | None = None) -> tuple[Oddity, ...]:
    """Everything odd in some series, by series and day.

    Args:
        series: running totals and daily figures; those of one source share their `source`.
        corrections: what the source itself published as corrections; None where nothing of the sort is at hand. They
            explain decreases and are used for nothing else.
    """
    published = _by_series(corrections) if corrections is not None else None
    totals = [s for s in series if s.kind is SeriesKind.CUMULATIVE and s.points]
    found = [
        *(oddity for s in totals for oddity in (*_decreases(s, published), *_gaps(s))),
        *_residuals(series),
        *jumps(totals),
        *category_events(totals),
    ]
    return tuple(sorted(found, key=lambda o: (o.series, o.day, o.kind)))


def _by_series(corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    table: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        table[correction.series].append(correction)
    return table


def _decreases(series: Series, published: Corrections | None) -> Iterator[Oddity]:
    for before, after in pairwise(series.points):
        if after.value < before.value:
            yield _decrease(series, before, after, published)


def _decrease(series: Series, before: Point, after: Point, published: Corrections | None) -> Oddity:
    lost, old, new = (f"{value:,.9g}" for value in (before.value - after.value, before.value, after.value))
    known = published is not None and _same_list(series, published)
    correction = next((c for c in (published or {}).get(series.name, ()) if _explains(c, after.day)), None)
    if correction:
        why = f"the source published a correction of {correction.amount:+,.9g} for {correction.day}"
    elif known:
        why = "no correction was published within a day of it"
    else:
        why = "whether the source published a correction is not known"
    return Oddity(
        kind=OddityKind.DECREASE,
        series=series.name,
        day=after.day,
        message=f"The total falls by {lost} from {old} ({before.day}) to {new}; {why}.",
        figures={
            "previous_date": before.day.isoformat(),
            "previous": before.value,
            "value": after.value,
            "delta": after.value - before.value,
            "explained": bool(correction) if known else None,
            "correction": correction.amount if correction else None,
            "correction_date": correction.day.isoformat() if correction else None,
        },
    )


def _same_list(series: Series, published: Corrections) -> bool:
    """Whether the published corrections are those of the list that a series belongs to."""
    return any(name.rpartition("/")[0] == series.name.rpartition("/")[0] for name in published)


def _explains(correction: Correction, day: date) -> bool:
    return correction.amount < 0 and abs(correction.day - day) <= NEAR


def _gaps(series: Series) -> Iterator[Oddity]:
    """The days without a figure, in a series that otherwise comes every day."""
    steps = [(b.day - a.day).days for a, b in pairwise(series.points)]
    if not steps or steps.count(1) < DAILY_SHARE * len(steps):
        return
    for before, after in pairwise(series.points):
        missing = (after.day - before.day).days - 1
        if missing:
            days = "1 day is" if missing == 1 else f"{missing} days are"
            yield Oddity(
                kind=OddityKind.GAP,
                series=series.name,
                day=after.day,
                message=f"{days} missing between {before.day} and {after.day}.",
                figures={"previous_date": before.day.isoformat(), "missing_days": missing},
            )


def _residuals(series: Sequence[Series]) -> Iterator[Oddity]:
    """Days on which the change of the total is not the figure that the same source gives for that day."""
    daily = {s.name: s.values for s in series if s.kind is SeriesKind.DAILY}
    for total in series:
        if total.kind is SeriesKind.CUMULATIVE and total.name in daily:
            yield from _residuals_of(total, daily[total.name])


def _residuals_of(total: Series, daily: Mapping[date, float]) -> Iterator[Oddity]:
    for before, after in pairwise(total.points):
        if after.day - before.day != NEAR or after.day not in daily:
            continue
        change, said = after.value - before.value, daily[after.day]
        if change != said:
            yield Oddity(
                kind=OddityKind.RESIDUAL,
                series=total.name,
                day=after.day,
                message=(
                    f"The total changes by {change:+,.9g} from {before.day} to {after.day}, while {said:,.9g} are "
                    f"given for that day: {change - said:+,.9g} are not accounted for."
                ),
                figures={
                    "previous_date": before.day.isoformat(),
                    "cumulative_change": change,
                    "sum_of_increments": said,
                    "residual": change - said,
                },
            )
