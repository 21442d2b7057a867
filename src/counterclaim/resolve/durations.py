"""How long and how often: `two weeks`, `the past 24 hours`, `every July`; and words of time that name no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from counterclaim.model.calendar import MONTHS, SEASONS, UNITS, WEEKDAYS, small_number
from counterclaim.model.values import Period, Precision
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.timex import Reading, add_days, add_months

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_LEAD = (
    r"(?:(?:about|nearly|almost|around|roughly|approximately|some|over|more than|less than|at least|"
    r"up to|no more than|"
    r"fewer than|just over|just under|only|each of|the|these|those|its|his|her|their|an additional) )*"
)
_PAST = r"(past|last|previous|preceding|recent|latest|next|coming|following|first|final|intervening|opening)"
_AMOUNT = re.compile(
    rf"{_LEAD}(?:{_PAST} )?(.+?)[- ](?:(?:more|trading|consecutive|straight|full|whole|long|other) )?"
    rf"({_UNIT}|centurie)s?(?:[- ]long| or so)?"
)
_AT_MOST = {"few": 5, "several": 9}
_PERFECT = re.compile(r"(?i:\b(?:has|have|been)\b[^.;]{0,60}\b(?:for|in|within|over)(?: the)?\s*$)")
_VAGUE = re.compile(r"(?:a )?(?:several|few|many|multi|dozens of|hundreds of|some|more)|the|a good many|half a")
_BARE = re.compile(rf"({_UNIT}|centurie)s")
_RECENT = re.compile(rf"recent ({_UNIT})s")
_EVERY = re.compile(r"(?:every|each) (?:other |single )?(.+)")
_OFTEN = {"daily": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "yearly": "XXXX", "annually": "XXXX"}
_OFTEN |= {"hourly": "XXXX-XX-XXTXX", "nightly": "XXXX-XX-XXTNI"}
_PRESENT = ("now", "currently", "presently", "nowadays", "these days", "at present", "right now", "the time being")
_BACKWARD = frozenset({"past", "last", "previous", "preceding", "recent", "latest"})
_FORWARD = frozenset({"next", "coming", "following"})
_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def enduring(words: str, moment: Moment) -> Iterator[Reading]:
    """What words of duration, repetition or vague reference stand for; lower case, single spaces."""
    if words in _PRESENT:
        yield Reading("PRESENT_REF", _present(moment), 0.3, "The present, as far as the text says.")
    elif match := _RECENT.fullmatch(words):
        yield _lately(match[1], moment)
    elif words in ("recently", "the past", "more recently"):
        yield Reading("PAST_REF", None, 0.2, "A past that is not told more exactly.")
    elif words in ("the future", "the near future", "the near term", "the short term", "the long term"):
        yield Reading("FUTURE_REF", None, 0.2, "A future that is not told more exactly.")
    elif words in _OFTEN:
        yield Reading(_OFTEN[words], None, 0.5, "A repetition, not a day.")
    elif match := _EVERY.fullmatch(words):
        yield Reading(_repeated(match[1]), None, 0.5, "A repetition, not a day.")
    else:
        yield from _lasting(words, moment)


def _present(moment: Moment) -> Period | None:
    return Period(moment.published, moment.published) if moment.published else None


def _lately(unit: str, moment: Moment) -> Reading:
    """`recent days` (weeks, months, years): taken as seven of them up to publication."""
    period = _window("recent", 7, unit, moment)
    why = "Not told exactly: taken as seven of them up to publication." if period else "A past not told exactly."
    return Reading("PAST_REF", period, 0.3, why)


def _repeated(word: str) -> str:
    word = word.removesuffix("s")
    if word in MONTHS:
        return f"XXXX-{MONTHS[word]:02}"
    if word in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS[word] + 1}"
    if word in SEASONS:
        return f"XXXX-{SEASONS[word]}"
    return _length("1", word) if word in UNITS else "XXXX"


def _lasting(words: str, moment: Moment) -> Iterator[Reading]:
    if match := _BARE.fullmatch(words):
        yield Reading(_length("X", _singular(match[1])), None, 0.3, "A length of time that is not told exactly.")
        return
    match = _AMOUNT.fullmatch(words)
    if not match:
        return
    direction, amount, unit = match[1] or "", match[2], _singular(match[3])
    count = _count(amount)
    if count is None and not _VAGUE.fullmatch(amount):
        return
    value = _length("X" if count is None else f"{count:g}", unit)
    if not direction and _PERFECT.search(moment.before):
        direction = "past"
    reach = count or _AT_MOST.get(amount.removeprefix("a "))
    period = _window(direction, reach, unit, moment) if reach else None
    yield Reading(value, period, 0.8 if period else 0.5, _reason(direction, moment, period))


def _singular(unit: str) -> str:
    return "century" if unit == "centurie" else unit


def _reason(direction: str, moment: Moment, period: Period | None) -> str:
    if period is None:
        return "A length of time; the text does not say when."
    return f"Reckoned {'up to' if direction in _BACKWARD else 'from'} {_base(moment)}."


def _count(amount: str) -> float | None:
    amount = re.split(" or | to |–", amount, maxsplit=1)[0]
    head, _, tail = amount.partition(" ")
    if tail in ("hundred", "thousand") and small_number(head):
        return (small_number(head) or 0) * (100 if tail == "hundred" else 1000)
    if amount in ("a couple of", "couple of"):
        return 2
    if amount in ("half a", "half an"):
        return 0.5
    if re.fullmatch(r"\d{1,4}[.]\d", amount):
        return float(amount)
    return small_number(amount.replace(",", "").split("-")[0] if amount[:1].isdigit() else amount)


def _length(count: str, unit: str) -> str:
    if unit == "fortnight":
        count, unit = (f"{float(count) * 2:g}" if count != "X" else "X"), "week"
    if unit == "quarter" and count != "X":
        count, unit = f"{float(count) * 3:g}", "month"
    time = "T" if unit in ("second", "minute", "hour") else ""
    return f"P{time}{count}{UNITS[unit]}"


def _base(moment: Moment) -> date | None:
    return moment.last_day if moment.near_day and moment.last_day else moment.published


def _window(direction: str, count: float, unit: str, moment: Moment) -> Period | None:
    """The days of `the past N units` (or the next), reckoned from the day named in the sentence or publication."""
    base = _base(moment)
    if base is None or direction not in _BACKWARD | _FORWARD:
        return None
    sign = -1 if direction in _BACKWARD else 1
    if unit in _MONTHS:
        other = add_months(base, sign * round(count * _MONTHS[unit]))
    else:
        days = -(-count // 24) if unit == "hour" else count * _DAYS[unit]
        other = add_days(base, sign * round(days))
    if other is None:
        return None
    precision = Precision.YEARS if _MONTHS.get(unit, 0) >= 12 else Precision.DAYS
    return Period(min(base, other), max(base, other), precision)
