"""Lemmas by spaCy's rules, each word in each use looked up once for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

NAME = "counterclaim_lemmas"
MOST = 200_000
FACTS: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]


class Lemmas:
    """A component that gives tokens the lemmas that a rule lemmatizer gives them.

    The rules ask for the word, its part of speech and its forms alone, so that their answer is remembered by these.
    They seek each form among all words, which lie in a list; here it becomes a set.

    Args:
        lemmatizer: the lemmatizer that is asked.
    """

    def __init__(self, lemmatizer: Any) -> None:
        self.lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for part in index:
            index[part] = frozenset(index[part])
        self.known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with the lemmas that it lacked."""
        found = [lemma or self._lemma(doc, i, (orth, pos, morph)) for i, (orth, pos, morph, lemma) in _rows(doc)]
        if found:
            lemmas: Any = np.array(found, dtype="uint64")
            doc.from_array(["LEMMA"], lemmas)
        return doc

    def _lemma(self, doc: Doc, place: int, use: tuple[int, int, int]) -> int:
        found = self.known.get(use)
        if found is None:
            if len(self.known) >= MOST:
                self.known.clear()
            found = self.known[use] = doc.vocab.strings.add(self.lemmatizer.lemmatize(doc[place])[0])
        return found

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:  # noqa: ARG002  # spaCy gives it
        """The documents, in order."""
        return map(self, docs)


def _rows(doc: Doc) -> Iterator[tuple[int, tuple[int, int, int, int]]]:
    return enumerate(map(tuple, doc.to_array(FACTS).tolist()))


def understands(lemmatizer: Any) -> bool:
    """Whether a lemmatizer goes by rules, and leaves the lemmas alone that are there."""
    return getattr(lemmatizer, "mode", None) == "rule" and not getattr(lemmatizer, "overwrite", True)


@Language.factory(NAME)
def make_lemmas(nlp: Language, name: str) -> Lemmas:  # noqa: ARG001  # spaCy gives a name to every factory
    """The component, made of the pipeline's own `lemmatizer`."""
    return Lemmas(nlp.get_pipe("lemmatizer"))
