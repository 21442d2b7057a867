"""Abuse in comments: noticed, kept as evidence, never repeated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from counterclaim.model.documents import Span

_WORD = re.compile(r"[^\W\d_]{3,24}")
_MARK = 16


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str]]:
    """The plain insults and the hashes of the words that are not written out."""
    text = files("counterclaim.segment").joinpath("data/abuse.txt").read_text("utf-8")
    entries = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    plain = frozenset(entry for entry in entries if not entry.startswith("~"))
    return plain, frozenset(entry[1:] for entry in entries if entry.startswith("~"))


def mark(word: str) -> str:
    """The form in which a word that is not written out stands in the lexicon."""
    return hashlib.sha256(word.casefold().encode()).hexdigest()[:_MARK]


def abuse_in(text: str) -> Iterator[Span]:
    """Where words of abuse stand in the text; singular and plural alike."""
    plain, marked = _lexicon()
    for found in _WORD.finditer(text):
        word = found.group().casefold()
        forms = {word, word.removesuffix("s"), word.removesuffix("es")}
        if forms & plain or any(mark(form) in marked for form in forms):
            yield Span(found.start(), found.end())
