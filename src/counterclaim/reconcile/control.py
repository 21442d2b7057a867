"""Who holds a place, when, according to whom: one line for each claim about control."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

from counterclaim.model.claims import Claim, ClaimKind, Field, Mention, Modality
from counterclaim.model.incidents import Control, Finding, FindingKind
from counterclaim.reconcile.lexicon import CHANGES, STOP_WORDS
from counterclaim.reconcile.opposing import speaker
from counterclaim.reconcile.profiles import GENERIC_PLACE, NAMELESS, Profile, words_of

BY_SUBTYPE = {
    "government regains territory": "taken",
    "non-state actor overtakes territory": "taken",
    "non-violent transfer of territory": "handed_over",
}
STAGE = "reconcile/1"
TAKING = frozenset({"taken", "cleared"})
NO_PARTY = frozenset(
    {
        "part", "half", "whole", "rest", "upper", "lower", "centre", "center", "road", "bridge", "bank",
        "dawn", "morning", "noon", "afternoon", "dusk", "evening", "night", "midnight", "day",
    }
)  # fmt: skip
"""Words for a stretch of a place or of a day."""
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


def _counts(profile: Profile) -> bool:
    claim = profile.entry.claim
    return claim.kind is ClaimKind.CONTROL and claim.modality in ACTUAL and not profile.negated


def _lines(profile: Profile) -> list[Control]:
    claim = profile.entry.claim
    change = change_of(claim)
    holder, loser = _party(profile, Field.AGENT), _party(profile, Field.TARGET)
    if change in {"lost", "evacuated"} and loser is None:
        holder, loser = None, holder
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
        for mention, place in zip(claim.places, profile.entry.places, strict=True)
    ]


def change_of(claim: Claim) -> str:
    """What became of the place: from the words of the claim, then from its event type; `held` where neither tells."""
    lowered = f" {claim.quote.text.lower().replace('-', ' ')} "
    worded = next((name for name, stems in CHANGES.items() if any(f" {stem}" in lowered for stem in stems)), None)
    subtype = (claim.event.subtype or "").lower() if claim.event else ""
    typed = BY_SUBTYPE.get(subtype)
    return typed if typed and worded in {None, "held", "contested", "entered"} else worded or "held"


def _party(profile: Profile, name: Field) -> str | None:
    actor = profile.entry.actor(name)
    mention = profile.entry.claim.agent if name is Field.AGENT else profile.entry.claim.target
    if actor:
        return actor.name
    return mention.text if mention and _names_somebody(profile.entry.claim, mention) else None


def _names_somebody(claim: Claim, mention: Mention) -> bool:
    """Whether words that no list of actors has may name a party: not a place, a time or a pronoun."""
    settings = [place.mention.text for place in claim.places] + ([claim.time.mention.text] if claim.time else [])
    known = {word for text in settings for word in words_of(text)}
    return bool(set(words_of(mention.text)) - known - GENERIC_PLACE - NAMELESS - STOP_WORDS - NO_PARTY)
