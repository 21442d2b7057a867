"""Parts of speech and exceptional lemmas by the table of spaCy's attribute ruler, each kind of token looked up once.

Nearly all of its patterns ask about one token: its tag, its relation, and its form if that is one of some 150 words. So
the ruler's answer is remembered by these three; only sentences with a new combination, or with two neighbours that may
be those of a longer pattern, go to the ruler itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

NAME = "counterclaim_attributes"
Kind = tuple[int, int, int]
LONGEST = 2
ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})


class Attributes:
    """A component that gives tokens what an attribute ruler gives them.

    Args:
        nlp: the pipeline whose ruler is asked.
        ruler: the ruler.
    """

    def __init__(self, nlp: Language, ruler: Any) -> None:
        self.ruler = ruler
        self.forms = _Forms(nlp, ruler.patterns)
        self.relations = frozenset(nlp.vocab.strings.add(word) for word in _relations(ruler.patterns))
        self.known: dict[Kind, tuple[int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with what the ruler says of its tokens."""
        rows = doc.to_array(["TAG", "DEP", "LOWER", "IS_SPACE", "LEMMA"]).tolist()
        kinds = [(tag, relation, self.forms[lower]) for tag, relation, lower, _, _ in rows]
        longer = any(self._joins(*pair) for pair in pairwise(kinds))
        if longer or any(kind not in self.known or row[3] or row[4] for kind, row in zip(kinds, rows, strict=True)):
            self.ruler(doc)
            if not longer:
                self._remember(doc, kinds)
        elif rows:
            found: Any = np.array([self.known[kind] for kind in kinds], dtype="uint64")
            doc.from_array(["POS", "MORPH", "LEMMA"], found)
        return doc

    def _joins(self, kind: Kind, following: Kind) -> bool:
        """Whether two neighbours may be the words of one pattern."""
        return following[2] in self.forms.closing and (kind[2] in self.forms.opening or kind[1] in self.relations)

    def _remember(self, doc: Doc, kinds: Sequence[Kind]) -> None:
        rows = doc.to_array(["POS", "MORPH", "LEMMA", "IS_SPACE"]).tolist()
        for kind, row in zip(kinds, rows, strict=True):
            if not row[3]:
                self.known[kind] = (row[0], row[1], row[2])

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:  # noqa: ARG002  # spaCy gives it
        """The documents, in order."""
        return map(self, docs)


class _Forms(dict[int, int]):
    """The form of a token in lower case where a pattern asks for it, else 0.

    `opening` are those that begin a pattern of two tokens, `closing` those that end one.
    """

    def __init__(self, nlp: Language, patterns: Iterable[Mapping[str, Any]]) -> None:
        super().__init__()
        self.strings = nlp.vocab.strings
        asked = list(_asked(patterns))
        self.regexes = [(place, re.compile(word["REGEX"])) for place, word in asked if _is(word, "REGEX")]
        plain = [(place, form) for place, word in asked if not _is(word, "REGEX") for form in _forms(word)]
        self.words = {form for _, form in plain}
        self.opening = {self.strings.add(form) for place, form in plain if place == "first"}
        self.closing = {self.strings.add(form) for place, form in plain if place == "last"}

    def __missing__(self, key: int) -> int:
        word = self.strings[key]
        found = [place for place, regex in self.regexes if regex.search(word)]
        self[key] = key if found or word in self.words else 0
        if "first" in found:
            self.opening.add(key)
        if "last" in found:
            self.closing.add(key)
        return self[key]


def _asked(patterns: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Each form that a pattern asks for, and whether of its only token, its `first` or its `last` one."""
    for phrase in _phrases(patterns):
        places = ("first", "last") if len(phrase) == LONGEST else ("only",)
        yield from ((place, token["LOWER"]) for place, token in zip(places, phrase, strict=True) if "LOWER" in token)


def _phrases(patterns: Iterable[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for pattern in patterns:
        yield from pattern["patterns"]


def _is(word: object, key: str) -> bool:
    return isinstance(word, dict) and key in word


def _forms(word: str | Mapping[str, list[str]]) -> list[str]:
    return [word] if isinstance(word, str) else [form for forms in word.values() for form in forms]


def _relations(patterns: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The relations that the first tokens of patterns of two ask for."""
    for phrase in _phrases(patterns):
        if len(phrase) == LONGEST and "DEP" in phrase[0]:
            yield from _forms(phrase[0]["DEP"])


def understands(ruler: Any) -> bool:
    """Whether the patterns of a ruler ask for nothing but what is remembered here."""
    return all(
        len(phrase) <= LONGEST and set(token) <= ASKED and (len(phrase) == 1 or "LOWER" in phrase[-1])
        for phrase in _phrases(ruler.patterns)
        for token in phrase
    ) and all({"LOWER", "DEP"} & set(phrase[0]) for phrase in _phrases(ruler.patterns) if len(phrase) == LONGEST)


@Language.factory(NAME)
def make_attributes(nlp: Language, name: str) -> Attributes:  # noqa: ARG001  # spaCy gives a name to every factory
    """The component, made of the pipeline's own `attribute_ruler`."""
    return Attributes(nlp, nlp.get_pipe("attribute_ruler"))
