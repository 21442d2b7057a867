"""Who did it, to whom, with what, where and when: the fillers of an attack's roles, found by a trained tagger.

The scores of every word piece come from a model (`RolesModel`); what follows is reading them: pieces that carry a role
next to each other are one filler, and its values are those of its pieces on average.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.extract.role_labels import HEADS, ROLES, TYPES, VALUES
from counterclaim.model.documents import Span

Scores = NDArray[np.float32]
BEGIN, INSIDE = 1, 2
LOOSE = 0.5


class Piece(NamedTuple):
    """A word piece: where it stands, and whether it begins a word."""

    start: int
    end: int
    begins: bool


@dataclass(frozen=True, slots=True, eq=False)
class Filler:
    """Words that play one role in an attack.

    Attributes:
        role: one of `role_labels.ROLES`.
        span: where they stand.
        score: how sure the model is that they play it, 0 to 1.
        types: for each of `role_labels.TYPES` how likely the attack is of that type.
        values: for each group of `role_labels.VALUES` the share of each value.
        incident: a unit vector, near those of other fillers of the same attack.
        entity: a unit vector, near those of other words for the same thing.
    """

    role: str
    span: Span
    score: float
    types: tuple[float, ...]
    values: Mapping[str, tuple[float, ...]]
    incident: Scores
    entity: Scores

    def best(self, group: str) -> tuple[str, float]:
        """The likeliest value of a group and its share."""
        shares = self.values[group]
        at = max(range(len(shares)), key=shares.__getitem__)
        return VALUES[group][at], shares[at]


class Reading(NamedTuple):
    """The fillers of a text in order and, for each type of attack, how likely the text reports one."""

    fillers: tuple[Filler, ...]
    types: tuple[float, ...]


def read_scores(pieces: Sequence[Piece], scores: Scores, reports: Scores, *, threshold: float) -> Reading:
    """What the model's scores say.

    Args:
        pieces: the word pieces of a text.
        scores: one row for each of them, one column for each output of `role_labels.HEADS`.
        reports: one row for each window of the text: how much it reports attacks of each of `role_labels.TYPES`.
        threshold: the probability from which a piece is part of a filler.
    """
    types = _sigmoid(reports).max(axis=0) if len(reports) else np.zeros(len(TYPES))
    shape = (len(pieces), len(ROLES), 3)
    shares = _softmax(scores[:, HEADS["roles"].start : HEADS["roles"].end].reshape(shape))
    found = [
        _filler(role, pieces[first:last], scores[first:last], shares[first:last, at])
        for at, role in enumerate(ROLES)
        for first, last in _runs(pieces, shares[:, at], threshold)
    ]
    found.sort(key=lambda filler: (filler.span.start, filler.role))
    return Reading(tuple(found), tuple(float(t) for t in types))


def _runs(pieces: Sequence[Piece], shares: Scores, threshold: float) -> Iterator[tuple[int, int]]:
    """The stretches of pieces that carry a role: whole words, from a sure one out to those that may still belong."""
    inside = 1 - shares[:, 0]
    at = 0
    while at < len(pieces):
        last = _end(pieces, shares, inside, at, threshold * LOOSE)
        if last > at and inside[at:last].max() >= threshold:
            yield at, last
        at = max(last, at + 1)


def _end(pieces: Sequence[Piece], shares: Scores, inside: Scores, at: int, least: float) -> int:
    """Where a stretch that begins at a piece ends; where it stands if none begins there."""
    if not pieces[at].begins or _word(pieces, inside, at)[1] < least:
        return at
    last = _word(pieces, inside, at)[0]
    while last < len(pieces):
        following, sure = _word(pieces, inside, last)
        if sure < least or shares[last, BEGIN] > max(0.5, float(shares[last, INSIDE])):
            break
        last = following
    return last


def _word(pieces: Sequence[Piece], inside: Scores, at: int) -> tuple[int, float]:
    """Where the word that begins at a piece ends, and how sure its surest piece is."""
    last = at + 1
    while last < len(pieces) and not pieces[last].begins:
        last += 1
    return last, float(inside[at:last].max())


def _filler(role: str, pieces: Sequence[Piece], scores: Scores, shares: Scores) -> Filler:
    row = scores.mean(axis=0)
    part = {name: row[head.start : head.end] for name, head in HEADS.items()}
    return Filler(
        role=role,
        span=Span(pieces[0].start, pieces[-1].end),
        score=float((1 - shares[:, 0]).mean()),
        types=tuple(float(t) for t in _sigmoid(part["type"])),
        values={name: tuple(float(v) for v in _softmax(part[name])) for name in VALUES},
        incident=_unit(part["inc"]),
        entity=_unit(part["ent"]),
    )


def _sigmoid(x: Scores) -> Scores:
    return (1 / (1 + np.exp(-x))).astype(np.float32)


def _softmax(x: Scores) -> Scores:
    e: Scores = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def _unit(x: Scores) -> Scores:
    return (x / max(float(np.linalg.norm(x)), 1e-9)).astype(np.float32)
