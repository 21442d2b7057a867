"""Who denies or doubts what somebody else says."""

from __future__ import annotations

from counterclaim.model.claims import Actor, ClaimKind, Field
from counterclaim.model.incidents import RelationKind
from counterclaim.reconcile.counting import Verdict
from counterclaim.reconcile.independence import NOT_TELLING, same_speaker
from counterclaim.reconcile.lexicon import DENYING_WORDS, DOUBTING_WORDS, STOP_WORDS
from counterclaim.reconcile.profiles import NAMELESS, Profile, words_of

NEARBY = 2
"""Sentences within which a denial answers an accusation of the same text."""
REACH = 8
"""Sentences within which doubt without a name is about a claim of the same text."""
DENIABLE = frozenset(
    {ClaimKind.EVENT, ClaimKind.ACCUSATION, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT}
)
DOUBTABLE = DENIABLE | {ClaimKind.STATEMENT}
BACK = {ClaimKind.DENIAL: RelationKind.DENIES, ClaimKind.DISPUTE: RelationKind.DISPUTES}
OPENING = frozenset({"The", "A", "An", "Its", "His", "Her", "Their", "Our", "My"})


def speaks_against(p: Profile) -> RelationKind | None:
    """Whether a claim denies or doubts something, by its words first and then by its kind.

    Doubt is often put as a statement: “it could not be verified”. A statement that something is not so may deny what
    its speaker is accused of.
    """
    text = p.entry.claim.quote.text
    kind = p.entry.claim.kind
    if kind not in BACK and kind is not ClaimKind.STATEMENT:
        return None
    if DENYING_WORDS.search(text):
        return RelationKind.DENIES
    if DOUBTING_WORDS.search(text):
        return RelationKind.DISPUTES
    return BACK.get(kind) or (RelationKind.DENIES if p.negated else None)


def tied(a: Profile, b: Profile) -> Verdict | None:
    """The reader knew that one claim is about the other."""
    for one, other, swap in ((a, b, False), (b, a, True)):
        if one.entry.claim.disputes == other.id:
            kind = speaks_against(one) or BACK.get(one.entry.claim.kind, RelationKind.DISPUTES)
            word = "denies" if kind is RelationKind.DENIES else "casts doubt on"
            return Verdict(kind, f"{speaker(one)} {word} what {inside(speaker(other))} says.", swap=swap)
    return None


def names_speaker(a: Profile, b: Profile) -> bool:
    """Whether one of two claims of a document doubts or denies what its words name the other speaker for."""
    if a.document != b.document:
        return False
    return any(speaks_against(one) and _telling(other) & set(words_of(one.context)) for one, other in ((a, b), (b, a)))


def _telling(p: Profile) -> set[str]:
    """The words of a speaker's name that tell the speaker from others."""
    words = words_of(p.entry.claim.claimant.text or "")
    return {form for w in words if len(w) > 6 and w not in NOT_TELLING for form in (w, f"{w}s")}


def may_oppose(a: Profile, b: Profile) -> bool:
    """Whether one of two claims of a document speaks against the other though they are no claims about one event."""
    if names_speaker(a, b):
        return True
    near = a.document == b.document and abs(a.sentence - b.sentence) <= REACH
    return near and any(speaks_against(x) is RelationKind.DISPUTES and _shares(x, y) for x, y in ((a, b), (b, a)))


def opposed(a: Profile, b: Profile) -> Verdict | None:
    """One claimant denies or doubts what another one says of the same incident."""
    if same_speaker(a, b):
        return _doubts_itself(a, b)
    for one, other, swap in ((a, b, False), (b, a, True)):
        found = _against(one, other)
        if found:
            return found._replace(swap=swap)
    return None


def _doubts_itself(a: Profile, b: Profile) -> Verdict | None:
    """A speaker takes back what the same text has just said."""
    for one, other, swap in ((a, b, False), (b, a, True)):
        near = one.document == other.document and 0 <= one.sentence - other.sentence <= NEARBY
        if near and one.entry.claim.kind is ClaimKind.DISPUTE and other.entry.claim.kind in DENIABLE:
            return Verdict(RelationKind.DISPUTES, f"{speaker(one)} doubts a claim of the same voice.", swap=swap)
    return None


def _against(one: Profile, other: Profile) -> Verdict | None:
    if other.negated or other.entry.claim.kind not in DOUBTABLE or speaks_against(other):
        return None
    kind, said = one.entry.claim.kind, speaks_against(one)
    deniable = other.entry.claim.kind in DENIABLE
    if deniable and (
        accused(one, other) or _replies(one, other) or (said is RelationKind.DENIES and _answers(one, other))
    ):
        return Verdict(RelationKind.DENIES, _denial(one, other))
    if said is RelationKind.DISPUTES and (
        (kind is ClaimKind.DISPUTE and deniable) or _telling(other) & set(words_of(one.context)) or _shares(one, other)
    ):
        return Verdict(RelationKind.DISPUTES, f"{speaker(one)} casts doubt on what {inside(speaker(other))} says.")
    if one.negated and other.entry.claim.kind is kind and same_words(one, other):
        return Verdict(RelationKind.CONTRADICTS, "One says that it happened, the other that it did not.", "occurrence")
    return None


def _replies(one: Profile, other: Profile) -> bool:
    """Whether a denial is about who holds a place, or names the side that the other speaker belongs to."""
    if one.entry.claim.kind is not ClaimKind.DENIAL:
        return False
    denier, teller = (p.entry.actor(Field.CLAIMANT) for p in (one, other))
    if denier and teller and _one_side(denier, teller):
        return False
    named = [one.entry.actor(name) for name in (Field.AGENT, Field.TARGET)]
    return other.entry.claim.kind is ClaimKind.CONTROL or any(a and teller and _one_side(a, teller) for a in named)


def _shares(one: Profile, other: Profile) -> bool:
    """Whether the words of a doubt come back in what is doubted."""
    mine, yours = (set(words_of(p.entry.claim.quote.text)) - STOP_WORDS for p in (one, other))
    return any(len(word) >= 3 for word in mine & yours)


def accused(one: Profile, other: Profile) -> bool:
    """Whether a denial comes from whom another claim names as the one who acted, or accuses."""
    said = speaks_against(one)
    blames = other.entry.claim.kind is ClaimKind.ACCUSATION
    denies = said is RelationKind.DENIES or (said is RelationKind.DISPUTES and one.negated and blames)
    if not denies or other.entry.claim.kind not in DENIABLE:
        return False
    denier = one.entry.actor(Field.CLAIMANT)
    blamed = [other.entry.actor(name) for name in (Field.AGENT, Field.TARGET)[: 1 + other.speech]]
    if denier and any(blamed):
        return any(actor and _one_side(actor, denier) for actor in blamed)
    names = set(words_of(_denier_words(one))) - NOT_TELLING - STOP_WORDS - NAMELESS
    mentions = [other.entry.claim.agent, other.entry.claim.target][: 1 + other.speech]
    texts = [m.text for m in mentions if m] if other.agent else [other.context]
    return any(names & set(words_of(text)) for text in texts)


def _denier_words(one: Profile) -> str:
    """The words for who denies; of a statement that is no denial by its kind, those before its verb count, too."""
    said = one.entry.claim.claimant.text or ""
    if one.entry.claim.kind is ClaimKind.DENIAL:
        return said
    return f"{said} {' '.join(one.entry.claim.quote.text.split()[:4])}"


def _denial(one: Profile, other: Profile) -> str:
    if accused(one, other):
        return f"{speaker(one)} denies it and is whom {inside(speaker(other))} names."
    return f"{speaker(one)} denies what {inside(speaker(other))} says, in the same words or beside it."


def _one_side(a: Actor, b: Actor) -> bool:
    return a.id == b.id or (a.side is not None and a.side == b.side)


def _answers(one: Profile, other: Profile) -> bool:
    """Whether a denial is about a claim in its words: an accusation nearby, or a claim in the words that it denies."""
    if one.entry.claim.kind is not ClaimKind.DENIAL:
        return False
    near = one.document == other.document and abs(one.sentence - other.sentence) <= NEARBY
    if other.entry.claim.kind is ClaimKind.ACCUSATION:
        return near or same_words(one, other)
    return not other.own_voice and same_words(one, other) and bool(other.agent or other.entry.claim.measures)


def same_words(a: Profile, b: Profile) -> bool:
    """Whether most telling words of the shorter sentence stand in the other."""
    shared = a.words & b.words
    return len(shared) >= 0.6 * max(1, min(len(a.words), len(b.words)))


def speaker(p: Profile) -> str:
    """Who says it, for a sentence."""
    return p.entry.claim.claimant.text or p.entry.part.source or p.entry.document.fact("source") or "the page"


def inside(name: str) -> str:
    """A name as it stands inside a sentence: an article or a possessive before it begins small."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in OPENING else name
