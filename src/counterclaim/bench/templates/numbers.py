"""How many people or things words name, as MUC-4 writes it: `4`, `10-` (at least), `-10` (at most), `~30`, `PLURAL`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.extract.numerals import Token, numeral_at, tokenize

REACH = 40
AT_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|no less than|not less than)\s+$", re.IGNORECASE)
AT_MOST = re.compile(r"\b(?:at most|up to|as many as|no more than|fewer than|less than)\s+$", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:about|around|approximately|some|nearly|almost|close to|an estimated|roughly)\s+$", re.IGNORECASE
)
LINKS = re.compile(r"[\s\w'-]*")
ONE = re.compile(r"\b(?:an?|one|his|her|another|the)\s+(?:[\w'-]+\s+){0,3}$", re.IGNORECASE)
PLURAL = re.compile(
    r"(?<![su'])(?:(?<!i)s|(?<=[rl])ies)\b|\b(?:people|men|women|children|police|personnel|population)\b", re.IGNORECASE
)
MANY = re.compile(
    r"\b(?:several|many|some|numerous|various|other|others|dozens|hundreds|scores|few|both)\b", re.IGNORECASE
)
YEAR = re.compile(r"19[5-9]\d")
MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+$", re.IGNORECASE)
AGE = re.compile(r"-\s?(?:years?|meters?|story|door)\b", re.IGNORECASE)
SINGLE = re.compile(r"\b(?:headquarters|offices|quarters|barracks|premises)$", re.IGNORECASE)
HEAD_END = re.compile(
    r"\s+(?:of|from|in|at|who|that|which|with|and|belonging|near|on|by|for|to)\s+|,|\[", re.IGNORECASE
)


def how_many(text: str, start: int, end: int) -> str:
    """The number that the words at `[start, end)` and those before them name."""
    words = text[start:end]
    counted = _counted(text, start, end)
    if counted is not None:
        return counted
    head = HEAD_END.split(words.strip(), maxsplit=1)[0]
    if SINGLE.search(head):
        return "1"
    return "PLURAL" if PLURAL.search(head.split()[-1] if head.split() else "") or MANY.search(head) else "1"


def _counted(text: str, start: int, end: int) -> str | None:
    """A number in the words themselves or just before them."""
    begin = max(0, start - REACH)
    tokens = tokenize(text[begin:end])
    for at in range(len(tokens) - 1, -1, -1):
        where = begin + tokens[at].start
        found = numeral_at(tokens, at)
        if found is None or (at and _inside(tokens, at)) or AGE.match(text, begin + tokens[found.last - 1].end):
            continue
        if YEAR.fullmatch(tokens[at].text) or ends_a_date(text, where):
            return None
        tail = text[begin + tokens[found.last - 1].end : start]
        if where < start and not (LINKS.fullmatch(tail) and len(tail.split()) <= 2):
            return None
        if where >= start and where - start > 25:
            continue
        return _written(text, where, found.interval.low, found.interval.high, vague=found.vague)
    return None


def ends_a_date(text: str, start: int) -> bool:
    """Whether a number that begins at `start` follows the name of a month: the year in `2 NOV 89`."""
    return MONTH.search(text, max(0, start - len("september ")), start) is not None


def _inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a longer number begins before a token and runs over it."""
    earlier = (numeral_at(tokens, first) for first in range(max(0, at - 3), at))
    return any(before is not None and before.last > at for before in earlier)


def _written(text: str, where: int, low: float | None, high: float | None, *, vague: bool) -> str | None:
    if vague or low is None or low != high:
        return "PLURAL"
    number, before = int(low), text[max(0, where - 25) : where]
    if AT_LEAST.search(before):
        return f"{number}-"
    if AT_MOST.search(before):
        return f"-{number}"
    return f"~{number}" if ABOUT.search(before) else str(number)
