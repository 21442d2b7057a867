"""Numbers as text writes them: digits, words and vague counts, each with the interval that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from counterclaim.model.calendar import MONTHS, SMALL_NUMBERS, TENS
from counterclaim.model.values import Interval

MAX_DIGITS = 15
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "billion": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_SUFFIXES = {"k": 1_000, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_PLURALS = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2 * 10**9, 10**10 - 1),
}
_FEW = {"several": (3, 9), "few": (3, 5), "handful": (3, 5), "couple": (2, 2)}
_MANY: dict[str, tuple[int, int | None]] = {"many": (3, None), "numerous": (3, None), "multiple": (2, None)}
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
OPENING = frozenset({*SMALL_NUMBERS, *TENS, *SCALES, *_PLURALS, *_MANY, *_PARTS, *(f"{part}s" for part in _PARTS)}) | {
    "a",
    "an",
    "several",
}
"""The words that a number may begin with."""

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|[^\s]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Token(NamedTuple):
    """A number in digits, a word, or a single mark; `low` is the text in lower case."""

    text: str
    low: str
    start: int
    end: int

    @property
    def digits(self) -> bool:
        """Whether it begins with a digit."""
        return "0" <= self.text[0] <= "9"

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at tokens `[first, last)`; `scale` is the word of size that it ends with (1 without one)."""

    first: int
    last: int
    interval: Interval
    vague: bool = False
    scale: int = 1


def tokenize(text: str) -> list[Token]:
    """The words, digits and marks of a text, in order, with code-point offsets."""
    return [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def word_at(tokens: Sequence[Token], index: int) -> str:
    """The token at an index in lower case, empty outside the text."""
    return tokens[index].low if 0 <= index < len(tokens) else ""


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token at an index stands against the one before it, with no space between."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def numeral_at(tokens: Sequence[Token], index: int) -> Numeral | None:
    """The longest number that begins at a token, or None."""
    token = tokens[index]
    if token.digits:
        return _digits(tokens, index)
    if not token.word:
        return None
    return _part_of_scale(tokens, index) or _vague(tokens, index) or _words(tokens, index)


def exact(value: Decimal | Fraction | int) -> float:
    """A number as an int where it is whole, else as a float."""
    whole = int(value)
    return whole if whole == value else float(value)


def plain_value(text: str) -> Decimal | None:
    """The value of digits with their separators (`3,183`, `1.2`, `1.234.567`), or None where they are no number."""
    if len(text) > MAX_DIGITS + 6:
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", "") if "," in text else text.replace(".", ""))
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def _single(first: int, last: int, value: Decimal | Fraction | int, scale: int = 1) -> Numeral:
    number = exact(value)
    return Numeral(first, last, Interval(number, number), scale=scale)


def _digits(tokens: Sequence[Token], index: int) -> Numeral | None:
    value = plain_value(tokens[index].text)
    if value is None:
        return None
    last = index + 1
    spaced = _spaced_groups(tokens, index)
    if spaced > last:
        value, last = Decimal("".join(t.text for t in tokens[index:spaced])), spaced
    vulgar = _vulgar(tokens, last)
    if vulgar and value == int(value):
        return _single(index, last + 3, int(value) + vulgar)
    return _scaled(tokens, index, last, value)


def _vulgar(tokens: Sequence[Token], index: int) -> Fraction | None:
    """The fraction of a mixed number (`2 1/2`)."""
    if word_at(tokens, index + 1) not in ("/", "⁄") or not glued(tokens, index + 1) or not glued(tokens, index + 2):
        return None
    above, below = word_at(tokens, index), word_at(tokens, index + 2)
    if not (above.isdecimal() and below.isdecimal() and len(above + below) <= 6):
        return None
    return Fraction(int(above), int(below)) if 0 < int(above) < int(below) else None


def _spaced_groups(tokens: Sequence[Token], index: int) -> int:
    """The end of digits grouped by single spaces (`900 000`); a day after a month's name begins no group."""
    last = index + 1
    if len(tokens[index].text) > 3 or word_at(tokens, index - 1).rstrip(".") in MONTHS:
        return last
    while last < len(tokens) and _is_group(tokens, last) and last - index < 5:
        last += 1
    after = tokens[last] if last < len(tokens) else None
    if after is not None and after.digits and after.start - tokens[last - 1].end <= 1:
        return index + 1
    return last


def _is_group(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.digits and len(token.text) == 3 and token.text.isdecimal() and token.start - tokens[index - 1].end == 1


def _scaled(tokens: Sequence[Token], first: int, last: int, value: Decimal) -> Numeral:
    suffix = word_at(tokens, last)
    if suffix in _SUFFIXES and glued(tokens, last) and _suffix_counts(tokens, first, last):
        return _single(first, last + 1, value * _SUFFIXES[suffix], _SUFFIXES[suffix])
    scale = 1
    hyphen = suffix == "-" and word_at(tokens, last + 1) in SCALES
    at = last + 1 if hyphen else last
    while word_at(tokens, at) in SCALES:
        scale *= SCALES[word_at(tokens, at)]
        at += 1
        if at - last > 2:
            break
    return _single(first, at if scale > 1 else last, value * scale, scale)


def _suffix_counts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a letter against digits means a size: always but for `m`, which may mean metres."""
    if tokens[last].text in ("b", "m") or tokens[last].low == "m":
        money = word_at(tokens, first - 1) in ("$", "£", "€", "¥") or (glued(tokens, first) and tokens[first - 1].word)
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        counted = following is not None and following.word and following.low.endswith(("s", "people", "children"))
        return money or "." in tokens[first].text or tokens[last].text == "M" or (counted and tokens[last].low == "m")
    return True


def _words(tokens: Sequence[Token], index: int) -> Numeral | None:
    at = index
    article = tokens[index].low in ("a", "an")
    if article:
        at += 1
        if word_at(tokens, at) not in SCALES:
            return None
    total = current = 0
    scale, seen = 1, article
    while at < len(tokens):
        word = tokens[at].low
        if word in SMALL_NUMBERS and _fits_small(current, SMALL_NUMBERS[word], started=seen and scale == 1):
            current += SMALL_NUMBERS[word]
            scale = 1
        elif word in TENS and current % 100 == 0 and not (seen and scale == 1 and current == 0):
            current, scale = current + TENS[word], 1
        elif word in SCALES and _fits_scale(total, current, SCALES[word], seen=seen):
            scale = SCALES[word]
            total, current = _apply_scale(total, current, scale)
        else:
            break
        seen = True
        at = _next_number_word(tokens, at + 1, scale)
    last = _before_joiner(tokens, index, at)
    if not seen or last <= index or (article and last == index + 1):
        return None
    return _single(index, last, total + current, scale)


def _fits_small(current: int, value: int, *, started: bool) -> bool:
    if not started:
        return current % 100 == 0
    return 0 < value < 10 and current % 100 >= 20 and current % 10 == 0


def _fits_scale(total: int, current: int, scale: int, *, seen: bool) -> bool:
    if scale == 100:
        return current < 100 and (seen or total == 0)
    if scale == 12:
        return current < 100 and total == 0
    return total == 0 or total >= scale * 1000


def _apply_scale(total: int, current: int, scale: int) -> tuple[int, int]:
    if scale == 100:
        return total, max(current, 1) * 100
    return total + max(current, 1) * scale, 0


def _next_number_word(tokens: Sequence[Token], at: int, scale: int) -> int:
    """Past a hyphen or an `and` that joins number words, else the same index."""
    word, after = word_at(tokens, at), word_at(tokens, at + 1)
    if word == "-" and glued(tokens, at) and (after in SMALL_NUMBERS or after in SCALES):
        return at + 1
    if word == "and" and scale > 12 and (after in SMALL_NUMBERS or after in TENS):
        return at + 1
    return at


def _before_joiner(tokens: Sequence[Token], first: int, at: int) -> int:
    while at > first and tokens[at - 1].low in ("-", "and"):
        at -= 1
    return at


def _part_of_scale(tokens: Sequence[Token], index: int) -> Numeral | None:
    """`half a million`, `a quarter of a million`, `three quarters of a million`, `one and a half million`."""
    at, count = index, 1
    if word_at(tokens, at) in SMALL_NUMBERS:
        count = SMALL_NUMBERS[word_at(tokens, at)]
        at += 1
        if word_at(tokens, at) == "and" and word_at(tokens, at + 1) == "a" and word_at(tokens, at + 2) == "half":
            scale = SCALES.get(word_at(tokens, at + 3))
            return _single(index, at + 4, (count + Fraction(1, 2)) * scale, scale) if scale else None
        at += word_at(tokens, at) == "-"
    elif word_at(tokens, at) == "a":
        at += 1
    part = _PARTS.get(word_at(tokens, at).removesuffix("s"))
    if part is None or not count:
        return None
    at += 1
    at += word_at(tokens, at) == "of"
    at += word_at(tokens, at) in ("a", "-")
    scale = SCALES.get(word_at(tokens, at))
    return _single(index, at + 1, round(part * count * scale), scale) if scale else None


def _vague(tokens: Sequence[Token], index: int) -> Numeral | None:
    at = index + (word_at(tokens, index) == "a")
    word = word_at(tokens, at)
    if word in _PLURALS:
        return _plural(tokens, index, at) if at == index else None
    if word in _FEW and (word == "several" or at > index):
        return _few(tokens, index, at)
    if word in _MANY and at == index and word_at(tokens, index - 1) not in ("as", "so", "how", "too"):
        return Numeral(index, index + 1, Interval(*_MANY[word]), vague=True)
    if word == "pair" and at > index and word_at(tokens, at + 1) == "of":
        return Numeral(index, at + 2, Interval(2, 2))
    return _number_of(tokens, index, at)


def _plural(tokens: Sequence[Token], first: int, at: int) -> Numeral:
    low, high = _PLURALS[tokens[at].low]
    second = word_at(tokens, at + 2)
    if word_at(tokens, at + 1) == "of" and second in ("thousands", "millions", "billions"):
        scale = _PLURALS[second][0] // 2
        low, high = (low * scale, (high + 1) * scale - 1)
        return Numeral(first, at + 3, Interval(low, high), vague=True, scale=scale)
    return Numeral(first, at + 1, Interval(low, high), vague=True, scale=low // 2)


def _few(tokens: Sequence[Token], first: int, at: int) -> Numeral:
    word = tokens[at].low
    low, high = _FEW[word]
    last = at + 1
    if word in ("couple", "handful") and word_at(tokens, last) == "of":
        last += 1
    scale = SCALES.get(word_at(tokens, last), 1)
    if scale > 1:
        low, high, last = low * scale, (high + 1) * scale - 1, last + 1
    return Numeral(first, last, Interval(low, high), vague=scale > 1 or word != "couple", scale=scale)


def _number_of(tokens: Sequence[Token], first: int, at: int) -> Numeral | None:
    """`a number of`, `a large number of`: several, how many is not said."""
    if at == first:
        return None
    sized = word_at(tokens, at) in ("large", "big", "great", "huge", "small", "significant", "considerable")
    noun = at + sized
    if word_at(tokens, noun) == "number" and word_at(tokens, noun + 1) == "of":
        large = sized and word_at(tokens, at) != "small"
        return Numeral(first, noun + 2, Interval(3 if large else 2, None), vague=True)
    return None
