"""A page that came as plain text: read as it is, its paragraphs told apart by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.capture.drafts import Assembled
from counterclaim.capture.normalise import normalise
from counterclaim.model.documents import Block, BlockKind, Span, Stretch

_BLANK = re.compile(r"\n[ \n]*\n")
_ENDS = (".", "!", "?", "”", '"', "…", ":", "’")
_LONG = 90


def read_plain(page: str) -> Assembled:
    """The normalised text with one block for each paragraph, and where each paragraph stands in the page."""
    text = normalise(page)
    spans = list(_paragraphs(text))
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, span=span) for span in spans)
    same = text == page
    stretches = tuple(Stretch(text=span, page=span) for span in spans) if same else _follow(text, page, spans)
    return Assembled(text, blocks, stretches)


def set_apart(made: Assembled, line: Span) -> Assembled:
    """The same text with a block of its own, a by-line, for one line of it."""
    blocks: list[Block] = []
    for block in made.blocks:
        if not block.span.contains(line):
            blocks.append(block)
            continue
        for start, end in ((block.span.start, line.start), (line.end, block.span.end)):
            blocks.extend(replace(block, span=span) for span in _trimmed(made.text, start, end))
        blocks.append(Block(kind=BlockKind.BYLINE, span=line))
    return made._replace(blocks=tuple(sorted(blocks, key=lambda block: block.span)))


def _paragraphs(text: str) -> Iterator[Span]:
    blank = [(match.start(), match.end()) for match in _BLANK.finditer(text)]
    starts = [0, *(end for _, end in blank)]
    ends = [*(start for start, _ in blank), len(text)]
    by_line = not blank and _is_line_by_line(text)
    for start, end in zip(starts, ends, strict=True):
        yield from _lines(text, start, end) if by_line else _trimmed(text, start, end)


def _is_line_by_line(text: str) -> bool:
    """Whether each line is a paragraph: the lines are long, or most of them end as sentences do."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return False
    closed = sum(line.endswith(_ENDS) for line in lines)
    return max(map(len, lines)) > 2 * _LONG or closed > 0.6 * len(lines)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for line in text[start:end].split("\n"):
        yield from _trimmed(text, at, at + len(line))
        at += len(line) + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        yield Span(left, right)


def _follow(text: str, page: str, spans: list[Span]) -> tuple[Stretch, ...]:
    """The stretches of a page whose normalised text differs from it, by counting the letters that both hold."""
    from_text = [i for i, ch in enumerate(text) if ch.isascii() and ch.isalnum()]
    from_page = [i for i, ch in enumerate(page) if ch.isascii() and ch.isalnum()]
    if len(from_text) != len(from_page):
        return ()
    out: list[Stretch] = []
    at = 0
    for span in spans:
        first = at
        while at < len(from_text) and from_text[at] < span.end:
            at += 1
        if at > first:
            inner = Span(from_text[first], from_text[at - 1] + 1)
            out.append(Stretch(text=inner, page=Span(from_page[first], from_page[at - 1] + 1)))
    return tuple(out)
