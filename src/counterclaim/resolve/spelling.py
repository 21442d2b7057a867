"""How the names of places are compared: one key for spellings that mean the same, a looser one for transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_ARTICLES = frozenset({"al", "el", "ul", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az"})
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "", "the": ""}
_RESPELT = _ARTICLES | _SHORT.keys()
_DROPPED = re.compile(r"['`’‘ʻʼʿʾ´′.]")
_MARKS = b"'`."
_PLAIN = bytes(
    ord(chr(byte).lower()) if chr(byte).isascii() and chr(byte).isalnum() else ord(" ") for byte in range(256)
)
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_SIGNS = re.compile(r"[\u0640\u064b-\u065f\u0670]")
_LETTERS = {
    ord(letter): plain
    for letters, plain in (("أإآٱاىة", "a"), ("ؤ", "و"), ("ئی", "ي"), ("ک", "ك"))
    for letter in letters
}
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{2})")
_FIRST_AYN = re.compile(r"\bع")
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

    Hyphens and spaces are one, "Saint" and "St.", "Fort" and "Ft." too, and every form of an Arabic article before
    another word (`al-`, `el-`, `ash-`, `At `) becomes `al`. The key of a key is the key itself.
    """
    return make_key(name)


def make_key(name: str) -> str:
    """The key of a name as `place_key` gives it, for names by the million that are seen but once."""
    if not name.isascii():
        name = anyascii(_DROPPED.sub("", _arabic(name) if _ARABIC.search(name) else name))
    words = name.encode().translate(_PLAIN, _MARKS).decode().split()
    if not _RESPELT.isdisjoint(words):
        words = [short for word in words if (short := _SHORT.get(word, word))] or words
        last = len(words) - 1
        words = ["al" if word in _ARTICLES and at < last else word for at, word in enumerate(words)]
    return " ".join(words)


def _arabic(name: str) -> str:
    """Arabic letters in their plain form: no presentation forms, vowel signs or seats of hamza; articles apart."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", name))
    return _FIRST_AYN.sub("a", _ARABIC_ARTICLE.sub("al ", plain)).translate(_LETTERS)


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """The consonants of a name, for spellings of one transliterated name: "Maarrat" and "Ma'arat", "Kafr" and "Kfar".

    Articles, vowels, doublings and the endings -a, -ah, -eh, -at are dropped and q is k. Names that share a skeleton
    are often different places: compare them by `likeness` and only inside one country.
    """
    return skeleton_of_key(place_key(name))


def skeleton_of_key(key: str) -> str:
    """The skeleton of the name that has this key."""
    return "".join(_bones(word) for word in key.split() if word not in _ARTICLES)


@lru_cache(maxsize=65_536)
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


@lru_cache(maxsize=65_536)
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
