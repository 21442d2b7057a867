"""Feasts of the Hebrew calendar as days of the Gregorian one, by the arithmetic calendar."""

from __future__ import annotations

from datetime import date, timedelta

_EPOCH = -1373427
_LENGTHS = {"passover": 8, "yom kippur": 1, "rosh hashanah": 2, "sukkot": 7, "hanukkah": 8, "purim": 1, "shavuot": 2}
NAMES = frozenset(_LENGTHS)


def feast(name: str, year: int) -> tuple[date, int]:
    """The first day of a feast in a Gregorian year and how many days it lasts."""
    head = _new_year(year + 3761)
    passover = head - timedelta(days=163)
    kislev = head + timedelta(days=83 + ((_new_year(year + 3762) - head).days % 10 == 5))
    days = {
        "passover": passover,
        "purim": passover - timedelta(days=30),
        "shavuot": passover + timedelta(days=50),
        "rosh hashanah": head,
        "yom kippur": head + timedelta(days=9),
        "sukkot": head + timedelta(days=14),
        "hanukkah": kislev,
    }
    return days[name], _LENGTHS[name]


def _new_year(year: int) -> date:
    """The first day of a Hebrew year, put off where the rules of the calendar ask for it."""
    first = _elapsed(year)
    if _elapsed(year + 1) - first == 356:
        first += 2
    elif first - _elapsed(year - 1) == 382:
        first += 1
    return date.fromordinal(_EPOCH + first)


def _elapsed(year: int) -> int:
    """Days from the epoch to the conjunction of a year, no Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day
