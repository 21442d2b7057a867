"""Figures of one source day after day, as a table gives them, and what is odd in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

Figure = float | str | bool | None


class SeriesKind(StrEnum):
    """Whether the figures of a series count from its beginning or from the day before."""

    CUMULATIVE = "cumulative"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series."""

    day: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one source says day after day about one thing; `points` stand in the order of their days, each once.

    `name` is the same for the running total and the daily figures of one thing. `confirmed` marks a series of cases
    that were each confirmed by sight.
    """

    id: str
    name: str
    source: str
    label: str
    kind: SeriesKind
    points: tuple[Point, ...]
    document: str | None = None
    confirmed: bool = False

    @property
    def values(self) -> dict[date, float]:
        """The figure of each day."""
        return {point.day: point.value for point in self.points}

    @property
    def changes(self) -> tuple[tuple[date, float], ...]:
        """For each day what was added since the figure before, per day in between."""
        if self.kind is SeriesKind.DAILY:
            return tuple((point.day, point.value) for point in self.points)
        return tuple((b.day, (b.value - a.value) / (b.day - a.day).days) for a, b in pairwise(self.points))

    @property
    def first(self) -> date:
        """The day of the first figure."""
        return self.points[0].day

    @property
    def last(self) -> date:
        """The day of the last figure."""
        return self.points[-1].day


@dataclass(frozen=True, slots=True)
class Correction:
    """What a source itself publishes beside a series: on that day the total was changed by `amount`."""

    series: str
    day: date
    amount: float


class OddityKind(StrEnum):
    """What sort of thing is odd in a series."""

    DECREASE = "decrease"
    JUMP = "jump"
    GAP = "gap"
    RESIDUAL = "residual"
    SCHEMA_ERROR = "schema_error"
    PARTS_MISMATCH = "parts_mismatch"
    CATEGORY_MERGE = "category_merge"
    CATEGORY_REPLACED = "category_replaced"
    CATEGORY_APPEARS = "category_appears"
    CLAIMED_VS_CONFIRMED = "claimed_vs_confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """One thing that a reader of a series should know, in one sentence, with the figures that it rests on."""

    kind: OddityKind
    series: str
    day: date
    message: str
    figures: Mapping[str, Figure]
