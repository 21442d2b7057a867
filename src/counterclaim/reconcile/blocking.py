"""Which pairs of claims are worth comparing: they share a document, a place, a name or a rare word, and a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf

from counterclaim.reconcile.profiles import Profile

MAX_BLOCK = 400
RARE = 12


def candidates(profiles: Sequence[Profile], *, max_gap_days: int) -> list[tuple[Profile, Profile]]:
    """The pairs that may speak of one event, each once, in the order of claim ids.

    A block of more than 400 claims is too common to tell anything and is left out; its claims meet in finer blocks.

    Args:
        profiles: the claims.
        max_gap_days: days that may lie between two claims of one event.
    """
    ordered = sorted(profiles, key=lambda p: p.id)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(ordered):
        for key in set(_keys(profile)):
            blocks[key].append(index)
    found: set[tuple[int, int]] = set()
    windows = [_window(p, max_gap_days) for p in ordered]
    for key, block in blocks.items():
        if key.startswith("document"):
            found.update(combinations(block, 2))
        elif len(block) <= (RARE if key.startswith("word") else MAX_BLOCK):
            found.update((i, j) for i, j in combinations(block, 2) if _meet(windows[i], windows[j]))
    return [(ordered[i], ordered[j]) for i, j in sorted(found)]


def _window(profile: Profile, gap: int) -> tuple[float, float]:
    """The days of a claim as numbers, the last one later by the gap that may lie between two; all days if unknown."""
    if profile.period is None:
        return (-inf, inf)
    first, last = profile.period.bounds
    return (first.toordinal(), last.toordinal() + gap)


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _keys(profile: Profile) -> Iterator[str]:
    yield f"document {profile.document}"
    for spot in profile.spots:
        yield f"name {spot.name}"
        place = spot.place
        if place and place.id:
            yield f"place {place.id}"
        if place and place.position:
            yield from _cells(place.position.lat, place.position.lon)
        if place and place.region:
            yield f"region {place.country} {place.region}"
    for word in profile.words:
        yield f"word {word}"


def _cells(lat: float, lon: float) -> Iterator[str]:
    """The half-degree cell of a point and its neighbours to the north and the east."""
    row, column = int(lat * 2 // 1), int(lon * 2 // 1)
    for up in (0, 1):
        for right in (0, 1):
            yield f"cell {row + up} {column + right}"
