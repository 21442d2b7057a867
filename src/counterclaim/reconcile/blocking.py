"""Which pairs of claims are worth comparing: they share a document, a place, a name or a rare word, and a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

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
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in set(_keys(profile)):
            blocks[key].append(profile)
    pairs = {
        (a.id, b.id): (a, b)
        for key, block in blocks.items()
        if len(block) <= (RARE if key.startswith("word") else MAX_BLOCK)
        for a, b in combinations(sorted(block, key=lambda p: p.id), 2)
        if _near_in_time(a, b, max_gap_days)
    }
    return [pairs[key] for key in sorted(pairs)]


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


def _near_in_time(a: Profile, b: Profile, days: int) -> bool:
    if a.document == b.document or a.period is None or b.period is None:
        return True
    return a.period.gap(b.period) <= days
