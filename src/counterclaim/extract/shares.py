"""Parts of a whole: `half of them`, `two thirds of the city`, `one in three`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from counterclaim.extract.numerals import SCALES, Token, numeral_at, word_at
from counterclaim.extract.units import unit_after
from counterclaim.model.calendar import ORDINALS, SMALL_NUMBERS
from counterclaim.model.documents import Span


class Share(NamedTuple):
    """A part of a whole at tokens `[first, last)`."""

    first: int
    last: int
    part: Fraction


_PARTS = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fourth": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "tenth": Fraction(1, 10),
}
_WORDS_BEFORE_ONE_IN = "nearly about almost every around roughly only than some least up to"
_BEFORE_ONE_IN = frozenset(_WORDS_BEFORE_ONE_IN.split())
_WORDS_WORDS_AFTER = (
    "were was are is be been being have has had killed wounded died said says who which that and or but "
    "in on at to from by for with as of the a an after since during while when where who including"
)
WORDS_AFTER = frozenset(_WORDS_WORDS_AFTER.split())
_WORDS_PRONOUNS = "them those these whom which us you it this that"
_PRONOUNS = frozenset(_WORDS_PRONOUNS.split())


def share_at(tokens: Sequence[Token], index: int) -> Share | None:
    """`half of them`, `two thirds of`, `a quarter of the`, `one in three`, `one out of five`."""
    count, at = 1, index
    if word_at(tokens, at) in SMALL_NUMBERS:
        count, at = SMALL_NUMBERS[word_at(tokens, at)], at + 1
        if word_at(tokens, at) == "in" or (word_at(tokens, at) == "out" and word_at(tokens, at + 1) == "of"):
            return _one_in(tokens, index, at + (2 if word_at(tokens, at) == "out" else 1), count)
        at += word_at(tokens, at) == "-"
    elif word_at(tokens, at) == "a":
        at += 1
    named = word_at(tokens, at)
    part = _PARTS.get(named.removesuffix("s"))
    if part is None or not count or (at == index and named != "half") or not _share_follows(tokens, index, at + 1):
        return None
    share = part * count
    return Share(index, at + 1, share) if share <= 1 else None


def _share_follows(tokens: Sequence[Token], index: int, last: int) -> bool:
    after = word_at(tokens, last)
    if word_at(tokens, last - 1) == "half":
        if word_at(tokens, index - 1) in ORDINALS or word_at(tokens, index - 1) == "last":
            return False
        return after == "of" or (after == "the" and index == last - 1)
    article = word_at(tokens, last + 1) == "a"
    return after == "of" and word_at(tokens, last + 1 + article) not in SCALES


def _one_in(tokens: Sequence[Token], first: int, at: int, count: int) -> Share | None:
    other = numeral_at(tokens, at) if at < len(tokens) else None
    whole = other.interval.low if other and other.interval.exact else None
    if other is None or not isinstance(whole, int) or not 0 < count < whole or count > 9:
        return None
    if tokens[at - 1].low == "in" and word_at(tokens, first - 1) not in _BEFORE_ONE_IN:
        return None
    if whole > 20 or (at < len(tokens) and unit_after(tokens, at, other.last)):
        return None
    return Share(first, other.last, Fraction(count, whole))


def referent(tokens: Sequence[Token], at: int) -> Span | None:
    """The words that a share refers to: `of` and at most five words after it."""
    if word_at(tokens, at) == "of":
        at += 1
    elif word_at(tokens, at) != "the":
        return None
    first = at
    at += word_at(tokens, at) in ("the", "all", "its", "their", "his", "her", "our")
    start = at
    while at < min(len(tokens), start + 5) and tokens[at].word and tokens[at].low not in WORDS_AFTER:
        at += 1
    if at == start and word_at(tokens, at) in _PRONOUNS:
        at += 1
    return Span(tokens[first].start, tokens[at - 1].end) if at > start else None
