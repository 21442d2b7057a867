"""How two figures stand: who is counted, over which window, and whether the numbers can both be true."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.model.claims import Actor, ClaimKind, Field, Object, Role
from counterclaim.model.incidents import RelationKind
from counterclaim.model.values import Interval, Period
from counterclaim.reconcile.comparing import apart_of, distance_km, like_measures, same_party, same_spot
from counterclaim.reconcile.counting import MANY, Figure, Verdict
from counterclaim.reconcile.independence import Origins, same_speaker
from counterclaim.reconcile.lexicon import FORCE_STEMS, SUBSETS
from counterclaim.reconcile.parts import within
from counterclaim.reconcile.profiles import Profile, Spot, copied, name_of

CASUALTIES = frozenset(
    {Role.KILLED, Role.WOUNDED, Role.KILLED_OR_WOUNDED, Role.NEUTRALISED, Role.MISSING, Role.CAPTURED}
)
MIXED = frozenset({Role.KILLED_OR_WOUNDED, Role.NEUTRALISED, Role.MISSING})
"""Roles that do not say whether somebody died."""
OWN_PEOPLE = re.compile(
    r"\b(?:their|its|our)(?: own)? (?:\w+ )?"
    r"(?:fighters?|soldiers?|troops|servicemen|personnel|members|men|people|forces)\b",
    re.IGNORECASE,
)
OWN_FORCE = {"armed_group": "armed groups", "military": "forces of the state", "ministry": "forces of the state"}
LAG = 3
"""Days that a time which a report lends its claims may lie beside the event."""
WEEK, MONTH = 7, 31
NEAR_KM = 10
"""Kilometres within which two points may be one place."""
NEARLY = 0.1
"""The share by which the voice of a page may round what its source says."""


def compare_figures(a: Profile, b: Profile, origins: Origins, *, together: bool) -> Verdict | None:
    """How the figures of two claims stand, None where they have none that meet.

    Args:
        a: the one claim.
        b: the other claim.
        origins: tells which claims have one origin.
        together: whether the two are claims about one incident.
    """
    pairs = [(Figure(a, x), Figure(b, y)) for x in a.entry.claim.measures for y in b.entry.claim.measures]
    like = [pair for pair in pairs if like_measures(pair[0].measure, pair[1].measure)]
    if not like:
        return _unlike(pairs)
    verdicts = [found for x, y in like if (found := _compare(x, y, origins, together=together))]
    return min(verdicts, key=lambda v: (ORDER.index(v.kind), v.why), default=None)


def ask_figures(x: Figure, y: Figure, origins: Origins, *, together: bool) -> Verdict | None:
    """How two given figures stand, the reason named where they cannot be compared; None where nothing is alike."""
    if like_measures(x.measure, y.measure):
        found = _compare(x, y, origins, together=together)
        apart = None if found else _why_not(x, y, together=together)
        return found or Verdict(RelationKind.NOT_COMPARABLE, f"{x.caption} and {y.caption}: {apart}.")
    if {x.measure.role, y.measure.role} <= CASUALTIES and x.measure.object is y.measure.object is Object.PERSON:
        return Verdict(RelationKind.NOT_COMPARABLE, f"{x.caption} against {y.caption}: they count different things.")
    return None


ORDER = (
    RelationKind.CONTRADICTS,
    RelationKind.UPDATES,
    RelationKind.REPEATS,
    RelationKind.REFINES,
    RelationKind.CORROBORATES,
    RelationKind.PART_OF,
    RelationKind.NOT_COMPARABLE,
)


def _unlike(pairs: list[tuple[Figure, Figure]]) -> Verdict | None:
    """Two figures of casualties that seem to differ since they count the hurt in other ways."""
    people = [(x, y) for x, y in pairs if x.measure.object is y.measure.object is Object.PERSON and _mixed(x, y)]
    if not people:
        return None
    x, y = people[0]
    return Verdict(RelationKind.NOT_COMPARABLE, f"{x.caption} against {y.caption}: they count different things.")


def _mixed(x: Figure, y: Figure) -> bool:
    """Whether two figures of the dead and the hurt may look like rivals; one text in one voice gives none."""
    roles = {x.measure.role, y.measure.role}
    alike = x.measure.interval == y.measure.interval or not x.measure.interval.overlaps(y.measure.interval)
    return roles <= CASUALTIES and alike and (bool(roles & MIXED) or not _one_text(x.profile, y.profile))


def _compare(x: Figure, y: Figure, origins: Origins, *, together: bool) -> Verdict | None:
    belonging = _of_one_voice(x, y, together=together)
    if belonging is not None:
        return belonging
    one, other = x.measure.interval, y.measure.interval
    apart = _why_not(x, y, together=together or copied(x.profile, y.profile) or _totals(x, y))
    if apart and together and one.overlaps(other) and _only_vaguer(x, y, apart):
        apart = None
    same_origin = origins.shared(x.profile, y.profile)
    if apart and one == other and one.exact and together and same_speaker(x.profile, y.profile):
        return Verdict(RelationKind.REPEATS, f"Both give {x.caption}, and {same_origin.why}.")
    if apart:
        return _set_apart(x, y, apart, together=together)
    if x.added != y.added and not (one == other and same_origin.value):
        return Verdict(
            RelationKind.PART_OF, f"{(x if x.added else y).caption} is added to another figure.", swap=y.added
        )
    if one == other or (same_origin.value and one.overlaps(other) and one.low == other.low):
        if same_origin.value:
            return Verdict(RelationKind.REPEATS, f"Both give {x.caption}, and {same_origin.why}.")
        return Verdict(RelationKind.CORROBORATES, f"Both give {x.caption}, and {same_origin.why}.")
    if same_origin.value and x.profile.own_voice != y.profile.own_voice and _rounded(one, other):
        return Verdict(RelationKind.REPEATS, f"{x.caption} and {y.caption} are one figure, and {same_origin.why}.")
    newer = _newer(x, y)
    if newer is not None:
        new, old = (x, y) if newer else (y, x)
        return Verdict(RelationKind.UPDATES, f"{new.caption} is a later toll than {old.caption}.", swap=not newer)
    return _numbers(x, y)


def _set_apart(x: Figure, y: Figure, apart: str, *, together: bool) -> Verdict | None:
    """What is to be said of two figures that cannot be held against each other."""
    one, other = x.measure.interval, y.measure.interval
    if together and one == other and one.exact and _closer_class(x, y):
        fine, wide = (x, y) if x.counted in SUBSETS else (y, x)
        why = f"{fine.caption} and {wide.caption}, and the one says that they were {_class(fine.counted)}."
        return Verdict(RelationKind.REFINES, why, swap=fine is y)
    if one.overlaps(other):
        return None
    return Verdict(RelationKind.NOT_COMPARABLE, f"{x.caption} against {y.caption}: {apart}.")


def _of_one_voice(x: Figure, y: Figure, *, together: bool) -> Verdict | None:
    """How two figures of one speaker stand of which one is a part of the other, or a later total of the same count."""
    a, b = x.profile, y.profile
    one_party = x.total | y.total and not _rivals(a, b) and all(p.entry.actor(Field.CLAIMANT) for p in (a, b))
    if not (same_speaker(a, b) or one_party) or _other_party(x, y) or _other_force(x, y) or _elsewhere(a, b):
        return None
    if x.total and y.total and a.document != b.document:
        return _later_total(x, y)
    if x.total != y.total:
        return _counted_in(x, y) if y.total else _turned(_counted_in(y, x))
    if a.document != b.document or not together or _window(a, b):
        return None
    small, large = sorted((x, y), key=lambda f: f.measure.interval.bounds)
    subset = small.counted != large.counted and large.counted == "anybody"
    if small.profile.spots and large.profile.spots and not within(small.profile, large.profile):
        return None
    if not subset and (small.counted != large.counted or small.measure.interval.overlaps(large.measure.interval)):
        return None
    return Verdict(RelationKind.PART_OF, f"{small.caption} is a part of {large.caption}, in one text.", swap=small is y)


def _later_total(x: Figure, y: Figure) -> Verdict | None:
    """Which of two running totals of one speaker overtakes the other: the one that runs longer and is higher."""
    one, other = x.profile.period, y.profile.period
    if one is None or other is None or not one.overlaps(other) or one.bounds[1] == other.bounds[1]:
        return None
    new, old = (x, y) if one.bounds[1] > other.bounds[1] else (y, x)
    other_class = new.counted != old.counted and {new.counted, old.counted} & SUBSETS
    if not _higher(new, old) or same_low(new, old) or other_class:
        return None
    return Verdict(RelationKind.UPDATES, f"{new.caption} is a later total than {old.caption}.", swap=new is y)


def _counted_in(event: Figure, total: Figure) -> Verdict | None:
    """Whether what one speaker counts for an event is a part of the same speaker's running total."""
    day, run = event.profile.period, total.profile.period
    larger = event.measure.interval.bounds > total.measure.interval.bounds
    if day is None or run is None or not day.inside(run) or larger:
        return None
    if event.profile.spots and total.profile.spots and not within(event.profile, total.profile):
        return None
    return Verdict(RelationKind.PART_OF, f"{event.caption} is a part of the running total of {total.caption}.")


def _turned(verdict: Verdict | None) -> Verdict | None:
    return verdict._replace(swap=not verdict.swap) if verdict else None


def _totals(x: Figure, y: Figure) -> bool:
    """Whether both count one war as a whole, so that it takes no shared event to hold them against each other."""
    if not (x.total and y.total):
        return False
    places = [next((s.place.country for s in f.profile.spots if s.place), None) for f in (x, y)]
    return places[0] == places[1] and all((f.measure.interval.low or 0) >= MANY for f in (x, y))


def _rounded(one: Interval, other: Interval) -> bool:
    """Whether two figures differ by no more than a page rounds."""
    if one.low is None or other.low is None or one == other:
        return False
    slack = NEARLY * max(one.low, other.low)
    return abs(one.low - other.low) <= slack and one.gap(other) <= 1


def _numbers(x: Figure, y: Figure) -> Verdict:
    one, other = x.measure.interval, y.measure.interval
    if not one.overlaps(other):
        if _one_text(x.profile, y.profile):
            why = f"{x.caption} against {y.caption}: one text gives both, so they count different things."
            return Verdict(RelationKind.NOT_COMPARABLE, why)
        gap = f"they differ by at least {one.gap(other):,}"
        return Verdict(RelationKind.CONTRADICTS, f"{x.caption} against {y.caption}: {gap}.", "count")
    if one.low != other.low and (one.inside(other) or other.inside(one)):
        fine, wide = (x, y) if one.inside(other) else (y, x)
        return Verdict(RelationKind.REFINES, f"{fine.caption} lies within {wide.caption}.", swap=fine is y)
    return Verdict(RelationKind.CORROBORATES, f"{x.caption} and {y.caption} can both be true.")


def _one_text(a: Profile, b: Profile) -> bool:
    return a.document == b.document and (a.own_voice or b.own_voice or same_speaker(a, b))


def _why_not(x: Figure, y: Figure, *, together: bool) -> str | None:
    """Why two figures of one role cannot be held against each other, None if they can."""
    if x.total != y.total:
        return "a running total against one event"
    who = {x.counted, y.counted}
    if len(who) == 2 and who & SUBSETS:
        return f"one counts {_class(x.counted)}, the other {_class(y.counted)}"
    if who == {"civilian", "combatant"} or _other_party(x, y) or _other_force(x, y):
        return "they count the dead and hurt of different parties"
    if x.part != y.part and (x.counted == y.counted not in SUBSETS or "anybody" in {x.counted, y.counted}):
        return "one is a part of the other"
    if not together:
        return "they speak of different events or windows"
    if _other_hands(x.profile, y.profile):
        return "they are laid to different parties"
    return _elsewhere(x.profile, y.profile) or _window(x.profile, y.profile)


def _closer_class(x: Figure, y: Figure) -> bool:
    """Whether one of two equal figures says who they were, and the other only how many."""
    apart = x.profile.document != y.profile.document
    return apart and {x.counted, y.counted} & SUBSETS != set() and "anybody" in {x.counted, y.counted}


def _class(name: str) -> str:
    return {"child": "children only", "woman": "women only", "anybody": "everybody"}.get(name, f"{name}s")


def _other_party(x: Figure, y: Figure) -> bool:
    parties = [_party(f) for f in (x, y)]
    if parties[0] and parties[1]:
        return parties[0].id != parties[1].id and (parties[0].side is None or parties[0].side != parties[1].side)
    named = [name_of(f.measure.party.text) for f in (x, y) if f.measure.party]
    return len(named) == 2 and not same_party(*named)


def _party(f: Figure) -> Actor | None:
    """Whose people are counted: the party of the figure, else whom the claim says was hit."""
    claim = f.profile.entry.claim
    named = f.profile.entry.actor(Field.PARTY, claim.measures.index(f.measure))
    hit = None if f.profile.acting is Field.TARGET else f.profile.entry.actor(Field.TARGET)
    return named or (hit if hit and hit.side and len(claim.measures) == 1 else None) or _own_people(f)


def _own_people(f: Figure) -> Actor | None:
    """The speaker who counts people of the speaker's own: `five of their fighters`, where nobody else is named."""
    claim = f.profile.entry.claim
    others = (claim.agent, f.measure.party, f.profile.entry.actor(Field.TARGET))
    alone = not any(others)
    return f.profile.entry.actor(Field.CLAIMANT) if alone and OWN_PEOPLE.search(f.measure.mention.text) else None


def _other_force(x: Figure, y: Figure) -> bool:
    """Whether the words count the armed men of a state in one figure and those of a group in the other."""
    forces = [_force(f"{f.measure.who or ''} {f.measure.mention.text}") or _own_force(f) for f in (x, y)]
    return None not in forces and forces[0] != forces[1]


def _own_force(f: Figure) -> str | None:
    """Which of the two a speaker's own people are: those of an armed group, or of a state."""
    own = _own_people(f)
    return OWN_FORCE.get(own.kind) if own else None


@lru_cache(maxsize=65_536)
def _force(text: str) -> str | None:
    lowered = f" {text.lower()} "
    found = [name for name, stems in FORCE_STEMS.items() if any(f" {stem}" in lowered for stem in stems)]
    return found[0] if len(found) == 1 else None


def _elsewhere(a: Profile, b: Profile) -> str | None:
    """Whether two figures were counted in different places, or one over more places than the other."""
    mine, yours = (_closest(p) for p in (a, b))
    if not mine or not yours:
        return None
    met = [(x, y) for x in mine for y in yours if same_spot(x, y)]
    if not met:
        apart = [d for x in mine for y in yours if (d := distance_km(x, y)) is not None]
        if len(apart) == len(mine) * len(yours) and min(apart) > NEAR_KM:
            return f"they are of different places, {min(apart):.0f} km apart"
        return None
    if a.document != b.document and (len(mine) > 1) != (len(yours) > 1):
        return "one counts in more places than the other"
    return None


def _closest(p: Profile) -> list[Spot]:
    """The places that the claim itself names, as far as they are points."""
    fine = {"point", "settlement"}
    return apart_of([s for s in p.spots if not s.carried and s.place and s.place.precision in fine])


def _other_hands(a: Profile, b: Profile) -> bool:
    """Whether two sides are named as those who did it; who is blamed for one event is another question."""
    sides = [actor.side if (actor := p.entry.actor(Field.AGENT)) else None for p in (a, b)]
    blaming = ClaimKind.ACCUSATION in {a.entry.claim.kind, b.entry.claim.kind}
    return not blaming and None not in sides and sides[0] != sides[1]


def _window(a: Profile, b: Profile) -> str | None:
    if a.period is None or b.period is None:
        return None
    days = sorted((a.period.days or 3650, b.period.days or 3650))
    lent = not (a.dated and b.dated) and a.period.gap(b.period) <= LAG and days[1] <= 2
    if lent:
        return None
    if _touching(a.period, b.period) and same_speaker(a, b):
        return f"the windows {a.period.caption} and {b.period.caption} differ"
    if not a.period.overlaps(b.period) or (days[1] > 4 and days[1] > 2 * days[0]):
        return f"the windows {a.period.caption} and {b.period.caption} differ"
    return None


def _only_vaguer(x: Figure, y: Figure, apart: str) -> bool:
    """Whether one of two accounts of an event gives its day and the other the week: their figures may agree."""
    a, b = x.profile, y.profile
    if x.total or y.total or a.period is None or b.period is None or apart != _window(a, b):
        return False
    long = max(a.period.days or MONTH, b.period.days or MONTH)
    return long <= WEEK and (a.period.inside(b.period) or b.period.inside(a.period)) and not same_speaker(a, b)


def _touching(a: Period, b: Period) -> bool:
    """Whether two windows of more than a day have no more than a day in common, as those of daily bulletins do."""
    (start, end), (first, last) = a.bounds, b.bounds
    longer = min((end - start).days, (last - first).days) >= 1
    return longer and a != b and (min(end, last) - max(start, first)).days <= 0


def _newer(x: Figure, y: Figure) -> bool | None:
    """Whether the first is the later toll; None where neither is, or the later one is not higher."""
    if x.overtaken != y.overtaken:
        return y.overtaken if _higher(x, y) == y.overtaken else None
    one, other = x.measure.interval, y.measure.interval
    closer = (one.inside(other) or other.inside(one)) and not same_speaker(x.profile, y.profile)
    if closer or _rivals(x.profile, y.profile):
        return None
    days = [f.profile.entry.part.published or f.profile.entry.document.fact("published") or "" for f in (x, y)]
    days = [day[:10] for day in days]
    if days[0] and days[1] and days[0] != days[1] and x.profile.document != y.profile.document:
        later = days[0] > days[1]
        return later if _higher(x, y) == later and not same_low(x, y) else None
    if x.profile.document != y.profile.document and same_speaker(x.profile, y.profile):
        return _higher(x, y)
    return None


def _rivals(a: Profile, b: Profile) -> bool:
    """Whether a party and somebody who is not of it count, so that the later figure overtakes none of the other's."""
    sides = {actor.side if (actor := p.entry.actor(Field.CLAIMANT)) else None for p in (a, b)}
    return len(sides) == 2 and not same_speaker(a, b)


def same_low(x: Figure, y: Figure) -> bool:
    """Whether two figures have one lower bound."""
    return x.measure.interval.low == y.measure.interval.low


def _higher(x: Figure, y: Figure) -> bool:
    return x.measure.interval.bounds > y.measure.interval.bounds
