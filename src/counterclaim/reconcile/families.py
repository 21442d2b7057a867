"""Which sort of event a claim speaks of, and which sorts fit one another."""

from __future__ import annotations

from counterclaim.model.claims import Claim, ClaimKind
from counterclaim.model.values import Period, Score
from counterclaim.reconcile.lexicon import ACLED_FAMILIES, FAMILY_STEMS, FITS, GENERIC, PHYSICAL, RUNNING_WORDS

TOLL_DAYS = 7
BY_KIND = {
    ClaimKind.CONTROL: "control",
    ClaimKind.TOTAL: "total",
    ClaimKind.DISPLACEMENT: "displacement",
    ClaimKind.AGREEMENT: "agreement",
    ClaimKind.STATE: "state",
}


def family_of(claim: Claim, context: str, period: Period | None = None) -> str:
    """The family of a claim: from its kind, its event type, its own words, then the words of its sentence.

    An attack that nothing describes more closely is `violence`; a speech act is `speech`. A total that counts over a
    few days at most is the toll of one event, not a running total.

    Args:
        claim: the claim.
        context: the sentence that it stands in.
        period: when it happened, None where that is unknown.
    """
    toll = claim.kind is ClaimKind.TOTAL and not _runs(context, period)
    if claim.kind in BY_KIND and not toll:
        return BY_KIND[claim.kind]
    typed = _typed(claim)
    if claim.kind is not ClaimKind.EVENT and not toll:
        return "speech"
    if typed and typed != "explosion":
        return typed if typed not in GENERIC else topic_of(claim, context) or typed
    return _worded(claim.quote.text) or typed or topic_of(claim, context) or "violence"


def _runs(context: str, period: Period | None) -> bool:
    """Whether a total runs on: over an open or long time, or in words that say so where the time is unknown."""
    if period is not None:
        return period.days is None or period.days > TOLL_DAYS
    return bool(RUNNING_WORDS.search(context))


def topic_of(claim: Claim, context: str) -> str:
    """The family that the claim's own words tell, else the nearest words of its sentence; empty where none do."""
    return _worded(claim.quote.text) or _nearest(claim.quote.text, context)


def _typed(claim: Claim) -> str | None:
    event = claim.event
    if event is None or event.scheme != "acled":
        return None
    found = ACLED_FAMILIES.get((event.subtype or "").lower())
    return found or ACLED_FAMILIES.get(event.type.lower())


def _worded(text: str) -> str | None:
    lowered = f" {text.lower()} "
    hits = (name for name, stems in FAMILY_STEMS.items() if any(f" {stem}" in lowered for stem in stems))
    return next(hits, None)


def _nearest(quote: str, context: str) -> str:
    lowered = f" {context.lower()} "
    start = max(0, lowered.find(quote.lower()))
    found = (
        (_away(lowered.find(f" {stem}", side), start, len(quote)), order, name)
        for order, (name, stems) in enumerate(FAMILY_STEMS.items())
        for stem in stems
        for side in (0, start)
        if lowered.find(f" {stem}", side) >= 0
    )
    return min(found, default=(0, 0, ""))[2]


def _away(at: int, start: int, length: int) -> int:
    """Code points between a word and a quote."""
    return max(0, start - at, at - start - length)


def compare_families(a: str, b: str) -> Score:
    """How well two families fit."""
    if a == b:
        return Score(1.0, f"both speak of {_caption(a)}")
    if "speech" in {a, b}:
        return Score(0.6, "one is a statement that may be about the other")
    if "total" in {a, b} or "agreement" in {a, b}:
        return Score(0.0, f"{_caption(a)} is not {_caption(b)}")
    if {a, b} & GENERIC and {a, b} <= PHYSICAL:
        return Score(0.8, f"an attack that is not described may be {_caption(a if b in GENERIC else b)}")
    if frozenset({a, b}) in FITS:
        return Score(0.65, f"{_caption(a)} may be {_caption(b)}")
    return Score(0.2, f"{_caption(a)} is not {_caption(b)}")


def _caption(family: str) -> str:
    return {"total": "a running total", "violence": "an attack", "control": "who holds a place"}.get(family, family)
