"""TIMEX3 values and the days they stand for.

A value names a day (`2020-03-03`), a part of one (`2020-03-03TMO`), a week (`2020-W10`), weekend, month, season,
quarter, year, decade or century; a duration begins with `P`. Source: TimeML 1.2.1 annotation guidelines.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from counterclaim.model.calendar import SEASON_STARTS
from counterclaim.model.values import Period, Precision

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.*))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEARS = re.compile(r"\d{2,4}")


class Reading(NamedTuple):
    """What words of time stand for: a TIMEX3 value, the days (None where it names none), a score and the reason."""

    value: str
    period: Period | None
    score: float
    why: str


def period_of(value: str) -> Period | None:
    """The days that a TIMEX3 value names, or None where it names none or no such day exists."""
    try:
        return _day(value) or _month(value) or _week(value) or _season(value) or _quarter(value) or _years(value)
    except (ValueError, OverflowError):
        return None


def reading(value: str, score: float, why: str) -> Reading:
    """A value with the days that it names."""
    return Reading(value, period_of(value), score, why)


def span_of(period: Period, last: Period) -> Period | None:
    """The days from the start of one period to the end of another, or None where they are reversed."""
    if period.start and last.end and period.start > last.end:
        return None
    return Period(period.start, last.end, Precision.DAYS)


def add_months(day: date, months: int) -> date | None:
    """The same day of another month, or its last where it has no such day; None past the limits of the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """The day so many days on, or None past the limits of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date, weeks: int = 0) -> str:
    """The ISO week of a day, moved by whole weeks."""
    moved = add_days(day, 7 * weeks) or day
    year, week, _ = moved.isocalendar()
    return f"{year:04}-W{week:02}"


def month_value(year: int, month: int) -> str:
    """The month of a year, which may lie outside 1..12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def narrowed(period: Period, edge: str) -> Period:
    """The third of a month, season or year that `early`, `mid` or `late` points at; other periods as they are."""
    days = period.days
    if days is None or days < 20 or period.start is None or edge not in ("early", "mid", "late"):
        return period
    if period.precision is Precision.YEAR:
        months = {"early": 1, "mid": 5, "late": 9}[edge]
        return _months(period.start.year, months, 4, Precision.MONTH) or period
    third = days // 3
    first = {"early": 0, "mid": third, "late": 2 * third}[edge]
    last = {"early": third - 1, "mid": 2 * third - 1, "late": days - 1}[edge]
    return Period(period.start + timedelta(days=first), period.start + timedelta(days=last), Precision.DAYS)


def _day(value: str) -> Period | None:
    match = _DAY.fullmatch(value)
    if not match:
        return None
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return Period(day, day, Precision.HOUR if match[4] and match[4][0].isdigit() else Precision.DAY)


def _month(value: str) -> Period | None:
    match = _MONTH.fullmatch(value)
    return _months(int(match[1]), int(match[2]), 1, Precision.MONTH) if match else None


def _months(year: int, month: int, count: int, precision: Precision) -> Period | None:
    start = date(year, month, 1)
    following = add_months(start, count)
    return Period(start, following - timedelta(days=1), precision) if following else None


def _week(value: str) -> Period | None:
    match = _WEEK.fullmatch(value)
    if not match:
        return None
    first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
    last = date.fromisocalendar(int(match[1]), int(match[2]), 7)
    return Period(first, last, Precision.DAYS if match[3] else Precision.WEEK)


def _season(value: str) -> Period | None:
    match = _SEASON.fullmatch(value)
    return _months(int(match[1]), SEASON_STARTS[match[2]], 3, Precision.SEASON) if match else None


def _quarter(value: str) -> Period | None:
    match = _QUARTER.fullmatch(value)
    return _months(int(match[1]), 3 * int(match[2]) - 2, 3, Precision.SEASON) if match else None


def _years(value: str) -> Period | None:
    if not _YEARS.fullmatch(value):
        return None
    width = 10 ** (4 - len(value))
    first = int(value) * width
    last = first + width - 1
    return Period(date(first, 1, 1), date(last, 12, 31), Precision.YEAR if width == 1 else Precision.YEARS)
