"""Disputes and denials tied to the claims that they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model.claims import Claim, ClaimKind, Measure, Stance, StanceValue
from counterclaim.model.documents import Page

REACH = 900
SPEAKS_BACK = frozenset({ClaimKind.DISPUTE, ClaimKind.DENIAL})


def link_disputes(claims: Sequence[Claim], page: Page) -> tuple[Claim, ...]:
    """The claims with `disputes` set where one doubts another, and the doubted one's stance made `disputed`.

    A dispute with a figure of its own goes back to the claim with the same figure; one without goes to the claim with
    a figure named last before it.
    """
    linked = {claim.id: claim for claim in claims}
    for claim in claims:
        if claim.kind is not ClaimKind.DISPUTE:
            continue
        doubted = _doubted(claim, claims)
        if doubted is None:
            continue
        linked[claim.id] = replace(linked[claim.id], disputes=doubted.id)
        if not claim.attribution or claim.claimant.text == doubted.claimant.text:
            stance = Stance(value=StanceValue.DISPUTED, words=(*doubted.stance.words,))
            linked[doubted.id] = replace(linked[doubted.id], stance=stance)
    return tuple(linked[claim.id] for claim in claims if claim.id in linked)


def _doubted(dispute: Claim, claims: Sequence[Claim]) -> Claim | None:
    before = [c for c in claims if c.part == dispute.part and c.span.start < dispute.span.start and c.kind not in SPEAKS_BACK]
    if dispute.measures:
        same = [c for c in before if any(_same(m, n) for m in c.measures for n in dispute.measures)]
        return same[-1] if same else None
    near = [c for c in before if dispute.span.start - c.span.end < REACH and c.measures]
    return near[-1] if near else None


def _same(first: Measure, second: Measure) -> bool:
    return first.interval.overlaps(second.interval) and first.object is second.object
