"""Documents to parts and sentences: whose voice stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from counterclaim.config import SegmentSettings
from counterclaim.model.documents import BlockKind, Document, Page, Part, PartKind, Passage
from counterclaim.model.incidents import Finding
from counterclaim.model.stages import Segmented
from counterclaim.segment.boilerplate import is_boilerplate
from counterclaim.segment.findings import abuse, cut, fallbacks
from counterclaim.segment.inline import split_turns
from counterclaim.segment.layout import Line, byline_of, headline, read_lines, same_words
from counterclaim.segment.sentences import sentences
from counterclaim.segment.texts import Embedded, find_embedded, own_byline, signatures
from counterclaim.segment.threads import Remark, Start, find_thread, read_thread

_TEXT_KINDS = frozenset({PartKind.HEADLINE, PartKind.ARTICLE, PartKind.EMBEDDED, PartKind.CAPTION, PartKind.COMMENT})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part before it has a number, with its lines, its block, and the name of the commenter whom it answers."""

    part: Part
    lines: tuple[Line, ...]
    block: int | None = None
    calls: str | None = None


class Segmenter:
    """Pages of documents: parts in text order and their sentences.

    Args:
        settings: the longest name and the longest sentence.
    """

    def __init__(self, settings: SegmentSettings) -> None:
        self.settings = settings

    def __call__(self, documents: Iterable[Document]) -> Iterator[Segmented]:
        """One page for each document, in order, with what a reader should know of it."""
        return map(self.page, documents)

    def page(self, document: Document) -> Segmented:
        """The document told apart into parts and sentences."""
        lines = read_lines(document)
        pieces = [*self._texts(document, lines), *_marked(document, lines)]
        pieces.sort(key=lambda piece: piece.part.span)
        pieces = [replace(piece, part=replace(piece.part, index=i)) for i, piece in enumerate(pieces)]
        parts = tuple(_answered(pieces))
        passages, findings = self._passages(document, pieces)
        page = Page(document=document, parts=parts, passages=passages)
        return Segmented(page=page, findings=(*fallbacks(document), *findings, *abuse(document, parts)))

    def _texts(self, document: Document, lines: list[Line]) -> Iterator[_Piece]:
        prose = [line for line in lines if line.kind not in {BlockKind.COMMENT, BlockKind.CAPTION}]
        top = headline(prose)
        title = document.fact("title")
        if top is not None:
            line = prose[top[0]]
            prose = prose[top[0] + 1 :]
            title = line.text
            yield _headline(document, line, top[1])
        prose = split_turns(prose, self.settings.max_comment_name)
        start = self._thread(document, prose)
        thread = prose[start.line :] if start else []
        yield from _prose(document, prose[: start.line] if start else prose, title)
        if start is not None:
            yield from _flat_comments(read_thread(thread, self.settings.max_comment_name), start)

    def _thread(self, document: Document, prose: Sequence[Line]) -> Start | None:
        if any(block.kind is BlockKind.COMMENT for block in document.blocks):
            return None
        texts = find_embedded(prose)
        embedded = [(text.author, text.start) for text in texts]
        own = own_byline(prose[: texts[0].start] if texts else prose)
        authors = [*embedded, *([(own[1], own[0])] if own else []), (document.fact("author"), 0)]
        return find_thread(prose, self.settings.max_comment_name, signatures(prose, authors))

    def _passages(self, document: Document, pieces: Sequence[_Piece]) -> tuple[tuple[Passage, ...], list[Finding]]:
        passages: list[Passage] = []
        findings: list[Finding] = []
        for piece in pieces:
            title = piece.part.title if piece.part.kind is PartKind.ARTICLE else None
            for place, line in enumerate(piece.lines if piece.part.kind in _TEXT_KINDS else ()):
                for sentence in sentences(
                    document.text, line.span, self.settings.max_sentence, None if place else title
                ):
                    passage = Passage(
                        index=len(passages), part=piece.part.index, paragraph=line.block, span=sentence.span
                    )
                    passages.append(passage)
                    if sentence.cut:
                        findings.append(cut(document, passage, self.settings.max_sentence))
        return tuple(passages), findings


def _headline(document: Document, line: Line, why: str) -> _Piece:
    part = Part(
        index=0, kind=PartKind.HEADLINE, span=line.span, title=line.text, author=document.fact("author"),
        published=document.fact("published"), source=_outlet(document), why=why,
    )  # fmt: skip
    return _Piece(part, (line,))


def _outlet(document: Document) -> str | None:
    return document.fact("source") or document.fact("site")


def _prose(document: Document, lines: Sequence[Line], title: str | None) -> Iterator[_Piece]:
    """The article with what is republished in it, and the boilerplate around them."""
    embedded = find_embedded(lines)
    found = own_byline(lines[: embedded[0].start] if embedded else lines)
    author = document.fact("author") or (found[1] if found else None)
    at = 0
    for text in embedded:
        yield from _article(document, lines[at : text.start], title, author)
        yield _embedded(document, lines[text.start : text.end], text)
        at = text.end
    yield from _article(document, lines[at:], title, author)


def _article(document: Document, lines: Sequence[Line], title: str | None, author: str | None) -> Iterator[_Piece]:
    first = next((i for i, line in enumerate(lines) if not is_boilerplate(line.text)), len(lines))
    last = next((i for i in range(len(lines), first, -1) if not is_boilerplate(lines[i - 1].text)), first)
    for line in (*lines[:first], *lines[last:]):
        part = Part(index=0, kind=PartKind.BOILERPLATE, span=line.span, why="a button, notice or link of the page")
        yield _Piece(part, (line,))
    body = lines[first:last]
    if body:
        part = Part(
            index=0, kind=PartKind.ARTICLE, span=body[0].span.cover(body[-1].span), title=title, author=author,
            published=document.fact("published"), source=_outlet(document), why="the page's own text",
        )  # fmt: skip
        yield _Piece(part, tuple(line for line in body if _is_said(line) and not is_boilerplate(line.text)))


def _is_said(line: Line) -> bool:
    return line.kind is not BlockKind.BYLINE and byline_of(line.text) is None


def _embedded(document: Document, lines: Sequence[Line], text: Embedded) -> _Piece:
    part = Part(
        index=0, kind=PartKind.EMBEDDED, span=lines[0].span.cover(lines[-1].span), title=text.title, author=text.author,
        published=document.fact("published"), source=text.outlet or text.author, why=text.why,
    )  # fmt: skip
    said = (line for line in lines if _is_said(line) and not same_words(line.text, text.author or ""))
    return _Piece(part, tuple(said))


def _flat_comments(remarks: Sequence[Remark], start: Start) -> Iterator[_Piece]:
    """The comments of a flat thread; one that names whom it answers is tied to the last comment of that name."""
    for remark in remarks:
        how = "a name stands above it" if remark.signed else "no name stands above it"
        part = Part(
            index=0, kind=PartKind.COMMENT, span=remark.span, author=remark.author, source=remark.author,
            published=remark.posted, why=f"in the thread that ends the page ({start.why}); {how}",
        )  # fmt: skip
        yield _Piece(part, tuple(remark.lines), calls=remark.answers)


def _marked(document: Document, lines: Sequence[Line]) -> Iterator[_Piece]:
    """The comments and captions that the mark-up tells apart."""
    kinds = {BlockKind.COMMENT: PartKind.COMMENT, BlockKind.CAPTION: PartKind.CAPTION}
    by_block = {block: list(group) for block, group in groupby(lines, key=lambda line: line.block)}
    for index, block in enumerate(document.blocks):
        if block.kind not in kinds:
            continue
        own = tuple(by_block.get(index, ()))
        comment = block.kind is BlockKind.COMMENT
        part = Part(
            index=0, kind=kinds[block.kind], span=block.span, author=block.author,
            published=block.posted if comment else document.fact("published"),
            source=block.author if comment else _outlet(document), answers=block.answers if comment else None,
            why="the mark-up gives it as a comment" if comment else "the mark-up gives it as a caption",
        )  # fmt: skip
        yield _Piece(part, own, block=index)


def _answered(pieces: Sequence[_Piece]) -> Iterator[Part]:
    """The parts, each answer pointing to the index of the part that it answers."""
    by_block = {piece.block: piece.part.index for piece in pieces if piece.block is not None}
    by_author: dict[str, int] = {}
    for piece in pieces:
        answers = by_block.get(piece.part.answers) if piece.part.answers is not None else None
        if piece.calls is not None:
            answers = _called(by_author, piece.calls)
        yield replace(piece.part, answers=answers)
        if piece.part.kind is PartKind.COMMENT and piece.part.author:
            by_author[_folded(piece.part.author)] = piece.part.index


def _called(by_author: dict[str, int], name: str) -> int | None:
    """The last comment whose author's name is the longest that `name` begins with."""
    wanted = _folded(name)
    return next((by_author[wanted[:n]] for n in range(len(wanted), 0, -1) if wanted[:n] in by_author), None)


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "")
