"""Names of actors and words for offices, found in text with one automaton (Aho and Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import ahocorasick_rs

from counterclaim.resolve.knowledge import Knowledge
from counterclaim.resolve.known_actor import Known, LocalName
from counterclaim.resolve.wording import Word

BASES = frozenset(("state", "territory", "people"))
SHORT = 5


class Sense(NamedTuple):
    """What a name may mean: `role` is `actor`, `base`, `demonym`, `capital`, `leader` or `office`; `id` says which.

    `local` says where and when a common word means that.
    """

    role: str
    id: str
    written: str
    loaded: bool = False
    local: LocalName | None = None


class Hit(NamedTuple):
    """A name among the words `[first, last)` with every sense of it."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    def of(self, *roles: str) -> tuple[Sense, ...]:
        """The senses that have one of these roles."""
        return tuple(sense for sense in self.senses if sense.role in roles)


Used = Callable[[Sense], bool]


def nowhere(sense: Sense) -> bool:
    """No common word stands for an actor: what holds where the page is not known."""
    return sense.local is None


class Names:
    """Finds names: the longest first, none inside another."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.spelling = knowledge.spelling
        self.capital_only = frozenset(knowledge.offices["capital_only"])
        self.senses: dict[str, list[Sense]] = {}
        for known in knowledge.actors.values():
            for sense in _senses(known):
                self._add(sense)
        for office in knowledge.offices["offices"]:
            for noun in office["nouns"]:
                self._add(Sense("office", office["id"], noun))
        self.keys = sorted(self.senses)
        self.automaton = ahocorasick_rs.AhoCorasick([f" {key} " for key in self.keys])

    def hits(self, words: Sequence[Word], *, strict: bool = False, used: Used = nowhere) -> list[Hit]:
        """The names among the words, left to right.

        Args:
            words: where to look.
            strict: asks for capitals as running text has them.
            used: whether the page uses a common word for an actor in this sense.
        """
        places, haystack = _haystack(words)
        found = []
        for index, start, end in self.automaton.find_matches_as_indexes(haystack, overlapping=True):
            first, last = places[start + 1], places[end]
            senses = tuple(
                sense
                for sense in self.senses[self.keys[index]]
                if (sense.local is None or used(sense)) and self._fits(sense, words[first:last], strict=strict)
            )
            if senses and not any(word.pause for word in words[first + 1 : last]):
                found.append(Hit(first, last, senses))
        return _apart(found)

    def _add(self, sense: Sense) -> None:
        key = self.knowledge.key(sense.written)
        for form in _forms(key) if sense.role != "office" else (key, f"{key}s"):
            listed = self.senses.setdefault(form, [])
            if not any(other[:2] == sense[:2] and other.local == sense.local for other in listed):
                listed.append(sense)

    def _fits(self, sense: Sense, words: Sequence[Word], *, strict: bool) -> bool:
        if sense.role == "office" or sense.local is not None:
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
    for local in known.local_names:
        yield Sense("actor", known.id, local.name, local.loaded, local)
    for leader in known.leaders:
        for name in (leader.value, *leader.aliases):
            yield Sense("leader", known.id, name)


def _forms(key: str) -> tuple[str, ...]:
    """A name as it is, with an ending, and with one at its first word ("Artsakh's Defence Army"); empty has none."""
    first, space, rest = key.partition(" ")
    return ((key, f"{key}s", f"{first}s {rest}") if space else (key, f"{key}s")) if key else ()


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
