"""What a model of truth discovery weighs out of the claims on each incident: no evidence, and never called true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One measure of one incident: the figure that a model weighs out, every claim a vote and every origin a vote."""

    incident: str
    title: str
    measure: str
    claims: int
    origins: int
    by_claims: float
    by_origins: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much the model leans on one claimant: 1 is the middle of all; `figures` are those that it was weighed by."""

    claimant: str
    name: str
    figures: int
    by_claims: float
    by_origins: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Figures and weights of a model, with and without the discount for copies."""

    model: str
    figures: tuple[Weighed, ...]
    weights: tuple[Weight, ...]
