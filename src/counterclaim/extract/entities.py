"""Named entities with the weights and the decisions of spaCy's recogniser, in a fraction of its time.

spaCy's own decoder takes the interpreter's lock anew for each of the 74 moves that it weighs at each token. Outside an
entity a move depends on its token alone, so all of those are decided by one matrix product; only inside an entity is
there anything to walk through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
NAME = "counterclaim_entities"
NOWHERE = np.float32(-np.inf)


class Entities:
    """A component that finds what a trained `ner` component finds in fresh documents.

    Args:
        ner: spaCy's entity recogniser, whose weights are used.
    """

    def __init__(self, ner: Any) -> None:
        self.tok2vec = ner.model.get_ref("tok2vec")
        self.lower = ner.model.get_ref("lower")
        upper = ner.model.get_ref("upper")
        names = map(ner.moves.get_class_name, range(ner.moves.n_moves))
        moves = [name.partition("-") for name in names]
        number = {(move, label): i for i, (move, _, label) in enumerate(moves)}
        self.closing = {label: number["L", label] for move, _, label in moves if move == "B" and label}
        self.going = {label: number["I", label] for label in self.closing}
        free = [i for i, (move, _, label) in enumerate(moves) if move == "O" or (label and move in "BU")]
        self.opening = np.array([moves[i][0] == "B" for i in free])
        self.naming = np.array([moves[i][0] != "O" for i in free])
        self.free = [(moves[i][0], moves[i][2]) for i in free]
        self.weights, self.bias = upper.get_param("W"), upper.get_param("b")
        self.free_weights, self.free_bias = self.weights[free].T.copy(), self.bias[free]

    def __call__(self, doc: Doc) -> Doc:
        """The document with its entities."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The documents with their entities, in order."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            self._mark([doc for doc in batch if len(doc)])
            yield from batch

    def _mark(self, docs: list[Doc]) -> None:
        if not docs:
            return
        features = self.lower.predict(self.tok2vec.predict(docs))
        outside, features = features[0], features[1:]
        scores = self._scores_outside(features, outside)
        facts = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs])
        ends = np.zeros(len(facts), dtype=bool)
        ends[np.cumsum([len(doc) for doc in docs]) - 1] = True
        last = ends | np.append(facts[1:, 1] == 1, True)
        scores[np.ix_(facts[:, 0] == 1, self.naming)] = NOWHERE
        scores[np.ix_(last, self.opening)] = NOWHERE
        best = scores.argmax(axis=1).tolist()
        start = 0
        for doc in docs:
            stop = start + len(doc)
            found = self._walk(best[start:stop], features[start:stop], last[start:stop])
            doc.set_ents([Span(doc, first, end, label=label) for first, end, label in found], default="outside")
            start = stop

    def _scores_outside(self, features: Floats, outside: Floats) -> Floats:
        hidden = (features[:, 0] + (outside[1] + outside[2] + self.lower.get_param("b"))).max(axis=-1)
        scores: Floats = hidden @ self.free_weights + self.free_bias
        return scores

    def _walk(self, best: list[int], features: Floats, last: NDArray[np.bool_]) -> Iterator[tuple[int, int, str]]:
        """The entities of one document, `[start, end)` and label."""
        at = 0
        while at < len(best):
            move, label = self.free[best[at]]
            end = self._end(at, label, features, last) if move == "B" else at + 1
            if move != "O":
                yield at, end, label
            at = end

    def _end(self, start: int, label: str, features: Floats, last: NDArray[np.bool_]) -> int:
        """Where an entity that begins at `start` ends."""
        moves = [self.going[label], self.closing[label]]
        weights, bias = self.weights[moves], self.bias[moves]
        opened = features[start, 1] + self.lower.get_param("b")
        at = start + 1
        while not last[at]:
            going, closing = weights @ (features[at, 0] + features[at - 1, 2] + opened).max(axis=-1) + bias
            if closing > going:
                break
            at += 1
        return at + 1


@Language.factory(NAME)
def make_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001  # spaCy gives a name to every factory
    """The component, made of the pipeline's own `ner`."""
    return Entities(nlp.get_pipe("ner"))
