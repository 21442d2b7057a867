"""The trained event model at work: for each piece of a text, how certain it is and what it says of the type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from counterclaim.extract.onnx import BATCH, Model, Numbers, Pieces, centrality, model_folder

NAME = "events"


class Reading(NamedTuple):
    """What the model says of one text: its pieces, and for each a certainty and a score for every type."""

    pieces: Pieces
    certainty: Numbers
    types: Numbers


@cache
def event_model() -> Model:
    """The shipped model, loaded once.

    Raises:
        ModelError: if its files are missing or damaged.
    """
    return Model(model_folder(NAME))


def read_events(texts: Sequence[str], *, model: Model | None = None) -> list[Reading]:
    """A reading of each text, in order; texts of like length go through the model together.

    Args:
        texts: sentences or clauses; longer texts are read whole, by overlapping windows.
        model: the model to ask, if not the shipped one.
    """
    model = model or event_model()
    pieces = [model.pieces(text) for text in texts]
    short = sorted(
        (i for i, one in enumerate(pieces) if len(one.ids) <= model.length), key=lambda i: len(pieces[i].ids)
    )
    found: dict[int, tuple[Numbers, ...]] = {}
    for at in range(0, len(short), BATCH):
        batch = short[at : at + BATCH]
        found.update(zip(batch, model.run([pieces[i].ids for i in batch]), strict=True))
    outputs = (found[i] if i in found else tuple(_joined(model, one.ids)) for i, one in enumerate(pieces))
    return [Reading(one, *said) for one, said in zip(pieces, outputs, strict=True)]


def _joined(model: Model, ids: Sequence[int]) -> Iterator[Numbers]:
    """The outputs for a text longer than a window: each piece as the window says in which it stands deepest."""
    deepest = np.full(len(ids), -1)
    joined: list[Numbers] = []
    for window in model.windows(ids):
        joined = joined or [np.zeros((len(ids), *output.shape[1:]), output.dtype) for output in window.outputs]
        depth = centrality(window)
        better = depth > deepest[window.start : window.end]
        deepest[window.start : window.end][better] = depth[better]
        for whole, output in zip(joined, window.outputs, strict=True):
            whole[window.start : window.end][better] = output[better]
    return iter(joined)
