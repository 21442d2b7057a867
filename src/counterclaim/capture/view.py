"""What is left of a page without its tags, and where each word of it stands in the page."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.capture.normalise import normalise
from counterclaim.model.documents import Span

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,30})")
_RAW = frozenset({
    "script", "style", "template", "svg", "object", "iframe",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
})  # fmt: skip
_OPENS = re.compile(r"<(?=[a-zA-Z/!?])")
_CHUNK = re.compile("(?:[\\w\u00ad\u200b-\u200d\ufeff]|&#?\\w{1,32};)+")
_WORD = re.compile(r"\w+")
_KEY = 4
_SLACK = 40


class Piece(NamedTuple):
    """A stretch `[start, end)` of the page: `tag` is None for text, else the name of an element."""

    tag: str | None
    start: int
    end: int


def pieces(page: str) -> Iterator[Piece]:
    """The text and the tags of a page in order; comments and scripts are left out. Linear in the page."""
    at, size = 0, len(page)
    while at < size:
        opened = _OPENS.search(page, at)
        if opened is None:
            yield Piece(None, at, size)
            return
        left = opened.start()
        if left > at:
            yield Piece(None, at, left)
        at = _after_comment(page, left)
        if at > left:
            continue
        name = _NAME.match(page, left + 1)
        if name is None and page[left + 1 : left + 2] not in {"!", "?"}:
            yield Piece(None, left, left + 1)
            at = left + 1
            continue
        right = page.find(">", left)
        if right < 0:
            return
        tag = name.group(1).lower() if name else "!"
        at = right + 1
        if tag in _RAW and page[left + 1] != "/" and page[right - 1] != "/":
            at = _after_raw(page, at, tag)
        yield Piece(tag, left, at)


def _after_comment(page: str, left: int) -> int:
    if not page.startswith("<!--", left):
        return left
    end = page.find("-->", left + 4)
    return len(page) if end < 0 else end + 3


def _after_raw(page: str, at: int, tag: str) -> int:
    end = re.compile(f"</{tag}\\b", re.IGNORECASE).search(page, at)
    if end is None:
        return len(page)
    close = page.find(">", end.end())
    return len(page) if close < 0 else close + 1


def visible_text(page: str) -> str:
    """All text of a page without its tags; elements that are no part of a sentence begin a new paragraph."""
    out: list[str] = []
    hidden = False
    for piece in pieces(page):
        if piece.tag is None:
            if not hidden:
                out.append(" ".join(html.unescape(page[piece.start : piece.end]).split("\n")))
        elif piece.tag in {"title", "head"}:
            hidden = page[piece.start + 1] != "/"
        elif piece.tag == "body":
            hidden = False
        elif piece.tag not in _INLINE:
            out.append("\n\n" if piece.tag != "br" else "\n")
    return "".join(out)


class View:
    """The words of a page as hashes, with the code points that each covers in it."""

    def __init__(self, page: str, *, marked_up: bool = True) -> None:
        self.words = array("q")
        self.starts = array("Q")
        self.ends = array("Q")
        for piece in pieces(page) if marked_up else (Piece(None, 0, len(page)),):
            if piece.tag is None:
                self._read(page, piece)

    def _read(self, page: str, piece: Piece) -> None:
        for chunk in _CHUNK.finditer(page, piece.start, piece.end):
            for word in keys(html.unescape(chunk.group()) if "&" in chunk.group() else chunk.group()):
                self.words.append(word)
                self.starts.append(chunk.start())
                self.ends.append(chunk.end())

    def locate(self, texts: Sequence[str]) -> list[Span | None]:
        """For each text the stretch of the page that it was drawn from, or None where it is not found.

        Texts are looked for in order, each after the one before if it stands there.
        """
        wanted = [keys(text) for text in texts]
        index = self._index({key for words in wanted if words for key in (_first(words), _last(words))})
        cursor = 0
        found: list[Span | None] = []
        for words in wanted:
            reach = _reach(words, index, cursor) or _reach(words, index, 0)
            found.append(Span(self.starts[reach[0]], self.ends[reach[1] - 1]) if reach else None)
            cursor = reach[1] if reach else cursor
        return found

    def _index(self, wanted: set[tuple[int, ...]]) -> dict[tuple[int, ...], list[int]]:
        index: dict[tuple[int, ...], list[int]] = {}
        words = self.words
        for size in sorted({len(key) for key in wanted}):
            for at in range(len(words) - size + 1):
                key = tuple(words[at : at + size])
                if key in wanted:
                    index.setdefault(key, []).append(at)
        return index


def keys(text: str) -> list[int]:
    """The words of a text as hashes that only hold within this process."""
    return [hash(word.casefold()) for word in _WORD.findall(text if text.isascii() else normalise(text))]


def _first(words: list[int]) -> tuple[int, ...]:
    return tuple(words[:_KEY])


def _last(words: list[int]) -> tuple[int, ...]:
    return tuple(words[-_KEY:])


def _reach(words: list[int], index: dict[tuple[int, ...], list[int]], cursor: int) -> tuple[int, int] | None:
    if not words:
        return None
    heads, tails = index.get(_first(words), []), index.get(_last(words), [])
    size = min(_KEY, len(words))
    first = bisect_left(heads, cursor)
    for start in heads[first : first + 3]:
        expected = start + len(words) - size
        at = bisect_left(tails, max(start, expected - _SLACK))
        close = [t for t in tails[at : at + 8] if t <= expected + _SLACK + len(words)]
        if close:
            return start, min(close, key=lambda t: abs(t - expected)) + size
    return None
