"""Disputes and denials tied to the claims that they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extract.confidence import with_confidence
from counterclaim.model.claims import Claim, ClaimKind, Measure, Mention, Stance, StanceValue
from counterclaim.model.documents import Page

REACH = 900
SPEAKS_BACK = frozenset({ClaimKind.DISPUTE, ClaimKind.DENIAL})


def link_disputes(claims: Sequence[Claim], page: Page) -> tuple[Claim, ...]:
    """The claims with `disputes` set where one doubts another, and the doubted ones' stance made `disputed`.

    A dispute that repeats a figure goes back to every earlier claim of its part with that figure; one without a
    figure goes to the claim with a figure named last before it. The reporting voice disputes only what it doubts
    itself, not what it reports somebody else to doubt.
    """
    linked = {claim.id: claim for claim in claims}
    for claim in claims:
        if claim.kind not in SPEAKS_BACK:
            continue
        doubted = _doubted(claim, claims, page)
        if not doubted:
            continue
        linked[claim.id] = replace(linked[claim.id], disputes=doubted[0].id)
        if claim.kind is ClaimKind.DISPUTE and not claim.attribution:
            for other in doubted:
                stance = Stance(value=StanceValue.DISPUTED, words=(*other.stance.words, _words(claim)))
                linked[other.id] = with_confidence(replace(linked[other.id], stance=stance))
    return tuple(linked[claim.id] for claim in claims)


def _words(dispute: Claim) -> Mention:
    return Mention(dispute.quote.text, dispute.quote.span)


def _doubted(dispute: Claim, claims: Sequence[Claim], page: Page) -> list[Claim]:
    """The claims that a dispute or denial speaks of, the likeliest first."""
    before = [
        c
        for c in claims
        if c.part == dispute.part and c.span.start <= dispute.span.end and c.kind not in SPEAKS_BACK and c.measures
    ]
    around = next((p.span for p in page.passages if p.span.contains(dispute.span)), dispute.span)
    inside = [c for c in before if dispute.span.overlaps(c.span) or around.contains(c.span)]
    named = [m for c in (dispute, *inside) for m in c.measures]
    if named:
        same = [c for c in before if any(_same(m, n) for m in c.measures for n in named)]
        earlier = [c for c in same if c not in inside]
        return [*reversed(earlier), *(c for c in same if c in inside)]
    if dispute.kind is ClaimKind.DENIAL:
        return []
    near = [c for c in before if 0 <= dispute.span.start - c.span.end < REACH]
    return near[-1:]


def _same(first: Measure, second: Measure) -> bool:
    return first.interval.overlaps(second.interval) and first.object is second.object and first.role is second.role
