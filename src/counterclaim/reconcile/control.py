"""Who holds a place, when, according to whom: one line for each claim about control."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterclaim.model.claims import Claim, ClaimKind, Field, Modality
from counterclaim.model.incidents import Control
from counterclaim.reconcile.lexicon import CHANGES
from counterclaim.reconcile.profiles import Profile

BY_SUBTYPE = {
    "government regains territory": "taken",
    "non-state actor overtakes territory": "taken",
    "non-violent transfer of territory": "handed_over",
}
ACTUAL = frozenset({Modality.ACTUAL, Modality.ONGOING})


def history(profiles: Sequence[Profile]) -> tuple[Control, ...]:
    """The history of every place, sorted by place, claimant and day.

    Only what is claimed to be so counts: a plan, a threat or a denial changes no hands. A claim that names no place
    gives no line.
    """
    lines = [line for p in profiles if _counts(p) for line in _lines(p)]
    return tuple(sorted(lines, key=_order))


def _counts(profile: Profile) -> bool:
    claim = profile.entry.claim
    return claim.kind is ClaimKind.CONTROL and claim.modality in ACTUAL and not profile.negated


def _order(line: Control) -> tuple[str, str, str, date, str]:
    first = line.period.bounds[0] if line.period else date.min
    return (line.place_id or "", line.place, line.claimant, first, line.claim)


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
    return actor.name if actor else mention.text if mention else None
