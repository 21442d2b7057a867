"""How well an event with dead or wounded is reported, after the grades of Airwars, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.model.claims import ClaimKind, Field, Modality, Object
from counterclaim.model.incidents import Relation, RelationKind
from counterclaim.reconcile.counting import Figure
from counterclaim.reconcile.figures import CASUALTIES
from counterclaim.reconcile.independence import Origins
from counterclaim.reconcile.opposing import speaker, speaks_against
from counterclaim.reconcile.profiles import Profile


class Grade(NamedTuple):
    """A grade and its reason in one sentence."""

    name: str
    why: str


def grade(members: Sequence[Profile], origins: Origins, relations: Sequence[Relation]) -> Grade | None:
    """The grade of an incident, None where nobody is said to be dead or hurt.

    `confirmed`: who acted says so. `discounted`: all who are counted are combatants. `contested`: sides blame each
    other, or the accused denies it. `fair`: two origins or more. `weak`: one origin.

    Args:
        members: the claims of the incident.
        origins: tells which claims have one origin.
        relations: how claims stand to those of the incident, at least those that act on them.
    """
    counting = [p for p in members if _counts(p)]
    if not counting:
        return None
    owner = next((p for p in counting if _owns(p)), None)
    if owner is not None:
        return Grade("confirmed", f"{speaker(owner)} says that its own side did it.")
    if all(_combatants(p) for p in counting):
        return Grade("discounted", "All who are counted are combatants.")
    return _contested(members, relations) or _by_origins(origins.among(members)(counting))


def _counts(p: Profile) -> bool:
    claim = p.entry.claim
    real = claim.modality in {Modality.ACTUAL, Modality.ONGOING} and not p.negated and claim.kind is not ClaimKind.TOTAL
    return real and any(m.role in CASUALTIES and m.object is Object.PERSON for m in claim.measures)


def _owns(p: Profile) -> bool:
    """Whether a speaker tells of what the speaker's own side did to others."""
    who, did = p.entry.actor(Field.CLAIMANT), p.entry.actor(Field.AGENT)
    return who is not None and did is not None and (who.id == did.id or (who.side is not None and who.side == did.side))


def _combatants(p: Profile) -> bool:
    people = [m for m in p.entry.claim.measures if m.object is Object.PERSON]
    return all(Figure(p, m).counted == "combatant" for m in people)


def _contested(members: Sequence[Profile], relations: Sequence[Relation]) -> Grade | None:
    if any(r.kind is RelationKind.DENIES for r in relations):
        denial = next(r for r in relations if r.kind is RelationKind.DENIES)
        return Grade("contested", f"It is denied: {denial.why}")
    acting = (p.entry.actor(p.acting) for p in members if not speaks_against(p))
    sides = sorted({actor.side for actor in acting if actor and actor.side})
    if len(sides) > 1:
        return Grade("contested", f"It is laid to several sides: {', '.join(sides)}.")
    return None


def _by_origins(count: int) -> Grade:
    if count > 1:
        return Grade("fair", f"{count} independent origins tell of it, and nobody disputes it.")
    return Grade("weak", "One origin alone tells of it.")
