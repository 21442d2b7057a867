"""Days that share a month or a year with others of a list: `4, 12 and 21 February 2020`, `February 4 and 12, 2020`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from counterclaim.model.calendar import MONTH_NAMES, MONTHS
from counterclaim.model.claims import Candidate
from counterclaim.model.documents import Span
from counterclaim.model.values import Period, Precision
from counterclaim.resolve.ranked import Ranked

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ITEM = rf"(?:,? and (?:the )?|, (?:the )?| & ){_DAY}"
_ALONE = re.compile(rf"({_DAY})(?:,? (?:of )?(\d{{4}}))?")
_MONTH_BEHIND = re.compile(rf"(?:{_ITEM}){{1,12}}(?: of |-| )?({_MONTH})\b\.?(?:,? (?:of )?(\d{{4}}))?")
_NAMED = re.compile(rf"(?:\w+\.?,? )?(?:{_MONTH})\b\.? (?:the )?{_DAY}")
_YEAR_BEHIND = re.compile(rf"(?:{_ITEM}){{1,12}},? (?:of )?((?:1[5-9]|20|21)\d\d)\b")
_JOINT = re.compile(r",?(?: and| &)?(?: on| over| during)?(?: the)? ?")
_REACH = 120
_SPACES = re.compile(r"\s+")


def is_day_alone(words: str) -> bool:
    """Whether words are but the number of a day, with a year at most; lower case, single spaces."""
    return _ALONE.fullmatch(words) is not None


def completed(words: str, span: Span, text: str, last_day: date | None) -> str:
    """Words of a day with the month and the year that stand with another day of their list, else as they are.

    A day alone takes the month behind it, else that of the day named last. Lower case, single spaces.
    """
    behind = _SPACES.sub(" ", text[span.end : span.end + _REACH]).lower()
    if alone := _ALONE.fullmatch(words):
        if month := _MONTH_BEHIND.match(behind):
            return " ".join(part for part in (alone[1], month[1], month[2]) if part)
        return f"{alone[1]} {_month_name(last_day)} {alone[2] or last_day.year:04}" if last_day else words
    if _NAMED.fullmatch(words) and (year := _YEAR_BEHIND.match(behind)):
        return f"{words}, {year[1]}"
    return words


def is_list(whole: Span, days: Sequence[Span], text: str) -> bool:
    """Whether words are nothing but a list of these days, given in text order."""
    if len(days) < 2 or (days[0].start, days[-1].end) != (whole.start, whole.end):
        return False
    joints = (text[one.end : other.start] for one, other in pairwise(days))
    return all(_JOINT.fullmatch(_SPACES.sub(" ", joint)) for joint in joints)


def hull(days: Sequence[Ranked]) -> Ranked:
    """All days of a list as one period, from the first to the last; open where one of them is."""
    best = [day.candidates[0] for day in days if day.candidates and isinstance(day.candidates[0].value, Period)]
    bounds = [(c.value.start, c.value.end) for c in best if isinstance(c.value, Period)]
    starts, ends = [s for s, _ in bounds if s], [e for _, e in bounds if e]
    if not len(days) == len(starts) == len(ends):
        return Ranked((), next(day.why for day in days if not day.candidates))
    told = ", ".join(str(start) for start in sorted(starts))
    why = f"Single days, {told}; a claim has one period, so that it reaches from the first to the last."
    whole = Period(start=min(starts), end=max(ends), precision=Precision.DAY)
    return Ranked((Candidate(value=whole, score=min(c.score for c in best), why=why),), why)


def _month_name(day: date) -> str:
    return next(name.lower() for name in MONTH_NAMES if MONTHS[name.lower()] == day.month)
