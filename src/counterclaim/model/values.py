"""Values that know how to compare themselves: intervals, periods, positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import asin, atan2, cos, degrees, inf, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088


class Score(NamedTuple):
    """A number between 0 and 1 and the sentence that explains it."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Interval:
    """How many, as far as the words say: closed bounds, None where there is none.

    Raises:
        ValueError: if the lower bound lies above the upper.
    """

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            message = f"an interval needs low <= high, not [{self.low}, {self.high}]"
            raise ValueError(message)

    @property
    def bounds(self) -> tuple[float, float]:
        """The bounds as numbers, infinite where there is none."""
        return (-inf if self.low is None else self.low, inf if self.high is None else self.high)

    @property
    def exact(self) -> bool:
        """Whether it is a single number."""
        return self.low is not None and self.low == self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        (a, b), (c, d) = self.bounds, other.bounds
        return a <= d and c <= b

    def inside(self, other: Interval) -> bool:
        """Whether every number of this one lies in the other."""
        (a, b), (c, d) = self.bounds, other.bounds
        return c <= a and b <= d

    def gap(self, other: Interval) -> float:
        """How far apart two intervals are; 0 where they overlap."""
        (a, b), (c, d) = self.bounds, other.bounds
        return max(0, c - b, a - d)

    def plus(self, other: Interval) -> Interval:
        """The bounds of the sum."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    @property
    def caption(self) -> str:
        """The interval as a person writes it: `33`, `151 or more`, `24–99`, `up to 40`."""
        if self.low is None:
            return "unknown" if self.high is None else f"up to {self.high:,}"
        if self.high is None:
            return f"{self.low:,} or more"
        return f"{self.low:,}" if self.exact else f"{self.low:,}–{self.high:,}"


class Precision(StrEnum):
    """How exactly a time is known, finest first."""

    HOUR = "hour"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Period:
    """The days between which something happened, both included; None where open.

    Raises:
        ValueError: if it ends before it starts.
    """

    start: date | None
    end: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            message = f"a period cannot end ({self.end}) before it starts ({self.start})"
            raise ValueError(message)

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day, the calendar's own limits where open."""
        return (self.start or date.min, self.end or date.max)

    @property
    def days(self) -> int | None:
        """How many days it spans, or None where it is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    def overlaps(self, other: Period) -> bool:
        """Whether some day lies in both."""
        (a, b), (c, d) = self.bounds, other.bounds
        return a <= d and c <= b

    def inside(self, other: Period) -> bool:
        """Whether every day of this one lies in the other."""
        (a, b), (c, d) = self.bounds, other.bounds
        return c <= a and b <= d

    def gap(self, other: Period) -> int:
        """Days between the two; 0 where they touch or overlap."""
        (a, b), (c, d) = self.bounds, other.bounds
        return max(0, (c - b).days, (a - d).days)

    @property
    def caption(self) -> str:
        """The period as a person writes it: `2020-03-03`, `2020-03-02 to 2020-03-03`."""
        if self.start and self.start == self.end:
            return self.start.isoformat()
        first = self.start.isoformat() if self.start else "?"
        return f"{first} to {self.end.isoformat() if self.end else '?'}"


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the earth in degrees (WGS 84).

    Raises:
        ValueError: if latitude or longitude is out of range.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            message = f"no such point on the earth: {self.lat}, {self.lon}"
            raise ValueError(message)

    def distance_km(self, other: Position) -> float:
        """Great-circle distance in kilometres (haversine, mean earth radius)."""
        lat1, lat2 = radians(self.lat), radians(other.lat)
        half = sin((lat2 - lat1) / 2) ** 2
        half += cos(lat1) * cos(lat2) * sin(radians(other.lon - self.lon) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))

    def moved(self, km: float, bearing: float) -> Position:
        """The point so many kilometres away along a great circle that leaves at this bearing (degrees from north)."""
        lat, lon, course, arc = radians(self.lat), radians(self.lon), radians(bearing), km / EARTH_RADIUS_KM
        height = sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(course)
        turn = atan2(sin(course) * sin(arc) * cos(lat), cos(arc) - sin(lat) * height)
        east = (degrees(lon + turn) + 540) % 360 - 180
        return Position(round(degrees(asin(max(-1.0, min(1.0, height)))), 6), round(east, 6))
