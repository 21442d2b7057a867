"""The vectors of words that spaCy's parts start from, with its own weights, each word embedded once.

What a word brings along depends on the word alone: on its letters, its shape and the space behind it. So the rows that
the embedding makes of these are remembered, and made anew for words that were not met before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model

Floats = NDArray[np.float32]
Form = tuple[int, ...]
MOST = 50_000
WORD: list[int | str] = ["ORTH", "NORM", "SPACY"]
TINY = np.float32(1e-8)
CONTEXT = "residual(expand_window>>maxout>>layernorm>>dropout)"
FORMS = frozenset({"NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "SPACY"})


def use_fast_vectors(nlp: Language) -> None:
    """Puts faster nodes that give the same in the place of some of the pipeline's."""
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            _replace(component.model)


def _replace(model: Any) -> None:
    for node in list(model.walk()):
        if node.name == CONTEXT and _parts(node)["expand_window"].attrs == {"window_size": 1}:
            model.replace_node(node, _in_context(node))
    for node in list(model.walk()):
        if node.name == "layernorm":
            model.replace_node(node, _norm(node))
        elif node.layers and _reads_forms(node.layers[0]) and node.name.endswith(">>ragged2list"):
            model.replace_node(node, _remembering(node))


def _reads_forms(node: Any) -> bool:
    return node.name == "extract_features" and set(node.attrs["columns"]) <= FORMS


def _parts(node: Any) -> dict[str, Any]:
    """The single nodes that a node is made of, by name."""
    return {part.name: part for part in node.walk() if not part.layers}


def _in_context(node: Any) -> Any:
    """What a word and its two neighbours make of it, added to it: window, maxout, norm and sum as one node.

    The pieces of which the largest counts stand one block behind the other, so that they are compared block by block.
    """
    parts = _parts(node)
    wide = parts["maxout"]
    scale, shift = (parts["layernorm"].get_param(name) for name in ("G", "b"))
    width, pieces = wide.get_dim("nO"), wide.get_dim("nP")
    weights = np.ascontiguousarray(wide.get_param("W").transpose(2, 1, 0).reshape(wide.get_dim("nI"), pieces * width))
    bias = wide.get_param("b").T.reshape(pieces * width)

    def forward(model: Any, rows: Floats, is_train: bool) -> tuple[Floats, Callable[..., Any]]:  # noqa: ARG001  # thinc's form
        near = np.zeros((len(rows), 3 * width), dtype=np.float32)
        near[1:, :width], near[:, width : 2 * width], near[:-1, 2 * width :] = rows[:-1], rows, rows[1:]
        made = near @ weights
        made += bias
        best = made[:, :width]
        for piece in range(1, pieces):
            np.maximum(best, made[:, piece * width : (piece + 1) * width], out=best)
        return rows + _normed(best, scale, shift), _learns_nothing

    return Model(node.name, forward, dims={"nO": width}, ops=node.ops)


def _norm(node: Any) -> Any:
    """A layer norm for reading only."""

    def forward(model: Any, rows: Floats, is_train: bool) -> tuple[Floats, Callable[..., Any]]:  # noqa: ARG001  # thinc's form
        return _normed(rows, model.get_param("G"), model.get_param("b")), _learns_nothing

    dims = {name: node.get_dim(name) for name in node.dim_names}
    params = {name: node.get_param(name) for name in node.param_names}
    return Model("layernorm", forward, dims=dims, params=params, ops=node.ops)


def _normed(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Rows of mean 0 and spread 1, scaled and shifted, going over the numbers as seldom as it can."""
    away: Floats = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", away, away) / np.float32(rows.shape[1]) + TINY
    away *= (1 / np.sqrt(spread))[:, None]
    away *= scale
    away += shift
    return away


def _learns_nothing(*_: object) -> None:
    message = "these nodes are for reading; train with the pipeline as spaCy loads it"
    raise NotImplementedError(message)


def _remembering(node: Any) -> Any:
    """The embedding of documents, the rows of words that were met before taken from memory."""
    rows = _Rows(node)

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Callable[..., Any]]:  # noqa: ARG001  # thinc's form
        return rows.of(docs), _learns_nothing

    return Model("remembered", forward, dims={"nO": node.get_dim("nO")}, ops=node.ops)


class _Rows:
    """The embedded rows of words, by word, norm and the space behind."""

    def __init__(self, node: Any) -> None:
        self.columns = node.layers[0].attrs["columns"]
        self.layers = [layer for layer in node.layers if layer.name.startswith("with_array")]
        self.places: dict[Form, int] = {}
        self.rows: Floats = np.zeros((1024, node.get_dim("nO")), dtype=np.float32)
        self.lock = Lock()

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """The rows of each document; threads take turns."""
        with self.lock:
            if len(self.places) >= MOST:
                self.places.clear()
            words = [list(map(tuple, doc.to_array(WORD).tolist())) for doc in docs]
            places = self.places
            if fresh := set().union(*words).difference(places):
                self._learn(fresh, docs, words)
            return [self.rows[[places[word] for word in found]] for found in words]

    def _learn(self, fresh: set[Form], docs: Sequence[Doc], words: Sequence[Sequence[Form]]) -> None:
        """Makes the rows of words that were not met before, each from one place where it stands."""
        learnt: dict[Form, Any] = {}
        for doc, found in zip(docs, words, strict=True):
            if not fresh.isdisjoint(found):
                forms = doc.to_array(self.columns)
                learnt |= {word: forms[i] for i, word in enumerate(found) if word in fresh}
        made: Any = np.ascontiguousarray(list(learnt.values()), dtype="uint64")
        for layer in self.layers:
            made = layer.predict(made)
        first = len(self.places)
        self.places |= {word: first + i for i, word in enumerate(learnt)}
        while len(self.rows) < len(self.places):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[first : len(self.places)] = made
