"""Parses as plain objects: copied from spaCy once, then asked about a thousand times.

Each question to a token of spaCy makes its answer anew, a string out of a table or another token; the rules ask some
thousand of them about a sentence. Here all answers lie ready. The names are spaCy's, and so is what they mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

import spacy.tokens
from spacy.strings import StringStore

COLUMNS: list[int | str] = [
    "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD", "IDX", "LENGTH", "SPACY", "LIKE_NUM",
    "IS_PUNCT", "IS_ALPHA",
]  # fmt: skip
MOST = 200_000
INSIDE = ("", "I", "O", "B")
HEAD = COLUMNS.index("HEAD")
OFFSETS = 1 << 64
HALF = OFFSETS >> 1
"""Heads are told as how far away they stand, below zero as what is missing to this number."""


class Token:
    """A word and what the grammar says of it.

    Attributes:
        doc: the parse that it stands in.
        i: its number there; `idx` the character at which it begins.
        text: the word; `lower_` and its `lemma` in lower case.
        whitespace_: the space behind it, or nothing.
        pos_: its part of speech; `tag_` the finer one.
        dep_: how it hangs on `head`, which is itself at the top; `children` hang on it, in order.
        ent_type_: the type of the entity that it belongs to; `ent_iob_` whether it opens one (`B`), goes on (`I`)
            or stands outside (`O`).
        like_num: whether it looks like a number; `is_punct` and `is_alpha` likewise.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_punct", "lemma",
        "like_num", "lower_", "pos_", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma: str
    whitespace_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    head: Token
    children: list[Token]
    like_num: bool
    is_punct: bool
    is_alpha: bool

    def __repr__(self) -> str:
        return self.text

    def nbor(self, steps: int = 1) -> Token:
        """The token so many steps on.

        Raises:
            IndexError: if the text is not that long.
        """
        place = self.i + steps
        if place < 0:
            message = f"nothing stands {-steps} before token {self.i}"
            raise IndexError(message)
        return self.doc[place]

    @property
    def subtree(self) -> list[Token]:
        """The token with all that hangs on it, in the order of a walk through the tree."""
        if not self.children:
            return [self]
        found: list[Token] = []
        _walk(self, found)
        return found

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return min(self.subtree, key=lambda token: token.i)

    @property
    def lefts(self) -> list[Token]:
        """What hangs on it from the left, in order."""
        return [child for child in self.children if child.i < self.i]

    @property
    def conjuncts(self) -> list[Token]:
        """What is coordinated with it, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.children if child.dep_ == "conj" and child.i > token.i)
        return [token for token in found if token is not self]

    def is_ancestor(self, token: Token) -> bool:
        """Whether a token hangs on this one, at whatever depth."""
        while token.head is not token:
            token = token.head
            if token is self:
                return True
        return False


def _walk(token: Token, found: list[Token]) -> None:
    own = token.i
    placed = False
    for child in token.children:
        if not placed and child.i > own:
            found.append(token)
            placed = True
        if child.children:
            _walk(child, found)
        else:
            found.append(child)
    if not placed:
        found.append(token)


class Piece:
    """Some tokens of a parse, from token `start` up to `end`; `label_` is the type of an entity."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, place: int) -> Token:
        return self.doc[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """The character of the text at which the piece begins."""
        return self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The character of the text at which the piece ends."""
        if self.end == self.start:
            return self.start_char
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words of the piece."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token of the piece that stands highest in the tree, of several the first."""
        tokens = self.doc[self.start : self.end]
        top = next((token for token in tokens if token.head is token), None)
        if top is not None:
            return top
        outside = (token for token in tokens if not self.start <= token.head.i < self.end)
        return min(outside, key=_depth, default=self.doc[self.start])


def _depth(token: Token) -> int:
    """How far below the top a token hangs; marks and spaces on which nothing hangs count as the lowest."""
    if not token.children and (token.is_punct or token.text.isspace()):
        return len(token.doc) - 1
    depth = 0
    while token.head is not token:
        token = token.head
        depth += 1
    return depth


class Doc(list[Token]):
    """A text as the list of its tokens.

    Args:
        source: the text as spaCy read it.
        text: its characters.

    Attributes:
        parsed: whether the grammar saw it, which the gate spares some sentences.
        ents: the entities that it names.
    """

    __slots__ = ("_chunks", "_source", "_starts", "ents", "parsed", "text")

    def __init__(self, source: spacy.tokens.Doc, text: str) -> None:
        super().__init__()
        self.text = text
        self.parsed = bool(source.has_annotation("DEP"))
        self.extend(_tokens(self, source))
        self.ents = [Piece(self, e.start, e.end, e.label_) for e in source.ents] if self.parsed else []
        self._starts = [token.idx for token in self]
        self._source = source
        self._chunks: list[Piece] | None = None

    @property
    def noun_chunks(self) -> list[Piece]:
        """Its noun phrases without what hangs on them."""
        if self._chunks is None:
            self._chunks = [Piece(self, c.start, c.end) for c in self._source.noun_chunks] if self.parsed else []
        return self._chunks

    def piece(self, start: int, end: int) -> Piece:
        """The tokens from number `start` up to `end`, as one piece."""
        last = min(end, len(self))
        return Piece(self, start, max(start, last))

    def char_span(
        self, start: int, end: int, *, alignment_mode: Literal["expand", "contract"] = "expand"
    ) -> Piece | None:
        """The tokens of the characters `[start, end)`: all that they touch, or those that lie within."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "expand":
            first += start == self[first].idx + len(self[first].text)
        else:
            first += self[first].idx < start
            last -= end < self[last].idx + len(self[last].text)
            if last < first:
                return None
        return Piece(self, first, last + 1)

    def _at(self, character: int) -> int | None:
        """The number of the token that a character belongs to, with the space behind it."""
        if not 0 <= character < len(self.text):
            return None
        return bisect_right(self._starts, character) - 1


class _Names(dict[int, str]):
    """The strings of a store by their numbers, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, number: int) -> str:
        if len(self) >= MOST:
            self.clear()
        found = self[number] = self.strings[number]
        return found


@cache
def _names(strings: StringStore) -> _Names:
    return _Names(strings)


def _tokens(doc: Doc, source: spacy.tokens.Doc) -> list[Token]:
    """The tokens of a parse, each tied to its head and to those that hang on it."""
    names = _names(source.vocab.strings)
    rows = source.to_array(COLUMNS).tolist()
    tokens = [_token(doc, number, row, names) for number, row in enumerate(rows)]
    for token, row in zip(tokens, rows, strict=True):
        away = row[HEAD]
        if away == 0:
            token.head = token
        else:
            token.head = head = tokens[token.i + (away - OFFSETS if away > HALF else away)]
            head.children.append(token)
    return tokens


def _token(doc: Doc, number: int, row: list[int], names: _Names) -> Token:
    token = Token()
    lower, lemma, pos, tag, dep, entity, inside, _, at, length, spaced, number_like, punct, alpha = row
    token.doc, token.i, token.idx = doc, number, at
    token.text, token.lower_ = doc.text[at : at + length], names[lower]
    token.lemma = names[lemma].lower()
    token.pos_, token.tag_, token.dep_ = names[pos], names[tag], names[dep]
    token.ent_type_, token.ent_iob_ = names[entity], INSIDE[inside]
    token.whitespace_ = " " if spaced else ""
    token.like_num, token.is_punct, token.is_alpha = number_like == 1, punct == 1, alpha == 1
    token.children = []
    return token
