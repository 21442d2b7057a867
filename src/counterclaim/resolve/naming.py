"""Names of actors and words for offices, found in text with one automaton (Aho and Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import ahocorasick_rs

from counterclaim.resolve.knowledge import Knowledge, Known
from counterclaim.resolve.wording import Word, key_of

BASES = frozenset(("state", "territory", "people"))
SHORT = 5


class Sense(NamedTuple):
    """What a name may mean: `role` is `actor`, `base`, `demonym`, `capital`, `leader` or `office`; `id` says which."""

    role: str
    id: str
    written: str
    loaded: bool = False


class Hit(NamedTuple):
    """A name among the words `[first, last)` with every sense of it."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    def of(self, *roles: str) -> tuple[Sense, ...]:
        """The senses that have one of these roles."""
        return tuple(sense for sense in self.senses if sense.role in roles)


class Names:
    """Finds names: the longest first, none inside another."""

    def __init__(self, knowledge: Knowledge, offices: dict[str, Any]) -> None:
        self.spelling = offices["spelling"]
        self.capital_only = frozenset(offices["capital_only"])
        self.senses: dict[str, list[Sense]] = {}
        for known in knowledge.actors.values():
            for sense in _senses(known):
                self._add(sense)
        for office in offices["offices"]:
            for noun in office["nouns"]:
                self._add(Sense("office", office["id"], noun))
        self.keys = sorted(self.senses)
        self.automaton = ahocorasick_rs.AhoCorasick([f" {key} " for key in self.keys])

    def hits(self, words: Sequence[Word], *, strict: bool = False) -> list[Hit]:
        """The names among the words, left to right; `strict` asks for capitals as running text has them."""
        places, haystack = _haystack(words)
        found = []
        for index, start, end in self.automaton.find_matches_as_indexes(haystack, overlapping=True):
            first, last = places[start + 1], places[end]
            senses = tuple(s for s in self.senses[self.keys[index]] if self._fits(s, words[first:last], strict=strict))
            if senses and not any(word.pause for word in words[first + 1 : last]):
                found.append(Hit(first, last, senses))
        return _apart(found)

    def _add(self, sense: Sense) -> None:
        key = key_of(sense.written, self.spelling)
        for form in (key, f"{key}s"):
            listed = self.senses.setdefault(form, [])
            if key and not any(other[:2] == sense[:2] for other in listed):
                listed.append(sense)

    def _fits(self, sense: Sense, words: Sequence[Word], *, strict: bool) -> bool:
        if sense.role == "office":
            return True
        letters = "".join(c for c in sense.written if c.isalpha())
        text = words[0].text
        if letters.isupper() and len(letters) <= SHORT:
            return (
                _is_acronym("".join(c for c in text if c.isalnum()), len(letters))
                if len(words) == 1
                else text[0].isupper()
            )
        if any(word.text[0].isupper() or word.text[0].isdigit() for word in words):
            return True
        return not strict and len(letters) > SHORT - 1 and words[0].norm not in self.capital_only


def _is_acronym(text: str, size: int) -> bool:
    """Whether the text is an acronym of that size, as it stands or with an ending ("the UNs", "ISs")."""
    return text[:size].isupper() and text[size:] in ("", "s")


def _senses(known: Known) -> Iterator[Sense]:
    role = "base" if known.kind in BASES else "actor"
    for name in (known.name, *known.aliases):
        yield Sense(role, known.id, name)
    for name in known.loaded_aliases:
        yield Sense("actor", known.id, name, loaded=True)
    for name in known.demonyms:
        yield Sense("demonym", known.id, name)
    for name in known.capital:
        yield Sense("capital", known.id, name)
    for leader in known.leaders:
        for name in (leader.value, *leader.aliases):
            yield Sense("leader", known.id, name)


def _haystack(words: Sequence[Word]) -> tuple[dict[int, int], str]:
    """The words joined by spaces, and the index of the word that starts (or follows) at each place in them."""
    places, at = {}, 1
    for index, word in enumerate(words):
        places[at] = index
        at += len(word.norm) + 1
        places[at] = index + 1
    return places, f" {' '.join(word.norm for word in words)} "


def _apart(found: list[Hit]) -> list[Hit]:
    taken: set[int] = set()
    kept = []
    for hit in sorted(found, key=lambda hit: (hit.first - hit.last, hit.first)):
        if taken.isdisjoint(range(hit.first, hit.last)):
            taken.update(range(hit.first, hit.last))
            kept.append(hit)
    return sorted(kept)
