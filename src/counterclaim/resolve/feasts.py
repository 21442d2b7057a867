"""Days of other calendars: Hijri dates, Ramadan and the Eids by the tabular calendar, Easter by its rule, Nowruz."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from counterclaim.model.values import Period, Precision
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.timex import Reading

_LISTED = """
    muharram|safar|rabi al-awwal,rabi i,rabi al-awal|rabi al-thani,rabi ii,rabi al-akhir|jumada al-awwal,jumada i,
    jumada al-ula|jumada al-thani,jumada ii,jumada al-akhira|rajab|shaban,sha'ban|ramadan,ramazan|shawwal|
    dhu al-qadah,dhul-qadah,dhu al-qa'dah|dhu al-hijjah,dhul-hijjah,dhu al-hijja
    """
_NUMBERS = {name.strip(): number for number, names in enumerate(_LISTED.split("|"), 1) for name in names.split(",")}
_NAMES = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_HIJRI = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?({_NAMES}),? (1[34]\d\d)(?: ?(?:ah|a\.h\.|h))?")
_FEASTS = {
    "ramadan": (9, 1, 30), "ramazan": (9, 1, 30), "eid al-fitr": (10, 1, 3), "eid": (10, 1, 3),
    "eid al-adha": (12, 10, 4), "ashura": (1, 10, 1), "mawlid": (3, 12, 1),
}  # fmt: skip
_EPOCH = date(622, 7, 19).toordinal()
_OFF = timedelta(days=1)
_WHY = "By the tabular Hijri calendar; the sighting of the moon may shift it by a day."


def feasts(words: str, moment: Moment) -> Iterator[Reading]:
    """What words that name a day of another calendar may stand for; words in lower case with single spaces."""
    words = words.removeprefix("the ").replace("’", "'")
    if match := _HIJRI.fullmatch(words):
        yield from _hijri(int(match[1] or 0), _NUMBERS[match[2]], int(match[3]))
    elif moment.published is None:
        return
    elif words in _FEASTS:
        month, day, length = _FEASTS[words]
        yield from _nearest((hijri_day(year, month, day) for year in _years_around(moment.published)), length, moment)
    elif words in {"easter", "easter sunday"}:
        yield from _nearest((_easter(moment.published.year + by) for by in (-1, 0)), 1, moment)
    elif words in {"orthodox easter", "pascha"}:
        yield from _nearest((_orthodox_easter(moment.published.year + by) for by in (-1, 0)), 1, moment)
    elif words in {"nowruz", "newroz", "nevruz"}:
        yield from _nearest((date(moment.published.year + by, 3, 20) for by in (-1, 0)), 2, moment)


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
