"""One reader of two: what the model proposes and what the grammar finds become one list of attributions.

The grammar knows acts of speech and where clauses end; the model knows more ways of giving words to somebody. Where
both see one attribution, the grammar keeps acts and who is cited, and the model decides otherwise; what only one of
them sees is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.extract.attribution import Attribution, Origin, kind_in
from counterclaim.extract.citing import cites, nested
from counterclaim.extract.parses import Doc
from counterclaim.extract.proposals import Proposal
from counterclaim.extract.speaking import meant_by, trimmed, whole_end, without_opening
from counterclaim.model.documents import SourceKind, Span

LEAST = 0.55
Bounds = tuple[int, int]


def merge(doc: Doc, found: Sequence[Attribution], proposed: Sequence[Proposal], *, at: int) -> list[Attribution]:
    """The attributions of one sentence, widest first.

    Args:
        doc: the parse of the sentence.
        found: what the grammar found in it.
        proposed: what the model proposes for the text around it, in offsets of the document.
        at: where the sentence begins in the document.
    """
    left = list(found)
    merged = []
    for one in _in_sentence(doc, proposed, at):
        twin = next((a for a in left if _overlap(a.cue, one.cue)), None) or next(
            (a for a in left if _same(a, one)), None
        )
        if twin is not None:
            left.remove(twin)
            merged.append(_joined(twin, one, keep=twin.act or cites(doc, twin)))
        elif one.speaker is not None:
            merged.append(one)
    return nested(doc, [*left, *merged])


def _in_sentence(doc: Doc, proposed: Sequence[Proposal], at: int) -> Iterator[Attribution]:
    """The proposals whose cue stands in the sentence, in its tokens; what they cover elsewhere is kept as `afar`."""
    here = Span(at, at + len(doc.text))
    for proposal in proposed:
        if proposal.score < LEAST or not here.contains(proposal.cue):
            continue
        cue = _bounds(doc, proposal.cue, at)
        source = proposal.source if proposal.source and here.contains(proposal.source) else None
        speaker = _bounds(doc, source, at) if source else None
        speaker = _whole(doc, speaker) if speaker and doc[speaker[0]].pos_ != "ADP" else None
        if speaker is not None and all(token.tag_ == "PRP$" for token in doc[slice(*speaker)]):
            continue  # `their belief that …` names no speaker
        near = [clipped for span in proposal.content if (clipped := _clipped(span, here)) is not None]
        content = tuple(_without_mark(doc, b) for span in near if (b := _bounds(doc, span, at)) is not None)
        if cue is not None and (content or proposal.content):
            yield Attribution(
                cue=cue,
                speaker=speaker,
                content=content,
                kind=kind_in(doc, speaker) if speaker else SourceKind.UNKNOWN,
                origin=Origin.MODEL,
                afar=tuple(span for span in proposal.content if not here.contains(span)),
            )


def _whole(doc: Doc, bounds: Bounds) -> Bounds:
    """A speaker without what stands before it or leads on from it, and whom `which` stands for."""
    start, end = meant_by(doc, bounds)
    end = whole_end(doc, start, end)
    return without_opening(doc, trimmed(doc, start, end), end), end


def _clipped(span: Span, to: Span) -> Span | None:
    return Span(max(span.start, to.start), min(span.end, to.end)) if span.overlaps(to) else None


def _bounds(doc: Doc, span: Span, at: int) -> Bounds | None:
    found = doc.char_span(span.start - at, span.end - at, alignment_mode="expand")
    return (found.start, found.end) if found is not None and len(found) else None


def _same(first: Attribution, second: Attribution) -> bool:
    """Whether two attributions of different cues are one: by speaker and most of what they cover."""
    if first.speaker is None or second.speaker is None or not _overlap(first.speaker, second.speaker):
        return False
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first.content for b in second.content)
    return 2 * shared > min(first.reach, second.reach)


def _overlap(first: Bounds, second: Bounds) -> bool:
    return max(first[0], second[0]) < min(first[1], second[1])


def _joined(grammar: Attribution, model: Attribution, *, keep: bool) -> Attribution:
    """One attribution of two that are the same: what either gives to the speaker is his; `keep` has the grammar's."""
    if keep or not model.content:
        return replace(grammar, origin=Origin.BOTH, afar=model.afar)
    speaker, kind = (grammar.speaker, grammar.kind)
    if speaker is None or (model.speaker is not None and not _near(model.speaker, speaker)):
        speaker, kind = (model.speaker, model.kind)
    content = _united([*grammar.content, *model.content])
    return replace(grammar, speaker=speaker, kind=kind, content=content, origin=Origin.BOTH, afar=model.afar)


def _near(first: Bounds, second: Bounds) -> bool:
    """Whether two speakers overlap or the first leads up to the second, as a dateline does."""
    return _overlap(first, second) or first[1] == second[0]


def _united(stretches: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """The stretches in order, those that touch as one."""
    united: list[Bounds] = []
    for start, end in sorted(stretches):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _without_mark(doc: Doc, bounds: Bounds) -> Bounds:
    """A stretch without the `that` that only opens it."""
    start, end = bounds
    return (start + 1, end) if end - start > 1 and doc[start].lower_ == "that" else bounds
