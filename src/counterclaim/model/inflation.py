"""How many times more somebody claims than is confirmed later, as a model reckons it: no evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Confirmation(NamedTuple):
    """What a source claimed of something, and what of it was confirmed later.

    `direction` is `own` for losses of the source's own side, `others` for those of another, None where that is unknown;
    `group` is what is counted.
    """

    source: str
    direction: str | None
    group: str
    claimed: float
    confirmed: float
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a model expects to be confirmed of a claim: the middle, and an interval to hold nine times of ten."""

    claimed: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflation:
    """How many times more one source claims of one group than is confirmed, with a 90 % interval for its next claim."""

    source: str
    direction: str | None
    group: str
    pairs: int
    low: float
    middle: float
    high: float
    next: Expected
    model: str
