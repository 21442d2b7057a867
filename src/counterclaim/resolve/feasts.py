"""Days of other calendars: Hijri dates, Ramadan and the Eids by the tabular calendar, Easter, Passover, Nowruz."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from counterclaim.model import hijri
from counterclaim.model.values import Period, Precision
from counterclaim.resolve import hebrew
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.timex import Reading

_MONTHS = tuple(
    re.compile(rf"(?:{latin}|{arabic})", re.IGNORECASE) for latin, arabic in zip(hijri.LATIN, hijri.ARABIC, strict=True)
)
_NAME = f"({'|'.join((*hijri.LATIN, *hijri.ARABIC))})"
_HIJRI = re.compile(
    rf"(?:({hijri.DAY}) (?:of |من )?)?{_NAME}(?: ({hijri.DAY}),)?[ ،,]{{0,2}}(?:(?:عام|سنة) )?"
    rf"({hijri.YEAR}){hijri.ERA}",
    re.IGNORECASE,
)
_NTH = re.compile(r"(?:the )?(first|second|third|fourth|last) day of (.+)")
_NUMBERS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_FEASTS = {
    "ramadan": (9, 1, 30), "ramazan": (9, 1, 30), "eid al-fitr": (10, 1, 3), "eid": (10, 1, 3),
    "eid al-adha": (12, 10, 4), "ashura": (1, 10, 1), "mawlid": (3, 12, 1),
}  # fmt: skip
_BY_EASTER = {"easter": 0, "easter sunday": 0, "good friday": -2, "easter monday": 1, "palm sunday": -7}
_EPOCH = date(622, 7, 19).toordinal()
_OFF = timedelta(days=1)
_WHY = "By the tabular Hijri calendar; the sighting of the moon may shift it by a day."


def feasts(words: str, moment: Moment) -> Iterator[Reading]:
    """What words that name a day of another calendar may stand for; words in lower case with single spaces."""
    words = words.removeprefix("the ").replace("’", "'").replace("eid al ", "eid al-")
    if match := _HIJRI.fullmatch(words):
        month = next(number for number, name in enumerate(_MONTHS, 1) if name.fullmatch(match[2]))
        yield from _hijri(_figure(match[1] or match[3]), month, _figure(match[4]))
    elif match := _NTH.fullmatch(words):
        yield from (_nth(match[1], found) for found in feasts(match[2], moment) if found.period)
    elif moment.published is not None:
        yield from _feast(words, moment, moment.published.year)


def _feast(words: str, moment: Moment, year: int) -> Iterator[Reading]:
    years = (year - 1, year)
    if words in _FEASTS:
        month, day, length = _FEASTS[words]
        around = _years_around(moment.published or date(year, 1, 1))
        yield from _nearest((hijri_day(number, month, day) for number in around), length, moment)
    elif words in _BY_EASTER:
        yield from _nearest((_easter(one) + timedelta(days=_BY_EASTER[words]) for one in years), 1, moment)
    elif words in {"thanksgiving", "thanksgiving day"}:
        yield from _nearest(map(_thanksgiving, years), 1, moment)
    elif words in hebrew.NAMES:
        found = [hebrew.feast(words, one) for one in years]
        yield from _nearest((first for first, _ in found), found[0][1], moment)
    elif words in {"orthodox easter", "orthodox easter sunday", "pascha"}:
        yield from _nearest(map(_orthodox_easter, years), 1, moment)
    elif words in {"nowruz", "newroz", "nevruz"}:
        yield from _nearest((date(one, 3, 20) for one in years), 2, moment)


def _figure(words: str | None) -> int:
    """The number of a day or a year, in European or Arabic figures; 0 where none is written."""
    return int("".join(char for char in words or "" if char.isdecimal()) or 0)


def _nth(which: str, found: Reading) -> Reading:
    """One day of a feast of several days."""
    period = found.period
    if period is None or period.start is None or period.end is None:
        return found
    day = period.end if which == "last" else min(period.start + timedelta(days=_NUMBERS[which]), period.end)
    return Reading(day.isoformat(), Period(day, day), found.score, f"The {which} day of it. {found.why}")


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def hijri_day(year: int, month: int, day: int) -> date:
    """The day of a Hijri date in the tabular calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, …)."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(_EPOCH + days - 1)


def _hijri(day: int, month: int, year: int) -> Iterator[Reading]:
    first = hijri_day(year, month, day or 1)
    last = first if day else hijri_day(year, month, 29)
    yield Reading(first.isoformat() if day else "", Period(first - _OFF, last + _OFF, Precision.DAYS), 0.8, _WHY)


def _years_around(day: date) -> Iterator[int]:
    near = int((day.year - 622) * 33 / 32)
    yield from range(near - 1, near + 3)


def _nearest(days: Iterator[date], length: int, moment: Moment) -> Iterator[Reading]:
    """The last such feast that began up to publication."""
    anchor = moment.published or date.max
    past = [day for day in days if day <= anchor]
    if past:
        period = Period(
            past[-1], past[-1] + timedelta(days=length - 1), Precision.DAYS if length > 1 else Precision.DAY
        )
        yield Reading(past[-1].isoformat(), period, 0.6, f"The last such feast up to publication on {anchor}.")


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a Gregorian day (Meeus; for 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
