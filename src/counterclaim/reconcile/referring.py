"""Claims that point back to an event told of before, “the attack”: they happened when and where that one did."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.model.claims import ClaimKind, Entry
from counterclaim.reconcile.families import compare_families
from counterclaim.reconcile.profiles import WIDE, Profile, profiles_of

FITTING = 0.6
BACK = re.compile(
    r"\b(?:the|this|that) (?:\w+ ){0,2}?(?:attacks?|blast|bombing|explosion|assault|strikes?|raids?|shelling|massacre|"
    r"killings|incident)\b",
    re.IGNORECASE,
)
"""Words that take an event as known."""


def accounts_of(entries: Sequence[Entry]) -> tuple[Profile, ...]:
    """The profiles of claims by id, for comparison; `entries` are all claims of their documents."""
    return referred(profiles_of(entries))


def referred(profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    """The claims by id, those that point back with the time and the places of the last event that they may mean."""
    pages: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda p: (p.sentence, p.entry.claim.span, p.id)):
        pages[profile.document].append(profile)
    found = [_back(p, page[:i]) for page in pages.values() for i, p in enumerate(page)]
    return tuple(sorted(found, key=lambda p: p.id))


def _back(profile: Profile, before: list[Profile]) -> Profile:
    if not _points_back(profile):
        return profile
    told = [p for p in before if _may_be_meant(p, profile)]
    meant = next(reversed([p for p in told if _own_time(p)] or told), None)
    if meant is None:
        return profile
    places = tuple(replace(spot, carried=True) for spot in meant.spots)
    return replace(profile, period=meant.period or profile.period, spots=places or profile.spots, lent=True)


def _points_back(profile: Profile) -> bool:
    """Whether a claim takes its event as known and gives no time and no close place of its own."""
    time = profile.entry.claim.time
    if profile.headline or not (time is None or time.carried) or not BACK.search(profile.context):
        return False
    return all(s.carried or (s.place is not None and s.place.precision in WIDE) for s in profile.spots)


def _may_be_meant(told: Profile, profile: Profile) -> bool:
    if told.headline or told.entry.claim.kind is not ClaimKind.EVENT:
        return False
    return compare_families(told.family, profile.family).value >= FITTING


def _own_time(profile: Profile) -> bool:
    time = profile.entry.claim.time
    return profile.period is not None and time is not None and not time.carried
