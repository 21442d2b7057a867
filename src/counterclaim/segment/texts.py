"""The texts of a page: the article, and what is republished inside it, each with title, author and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from counterclaim.model.documents import BlockKind
from counterclaim.segment.layout import Line, byline_of, is_full_name, is_title, letters, outlet_of, same_words

_ANNOUNCES = re.compile(
    r"^(?:\W{0,2}(?:the following|what follows|below is|here is)\b|(?:republished|reprinted|reproduced|reposted)\b)",
    re.IGNORECASE,
)
_NOT_TEXT = frozenset({BlockKind.TITLE, BlockKind.BYLINE})
_HEAD = 4
_BEFORE = 25
_LEAST = 30
_SIGNED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A text republished inside another: lines `[start, end)`, its title, author and first outlet."""

    start: int
    end: int
    title: str | None
    author: str | None
    outlet: str | None
    why: str


class _Own(NamedTuple):
    """From which line on a text may be another's: by the words before it, or by a sentence before it."""

    words: int
    sentence: int


def own_byline(lines: Sequence[Line]) -> tuple[int, str] | None:
    """The by-line of the page's own text, near its head: index and author."""
    for index, line in enumerate(lines[:_HEAD]):
        author = author_of(line)
        if author is not None:
            return index, author
        if index and line.words > 45:
            return None
    return None


def find_embedded(lines: Sequence[Line]) -> list[Embedded]:
    """The texts republished in the lines of one page, in order.

    Each is announced by a by-line, or a note of where it first appeared, that stands under a title of its own after
    some text of the page itself. It ends at a line that signs it with its author's name, at the next such text, or with
    the lines.
    """
    own = _own_text(lines)
    heads = [head for index in range(len(lines)) if (head := _head_at(lines, index, own)) is not None]
    out: list[Embedded] = []
    for place, head in enumerate(heads):
        limit = heads[place + 1].start if place + 1 < len(heads) else len(lines)
        end, how = _end(lines, head, limit)
        out.append(replace(head, end=end, why=f"{head.why}; {how}" if how else head.why))
    return [text for text in out if sum(line.words for line in lines[text.start : text.end]) > _LEAST]


def _end(lines: Sequence[Line], head: Embedded, limit: int) -> tuple[int, str]:
    """Where a text ends whose heading ends before the line `head.end`, and how that is known."""
    signed = signature(lines, head.author, head.end, limit)
    if signed is not None:
        return signed + 1, "signed at its end"
    quoted = head.end
    while quoted < limit and lines[quoted].kind is BlockKind.QUOTATION:
        quoted += 1
    return (quoted, "set off by the mark-up") if quoted > head.end else (limit, "")


def _head_at(lines: Sequence[Line], index: int, own: _Own) -> Embedded | None:
    author, outlet = author_of(lines[index]), _outlet_at(lines, index)
    credited = author is None and outlet is None and _is_credit(lines, index)
    author = lines[index].text if credited else author
    if author is None and outlet is None:
        return None
    titled = next((i for i in (index - 1, index - 2) if i > 0 and _is_head(lines, i, index)), None)
    if titled is None and author is None:
        titled = _below(lines, index)
    if titled is None and not (author and outlet) and not _announces(lines[index].text):
        return None
    start = min(index, titled) if titled is not None else index
    if index + 1 >= len(lines) or start < (own.sentence if lines[index].gap == 1 else own.words):
        return None
    title = lines[titled].text if titled is not None else None
    said = "a by-line" if author else "a note of its first publication"
    why = f"{said} under a title of its own" if titled is not None else said
    return Embedded(start=start, end=index + 1, title=title, author=author, outlet=outlet, why=why)


def _own_text(lines: Sequence[Line]) -> _Own:
    """How many lines it takes until the page has said something of its own: so many words, or a sentence."""
    said, words, sentence = 0, len(lines) + 1, len(lines) + 1
    for index, line in enumerate(lines):
        if line.kind in _NOT_TEXT:
            continue
        said += line.words
        if line.words >= 5 and not line.is_open:
            sentence = min(sentence, index + 1)
        if said >= _BEFORE:
            return _Own(index + 1, min(sentence, index + 1))
    return _Own(words, sentence)


def _is_credit(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the name of an author or an agency, set directly under a title and apart from the text."""
    line = lines[index]
    if not 0 < index < len(lines) - 1 or not 2 <= line.words <= 6 or not is_full_name(line.text):
        return False
    above, below = lines[index - 1], lines[index + 1]
    apart = above.gap >= 2 and line.gap == 1 and below.gap >= 2
    return apart and above.words >= 4 and is_title(above) and not below.is_open and below.words >= 12


def author_of(line: Line) -> str | None:
    """The author whom a line names, by its words or by its mark-up; None where it is no by-line."""
    named = byline_of(line.text)
    return line.text if named is None and line.kind is BlockKind.BYLINE and is_full_name(line.text) else named


def _announces(text: str) -> bool:
    """Whether a note speaks of the text that stands below it."""
    return _ANNOUNCES.match(text) is not None


def _outlet_at(lines: Sequence[Line], index: int) -> str | None:
    line = lines[index]
    return outlet_of(line.text) if line.words < 40 else None


def _is_head(lines: Sequence[Line], index: int, byline: int) -> bool:
    line = lines[index]
    if not is_title(line) or line.words > 30 or byline_of(line.text) is not None:
        return False
    return all(is_title(between) and between.words < 40 for between in lines[index + 1 : byline])


def _below(lines: Sequence[Line], index: int) -> int | None:
    """The title that stands under a note such as `This text first appeared in The Ledger`."""
    after = index + 1
    if after + 1 < len(lines) and is_title(lines[after]) and lines[after].words <= 30:
        return after
    return None


def signatures(lines: Sequence[Line], authors: Sequence[tuple[str | None, int]]) -> frozenset[int]:
    """The first line after each author's own place that holds the author's name and nothing else."""
    named: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) < _SIGNED:
            named.setdefault(letters(line.text), []).append(index)
    found = ((named.get(letters(author), []), at) for author, at in authors if author)
    firsts = ((places, bisect_right(places, at)) for places, at in found)
    return frozenset(places[first] for places, first in firsts if first < len(places))


def signature(lines: Sequence[Line], author: str | None, start: int, end: int) -> int | None:
    """The index of the first line in `[start, end)` that holds the author's name and nothing else."""
    if author is None:
        return None
    return next(
        (i for i in range(start, end) if len(lines[i].text) < _SIGNED and same_words(lines[i].text, author)), None
    )
