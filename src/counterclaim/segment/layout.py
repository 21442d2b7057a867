"""A document as lines: what stands alone, what gap is before it, and which lines are titles and by-lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model.documents import BlockKind, Document, Span

_PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "van", "von", "der", "den", "de", "da", "di", "du", "la", "le", "abu", "and", "y",
    "the", "ter", "ben", "bint", "del", "dos", "of",
})  # fmt: skip
_BYLINE = re.compile(
    r"^(?:(?:written|posted|text|story|words|an? \w+|article|analysis|report) )?by:?\s+(?P<name>[^,|/(–—]{2,60}?)"
    r"\s*(?:(?:,|\||/|\(|–|—| - )\s*(?P<rest>.{1,60}))?$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"^(?:author|autor|auteur)s?:\s*(?P<name>[^,|/(–—]{2,60})$", re.IGNORECASE)
_REPUBLISHED = re.compile(
    r"\b(?:originally|first)\s+(?:published|appeared|posted|printed)\s+(?:in|by|on|at)\s+(?P<outlet>[^.;:()]{2,60})"
    r"|\b(?:republished|reprinted|reproduced|reposted)\s+(?:with permission\s+)?from\s+(?P<from>[^.;:()]{2,60})",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.’'-]*$")
_CLOSED = (".", "!", "?", ",", ";", ":", "…", "”", '"', "»")
_TITLE = 220
_WIDE = 55
_HALF = 40
_COLUMN = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: `gap` is the number of newlines before it, `block` the index of its block."""

    text: str
    span: Span
    gap: int
    block: int
    kind: BlockKind

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.text.split())

    @property
    def is_open(self) -> bool:
        """Whether the line does not end as a sentence does."""
        return not self.text.endswith(_CLOSED)


def read_lines(document: Document) -> list[Line]:
    """The lines of all blocks in order; lines that only wrap a paragraph at a fixed width are joined."""
    out: list[Line] = []
    end = 0
    wrapped = _is_wrapped(document)
    for index, block in enumerate(document.blocks):
        for start, stop in _unwrapped(document.text, block.span, wrapped=wrapped):
            text = document.text[start:stop]
            gap = document.text.count("\n", end, start)
            out.append(Line(text, Span(start, stop), gap, index, block.kind))
            end = stop
    return out


def _is_wrapped(document: Document) -> bool:
    """Whether the lines of a document end at a fixed width: none is much longer than a column."""
    return not document.marked_up and max(map(len, document.text.split("\n"))) <= _COLUMN


def _unwrapped(text: str, span: Span, *, wrapped: bool) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = at_last = span.start
    for raw in text[span.start : span.end].split("\n"):
        start, stop = at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip())
        at += len(raw) + 1
        if start >= stop:
            continue
        if pieces and _continues(text[at_last : pieces[-1][1]], text[start:stop], wrapped=wrapped):
            pieces[-1] = (pieces[-1][0], stop)
        else:
            pieces.append((start, stop))
        at_last = start
    return pieces


def _continues(last: str, line: str, *, wrapped: bool) -> bool:
    """Whether a line goes on with the sentence of the line before it; a by-line never does."""
    if len(line) < _HALF and byline_of(line) is not None:
        return False
    if line[0].islower():
        return last.endswith(",") or (not last.endswith((".", "!", "?", ":")) and len(last) >= _HALF)
    return wrapped and len(last) >= _WIDE and not last.endswith((".", "!", "?", ":", "”", '"', "…", "’"))


def is_title(line: Line) -> bool:
    """Whether a line may be the title of a text: short, open at its end, and not all small letters."""
    return line.is_open and len(line.text) <= _TITLE and any(ch.isupper() for ch in line.text)


def byline_of(text: str) -> str | None:
    """The author whom a line names, such as `by Ada Venn, The Ledger`; None where it is no by-line."""
    found = _BYLINE.match(text) or _AUTHOR.match(text)
    if found is None or len(text) > 110:
        return None
    name = found.group("name").strip(" .:")
    return name if is_full_name(name) else None


def is_full_name(text: str) -> bool:
    """Whether all words are written as those of a name are."""
    words = text.split()
    if not 1 <= len(words) <= 7 or (words[0][0].islower() and words[0].lower() not in _PARTICLES):
        return False
    named = [w for w in words if _NAME_WORD.match(w) and (w[0].isupper() or w.lower() in _PARTICLES or "-" in w)]
    return len(named) == len(words) and any(w[0].isupper() for w in words)


def outlet_of(text: str) -> str | None:
    """The outlet that a line names as the first publisher, or None."""
    found = _REPUBLISHED.search(text[:400])
    if found is None:
        return None
    name = (found.group("outlet") or found.group("from")).strip(" ,'\"“”")
    return re.split(r"\s+(?:on|in|under|with|and is|at)\s+", name)[0].strip() or None


def same_words(one: str, other: str) -> bool:
    """Whether two texts hold the same letters and figures in the same order."""
    return bool(one) and letters(one) == letters(other) != ""


def letters(text: str) -> str:
    """The letters and figures of a text in one case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def starts_with(text: str, title: str) -> int:
    """How many code points of `text` repeat the title at its start; 0 where it does not."""
    wanted = letters(title)
    got = 0
    if not wanted:
        return 0
    for place, ch in enumerate(text[: 2 * len(title) + 20]):
        if ch.isalnum():
            if wanted[got : got + len(ch.casefold())] != ch.casefold():
                return 0
            got += len(ch.casefold())
            if got >= len(wanted):
                return place + 1
    return 0


def headline(lines: Sequence[Line]) -> tuple[int, str] | None:
    """The index of the headline and how it was recognised, or None where the document has none."""
    marked = next((i for i, line in enumerate(lines[:5]) if line.kind is BlockKind.TITLE), None)
    if marked is not None:
        return marked, "the mark-up gives it as the title"
    first = next((i for i, line in enumerate(lines[:3]) if line.kind is not BlockKind.BYLINE), 0)
    below = [line for line in lines[first + 1 : first + 7] if line.kind is not BlockKind.BYLINE]
    if not below or len(lines[first].text) > _TITLE:
        return None
    if starts_with(below[0].text, lines[first].text):
        return first, "a short first line that the text repeats"
    words = lines[first].words
    if is_title(lines[first]) and words <= 30 and any(line.words > words for line in below[:5]):
        return first, "a short first line without a full stop"
    return None
