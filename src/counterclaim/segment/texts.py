"""The texts of a page: the article, and what is republished inside it, each with title, author and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model.documents import BlockKind
from counterclaim.segment.layout import Line, byline_of, is_title, outlet_of, same_words

_HEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A text republished inside another: lines `[start, end)`, its title, author and first outlet."""

    start: int
    end: int
    title: str | None
    author: str | None
    outlet: str | None
    why: str


def own_byline(lines: Sequence[Line]) -> tuple[int, str] | None:
    """The by-line of the page's own text, near its head: index and author."""
    for index, line in enumerate(lines[:_HEAD]):
        author = byline_of(line.text)
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
    heads = [head for index in range(len(lines)) if (head := _head_at(lines, index)) is not None]
    out: list[Embedded] = []
    for place, head in enumerate(heads):
        limit = heads[place + 1].start if place + 1 < len(heads) else len(lines)
        signed = signature(lines, head.author, head.start + 2, limit)
        end = limit if signed is None else signed + 1
        how = head.why if signed is None else f"{head.why}; signed at its end"
        out.append(
            Embedded(start=head.start, end=end, title=head.title, author=head.author, outlet=head.outlet, why=how)
        )
    return [text for text in out if sum(line.words for line in lines[text.start : text.end]) > 30]


def _head_at(lines: Sequence[Line], index: int) -> Embedded | None:
    author, outlet = byline_of(lines[index].text), _outlet_at(lines, index)
    if author is None and outlet is None:
        return None
    titled = next((i for i in (index - 1, index - 2) if i > 0 and _is_head(lines, i, index)), None)
    if titled is None and (author is None or outlet is None):
        titled = _below(lines, index) if author is None else None
        if titled is None:
            return None
    start = min(index, titled) if titled is not None else index
    if sum(line.words for line in lines[:start] if line.kind is not BlockKind.TITLE) < 25 or index + 1 >= len(lines):
        return None
    title = lines[titled].text if titled is not None else None
    said = "a by-line" if author else "a note of its first publication"
    why = f"{said} under a title of its own" if titled is not None else said
    return Embedded(start=start, end=start, title=title, author=author, outlet=outlet, why=why)


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


def signature(lines: Sequence[Line], author: str | None, start: int, end: int) -> int | None:
    """The index of the first line in `[start, end)` that holds the author's name and nothing else."""
    if author is None:
        return None
    return next((i for i in range(start, end) if len(lines[i].text) < 80 and same_words(lines[i].text, author)), None)
