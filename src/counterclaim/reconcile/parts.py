"""One event as a part of a longer or wider account: a day of a battle, one strike of a bulletin that sums several."""

from __future__ import annotations

import re
from typing import NamedTuple

from counterclaim.config import ReconcileSettings
from counterclaim.model.claims import ClaimKind
from counterclaim.model.values import Score
from counterclaim.reconcile.comparing import AREAS, Comparison, apart_of, compare, like_measures, party_score, same_spot
from counterclaim.reconcile.families import compare_families
from counterclaim.reconcile.profiles import WIDE, Profile, Spot, copied

SHORTEST, LONGEST = 3, 62
"""Days that an account of one battle or campaign may span; two are often the last twenty-four hours."""
TIMES = 2
"""How many times longer an account must be than its part."""
FITTING = 0.6
LASTING = re.compile(
    r"\b(?:since|(?:over|during|in|within|for|after) (?:the )?(?:past|last|previous|course of|\w+(?:-| )days?)|"
    r"\w+(?:-| )days?(?:-| )(?:of|long|battle|fighting|siege|offensive|operation)|day by day|"
    r"from [\w ]+ (?:to|until|till) |between [\w ]+ and )\b",
    re.IGNORECASE,
)
"""Words by which an account lasts for its whole window, and does not date one event of it loosely."""
SUMMING = re.compile(
    r"\b(?:in total|in all|altogether|combined|overall|across|throughout|a total of|on all fronts|"
    r"(?:in|at|on|hit|against) \w+ (?:\w+ )?(?:villages|towns|places|locations|settlements|sites|cities|provinces|"
    r"districts|fronts|positions)|"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|multiple|dozens of|waves of|"
    r"(?:a )?series of) "
    r"(?:separate |different |air )?(?:strikes|air ?strikes|raids|attacks|clashes|incidents|engagements))\b",
    re.IGNORECASE,
)
"""Words by which a bulletin sums several events."""
ACCOUNTS = frozenset({ClaimKind.EVENT, ClaimKind.TOTAL})


class Belonging(NamedTuple):
    """That one claim tells of a part of what the other sums; `swap` if the second is the part."""

    why: str
    swap: bool


def set_beside(a: Profile, b: Profile, settings: ReconcileSettings) -> Comparison:
    """How much speaks for two claims being about one event; a part of what the other sums is ruled out as `whole`."""
    found, belonging = compare(a, b, settings), part_of(a, b)
    if belonging is None or found.veto or copied(a, b):
        return found
    return Comparison(0.0, (*found.features, ("whole", Score(0.0, belonging.why))), "whole")


def part_of(a: Profile, b: Profile) -> Belonging | None:
    """Which of two claims is about a part of what the other sums, None where neither is."""
    for part, whole, swap in ((a, b, False), (b, a, True)):
        if _may_sum(part, whole) and (why := _episode(part, whole) or _summed(part, whole)):
            return Belonging(why, swap)
    return None


def _may_sum(part: Profile, whole: Profile) -> bool:
    """Whether both tell of fighting of one sort, by no other party, and the figures of the part do not exceed it."""
    kinds = {part.entry.claim.kind, whole.entry.claim.kind}
    if not kinds <= ACCOUNTS or part.entry.claim.kind is ClaimKind.TOTAL or not whole.dated:
        return False
    if part.negated or whole.negated:
        return False
    alike = whole.entry.claim.kind is ClaimKind.TOTAL or compare_families(part.family, whole.family).value >= FITTING
    return alike and party_score(part, whole).value >= 0.5 and _fits_in(part, whole)


def _fits_in(part: Profile, whole: Profile) -> bool:
    pairs = [(x, y) for x in part.entry.claim.measures for y in whole.entry.claim.measures if like_measures(x, y)]
    if whole.entry.claim.kind is ClaimKind.TOTAL and not pairs:
        return False
    return all(x.interval.bounds[0] <= y.interval.bounds[1] for x, y in pairs)


def _episode(part: Profile, whole: Profile) -> str | None:
    """One day, or a shorter stretch, of what lasted longer at the same place or around it."""
    one, long = part.period, whole.period
    if one is None or long is None or one == long or not one.inside(long) or not _lasts(whole):
        return None
    if not SHORTEST <= (long.days or 0) <= LONGEST or TIMES * (one.days or LONGEST) > (long.days or 0):
        return None
    if not within(part, whole):
        return None
    return f"{one.caption} is a part of {long.caption}, which the other sums up"


def _lasts(whole: Profile) -> bool:
    return whole.entry.claim.kind is ClaimKind.TOTAL or LASTING.search(whole.context) is not None


def _summed(part: Profile, whole: Profile) -> str | None:
    """One of several places for which the other gives a sum for the same time."""
    one, long = part.period, whole.period
    if one is None or long is None or not one.inside(long) or (long.days or LONGEST) > TIMES:
        return None
    places = _own(whole)
    several = len(places) > 1 and not any(_area(s) for s in places)
    wide = bool(places) and all(_area(s) for s in places) and SUMMING.search(whole.context) is not None
    mine = _own(part)
    if len(mine) != 1 or _area(mine[0]) or not (several or wide) or not within(part, whole):
        return None
    return f"{mine[0].name.title()} is one of the places that the other sums up"


def _own(p: Profile) -> list[Spot]:
    """The places that a claim itself names, those left out that only say in which area another one lies."""
    spots = [s for s in p.spots if not s.carried]
    fine = [s for s in spots if not _area(s)]
    return apart_of(fine) or spots


def _area(spot: Spot) -> bool:
    return spot.place is not None and spot.place.precision in AREAS


def within(part: Profile, whole: Profile) -> bool:
    """Whether the part happened at a place of the whole, or inside one that is an area."""
    if not part.spots or not whole.spots:
        return False
    mine, areas = part.spots[0], _own(whole) or list(whole.spots)
    return any(same_spot(mine, s) or _holds(s, mine) for s in areas)


def _holds(outer: Spot, inner: Spot) -> bool:
    """Whether an area holds a place; a place that no gazetteer has may be anywhere."""
    if not _area(outer) or outer.place is None or inner.place is None or outer.place.country != inner.place.country:
        return False
    return outer.place.precision in WIDE or outer.place.region == inner.place.region
