"""Clock times told in one zone, as the day they are in the zone of the place (`22:30 GMT`)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from counterclaim.model.values import Period, Precision
from counterclaim.model.zones import CITY_ZONES, COUNTRY_ZONES, OFFSETS
from counterclaim.resolve.timex import Reading

_SAID = re.compile(rf"\b({'|'.join(OFFSETS)})([+-]\d{{1,2}})?\b|\b({'|'.join(CITY_ZONES)}) time\b", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")


def localised(words: str, readings: tuple[Reading, ...], country: str | None) -> tuple[Reading, ...]:
    """The readings, first of them the day at the place where the zone that is told has another one.

    Nothing is added where no zone is told, or that of the country is unknown; the day as written stays behind.
    """
    said, there = _SAID.search(words), _zone(COUNTRY_ZONES.get(country or ""))
    clock = _CLOCK.match(readings[0].value) if readings else None
    told = _told(said) if said else None
    if said is None or clock is None or told is None or there is None:
        return readings
    written = datetime.fromisoformat(f"{clock[1]}T{int(clock[2]) % 24:02}:{clock[3]}").replace(tzinfo=told)
    here = written.astimezone(there)
    if here.date() == written.date():
        return readings
    reason = readings[0].why.rstrip(".")
    why = f"{reason}; {clock[2]}:{clock[3]} {said[0]} is {here:%H:%M} on {here:%Y-%m-%d} at the place."
    moved = Reading(f"{here:%Y-%m-%dT%H:%M}", Period(here.date(), here.date(), Precision.HOUR), readings[0].score, why)
    return (moved, *(one._replace(score=min(one.score, 0.3)) for one in readings))


def _told(said: re.Match[str]) -> tzinfo | None:
    if said[3]:
        return _zone(CITY_ZONES[said[3].lower()])
    return timezone(timedelta(hours=OFFSETS[said[1].lower()] + int(said[2] or 0)))


def _zone(name: str | None) -> tzinfo | None:
    """The zone of that name, or None where it, or the database of zones, is missing."""
    try:
        return ZoneInfo(name) if name else None
    except ZoneInfoNotFoundError:
        return None
