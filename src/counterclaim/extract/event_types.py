"""The type of what a text tells: ACLED event type and sub-event type, with a probability and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from counterclaim.extract.event_model import Reading, event_model, read_events
from counterclaim.extract.lexicon import read_data
from counterclaim.extract.onnx import Model, Numbers
from counterclaim.model.claims import EventType


class TypeReading(NamedTuple):
    """The likeliest type of a text.

    Attributes:
        label: the name of the type in `event_types.yaml`.
        probability: how likely the model holds it to be.
        event: the ACLED type, or None for what lies beside that scheme (a disaster, a crime, a visit, blame).
        why: the reason, in one sentence.
    """

    label: str
    probability: float
    event: EventType | None
    why: str


def types(texts: Sequence[str]) -> list[tuple[str, float]]:
    """The label of the likeliest type of each text, and its probability."""
    return [(one.label, one.probability) for one in read_types(texts)]


def read_types(texts: Sequence[str], *, model: Model | None = None) -> list[TypeReading]:
    """The likeliest type of each text, with the words that speak most for it.

    Args:
        texts: sentences, clauses or short reports.
        model: the trained model, if not the shipped one.
    """
    model = model or event_model()
    labels: list[str] = model.facts["types"]
    return [_typed(text, one, labels) for text, one in zip(texts, read_events(texts, model=model), strict=True)]


def _typed(text: str, reading: Reading, labels: Sequence[str]) -> TypeReading:
    if not reading.pieces.ids:
        return TypeReading("OTHER", 0.0, event_type("OTHER"), "There are no words to go by.")
    chances = _softmax(reading.types.mean(0))
    best = int(chances.argmax())
    word = _loudest(text, reading, best)
    why = f"“{word}” speaks most for {_named(labels[best])}."
    return TypeReading(labels[best], float(chances[best]), event_type(labels[best]), why)


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


def _loudest(text: str, reading: Reading, label: int) -> str:
    """The word whose pieces lift this type most above the others."""
    lift = reading.types[:, label] - reading.types.mean(1)
    at = int(lift.argmax())
    first, last = at, at + 1
    while first > 0 and reading.pieces.inner[first]:
        first -= 1
    while last < len(reading.pieces.inner) and reading.pieces.inner[last]:
        last += 1
    return text[reading.pieces.offsets[first][0] : reading.pieces.offsets[last - 1][1]]


def event_type(label: str) -> EventType | None:
    """The ACLED type that a label of the model stands for, or None for what lies beside that scheme."""
    known = _table()[label]
    return EventType(scheme="acled", type=known["type"], subtype=known["subtype"]) if "type" in known else None


def _named(label: str) -> str:
    known = _table()[label]
    return known["name"] if "name" in known else f"{known['type']} / {known['subtype']}"


@cache
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_data("event_types.yaml")
    return found
