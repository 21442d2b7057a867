"""Two numbers that stand for one quantity (`between 30 and 40`, `30–40`), and pairs that do not (`12:30`, `2-2`)."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.modifiers import modifier_before
from counterclaim.extract.numerals import Numeral, Token, glued, numeral_at, word_at
from counterclaim.extract.units import Unit, of_a_name, unit_after
from counterclaim.model.values import Interval

_SIGNS = ("$", "€", "£", "¥")
_WORDS_UP = (
    "up rose risen rise rises rising increased increase increases increasing gained gain gains climbed "
    "climb climbs jumped jump jumps grew grow grown grows surged soared advanced advancing added raised "
    "upward higher"
)
UP = frozenset(_WORDS_UP.split())
_WORDS_DOWN = (
    "down fell fall falls fallen falling dropped drop drops dropping decreased decrease decreases "
    "declined decline lost slid slipped shed tumbled plunged plummeting plummeted sank reduced lower "
    "eased cut dipped dip"
)
DOWN = frozenset(_WORDS_DOWN.split())


def joined_otherwise(tokens: Sequence[Token], numeral: Numeral) -> tuple[str, int] | None:
    """The unit and the end of digits that marks join to no range: a clock time, a score, a fraction."""
    last, mark = numeral.last, word_at(tokens, numeral.last)
    if mark not in (":", "-", "–", "/") or not (glued(tokens, last) and glued(tokens, last + 1)):
        return None
    if not (tokens[numeral.first].digits and tokens[last + 1].digits):
        return None
    end = last + 2
    while word_at(tokens, end) == mark and glued(tokens, end) and glued(tokens, end + 1) and tokens[end + 1].digits:
        end += 2
    other = numeral_at(tokens, last + 1)
    if mark in ("-", "–") and end == last + 2 and other and rising(numeral, other):
        return None
    return ("clock" if mark == ":" else "score"), end


def rising(first: Numeral, second: Numeral) -> bool:
    """Whether the second of two exact numbers is the greater."""
    low, high = first.interval.low, second.interval.high
    return low is not None and high is not None and low < high and first.interval.exact and second.interval.exact


def range_from(tokens: Sequence[Token], first: Numeral) -> Numeral:
    """The range that a number opens, else the number: `30 to 40`, `30–40`, `between 30 and 40`, `30 or 40`."""
    unit = unit_after(tokens, first.first, first.last)
    end = unit.last if unit and unit.name not in ("label", "m") else first.last
    joiner, at = word_at(tokens, end), end + 1
    between = _opens_between(tokens, first)
    if not _joins(joiner, between=between) or (joiner == "to" and _moves(tokens, first)):
        return first
    at += _same_sign(tokens, first.first, at)
    second = numeral_at(tokens, at) if at < len(tokens) else None
    if unit and second and not _same_unit(tokens, unit, second):
        return first
    if second is None or of_a_name(tokens, at, second.last) or not (first.interval.exact and second.interval.exact):
        return first
    low, high = first.interval.low, second.interval.high
    if low is None or high is None:
        return first
    if second.scale > 1 and first.scale == 1 and low < high / second.scale:
        low = low * second.scale
    if low >= high or (joiner == "or" and low < high / 2 and low * 10 < high):
        return first
    return Numeral(first.first, second.last, Interval(low, high), scale=second.scale)


def _same_sign(tokens: Sequence[Token], first: int, second: int) -> bool:
    """Whether both numbers of a range carry one sign of money before them (`$30 to $40`)."""
    sign = word_at(tokens, second)
    return sign in _SIGNS and sign == word_at(tokens, first - 1)


def _same_unit(tokens: Sequence[Token], unit: Unit, second: Numeral) -> bool:
    other = unit_after(tokens, second.first, second.last)
    return other is not None and other.name == unit.name


def _joins(joiner: str, *, between: bool) -> bool:
    return joiner in ("to", "-", "–", "—", "or") or (joiner == "and" and between)


def _opens_between(tokens: Sequence[Token], first: Numeral) -> bool:
    at = first.first - 1
    at -= word_at(tokens, at) in _SIGNS
    before = modifier_before(tokens, at + 1)
    return word_at(tokens, before.edge - 1 if before else at) == "between"


def _moves(tokens: Sequence[Token], first: Numeral) -> bool:
    """Whether `from A to B` tells of a change rather than of a range."""
    words = {token.low for token in tokens[max(0, first.first - 6) : first.first]}
    return "from" in words and bool(words & (UP | DOWN))
