"""How the names of places are compared: one key for spellings that mean the same, a looser one for transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_ARTICLES = frozenset({"al", "el", "ul", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az"})
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "", "the": ""}
_DROPPED = re.compile(r"['`’‘ʻʼʿʾ´′.]")
_OTHER = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_DOUBLED = re.compile(r"([a-z])\1+")
_VOWELS = re.compile(r"[aeiouy]+")
_FOLDED = (
    ("kh", "x"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("sh", "c"),
    ("ch", "c"),
    ("ph", "f"),
    ("dj", "j"),
    ("tz", "ts"),
    ("q", "k"),
    ("w", "u"),
    ("z", "z"),
)


@lru_cache(maxsize=65_536)
def place_key(name: str) -> str:
    """The key under which a name is looked up: ASCII, lower case, no apostrophes, words apart by one space.

    Hyphens and spaces are one, "Saint" and "St.", "Fort" and "Ft." too, and every form of a leading Arabic article
    (`al-`, `el-`, `ash-`, `At `) becomes `al`. The key of a key is the key itself.
    """
    plain = name if name.isascii() else anyascii(_DROPPED.sub("", name))
    words = _OTHER.sub(" ", _DROPPED.sub("", plain.casefold())).split()
    kept = [short for word in words if (short := _SHORT.get(word, word))] or words
    if len(kept) > 1 and kept[0] in _ARTICLES:
        kept[0] = "al"
    return " ".join(kept)


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """The consonants of a name, for spellings of one transliterated name: "Maarrat" and "Ma'arat", "Kafr" and "Kfar".

    Articles, vowels, doublings and the endings -a, -ah, -eh, -at are dropped and q is k. Names that share a skeleton
    are often different places: compare them by `likeness` and only inside one country.
    """
    return "".join(_bones(word) for word in place_key(name).split() if word not in _ARTICLES)


def _bones(word: str) -> str:
    for old, new in _FOLDED:
        word = word.replace(old, new)
    word = _DOUBLED.sub(r"\1", word)
    word = word[:-1] if len(word) > 3 and word.endswith(("ah", "eh", "at", "et")) else word
    head = "a" if word[:1] in "aeiouy" else ""
    return head + _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def likeness(first: str, second: str) -> float:
    """How alike two spellings are, 0 to 1, after the articles are dropped and the common foldings are made.

    The normalised indel similarity of rapidfuzz over the folded keys.
    """
    return float(fuzz.ratio(_folded(first), _folded(second))) / 100


def _folded(name: str) -> str:
    words = [word for word in place_key(name).split() if word not in _ARTICLES]
    joined = "".join(words)
    for old, new in (
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ay", "ai"),
        ("ei", "ai"),
        ("q", "k"),
        ("o", "u"),
        ("e", "i"),
    ):
        joined = joined.replace(old, new)
    return _DOUBLED.sub(r"\1", joined.removesuffix("h"))


def name_variants(name: str) -> tuple[str, ...]:
    """The spellings to try for words of a text: as written, then without a possessive, an article or a full stop."""
    bare = _POSSESSIVE.sub("", name).strip(' ,;:()[]"“”')
    shorter = re.sub(r"^[Tt]he\s+", "", bare)
    return tuple(dict.fromkeys(v for v in (name, bare, shorter) if v))
