"""Claimed totals beside totals of cases that were confirmed by sight, by class and day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from counterclaim.model.claims import Object
from counterclaim.model.ids import content_id
from counterclaim.model.series import Oddity, OddityKind, Point, Series, SeriesKind

CLASSES: dict[Object, frozenset[str]] = {
    Object.TANK: frozenset({"tank", "tanks", "main battle tanks"}),
    Object.AIRCRAFT: frozenset({"aircraft", "aircrafts", "planes", "airplanes", "warplanes"}),
    Object.HELICOPTER: frozenset({"helicopter", "helicopters"}),
    Object.ROCKET_LAUNCHER: frozenset(
        {"mrl", "mlrs", "multiple rocket launcher", "multiple rocket launchers", "rocket and missile artillery"}
    ),
    Object.VESSEL: frozenset(
        {"naval ship", "naval ships", "ships", "ships boats", "warships", "vessels", "naval ships and submarines"}
    ),
}
"""Labels under which lists count one class; labels with a wider or narrower scope are left out, so nothing meets them.

What a list calls an APC often is every armoured vehicle, and drones of one list are those of reconnaissance alone."""


def class_of(label: str) -> Object | None:
    """The class of equipment that a label names, None where it names none or its scope is its own."""
    plain = " ".join(re.findall(r"[a-z]+", label.lower()))
    return next((name for name, labels in CLASSES.items() if plain in labels), None)


def set_against(
    claimed: Sequence[Series], confirmed: Sequence[Series], pairs: Mapping[str, str] | None = None
) -> Iterator[Oddity]:
    """For each pair of one class the ratio of claimed to confirmed on every day that has both.

    A ratio above 1 shows no false claim: what nobody filmed is lost all the same. One below 1 shows that more was
    confirmed than was claimed.

    Args:
        claimed: totals that somebody claims.
        confirmed: totals of cases that were each confirmed.
        pairs: labels that belong together though their words do not tell, claimed to confirmed.
    """
    for total, known in matched(claimed, confirmed, pairs):
        yield from _ratios(total, known)


def with_sums(series: Sequence[Series], pairs: Mapping[str, str]) -> list[Series]:
    """The series, and for each side of a pair such as `A+B=C` that adds labels the series of their sum."""
    labels = [label for pair in pairs.items() for label in pair if "+" in label]
    lists: dict[tuple[str, bool], list[Series]] = defaultdict(list)
    for one in series:
        if one.kind is SeriesKind.CUMULATIVE:
            lists[one.source, one.confirmed].append(one)
    sums = (_sum(label, members) for label in dict.fromkeys(labels) for members in lists.values())
    return [*series, *(s for s in sums if s is not None)]


def _sum(label: str, series: Sequence[Series]) -> Series | None:
    """The running totals of one list together on every day that one of them has; each holds until its next."""
    wanted = [part.strip() for part in label.split("+")]
    parts = [s for s in series if s.label in wanted]
    if {s.label for s in parts} != set(wanted) or len(parts) != len(wanted):
        return None
    begun = max(s.first for s in parts)
    days = sorted({p.day for s in parts for p in s.points if p.day >= begun})
    return replace(
        parts[0],
        id=content_id("s", *(s.id for s in parts)),
        name=f"{parts[0].source}/{label}",
        label=label,
        points=tuple(Point(day, sum(_held(s, day) for s in parts)) for day in days),
    )


def _held(series: Series, day: date) -> float:
    at = bisect_right(series.points, day, key=lambda point: point.day)
    return series.points[at - 1].value


def matched(
    claimed: Sequence[Series], confirmed: Sequence[Series], pairs: Mapping[str, str] | None = None
) -> Iterator[tuple[Series, Series]]:
    """The pairs of a claimed and a confirmed running total of one class."""
    for total in claimed:
        for known in confirmed:
            if total.kind is known.kind is SeriesKind.CUMULATIVE and _meet(total, known, pairs or {}):
                yield total, known


def _meet(claimed: Series, confirmed: Series, pairs: Mapping[str, str]) -> bool:
    if claimed.label in pairs:
        return pairs[claimed.label] == confirmed.label
    found = class_of(claimed.label)
    return found is not None and found is class_of(confirmed.label)


def _ratios(claimed: Series, confirmed: Series) -> Iterator[Oddity]:
    said = claimed.values
    for point in confirmed.points:
        if point.value > 0 and point.day in said:
            ratio = said[point.day] / point.value
            yield Oddity(
                kind=OddityKind.CLAIMED_VS_CONFIRMED,
                series=claimed.name,
                day=point.day,
                message=(
                    f"On {point.day} {claimed.source} claims {said[point.day]:,.9g} “{claimed.label}” and "
                    f"{point.value:,.9g} “{confirmed.label}” are confirmed by {confirmed.source}: {ratio:.2f} to 1."
                ),
                figures={
                    "claimed": said[point.day],
                    "confirmed_series": confirmed.name,
                    "confirmed": point.value,
                    "ratio": round(ratio, 4),
                },
            )
