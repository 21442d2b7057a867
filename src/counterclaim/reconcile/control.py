"""Who holds a place, when, according to whom: one line for each claim about control."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby, pairwise

from counterclaim.model.claims import Claim, ClaimKind, Field, Modality, PlaceMention
from counterclaim.model.incidents import Control, Disagreement, Finding, FindingKind
from counterclaim.model.places import Place
from counterclaim.reconcile.holders import open_holders, party
from counterclaim.reconcile.lexicon import CHANGES, DRIVEN
from counterclaim.reconcile.opposing import speaker
from counterclaim.reconcile.profiles import Profile

BY_SUBTYPE = {
    "government regains territory": "taken",
    "non-state actor overtakes territory": "taken",
    "non-violent transfer of territory": "handed_over",
}
STAGE = "reconcile/1"
CLAUSE = re.compile(r",? (?:and|but|while|whereas)\b|[;,]")
TAKING = frozenset({"taken", "cleared"})
AREAS = frozenset({"district", "region", "country", "continent"})
ACTUAL = frozenset({Modality.ACTUAL, Modality.ONGOING})


def history(profiles: Sequence[Profile]) -> tuple[Control, ...]:
    """The history of every place, sorted by place, claimant and day.

    Only what is claimed to be so counts: a plan, a threat or a denial changes no hands. A claim that names no place
    gives no line.
    """
    lines = [line for p in profiles if _counts(p) for line in _lines(p)]
    return tuple(sorted(lines))


def state_at(lines: Sequence[Control], day: date) -> tuple[Control, ...]:
    """The last thing that each claimant said of each place up to a day, by place and claimant.

    Lines without a day tell of no day and are left out; where two lines are of one day, the later in the order counts.
    """
    latest: dict[tuple[str, str], Control] = {}
    for line in sorted(lines):
        if line.period and line.period.start and line.period.start <= day:
            latest[line.place_id or line.place, line.claimant] = line
    return tuple(latest[key] for key in sorted(latest))


def disputed(lines: Sequence[Control]) -> frozenset[str]:
    """The places of a state that claimants give to different holders."""
    holders: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.holder and line.change not in {"contested", "besieged"}:
            holders[line.place_id or line.place].add(line.holder)
    return frozenset(place for place, found in holders.items() if len(found) > 1)


def repeated_captures(profiles: Sequence[Profile]) -> tuple[Finding, ...]:
    """Places that one claimant has one party take on two days without telling of their loss in between."""
    known = {p.id: p for p in profiles}
    found = []
    for _, lines in groupby(history(profiles), key=lambda c: (c.place_id or c.place, c.claimant)):
        dated = sorted(
            (c for c in lines if c.period and c.period.start), key=lambda c: c.period.bounds if c.period else ()
        )
        for earlier, later in pairwise(dated):
            if _again(earlier, later):
                found.append(_finding(earlier, later, known))
    return tuple(found)


def _again(earlier: Control, later: Control) -> bool:
    taken = earlier.change in TAKING and later.change in TAKING
    if not taken or earlier.period is None or later.period is None or earlier.holder != later.holder:
        return False
    return not earlier.period.overlaps(later.period)


def _finding(earlier: Control, later: Control, known: Mapping[str, Profile]) -> Finding:
    claim = known[later.claim].entry.claim
    days = [line.period.caption if line.period else "?" for line in (earlier, later)]
    who = later.holder or "somebody"
    return Finding(
        kind=FindingKind.REPEATED_CAPTURE,
        message=(
            f"{speaker(known[later.claim])} has {who} take {later.place} on {days[1]}, and already on {days[0]}, "
            "and tells of no loss in between."
        ),
        stage=STAGE,
        document=claim.document,
        part=claim.part,
        span=claim.span,
        claims=(earlier.claim, later.claim),
    )


def unnamed_holders(profiles: Sequence[Profile]) -> tuple[Finding, ...]:
    """A finding for each claim of a history whose words for the holder name no party."""
    return tuple(open_holders([p for p in profiles if _counts(p)]))


def disagreements(lines: Sequence[Control]) -> tuple[Disagreement, ...]:
    """The days on which claimants disagree over each place, in the order of places and days."""
    places: dict[str, list[Control]] = defaultdict(list)
    for line in sorted(lines):
        if line.period and line.period.start:
            places[line.place_id or line.place].append(line)
    return tuple(found for group in places.values() for found in _disagreements(group))


def _disagreements(group: Sequence[Control]) -> Iterator[Disagreement]:
    days = sorted({line.period.start for line in group if line.period and line.period.start})
    open_one: Disagreement | None = None
    for day in days:
        held = state_at(group, day)
        if open_one is not None and (not disputed(held) or held != open_one.held):
            yield replace(open_one, until=day - timedelta(days=1))
            open_one = None
        if open_one is None and disputed(held):
            open_one = Disagreement(place=group[0].place, since=day, until=None, held=held)
    if open_one is not None:
        yield open_one


def _counts(profile: Profile) -> bool:
    claim = profile.entry.claim
    return claim.kind is ClaimKind.CONTROL and claim.modality in ACTUAL and not profile.negated


def _lines(profile: Profile) -> list[Control]:
    claim = profile.entry.claim
    change = change_of(claim)
    holder, loser = party(profile, Field.AGENT).name, party(profile, Field.TARGET).name
    if change == "lost" and _holds(f" {claim.quote.text.lower()}", DRIVEN):
        holder = None
    elif change in {"lost", "evacuated"} and loser is None:
        holder, loser = None, holder
    elif change == "lost" and holder is not None:
        change = "taken"  # who lost it says to whom
    return [
        Control(
            place=place.name if place else mention.mention.text,
            place_id=place.id if place else None,
            claimant=profile.claimant,
            holder=holder,
            loser=loser,
            change=change,
            period=profile.period,
            claim=claim.id,
            position=place.position if place else None,
        )
        for mention, place in _told(list(zip(claim.places, profile.entry.places, strict=True)))
    ]


def _told(places: list[tuple[PlaceMention, Place | None]]) -> list[tuple[PlaceMention, Place | None]]:
    """The places that changed hands: not those carried over, nor the province around them, where there are others."""
    own = [pair for pair in places if not pair[0].carried] or places
    return [pair for pair in own if not _is_area(pair[1])] or own


def _is_area(place: Place | None) -> bool:
    return place is not None and place.precision in AREAS


def change_of(claim: Claim) -> str:
    """What became of the place: from the words of the claim, then from its event type; `held` where neither tells.

    Of `entered A and took B` the words beside the place of the claim count.
    """
    worded = _worded(_beside(claim)) or _worded(claim.quote.text)
    subtype = (claim.event.subtype or "").lower() if claim.event else ""
    typed = BY_SUBTYPE.get(subtype)
    return typed if typed and worded in {None, "held", "contested", "entered"} else worded or "held"


def _worded(text: str) -> str | None:
    lowered = f" {text.lower().replace('-', ' ')} "
    return next((name for name, stems in CHANGES.items() if _holds(lowered, stems)), None)


def _holds(text: str, stems: Sequence[str]) -> bool:
    """Whether a text holds one of the stems; up to four words may stand at `…`."""
    return any(f" {stem}" in text if "…" not in stem else _gapped(stem).search(text) for stem in stems)


@cache
def _gapped(stem: str) -> re.Pattern[str]:
    first, last = stem.split(" … ")
    return re.compile(rf" {first}(?: [\w']+){{1,4}} {last}\b")


def _beside(claim: Claim) -> str:
    """The clause in which the first place of a claim stands."""
    text, start = claim.quote.text, claim.span.start
    at = next((p.mention.span.start - start for p in claim.places if claim.span.contains(p.mention.span)), 0)
    cuts = [0, *(cut.end() for cut in CLAUSE.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= at)
    return text[first : next((cut for cut in cuts if cut > at), len(text))]
