"""Parts of speech and exceptional lemmas by the table of spaCy's attribute ruler, each kind of token looked up once.

Nearly all of its patterns ask about one token: its tag, its relation, and its form if that is one of some 150 words. So
the ruler's answer is remembered by these three; only sentences with a new combination or with the words of a longer
pattern go to the ruler itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

NAME = "counterclaim_attributes"
Kind = tuple[int, int, int]
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
        if any(self._asks(kind, row) for kind, row in zip(kinds, rows, strict=True)):
            self._ask(doc, kinds)
        elif rows:
            found: Any = np.array([self.known[kind] for kind in kinds], dtype="uint64")
            doc.from_array(["POS", "MORPH", "LEMMA"], found)
        return doc

    def _asks(self, kind: Kind, row: Sequence[int]) -> bool:
        """Whether the ruler itself must look at a sentence with this token."""
        return bool(
            kind not in self.known or row[3] or row[4] or kind[1] in self.relations or kind[2] in self.forms.longer
        )

    def _ask(self, doc: Doc, kinds: Sequence[Kind]) -> None:
        self.ruler(doc)
        rows = doc.to_array(["POS", "MORPH", "LEMMA", "IS_SPACE", "DEP"]).tolist()
        longer = any(kind[2] in self.forms.longer or kind[1] in self.relations for kind in kinds)
        for kind, row in zip(kinds, rows, strict=True):
            if not longer and not row[3]:
                self.known[kind] = (row[0], row[1], row[2])

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:  # noqa: ARG002  # spaCy gives it
        """The documents, in order."""
        return map(self, docs)


class _Forms(dict[int, int]):
    """The form of a token in lower case where a pattern asks for it, else 0; `longer` are those of phrases."""

    def __init__(self, nlp: Language, patterns: Iterable[Mapping[str, Any]]) -> None:
        super().__init__()
        self.strings = nlp.vocab.strings
        asked = [(len(phrase), token["LOWER"]) for phrase in _phrases(patterns) for token in phrase if "LOWER" in token]
        self.regexes = [(many, re.compile(word["REGEX"])) for many, word in asked if _is(word, "REGEX")]
        plain = [(many, form) for many, word in asked if not _is(word, "REGEX") for form in _forms(word)]
        self.words = {form for _, form in plain}
        self.longer = {self.strings.add(form) for many, form in plain if many > 1}

    def __missing__(self, key: int) -> int:
        word = self.strings[key]
        found = [many for many, regex in self.regexes if regex.search(word)]
        self[key] = key if found or word in self.words else 0
        if any(many > 1 for many in found):
            self.longer.add(key)
        return self[key]


def _phrases(patterns: Iterable[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for pattern in patterns:
        yield from pattern["patterns"]


def _is(word: object, key: str) -> bool:
    return isinstance(word, dict) and key in word


def _forms(word: str | Mapping[str, list[str]]) -> list[str]:
    return [word] if isinstance(word, str) else [form for forms in word.values() for form in forms]


def _relations(patterns: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The relations that patterns of several tokens ask for."""
    for phrase in _phrases(patterns):
        if len(phrase) > 1:
            yield from (form for token in phrase if "DEP" in token for form in _forms(token["DEP"]))


def understands(ruler: Any) -> bool:
    """Whether the patterns of a ruler ask for nothing but what is remembered here."""
    return all(set(token) <= ASKED for phrase in _phrases(ruler.patterns) for token in phrase)


@Language.factory(NAME)
def make_attributes(nlp: Language, name: str) -> Attributes:  # noqa: ARG001  # spaCy gives a name to every factory
    """The component, made of the pipeline's own `attribute_ruler`."""
    return Attributes(nlp, nlp.get_pipe("attribute_ruler"))
