"""Readings made by hand: which words play which role in an invented report, with what the tagger would say of them."""

import numpy as np

from counterclaim.extract.role_labels import TYPES, VALUES, VECTOR
from counterclaim.extract.roles import Filler, Reading
from counterclaim.model.documents import Span


def axis(number):
    vector = np.zeros(VECTOR, np.float32)
    vector[number] = 1
    return vector


def filler(text, words, role, *, score=0.9, kind="BOMBING", incident=0, entity=None, **values):  # noqa: PLR0913  # one line a filler
    start = text.index(words)
    said = {"stage": "ACCOMPLISHED", "cat": "TERRORIST ACT", **values}
    return Filler(
        role=role,
        span=Span(start, start + len(words)),
        score=score,
        types=tuple(0.9 if name == kind else 0.05 for name in TYPES),
        values={
            group: tuple(0.9 if value == said.get(group, known[0]) else 0.01 for value in known)
            for group, known in VALUES.items()
        },
        incident=axis(incident),
        entity=axis(start % VECTOR if entity is None else entity),
    )


def reading(*fillers, kind="BOMBING"):
    return Reading(tuple(fillers), tuple(0.9 if name == kind else 0.02 for name in TYPES))
