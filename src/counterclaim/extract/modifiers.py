"""Words around a number that turn it into a bound or a neighbourhood: at least, over, nearly, about, up to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import ceil, floor
from typing import NamedTuple

from counterclaim.extract.numerals import Token, glued, word_at
from counterclaim.model.values import Interval

LONGEST = 5


class Bound(StrEnum):
    """What a modifier makes of a number."""

    AT_LEAST = "at least"
    MORE = "more than"
    AT_MOST = "at most"
    LESS = "less than"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    ABOUT = "about"


class Modifier(NamedTuple):
    """A modifier and the first or last token index that it reaches to."""

    bound: Bound
    edge: int


_BEFORE: dict[Bound, str] = {
    Bound.AT_LEAST: (
        "at least|at the least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of|"
        "as few as|upwards of|upward of|at a minimum"
    ),
    Bound.MORE: (
        "more than|over|above|exceeding|exceeds|exceeded|in excess of|greater than|higher than|well over|far more than|"
        "well above|over than|much more than|many more than|well more than|significantly more than"
    ),
    Bound.AT_MOST: (
        "up to|as many as|as much as|no more than|not more than|at most|at the most|a maximum of|maximum of|"
        "not exceeding|no greater than|no higher than"
    ),
    Bound.LESS: (
        "fewer than|less than|under|below|far fewer than|far less than|well under|well below|lower than|smaller than|"
        "not even|short of"
    ),
    Bound.NEARLY: (
        "nearly|almost|close to|just under|just below|a little under|just short of|slightly less than|nearly about|"
        "just less than|just fewer than|approaching|slightly fewer than|slightly under|very nearly"
    ),
    Bound.JUST_OVER: (
        "just over|just more than|just above|slightly more than|a little over|a little more than|slightly over|"
        "little more than"
    ),
    Bound.ABOUT: (
        "about|some|around|roughly|approximately|approx|approx .|an estimated|estimated|estimates of|circa|"
        "in the region of|in the vicinity of|~|≈|somewhere around|in the neighbourhood of|around about|"
        "an approximate|reportedly about|an average of about|barely|an estimate of|estimated at|more or less"
    ),
}
_AFTER: dict[Bound, str] = {
    Bound.AT_LEAST: "or more|and more|or higher|or above|and above|or over|and counting|and upwards|+|plus",
    Bound.AT_MOST: "or fewer|or less|or lower|or under|or below",
    Bound.ABOUT: "or so|- odd|odd|- ish|or thereabouts|give or take",
}


def _table(phrases: dict[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound, text in phrases.items() for phrase in text.split("|")}


_BEFORE_TABLE = _table(_BEFORE)
_AFTER_TABLE = _table(_AFTER)


def modifier_before(tokens: Sequence[Token], first: int) -> Modifier | None:
    """The longest modifier that ends right before a token."""
    for length in range(min(LONGEST, first), 0, -1):
        words = tuple(token.low for token in tokens[first - length : first])
        bound = _BEFORE_TABLE.get(words)
        if bound is not None:
            return Modifier(bound, first - length)
    return None


def modifier_after(tokens: Sequence[Token], last: int) -> Modifier | None:
    """The longest modifier that begins right at a token."""
    for length in range(min(LONGEST, len(tokens) - last), 0, -1):
        words = tuple(token.low for token in tokens[last : last + length])
        bound = _AFTER_TABLE.get(words)
        if bound is not None and not (words in (("+",), ("odd",), ("plus",)) and not _belongs(tokens, last)):
            return Modifier(bound, last + length)
    return None


def _belongs(tokens: Sequence[Token], last: int) -> bool:
    """Whether `+` stands against the number, or `odd` before a word that is counted."""
    if word_at(tokens, last) == "odd":
        return last + 1 < len(tokens) and tokens[last + 1].word
    return glued(tokens, last)


def bounded(interval: Interval, bound: Bound, *, counted: bool = True) -> Interval:
    """The interval that a modifier makes of another.

    More than 150 of what is counted is 151 and up; a measure (`counted` false) has no next number. A tenth below or
    above is rounded outward to whole numbers, so that "nearly 900,000" is 810,000 to 900,000.
    """
    low, high = interval.low, interval.high
    if bound in (Bound.AT_MOST, Bound.LESS) and high is not None and high <= 0:
        return interval
    floor_of = {
        Bound.AT_LEAST: low,
        Bound.MORE: _above(low) if counted else low,
        Bound.AT_MOST: 0,
        Bound.LESS: 0,
        Bound.NEARLY: _tenth(low, -1),
        Bound.JUST_OVER: _above(low) if counted else low,
        Bound.ABOUT: _tenth(low, -1),
    }
    ceiling_of = {
        Bound.AT_LEAST: None,
        Bound.MORE: None,
        Bound.AT_MOST: high,
        Bound.LESS: _below(high) if counted else high,
        Bound.NEARLY: high,
        Bound.JUST_OVER: _tenth(high, 1),
        Bound.ABOUT: _tenth(high, 1),
    }
    return Interval(floor_of[bound], ceiling_of[bound])


def approximates(bound: Bound) -> bool:
    """Whether a modifier marks the number as approximate."""
    return bound in (Bound.NEARLY, Bound.JUST_OVER, Bound.ABOUT)


def _above(value: float | None) -> float | None:
    return value + 1 if isinstance(value, int) else value


def _below(value: float | None) -> float | None:
    return value - 1 if isinstance(value, int) else value


def _tenth(value: float | None, sign: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, int):
        tenth = value * (10 + sign)
        return tenth // 10 if sign * value < 0 else -(-tenth // 10)
    return (floor if sign < 0 else ceil)(value * (10 + sign) * 1000) / 10_000


def modifiers_around(tokens: Sequence[Token], reach: tuple[int, int], unit: str | None) -> tuple[list[Bound], int, int]:
    """The modifiers around tokens `[first, last)`, innermost first, and the tokens they reach over."""
    first, last = reach
    bounds: list[Bound] = []
    after = modifier_after(tokens, last)
    if after:
        bounds.append(after.bound)
        last = after.edge
    for _ in range(2):
        at = first - 1 if word_at(tokens, first - 1) in ("between", "the", "another", "a") else first
        before = modifier_before(tokens, at)
        if before is None or not _applies(tokens, before.bound, before.edge, first, unit):
            break
        bounds.append(before.bound)
        first = before.edge
    if word_at(tokens, first - 1) == "between" and not bounds:
        first -= 1
    return bounds, first, last


def _applies(tokens: Sequence[Token], bound: Bound, edge: int, first: int, unit: str | None) -> bool:
    """Whether a preposition bounds the number: `under two agreements` is no bound, `under 40` is."""
    if unit in ("label", "clock", "year of age") and bound is Bound.ABOUT:
        return unit == "year of age"
    if word_at(tokens, edge) in ("under", "below", "above") and first == edge + 1:
        return tokens[first].digits or unit is not None
    return True
