"""How the reporting voice stands to what it reports: neutral, at a distance, or in dispute."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.drafts import Draft
from counterclaim.extract.lexicon import speech, words
from counterclaim.extract.parses import Token
from counterclaim.extract.quotations import Quotation
from counterclaim.extract.sentences import Sentence
from counterclaim.model.claims import Mention, Mode, Stance, StanceValue
from counterclaim.model.documents import Span

HEARSAY = words("hearsay")
DOUBT = frozenset({"suspected", "alleged", "supposed", "purported", "so-called", "apparent", "unconfirmed"})


def stance_of(sentence: Sentence, draft: Draft, quotations: Sequence[Quotation]) -> Stance:
    """The stance of the reporting voice to one draft, with the words that show it."""
    hedges = [*_hedges(sentence, draft), *_doubtful_speech(sentence, draft)]
    scare = _scare_quotes(sentence, draft, quotations)
    if hedges or scare:
        return Stance(value=StanceValue.DISTANCED, words=tuple(sorted({*hedges, *scare})))
    outside = tuple(a for a in draft.chain if not a.act)
    if outside or draft.chain:
        return Stance(value=StanceValue.REPORTED)
    hearsay = _hearsay(sentence, draft)
    if hearsay:
        return Stance(value=StanceValue.REPORTED, words=hearsay)
    return Stance(value=StanceValue.OWN)


def _hedges(sentence: Sentence, draft: Draft) -> list[Mention]:
    words = speech().hedges
    start, end = draft.bounds()
    found = []
    for token in sentence.doc[max(0, start - 2) : end]:
        near = token.i in range(start - 2, end) and (token.head.i in range(start, end) or token.i >= start)
        if near and (token.lower_ in words and token.lower_ != "suspected") and token.lower_ != "reportedly":
            found.append(sentence.mention((token.i, token.i + 1)))
    return found


def _doubtful_speech(sentence: Sentence, draft: Draft) -> list[Mention]:
    """`unconfirmed reports`, `…, claims that are difficult to verify`: doubt cast on what is reported."""
    doc, found = sentence.doc, []
    for attribution in draft.chain:
        around = range(max(0, attribution.cue[0] - 2), attribution.cue[1])
        spoken = range(*attribution.speaker) if attribution.speaker else range(0)
        found += [i for i in {*around, *spoken} if doc[i].lower_ in DOUBT - {"suspected", "apparent"}]
    if draft.chain:
        found += [t.i for t in doc if t.lower_.startswith("verif") and t.lemma == "verify" and _fails(t)]
    return [sentence.mention((i, i + 1)) for i in sorted(set(found))]


def _fails(verb: Token) -> bool:
    """Whether something cannot be, or is hard to be, verified."""
    above = {verb.head.lemma, *(child.lemma for child in verb.head.children)}
    return any(c.dep_ == "neg" for c in verb.children) or bool(above & {"difficult", "impossible", "unable", "hard"})


def _hearsay(sentence: Sentence, draft: Draft) -> tuple[Mention, ...]:
    """`were reported killed`, `is believed to have`, `reportedly`: reported by nobody named."""
    start, end = draft.bounds()
    found = []
    for token in sentence.doc[max(0, start - 3) : min(len(sentence.doc), end + 1)]:
        passive = token.lemma in HEARSAY and token.tag_ == "VBN" and token.dep_ != "amod"
        if token.lower_ == "reportedly" or passive:
            found.append(sentence.mention((token.i, token.i + 1)))
    return tuple(found)


def _scare_quotes(sentence: Sentence, draft: Draft, quotations: Sequence[Quotation]) -> list[Mention]:
    """Short quotations inside the draft's own words: marks of distance rather than speech."""
    words = [sentence.span((t.start, t.end)) for t in draft.triggers]
    words += [sentence.span(b) for b in (draft.arguments.agent, draft.arguments.target) if b]
    base = sentence.passage.span.start
    found = []
    for quotation in quotations:
        inside = any(span.contains(quotation.span) or quotation.span.contains(span) for span in words)
        whole = len(words) > 1 and all(quotation.span.contains(span) for span in words)
        if quotation.short and quotation.closed and inside and not whole:
            found.append(sentence.words(quotation.span.start - base, quotation.span.end - base))
    return found


def mode_of(span: Span, quotations: Sequence[Quotation], stance: Stance) -> Mode:
    """How the words of a claim are given: quoted, partly quoted, in scare quotes, or in the reporter's words."""
    long = [q for q in quotations if not q.short and q.span.overlaps(span)]
    if any(q.span.contains(span) for q in long):
        return Mode.DIRECT
    if long:
        return Mode.MIXED
    if stance.value is StanceValue.DISTANCED and any(q.short and q.span.overlaps(span) for q in quotations):
        return Mode.SCARE_QUOTE
    return Mode.INDIRECT
