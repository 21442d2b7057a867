"""An audit of what one claimant says over time: figures summed beside declared totals, places taken more than once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from counterclaim.model.values import Interval, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One increment: on what day it was reported, for what window, in which words; `added` unless another covers it."""

    claim: str
    document: str
    day: date
    window: Period
    interval: Interval
    words: str
    added: bool = True
    why: str = ""


class Before(NamedTuple):
    """The declared total that a later one follows."""

    day: date
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One declared total beside the increments up to its day.

    `summed` is what the increments in its window come to, `more` the least by which the declaration exceeds them
    (negative where it is less, 0 where both may be true). `rise` is how much was declared since the total `before` of
    the same beginning and places, `rise_summed` what the increments in between come to. `missing` are the days of the
    window that neither an increment nor a bulletin covers.
    """

    claim: str
    document: str
    day: date
    window: Period | None
    interval: Interval
    words: str
    summed: Interval | None
    more: float | None
    missing: tuple[date, ...]
    before: Before | None = None
    rise: Interval | None = None
    rise_summed: Interval | None = None
    rise_more: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one claimant says of one measure: all steps and declared totals in the order of their days.

    `party` is whose losses are counted and `side` the claimant's own, None where that is unknown.
    """

    claimant: str
    name: str
    names: tuple[str, ...]
    measure: str
    party: str | None
    side: str | None
    steps: tuple[Step, ...]
    declared: tuple[Declared, ...]
    sum: Interval | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A place said to be taken, on a day, in these words."""

    claim: str
    document: str
    period: Period
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A place that one claimant has one party take more than once, telling of no loss in between."""

    claimant: str
    name: str
    place: str
    holder: str | None
    takings: tuple[Taking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """How many of a class a party had on a day, by an inventory that the user gives."""

    object: str
    count: float
    day: date
    party: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """A claimed total beside a smaller inventory, with both dates; it does not say which of the two is right."""

    claimant: str
    name: str
    measure: str
    party: str | None
    claimed: Interval
    day: date
    claim: str | None
    summed: bool
    stock: Stock

    @property
    def why(self) -> str:
        """Both figures and both dates in one sentence."""
        what = f"the figures of {self.name} since come to" if self.summed else f"{self.name} declares"
        held = f"{self.stock.count:,.9g} on {self.stock.day}{f' by {self.stock.source}' if self.stock.source else ''}"
        more = (self.claimed.low or 0) - self.stock.count
        return (
            f"{self.measure.capitalize()}: by {self.day} {what} {self.claimed.caption}, {more:,.9g} more than the "
            f"inventory held ({held}). Some may have been supplied since, or counted otherwise."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Everything that an audit of the claims of a ledger shows."""

    accounts: tuple[Account, ...]
    repeated: tuple[Repeated, ...]
    excesses: tuple[Excess, ...] = ()
