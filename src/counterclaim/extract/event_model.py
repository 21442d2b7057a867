"""The trained event model at work: for each piece of a text, how certain it is and what it says of the type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from counterclaim.extract.onnx import Model, Numbers, Pieces, Window, centrality, model_folder

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
    """A reading of each text, in order.

    Args:
        texts: sentences or clauses; longer texts are read whole, by overlapping windows.
        model: the model to ask, if not the shipped one.
    """
    model = model or event_model()
    pieces = [model.pieces(text) for text in texts]
    read = model.windows([one.ids for one in pieces])
    types = len(model.facts["types"])
    return [_joined(one, found, types) for one, found in zip(pieces, read, strict=True)]


def _joined(pieces: Pieces, windows: Sequence[Window], types: int) -> Reading:
    """The outputs for a whole text: each piece as the window says in which it stands deepest."""
    count = len(pieces.ids)
    deepest = np.full(count, -1)
    certainty, scores = np.zeros(count, np.float32), np.zeros((count, types), np.float32)
    for window in windows:
        stretch, depth = slice(window.start, window.end), centrality(window)
        better = depth > deepest[stretch]
        deepest[stretch][better] = depth[better]
        certainty[stretch][better], scores[stretch][better] = (output[better] for output in window.outputs)
    return Reading(pieces, certainty, scores)
