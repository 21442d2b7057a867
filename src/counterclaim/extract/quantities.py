"""Quantities as intervals: how many, as far as the words say.

The grammar reads plain text from left to right in linear time: a number (`numerals`), the words that bound it
(`modifiers`), a second number for a range, and the unit that tells counts from measures, money and labels (`units`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.extract.modifiers import approximates, bounded, modifiers_around
from counterclaim.extract.numerals import OPENING, Numeral, Token, exact, glued, numeral_at, tokenize, word_at
from counterclaim.extract.ranges import DOWN, UP, joined_otherwise, range_from
from counterclaim.extract.shares import WORDS_AFTER, Share, referent, share_at
from counterclaim.extract.times import find_times
from counterclaim.extract.units import of_a_name, unit_after, unit_before
from counterclaim.model.calendar import ORDINALS, SMALL_NUMBERS
from counterclaim.model.documents import Span
from counterclaim.model.values import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuantity:
    """A quantity in a text.

    Attributes:
        span: number, modifiers and unit.
        number: the bare number words.
        interval: how many, modifiers applied; percentages in 0..100.
        stated: the number itself, before any modifier.
        share: the fraction in 0..1 where the quantity is a share, else None.
        share_of: the words after `of` that a share refers to.
        change: `up` or `down` where the number is the size of a change, else None.
        unit: None for things and people that are counted; else a symbol such as `km`, `%`, `$`, `year`, `date`,
            `clock`, `label`, `score`, `year of age`.
    """

    span: Span
    number: Span
    interval: Interval
    stated: Interval
    approximate: bool = False
    vague: bool = False
    share: float | None = None
    share_of: Span | None = None
    change: str | None = None
    unit: str | None = None


_WORDS_NUMBERLESS = "longer one more less doubt matter way wonder such fewer other means exception idea problem"
_NUMBERLESS = frozenset(_WORDS_NUMBERLESS.split())
_WORDS_AFTER_ONE = "another day must can cannot should may would will might could does ought needs believes or"
_AFTER_ONE = frozenset(_WORDS_AFTER_ONE.split())
_WORDS_BEFORE_ONE = "no this that the any every each which some only what as how if loved"
_BEFORE_ONE = frozenset(_WORDS_BEFORE_ONE.split())
_OPENING = OPENING | set(ORDINALS) | {"none", "nobody", "no", "another"}


def find_quantities(text: str, *, skip: Sequence[Span] = ()) -> list[FoundQuantity]:
    """The quantities of a text in order, with code-point offsets into it; spans are disjoint.

    Args:
        text: plain text of any length.
        skip: stretches that are names (models, roads, units), in which no number is read.
    """
    tokens = tokenize(text)
    times = [found.span for found in find_times(text) if found.type in ("DATE", "TIME")]
    barred = _covered(tokens, skip)
    tokens = [_of_model(token) if index in barred else token for index, token in enumerate(tokens)]
    dated = _covered(tokens, times)
    return list(_disjoint(_read(tokens, barred, dated)))


def implied_one(noun_phrase: str) -> bool:
    """Whether a noun phrase speaks of one thing by its article alone (`a warplane`, `an L-39`)."""
    first, _, rest = noun_phrase.strip().partition(" ")
    words = rest.lower().split()
    if first.lower() not in ("a", "an") or not words:
        return False
    vague = {"few", "number", "couple", "pair", "dozen", "hundred", "thousand", "million", "handful", "lot", "series"}
    return not vague & set(words[:2])


def _covered(tokens: Sequence[Token], spans: Iterable[Span]) -> set[int]:
    """The indexes of the tokens that lie in any of the spans."""
    ordered = sorted(spans)
    covered: set[int] = set()
    reach = at = 0
    for index, token in enumerate(tokens):
        while at < len(ordered) and ordered[at].start <= token.start:
            reach = max(reach, ordered[at].end)
            at += 1
        if token.start < reach:
            covered.add(index)
    return covered


def _of_model(token: Token) -> Token:
    """A token of a name as a word that is neither number nor unit: the M of “six M113 vehicles” counts no metres."""
    return token._replace(text=f"x{token.text}", low=f"x{token.low}")


def _disjoint(found: Iterable[FoundQuantity]) -> Iterator[FoundQuantity]:
    end = 0
    for quantity in found:
        start = max(quantity.span.start, end)
        yield replace(quantity, span=Span(start, quantity.span.end))
        end = quantity.span.end


def _read(tokens: Sequence[Token], barred: set[int], dated: set[int]) -> Iterator[FoundQuantity]:
    index = 0
    while index < len(tokens):
        found = None if index in barred else _at(tokens, index, dated)
        if found is None:
            index += 1
            continue
        quantity, last = found
        if quantity is not None:
            yield quantity
        index = max(last, index + 1)


def _at(tokens: Sequence[Token], index: int, dated: set[int]) -> tuple[FoundQuantity | None, int] | None:
    """The quantity at a token and the index after it; a quantity of None is a number that is part of a name."""
    if not (tokens[index].digits or tokens[index].low in _OPENING):
        return None
    share = share_at(tokens, index)
    if share is not None:
        return _shared(tokens, share)
    numeral = _none(tokens, index) or _one(tokens, index) or numeral_at(tokens, index)
    if numeral is None:
        return _lone_ordinal(tokens, index)
    if of_a_name(tokens, index, numeral.last):
        return None, numeral.last + 1
    if index in dated:
        unit = unit_after(tokens, index, numeral.last)
        return _found(tokens, numeral, unit=unit.name if unit else "date"), numeral.last
    joined = joined_otherwise(tokens, numeral)
    if joined is not None:
        unit_name, last = joined
        return _found(tokens, replace(numeral, last=last), unit=unit_name), last
    return _bounded(tokens, range_from(tokens, numeral))


def _lone_ordinal(tokens: Sequence[Token], index: int) -> tuple[None, int] | None:
    return (None, index + 1) if tokens[index].low in ORDINALS else None


def _none(tokens: Sequence[Token], index: int) -> Numeral | None:
    word, after = tokens[index].low, word_at(tokens, index + 1)
    if word in ("none", "nobody"):
        return Numeral(index, index + 1, Interval(0, 0))
    if word != "no":
        return None
    if after == "one":
        return Numeral(index, index + 2, Interval(0, 0))
    counts = index + 1 < len(tokens) and tokens[index + 1].word and after not in _NUMBERLESS
    return Numeral(index, index + 1, Interval(0, 0)) if counts else None


def _one(tokens: Sequence[Token], index: int) -> Numeral | None:
    """`another`, `one more`, `one of the pilots`; a `one` that is a pronoun is no number."""
    word, after = tokens[index].low, word_at(tokens, index + 1)
    if word == "another":
        following = index + 1 < len(tokens) and tokens[index + 1]
        counts = following and following.word and after not in SMALL_NUMBERS and not _numeral_soon(tokens, index + 1)
        return Numeral(index, index + 1, Interval(1, 1)) if counts else None
    return None


def _numeral_soon(tokens: Sequence[Token], index: int) -> bool:
    found = numeral_at(tokens, index) if index < len(tokens) else None
    return found is not None


def _pronoun(tokens: Sequence[Token], numeral: Numeral) -> bool:
    if (
        word_at(tokens, numeral.first) != "one"
        or word_at(tokens, numeral.last) == "of"
        or numeral.last > numeral.first + 1
    ):
        return False
    after = numeral.last
    bare = after >= len(tokens) or not tokens[after].word
    pointing = word_at(tokens, numeral.first - 1) in _BEFORE_ONE
    possessive = word_at(tokens, after) in ("'", "’") and word_at(tokens, after + 1) == "s"
    return (
        possessive
        or word_at(tokens, after) in _AFTER_ONE
        or (pointing and (bare or word_at(tokens, after) in WORDS_AFTER))
    )


def _found(tokens: Sequence[Token], numeral: Numeral, *, unit: str | None = None) -> FoundQuantity:
    span = Span(tokens[numeral.first].start, tokens[numeral.last - 1].end)
    return FoundQuantity(
        span=span, number=span, interval=numeral.interval, stated=numeral.interval, vague=numeral.vague, unit=unit
    )


def _bounded(tokens: Sequence[Token], numeral: Numeral) -> tuple[FoundQuantity | None, int]:
    """A number with its unit and the modifiers around it."""
    if _pronoun(tokens, numeral):
        return None, numeral.last
    first, last = numeral.first, numeral.last
    after_unit, before_unit = unit_after(tokens, first, last), unit_before(tokens, first, last)
    unit = after_unit or before_unit
    if after_unit and before_unit and after_unit.name in ("m", "g", "time", "day", "point"):
        unit = before_unit
    first, last = (unit.first, unit.last) if unit else (first, last)
    name = unit.name if unit else _by_context(tokens, numeral)
    bounds, first, last = modifiers_around(tokens, (first, last), name)
    if word_at(tokens, numeral.first) in ("another", "no", "none"):
        bounds, first, last = [], numeral.first, numeral.last
    interval = stated = _signed(tokens, numeral, name)
    for bound in bounds:
        interval = bounded(interval, bound, counted=name is None)
    share = _fraction(numeral.interval) if name == "%" else None
    quantity = FoundQuantity(
        span=Span(tokens[first].start, tokens[last - 1].end),
        number=Span(tokens[numeral.first].start, tokens[numeral.last - 1].end),
        interval=interval,
        stated=stated,
        approximate=any(approximates(bound) for bound in bounds),
        vague=numeral.vague,
        share=share,
        share_of=referent(tokens, last) if share is not None else None,
        change=_change(tokens, first, name),
        unit=name,
    )
    return quantity, last


def _signed(tokens: Sequence[Token], numeral: Numeral, unit: str | None) -> Interval:
    """The bare interval, below zero where a measure carries a minus (`minus 5 degrees`, `-5 °C`)."""
    low, high = numeral.interval.low, numeral.interval.high
    at = numeral.first - 1
    if unit in (None, "label", "date", "clock") or low is None or low != high or at < 0:
        return numeral.interval
    word = word_at(tokens, at)
    hyphen = word in ("-", "−") and glued(tokens, at + 1)
    minus = word == "minus" or (hyphen and (word_at(tokens, at - 1) == "minus" or not glued(tokens, at)))
    return Interval(-low, -low) if minus else numeral.interval


def _by_context(tokens: Sequence[Token], numeral: Numeral) -> str | None:
    """The unit of a bare number by its neighbours: an age in parentheses, a telephone number."""
    before, after = word_at(tokens, numeral.first - 1), word_at(tokens, numeral.last)
    value = numeral.interval.low
    if (before == "[" and after == "]") or (before == "." and not after and tokens[numeral.first].digits):
        return "label"
    if before == "+" and glued(tokens, numeral.first):
        return "phone"
    aged = value is not None and tokens[numeral.first].digits and 5 <= value <= 110 and numeral.interval.exact
    if aged and before == "(" and after == ")" and _named(tokens, numeral.first - 2):
        return "year of age"
    return None


def _named(tokens: Sequence[Token], index: int) -> bool:
    return index >= 1 and tokens[index].text[0].isupper() and tokens[index - 1].text[0].isupper()


def _change(tokens: Sequence[Token], first: int, unit: str | None) -> str | None:
    """The direction of a change; `shot down 3` counts things and changes none."""
    if unit is None and word_at(tokens, first - 1) != "by":
        return None
    at = first - 1
    if word_at(tokens, at) in ("by", "another", "a", "only", "just"):
        at -= 1
    word = word_at(tokens, at)
    return "up" if word in UP else "down" if word in DOWN else None


def _fraction(interval: Interval) -> float | None:
    if interval.low is None or interval.high is None:
        return None
    return round((interval.low + interval.high) / 200, 6)


def _shared(tokens: Sequence[Token], share: Share) -> tuple[FoundQuantity, int]:
    percent = exact(share.part * 100)
    stated = interval = Interval(percent, percent)
    bounds, first, last = modifiers_around(tokens, (share.first, share.last), "%")
    for bound in bounds:
        interval = bounded(interval, bound, counted=False)
    quantity = FoundQuantity(
        span=Span(tokens[first].start, tokens[last - 1].end),
        number=Span(tokens[share.first].start, tokens[share.last - 1].end),
        interval=interval,
        stated=stated,
        approximate=any(approximates(bound) for bound in bounds),
        share=float(share.part),
        share_of=referent(tokens, last),
        unit="%",
    )
    return quantity, last
