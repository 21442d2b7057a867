"""Words of names brought into one form: case, accents, hyphens, apostrophes, articles and British spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[.'’ʼ`][^\W_]+)*")
MARKS = str.maketrans("", "", ".'’ʼ`")
ARTICLES = frozenset(("the", "a", "an", "al", "el"))
ASSIMILATED = frozenset(("ad", "ash", "az", "ar", "as", "at", "ul", "an", "ed", "es", "er"))
PAUSES = frozenset(',;:()[]"“”«»—–/&')


class Word(NamedTuple):
    """One word of a text: in one form, as written, where it stands, and whether a pause stands before it."""

    norm: str
    text: str
    start: int
    end: int
    pause: bool


def words_of(text: str, spelling: Mapping[str, str]) -> list[Word]:
    """The words of a text without articles (English and Arabic); hyphens part words, apostrophes vanish."""
    found: list[Word] = []
    reached = 0
    for match in WORD.finditer(text):
        raw = match.group()
        norm = _norm(raw)
        between = text[reached : match.start()]
        pause = between != " " and not PAUSES.isdisjoint(between)
        reached = match.end()
        if norm in ARTICLES or (norm in ASSIMILATED and text[match.end() : match.end() + 1] == "-"):
            continue
        found.append(Word(spelling.get(norm, norm), raw, match.start(), match.end(), pause))
    return found


@lru_cache(1 << 16)
def _norm(word: str) -> str:
    return anyascii(word).translate(MARKS).lower()


def key_of(name: str, spelling: Mapping[str, str]) -> str:
    """The words of a name joined by spaces, as the index keeps them."""
    return " ".join(word.norm for word in words_of(name, spelling))
