"""The words of time and number that several stages share: months, weekdays, seasons, units, number words."""

from __future__ import annotations

_MONTHS = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_WEEKDAYS = (
    ("Monday", "Mon"),
    ("Tuesday", "Tues", "Tue"),
    ("Wednesday", "Weds", "Wed"),
    ("Thursday", "Thurs", "Thur", "Thu"),
    ("Friday", "Fri"),
    ("Saturday", "Sat"),
    ("Sunday", "Sun"),
)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

MONTHS = {name.lower(): number for number, names in enumerate(_MONTHS, 1) for name in names}
"""Month names and their short forms in lower case, with the number of the month."""

MONTH_NAMES = tuple(name for names in _MONTHS for name in names)
"""Month names and their short forms as they are written, longest form of each month first."""

WEEKDAYS = {name.lower(): number for number, names in enumerate(_WEEKDAYS) for name in names}
"""Weekday names and their short forms in lower case, Monday being 0."""

WEEKDAY_NAMES = tuple(name for names in _WEEKDAYS for name in names)
"""Weekday names and their short forms as they are written, longest form of each day first."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
"""Seasons of the northern year with the two letters that TIMEX3 gives them."""

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which each season begins (meteorological reckoning, northern half of the earth)."""

UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
"""Units of time with the letters that TIMEX3 gives them; a minute is told from a month by the `T` before it."""

SMALL_NUMBERS = {word: number for number, word in enumerate(_SMALL.split())}
"""Number words from zero to nineteen."""

TENS = {word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
"""Number words of the tens."""

ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
"""Ordinal words from first to twentieth."""


def small_number(words: str) -> int | None:
    """The number between 0 and 99 that digits or words name (`24`, `a`, `twenty-four`), or None."""
    words = words.strip().lower()
    if words.isdecimal():
        return int(words) if len(words) <= 4 else None
    if words in ("a", "an", "another"):
        return 1
    first, _, second = words.replace("-", " ").partition(" ")
    if not second:
        return SMALL_NUMBERS.get(first, TENS.get(first))
    tens, ones = TENS.get(first), SMALL_NUMBERS.get(second.strip())
    return tens + ones if tens is not None and ones is not None and 0 < ones < 10 else None
