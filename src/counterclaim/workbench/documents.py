"""A page as it stood, its claims marked in place, and beside each what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model.claims import Entry
from counterclaim.model.documents import BlockKind, Document, Part, PartKind, Span
from counterclaim.model.incidents import Finding, FindingKind, Relation
from counterclaim.model.overviews import ClaimQuery, DocumentSummary, LogEntry
from counterclaim.publish.masking import masked, masks
from counterclaim.store.base import View
from counterclaim.store.keys import source_key
from counterclaim.workbench.cards import Card, by_claim, to_card
from counterclaim.workbench.lines import called, ruled, to_line
from counterclaim.workbench.marking import Mark, Segment, cut, in_lanes

VOICES = 8
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One claimant of the page: its colour and pattern, and how many claims it makes."""

    number: int
    key: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph in segments, the cards of the claims that begin in it, and the findings about it."""

    kind: BlockKind
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the page; `label` tells parts apart, `depth` how far a comment is nested."""

    part: Part | None
    label: str
    depth: int
    answers: str | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """The page of a document: text with marks, margin, capture and custody."""

    document: Document
    summary: DocumentSummary
    title: str
    voices: tuple[Voice, ...]
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    custody: LogEntry | None
    masked: int
    unmasked: bool
    claims: int


def document(view: View, key: str, *, unmasked: bool = False) -> DocumentPage:
    """The page of one document; abuse stays behind blocks unless it is asked for.

    Raises:
        UnknownRecord: if there is none of that id.
    """
    found, parts = view.page(key)
    findings = view.findings(key)
    hidden = masks(findings)
    entries = ruled(view, view.entries(ClaimQuery(documents=(key,))))
    shown = entries if unmasked else masked(entries, hidden)
    voices = _voices(shown)
    sheet = _Sheet(view, found, shown, voices, findings)
    sheet.masks = () if unmasked else hidden.get(key, ())
    return DocumentPage(
        document=found,
        summary=view.documents([key])[0],
        title=called(found),
        voices=tuple(voices.values()),
        sections=tuple(sheet.sections(parts)),
        findings=tuple(f for f in findings if f.span is None),
        custody=view.capture_entry(key),
        masked=len(hidden.get(key, ())),
        unmasked=unmasked,
        claims=len(entries),
    )


def _voices(entries: Sequence[Entry]) -> dict[str, Voice]:
    counts = Counter(source_key(entry) for entry in entries)
    names: dict[str, str] = {}
    for entry in entries:
        names.setdefault(source_key(entry), to_line(entry).who)
    return {
        key: Voice(number=i % VOICES, key=key, name=name, claims=counts[key])
        for i, (key, name) in enumerate(names.items())
    }


class _Sheet:
    """Lays the marks, the cards and the findings of one document on its text."""

    def __init__(
        self,
        view: View,
        found: Document,
        entries: Sequence[Entry],
        voices: Mapping[str, Voice],
        findings: Sequence[Finding],
    ) -> None:
        self.text = found.text
        self.blocks = found.blocks
        self.masks: Sequence[Span] = ()
        self.findings = [f for f in findings if f.span is not None]
        spans = [(entry.claim.id, entry.claim.span, voices[source_key(entry)].number) for entry in entries]
        self.marks = in_lanes(spans)
        ids = [entry.claim.id for entry in entries]
        relations = _by_end(view.relations(ids))
        homes = by_claim(view.incidents(ids))
        self.cards = [
            to_card(e, m.number, m.voice, relations.get(e.claim.id, ()), homes.get(e.claim.id))
            for e, m in zip(entries, self.marks, strict=True)
        ]

    def sections(self, parts: Sequence[Part]) -> Iterator[Section]:
        """The parts in the order of the text, with what stands between them."""
        at, depths = 0, _depths(parts)
        names = {part.index: part.author for part in parts}
        for part in sorted(parts, key=lambda p: p.span):
            yield from self._between(at, part.span.start)
            answers = names.get(part.answers) if part.answers is not None else None
            yield self._section(part.span, part, depths.get(part.index, 0), answers)
            at = max(at, part.span.end)
        yield from self._between(at, len(self.text))

    def _between(self, start: int, end: int) -> Iterator[Section]:
        if start < end and self.text[start:end].strip():
            yield self._section(Span(start, end), None, 0, None)

    def _section(self, span: Span, part: Part | None, depth: int, answers: str | None) -> Section:
        paragraphs = tuple(self._paragraph(kind, stretch) for kind, stretch in self._stretches(span))
        return Section(part=part, label=_label(part), depth=depth, answers=answers, paragraphs=paragraphs)

    def _stretches(self, span: Span) -> Iterator[tuple[BlockKind, Span]]:
        """The blocks inside the stretch, and what no block covers."""
        at = span.start
        for block in self.blocks:
            start, end = max(block.span.start, at), min(block.span.end, span.end)
            if start < end:
                yield from self._lines(at, start)
                yield block.kind, Span(start, end)
                at = end
        yield from self._lines(at, span.end)

    def _lines(self, start: int, end: int) -> Iterator[tuple[BlockKind, Span]]:
        if start < end and self.text[start:end].strip():
            yield BlockKind.PARAGRAPH, Span(start, end)

    def _paragraph(self, kind: BlockKind, span: Span) -> Paragraph:
        here = [f for f in self.findings if f.span is not None and span.start <= f.span.start < span.end]
        flags = [f.span for f in here if f.span is not None and f.kind is not FindingKind.ABUSE]
        begun = [card for card, mark in zip(self.cards, self.marks, strict=True) if _begins(mark, span)]
        return Paragraph(
            kind=kind,
            segments=cut(self.text, span, self.marks, masks=self.masks, flags=flags),
            cards=tuple(sorted(begun, key=lambda card: card.number)),
            findings=tuple(here),
        )


def _begins(mark: Mark, span: Span) -> bool:
    return span.start <= mark.span.start < span.end


def _by_end(relations: Sequence[Relation]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = {}
    for relation in relations:
        for end in {relation.a, relation.b}:
            found.setdefault(end, []).append(relation)
    return found


def _depths(parts: Sequence[Part]) -> dict[int, int]:
    """How far each comment is nested below the one that it answers."""
    answered = {part.index: part.answers for part in parts}
    depths: dict[int, int] = {}
    for part in parts:
        depth, at = 0, part.answers
        while at is not None and depth < _DEEPEST:
            depth, at = depth + 1, answered.get(at)
        depths[part.index] = depth
    return depths


def _label(part: Part | None) -> str:
    if part is None:
        return "outside any part"
    if part.kind is PartKind.EMBEDDED:
        return "republished text"
    return part.kind.value
