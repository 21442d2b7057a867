"""The gate: which sentences the grammar and a model need to see, told by one cheap pass over the letters.

A sentence passes if it holds a form of a word that the readers go by: an event, a casualty, a change of who holds a
place, an act done by speaking, a word that reports what somebody says; of a phrase, a form of each of its words. The
forms are looked up together by the method of Aho and Corasick (1975). Quotation marks, a colon at the end and a number
that is no year pass as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Flag, auto
from functools import cache, lru_cache
from itertools import chain

from ahocorasick_rs import AhoCorasick, MatchKind

from counterclaim.extract.lexicon import lexicon, read_data, speech, words

NAME = re.compile(r"\b[^\W\d_a-z]\w+")
PLAIN = words("definite") | words("articles") | words("pronouns") | words("passing") | words("negations")
NUMBER = re.compile(
    r"(?<![\d.,:/-])(?!(?:19|20)\d\d\b)\d|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|\w+(?:teen|dred|sand|lion)s?|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)
DIALOGUE = frozenset('“”„«»"')
VOWELS = frozenset("aeiou")


class Pass(Flag):
    """What a sentence may hold."""

    NOTHING = 0
    EVENT = auto()
    SPEECH = auto()


class Gate:
    """Tells what sentences may hold; one for the process, from `load_gate`.

    `verdict` tells it of one sentence by its letters alone, and remembers it, since grammar and model ask alike.

    Args:
        phrases: words and phrases by lemma, each with what it speaks of.
        irregular: the forms of a lemma that no rule gives.
    """

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], Pass]], irregular: Mapping[str, Sequence[str]]) -> None:
        self.alone: dict[str, Pass] = {}
        self.joint: dict[str, list[tuple[frozenset[str], Pass]]] = {}
        lemmas: dict[str, set[str]] = {}
        for phrase, told in phrases:
            for word in phrase:
                for form in _forms(word, irregular):
                    lemmas.setdefault(form, set()).add(word)
            if len(phrase) == 1:
                self.alone[phrase[0]] = self.alone.get(phrase[0], Pass.NOTHING) | told
            else:
                self.joint.setdefault(max(phrase, key=len), []).append((frozenset(phrase), told))
        self.forms = sorted(lemmas)
        self.lemmas = [frozenset(lemmas[form]) for form in self.forms]
        self.automaton = AhoCorasick(self.forms, matchkind=MatchKind.Standard)
        self.verdict = lru_cache(1 << 12)(self._verdict)

    def _verdict(self, text: str) -> Pass:
        """What a sentence may hold, by its letters alone."""
        told = Pass.SPEECH if text.rstrip().endswith(":") or not DIALOGUE.isdisjoint(text) else Pass.NOTHING
        found = self._lemmas(text.lower())
        for lemma in found:
            told |= self.alone.get(lemma, Pass.NOTHING)
            for phrase, what in self.joint.get(lemma, ()):
                if phrase <= found:
                    told |= what
        if told is Pass.NOTHING and NUMBER.search(text):
            told = Pass.EVENT
        return told

    def _lemmas(self, lower: str) -> set[str]:
        """The lemmas of the lexicon that a text in lower case holds a form of, as whole words."""
        found: set[str] = set()
        for form, start, end in self.automaton.find_matches_as_indexes(lower, overlapping=True):
            if (start == 0 or not lower[start - 1].isalpha()) and (end == len(lower) or not lower[end].isalpha()):
                found |= self.lemmas[form]
        return found

    def to_parse(self, texts: Sequence[str], reach: int) -> list[bool]:
        """Which sentences of a part the grammar has to see.

        Those that pass, and those whose names a sentence that passes may take over: the `reach` sentences before it, as
        far as they name anything.
        """
        passing = [self.verdict(text) is not Pass.NOTHING for text in texts]
        needed = list(passing)
        ahead: int | None = None
        for number in range(len(texts) - 1, -1, -1):
            if passing[number]:
                ahead = number
            elif ahead is not None and ahead <= number + reach:
                needed[number] = _names(texts[number])
        return needed


def _names(text: str) -> bool:
    """Whether a sentence has a word in capitals that is no plain word at its beginning."""
    return any(match.start() or match.group().lower() not in PLAIN for match in NAME.finditer(text))


@cache
def load_gate() -> Gate:
    """The gate of the lexicon."""
    return Gate(_phrases(), read_data("gate.yaml")["irregular"])


def _phrases() -> Iterator[tuple[tuple[str, ...], Pass]]:
    table, reporting, more = lexicon(), speech(), read_data("gate.yaml")
    for word in chain(table.verbs, table.nouns, table.adjectives):
        yield (word,), Pass.EVENT
    for word in more["events"]:
        yield tuple(word.split()), Pass.EVENT
    for phrases in table.phrases.values():
        for phrase, _ in phrases:
            yield tuple(word for word in phrase if word != "*"), Pass.EVENT
    said = (reporting.say, reporting.strong, reporting.nouns, reporting.distancing, reporting.hedges)
    for word in chain(*said, words("hearsay"), words("headline_speakers"), more["cues"]):
        yield tuple(word.split()), Pass.SPEECH


def _forms(word: str, irregular: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A word with its regular inflections and those that are listed; a few that do not exist do no harm."""
    yield word
    stem = word.removesuffix("e")
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        yield from (word[:-1] + "ies", word[:-1] + "ied")
    yield from (word + "s", word + "es", stem + "ed", stem + "ing", stem + "er", stem + "ers")
    if len(word) > 2 and word[-1] not in VOWELS | {"w", "x", "y"} and word[-2] in VOWELS and word[-3] not in VOWELS:
        yield from (word + word[-1] + "ed", word + word[-1] + "ing")
    yield from irregular.get(word, ())
