"""Headlines in Title Case, which taggers take for names, put into the case of running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.extract.lexicon import lexicon, speech

WORD = re.compile(r"[^\W\d_][\w'’]*")
SHARE = 0.6
SUFFIXES = ("ing", "ed", "es", "s", "d", "n")


def words_in_lower_case(text: str) -> frozenset[str]:
    """The words that a text writes in lower case somewhere."""
    return frozenset(match.group() for match in WORD.finditer(text) if match.group().islower())


def in_title_case(text: str) -> bool:
    """Whether most of the longer words of a line begin with a capital."""
    words = [match.group() for match in WORD.finditer(text) if len(match.group()) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= SHARE * len(words) + 0.5


def plain_case(text: str, lower: Iterable[str]) -> str:
    """The line with its common words in lower case; its length and all offsets stay as they are.

    A word counts as common if the page writes it in lower case elsewhere or the lexicon holds it.
    """
    known = lower if isinstance(lower, frozenset) else frozenset(lower)

    def change(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        last = match.end() == len(text.rstrip(" .!?"))
        common = not last and word.istitle() and len(low) == len(word) and (low in known or _listed(low))
        return low if common else word

    return WORD.sub(change, text)


def _listed(word: str) -> bool:
    stems = {
        word,
        *(word.removesuffix(suffix) for suffix in SUFFIXES),
        word.removesuffix("ing") + "e",
        word.removesuffix("d"),
    }
    return bool(stems & _verbs())


@cache
def _verbs() -> frozenset[str]:
    table = lexicon()
    nouns = {word for word, entries in table.nouns.items() if any(e.family in {"event", "casualty"} for e in entries)}
    return frozenset({*table.verbs, *table.adjectives, *nouns, *speech().say})
