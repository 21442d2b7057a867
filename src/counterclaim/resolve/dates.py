"""Dates that name their month or year: `March 3`, `04-04-2016`, `mid-2012`, `the 1990s`, `the third quarter`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from counterclaim.model.calendar import MONTHS, ORDINALS, SEASONS, WEEKDAYS, small_number
from counterclaim.model.values import Period, Precision
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.timex import Reading, month_value, period_of, reading

SLACK_DAYS = 60
_MONTH_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t(.*))?")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})")
_DAY_MONTH = re.compile(
    rf"(?:\w+\.?,? )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:(?: ?[-–/] ?| (?:and|to|or) (?:the )?)(\d{1,2})(?:st|nd|rd|th)?)?(?: of |-| )?"
    rf"({_MONTH_NAME})\b\.?,?(?: of)?(?: (.+))?"
)
_MONTH_DAY = re.compile(
    rf"(?:\w+\.?,? )?({_MONTH_NAME})\b\.? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:(?: ?[-–/] ?| or (?:the )?)(\d{1,2})(?:st|nd|rd|th)?)?(?:,? (.+))?"
)
_TWO_DAYS = re.compile(r"\d(?:st|nd|rd|th)? and ")
_OPEN = re.compile(r"(?i:\b(?:between|from)(?: the)?\s*$)")
_MONTH_YEAR = re.compile(rf"({_MONTH_NAME})\b\.?,? (?:of )?(.+)")
_YEAR = re.compile(r"(?:fiscal |the year |the )*((?:1\d|20|21)\d\d)(?: period| quarter)?")
_SPOKEN = re.compile(r"(nineteen|eighteen) ([a-z]+)(?:[- ]([a-z]+))?")
_TWO_THOUSAND = re.compile(r"the year two thousand(?: (?:and )?([a-z]+))?")
_DECADE = re.compile(
    r"(?:the )?(?:(\d\d)?(\d)0['’]?s|(?:the )?(twenties|thirties|forties|fifties|sixties|seventies|"
    r"eighties|nineties))"
)
_CENTURY = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century")
_QUARTER = re.compile(
    r"(?:the )?(?:(this|last|next) year['’]s |(\d{4}) )?(?:the |fiscal |latest |current |same |"
    r"comparable |previous )*(first|second|third|fourth|[1-4](?:st|nd|rd|th))[- ]quarter(.*)"
)
_SEASON_YEAR = re.compile(rf"(?:the |in )*({'|'.join(SEASONS)})(?: of)? (.+)")
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year's eve": (12, 31),
    "victory day": (5, 9),
}


def dated(words: str, moment: Moment) -> Iterator[Reading]:
    """What words that name a date may stand for, best first; words in lower case with single spaces."""
    for rule in _RULES:
        found = list(rule(words, moment))
        if found:
            yield from found
            return


def impossible(words: str) -> bool:
    """Whether the words name a day that no calendar has (31 February)."""
    if match := _ISO.fullmatch(words):
        return _date(int(match[1]), int(match[2]), int(match[3])) is None
    if match := _NUMERIC.fullmatch(words):
        one, two, in_year = (int(match[group]) for group in (1, 2, 3))
        return _date(in_year, one, two) is None and _date(in_year, two, one) is None
    match = _MONTH_DAY.fullmatch(words)
    month, day, year = (match[1], match[2], match[4]) if match else ("", "", None)
    if not match and (match := _DAY_MONTH.fullmatch(words)):
        month, day, year = match[3], match[1], match[4]
    if not month:
        return False
    number = year_of(year or "")
    return period_of(f"{number or 2000:04}-{MONTHS[month]:02}-{int(day):02}") is None


def year_of(words: str) -> int | None:
    """The year that words name (`2016`, `nineteen ninety-six`), or None."""
    words = words.strip()
    if match := _YEAR.fullmatch(words):
        return int(match[1])
    if match := _TWO_THOUSAND.fullmatch(words):
        return 2000 + (small_number(match[1]) or 0 if match[1] else 0)
    if match := _SPOKEN.fullmatch(words):
        rest = small_number(f"{match[2]} {match[3]}" if match[3] else match[2])
        return (1900 if match[1] == "nineteen" else 1800) + rest if rest else None
    return None


def day_in_year(month: int, day: int, moment: Moment) -> Iterator[Reading]:
    """A day without a year: the last up to two months after publication, later where the words look ahead."""
    anchor = moment.published
    if anchor is None:
        return
    days = [d for d in (_date(anchor.year + by, month, day) for by in (-1, 0, 1)) if d]
    past = [d for d in days if (d - anchor).days <= SLACK_DAYS]
    ahead = [d for d in days if (d - anchor).days >= 0]
    if moment.ahead and ahead and (ahead[0] - anchor).days < 330:
        yield reading(ahead[0].isoformat(), 0.8, f"The words look ahead: the first such day from {anchor}.")
        ahead = []
    if past:
        yield reading(past[-1].isoformat(), 0.9, f"No year is named: the day of this name nearest to {anchor}.")
    if ahead and ahead[0] not in past:
        yield reading(ahead[0].isoformat(), 0.2, f"No year is named: the next such day after {anchor}.")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(words: str, _: Moment) -> Iterator[Reading]:
    match = _ISO.fullmatch(words)
    if match:
        time = f"T{match[4][:5].upper()}" if match[4] else ""
        value = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}{time}"
        yield reading(value, 1.0, "The date is written out in figures.")


def _numeric(words: str, moment: Moment) -> Iterator[Reading]:
    match = _NUMERIC.fullmatch(words)
    if not match:
        return
    first, second, year = int(match[1]), int(match[2]), int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    orders = [("day before month", _date(year, second, first)), ("month before day", _date(year, first, second))]
    known = [(order, day) for order, day in orders if day]
    if moment.published and len(known) == 2:
        known.sort(key=lambda item: abs((item[1] - (moment.published or item[1])).days))
    for rank, (order, day) in enumerate(known[: 1 if first == second else 2]):
        sure = len(known) == 1 or first == second
        yield reading(day.isoformat(), 1.0 if sure else 0.7 - 0.4 * rank, f"Figures read as {order}.")


def _day_and_month(words: str, moment: Moment) -> Iterator[Reading]:
    if match := _MONTH_DAY.fullmatch(words):
        month, day, last, year = match[1], match[2], match[3], match[4]
    elif match := _DAY_MONTH.fullmatch(words):
        month, day, last, year = match[3], match[1], match[2], match[4]
    else:
        return
    if last and _TWO_DAYS.search(words) and int(last) - int(day) > 1 and not _OPEN.search(moment.before):
        last = None
    first = words.split(" ", 1)[0].strip(".,")
    if words[0].isdigit() or first in MONTHS or first in WEEKDAYS or first == "the":
        yield from _days(MONTHS[month], (int(day), int(last) if last else None), year, moment)


def _days(month: int, days: tuple[int, int | None], year: str | None, moment: Moment) -> Iterator[Reading]:
    number = _stated_year(year, moment)
    if number is None:
        found = list(day_in_year(month, days[0], moment))
    else:
        found = [reading(f"{number:04}-{month:02}-{days[0]:02}", 1.0, "Day, month and year are named.")]
    for item in found:
        if item.period and item.period.start:
            yield item._replace(period=_up_to(item.period.start, days[1]) or item.period)


def _up_to(first: date, last: int | None) -> Period | None:
    """The days of `March 3-5`: up to a later day of the same month."""
    end = _date(first.year, first.month, last) if last else None
    return Period(first, end, Precision.DAYS) if end and end > first else None


def _stated_year(words: str | None, moment: Moment) -> int | None:
    if words in ("this year", "last year") and moment.published:
        return moment.published.year - (words == "last year")
    return year_of(words) if words else None


def _month_and_year(words: str, moment: Moment) -> Iterator[Reading]:
    match = _MONTH_YEAR.fullmatch(words)
    year = _stated_year(match[2], moment) if match else None
    if match and year:
        yield reading(month_value(year, MONTHS[match[1]]), 1.0, "Month and year are named.")


def _month(words: str, moment: Moment) -> Iterator[Reading]:
    number = MONTHS.get(words.rstrip("."))
    anchor = moment.published
    if number is None or anchor is None:
        return
    year = anchor.year
    if moment.last_value[:4].isdecimal() and moment.near and len(moment.last_value) == 4:
        year = int(moment.last_value)
        yield reading(month_value(year, number), 0.8, f"The month of the year named just before, {year}.")
    elif moment.ahead:
        yield reading(
            month_value(year + (number < anchor.month), number), 0.7, "The words look ahead from publication."
        )
    else:
        yield reading(
            month_value(year - (number > anchor.month), number), 0.8, "The last such month up to publication."
        )


def _years(words: str, _: Moment) -> Iterator[Reading]:
    year = year_of(words)
    if year:
        yield reading(f"{year:04}", 1.0, "The year is named.")
    elif match := _DECADE.fullmatch(words):
        tens = str(_DECADES.index(match[3]) + 2) if match[3] else match[2]
        century = match[1] or ("20" if tens in "012" else "19")
        yield reading(f"{century}{tens}", 0.9, "The decade is named.")
    elif match := _CENTURY.fullmatch(words):
        yield reading(f"{int(match[1]) - 1:02}", 0.9, "The century is named.")


def _quarters(words: str, moment: Moment) -> Iterator[Reading]:
    match = _QUARTER.fullmatch(words)
    anchor = moment.published
    if not match:
        return
    quarter = ORDINALS.get(match[3]) or int(match[3][0])
    year = year_of(match[2] or match[4].replace(" of ", " ").replace("fiscal", ""))
    if year is None and anchor is not None:
        if match[1]:
            year = anchor.year + {"this": 0, "last": -1, "next": 1}[match[1]]
        else:
            year = anchor.year - ((quarter - 1) * 3 + 1 > anchor.month and not moment.ahead)
    if year is not None:
        yield reading(f"{year:04}-Q{quarter}", 0.8, "The quarter of a calendar year.")


def _season(words: str, moment: Moment) -> Iterator[Reading]:
    match = _SEASON_YEAR.fullmatch(words)
    year = _stated_year(match[2], moment) if match else None
    if match and year:
        yield reading(f"{year:04}-{SEASONS[match[1]]}", 1.0, "Season and year are named.")


def _holiday(words: str, moment: Moment) -> Iterator[Reading]:
    day = _HOLIDAYS.get(words.replace("’", "'").replace("new years", "new year's"))
    if day:
        yield from day_in_year(*day, moment)


_RULES: tuple[Callable[[str, Moment], Iterator[Reading]], ...] = (
    _iso,
    _numeric,
    _years,
    _quarters,
    _day_and_month,
    _month_and_year,
    _month,
    _season,
    _holiday,
)
