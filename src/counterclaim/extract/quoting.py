"""Quotations that stand without a speaker, given to whoever is quoted with the same figure later on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extract.confidence import with_confidence
from counterclaim.extract.quotations import Quotation
from counterclaim.model.claims import Claim, Claimant, Link, Mode, Stance, StanceValue
from counterclaim.model.documents import Span

WHY = "the quotation stands without a speaker; the same figure is given to this speaker further on"


def adopt(claims: Sequence[Claim], quotations: Sequence[Quotation]) -> list[Claim]:
    """The claims of one part; those in a quotation without a speaker take the speaker of a later claim like them."""
    changed = []
    for claim in claims:
        whole = next((q.span for q in quotations if not q.short and q.span.contains(claim.span)), None)
        link = _speaker(claims, whole) if whole is not None and not claim.attribution else None
        changed.append(_given(claim, link) if link is not None else claim)
    return changed


def _speaker(claims: Sequence[Claim], whole: Span) -> Link | None:
    """The speaker of the first later claim that shares a figure with any claim of the same quotation."""
    inside = [c for c in claims if whole.contains(c.span)]
    for later in claims:
        if later.span.start < whole.end or not later.attribution:
            continue
        if any(_alike(mine, later) for mine in inside):
            return later.attribution[-1]
    return None


def _alike(first: Claim, second: Claim) -> bool:
    return any(
        m.role is n.role and m.object is n.object and m.interval.overlaps(n.interval) and m.interval.low is not None
        for m in first.measures
        for n in second.measures
    )


def _given(claim: Claim, link: Link) -> Claim:
    fuller = link.stands_for or link.speaker
    stance = (
        Stance(value=StanceValue.REPORTED, words=claim.stance.words)
        if claim.stance.value is StanceValue.OWN
        else claim.stance
    )
    changed = replace(
        claim,
        attribution=(replace(link, mode=Mode.DIRECT, why=WHY),),
        claimant=Claimant(text=fuller.text if fuller else None, kind=link.kind, mention=fuller),
        stance=stance,
    )
    return with_confidence(changed)
