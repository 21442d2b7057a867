"""Which pairs of claims are worth comparing: they share a document, or a place, a name or a rare word at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from math import inf
from typing import NamedTuple

from counterclaim.model.values import Position
from counterclaim.reconcile.profiles import WIDE, Profile, Seen, Spot

MAX_BLOCK = 400
RARE = 12
MONTH = 31
WEEK = 7
FAR_KM = 60
FAR_DEGREES = FAR_KM / 110
"""Degrees of latitude beyond which two points lie farther apart than that; a degree is 111.2 km."""
REGION, VAGUE = "region ", "vague "
"""What begins the keys of all claims of a region, and of those among them that have no point."""
MOST_SPOTS = 2
MOST_WORDS = 6
LAG = 3
"""Days before its publication that a claim without a time is looked for."""

Pairs = list[tuple[Profile, Profile]]


def candidates(profiles: Sequence[Profile], *, max_gap_days: int) -> Pairs:
    """The pairs that may speak of one event, each once, in the order of claim ids.

    A block that is too large tells nothing and is left out; its claims meet in finer blocks.

    Args:
        profiles: the claims.
        max_gap_days: days that may lie between two claims of one event.
    """
    ordered = sorted(profiles, key=lambda p: p.id)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(ordered):
        for key in keys_of(profile, max_gap_days):
            blocks[key].append(index)
    when = [when_of(p, max_gap_days) for p in ordered]
    found: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) <= limit_of(key):
            pairs = combinations(block, 2)
            found.update((i, j) for i, j in pairs if meets_in(key, when[i], when[j]))
    return [(ordered[i], ordered[j]) for i, j in sorted(found)]


def limit_of(key: str) -> float:
    """How many claims a block may hold before it is too common to tell anything."""
    if key.startswith("document"):
        return inf
    if key.startswith(VAGUE):
        return 0
    return RARE if key.startswith("word") else MAX_BLOCK


def opened_by(key: str, when: When) -> str:
    """The block in which a claim finds those that it meets under a key: of a region only those without a point.

    Two points that are near enough to meet share a cell, and a region holds many that are not.
    """
    return f"{VAGUE}{key[len(REGION) :]}" if when.point is not None and key.startswith(REGION) else key


def meets_in(key: str, a: When, b: When) -> bool:
    """Whether two claims of a block that is not too large are worth comparing for that."""
    if key.startswith("document"):
        return True
    if key.startswith(REGION) and a.point is not None and b.point is not None:
        return False
    return may_meet(a, b)


def most_counted(fresh: int) -> int:
    """How far the claims of a block need counting to tell whether so many new ones made it too large, or others had."""
    return max(MAX_BLOCK, RARE) + fresh + 1


def keys_of(profile: Profile, max_gap_days: int) -> frozenset[str]:
    """The blocks of a claim: its document, and each thing that it shares with others at each time."""
    times = tuple(_times(profile, max_gap_days))
    things = tuple(_things(profile))
    return frozenset({f"document {profile.document}", *(f"{thing} @{time}" for thing in things for time in times)})


def _times(profile: Profile, gap: int) -> Iterator[str]:
    """Stretches of days such that two windows that meet share one; long windows meet by years."""
    period, width = profile.period, gap + 1
    if period is None:
        day = _published(profile)
        if day is None:
            yield "undated"
            return
        first, last = day.toordinal() - LAG, day.toordinal()
    else:
        first, last = (day.toordinal() for day in period.bounds)
    if last - first < MONTH:
        yield from (str(n) for n in range(first // width, (last + gap) // width + 1))
    if period is not None and last - first >= WEEK:
        yield from _years(period.start, period.end)


def _years(start: date | None, end: date | None) -> Iterator[str]:
    if start is None or end is None:
        yield "open"
        return
    yield from (f"year {year}" for year in range(start.year, end.year + 1))


def _published(profile: Profile) -> date | None:
    said = profile.entry.part.published or profile.entry.document.fact("published") or ""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def _window(profile: Seen, gap: int) -> tuple[float, float]:
    """The days of a claim as numbers, the last one later by the gap that may lie between two; all days if unknown."""
    if profile.period is None:
        return (-inf, inf)
    first, last = profile.period.bounds
    return (first.toordinal(), last.toordinal() + gap)


class When(NamedTuple):
    """When and where a claim looks for others: days as numbers, and the point where an event happened."""

    first: float
    last: float
    point: Position | None


def when_of(profile: Seen, max_gap_days: int) -> When:
    """When and where a claim looks for others, reckoned once for many comparisons."""
    return When(*_window(profile, max_gap_days), None if profile.speech else _point(profile))


def may_meet(a: When, b: When) -> bool:
    """Whether two claims may be of one time, and their places do not lie far apart."""
    if a.first > b.last or b.first > a.last:
        return False
    one, other = a.point, b.point
    if one is None or other is None or one is other:
        return True
    return abs(one.lat - other.lat) <= FAR_DEGREES and one.distance_km(other) <= FAR_KM


def _point(profile: Seen) -> Position | None:
    """Where an event happened, if its own words name a settled place: no report takes far ones for one another."""
    spot = profile.spots[0] if profile.spots else None
    if spot is None or spot.carried or spot.place is None or spot.place.precision not in {"point", "settlement"}:
        return None
    return spot.place.position


def _things(profile: Profile) -> Iterator[str]:
    """The places of a claim under their names and ids; where it names none closer than a country, its longest words."""
    close = [s for s in profile.spots if not (s.place and s.place.precision in WIDE)]
    for spot in close[:MOST_SPOTS] or profile.spots[:1]:
        yield f"name {spot.name}"
        if spot.place and spot.place.id:
            yield f"place {spot.place.id}"
    for spot in close[:1]:
        yield from _around(spot, profile)
    if not close:
        yield from (f"word {word}" for word in sorted(profile.words, key=lambda w: (-len(w), w))[:MOST_WORDS])


def _around(spot: Spot, profile: Profile) -> Iterator[str]:
    place = spot.place
    yield f"kind {spot.key} {profile.family}"
    if place and place.position:
        yield from _cells(place.position.lat, place.position.lon)
    if place and place.region:
        yield f"{REGION}{place.country} {place.region}"
        if profile.speech or _point(profile) is None:
            yield f"{VAGUE}{place.country} {place.region}"


def _cells(lat: float, lon: float) -> Iterator[str]:
    """The half-degree cell of a point and its neighbours to the north and the east."""
    row, column = int(lat * 2 // 1), int(lon * 2 // 1)
    for up in (0, 1):
        for right in (0, 1):
            yield f"cell {row + up} {column + right}"
