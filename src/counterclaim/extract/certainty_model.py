"""How certain a sentence is that the events it names happened, as the trained model reads it.

The scale is that of FactBank and UW: 3 it certainly happened, 0 it is open, -3 it certainly did not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterclaim.extract.event_model import Reading, event_model, read_events
from counterclaim.extract.onnx import Model

TOP = 3.0
EDGE = 0.5
Offsets = tuple[int, int]


class CertaintyModel:
    """Scores events in sentences.

    Args:
        model: the trained model, if not the shipped one.
    """

    def __init__(self, model: Model | None = None) -> None:
        self.model = model

    def scores(self, sentences: Sequence[str], targets: Sequence[Sequence[Offsets]]) -> list[list[float]]:
        """A score from -3 to 3 for each target; within half a point of 0 the event is open.

        Args:
            sentences: the sentences.
            targets: for each sentence the words that name events, as `[start, end)` in characters.
        """
        model = self.model or event_model()
        low, high = model.facts["open"]
        readings = read_events(sentences, model=model)
        return [
            [spread(raw_score(reading, target), low, high) for target in wanted]
            for reading, wanted in zip(readings, targets, strict=True)
        ]


def raw_score(reading: Reading, target: Offsets) -> float:
    """What the model says of the words `[start, end)`: the mean of their pieces, or of all where none is met."""
    start, end = target
    met = [i for i, (begin, finish) in enumerate(reading.pieces.offsets) if begin < end and start < finish]
    said = reading.certainty[met] if met else reading.certainty
    return float(np.mean(said)) if said.size else 0.0


def spread(raw: float, low: float, high: float) -> float:
    """A raw score on the scale on which open lies within half a point of 0.

    Args:
        raw: what the model says.
        low: below it an event is denied.
        high: above it an event is asserted.
    """
    return float(np.interp(raw, (-TOP, low, high, TOP), (-TOP, -EDGE, EDGE, TOP)))
