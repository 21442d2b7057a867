"""What an index keeps of a place: the place itself, every key of its names, and the bones of transliterated names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import log10
from typing import NamedTuple

from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row, is_settlement
from counterclaim.resolve.spelling import make_key, skeleton_of_key

RegionCode = Callable[[str, str], str | None]
BATCH = 20_000
_CODES = """
    AE AF AM AZ BD BG BH BY CN CY DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA ME MK MM
    MN MR NP OM PK PS QA RS RU SA SD SO SS SY TD TH TJ TM TN TR TW UA UZ XK YE
    """
TRANSLITERATED = frozenset(
    _CODES.split()
)  # countries whose names reach English through another script, or in several spellings
_RANKS = {"PCLI": 0, "CONT": 1, "OCN": 1, "ADM1": 2, "RGN": 3, "ADM2": 5, "ADM3": 15, "ADM4": 16}
_LAST = 22


class BadRow(NamedTuple):
    """A line of a table that is no usable place, and why."""

    number: int
    why: str


class Batch(NamedTuple):
    """Rows for the tables of an index, and what could not be used."""

    places: list[tuple[object, ...]]
    names: list[tuple[str, int, int, int]]
    bones: list[tuple[str, str, str, int]]
    bad: list[BadRow]

    @classmethod
    def empty(cls) -> Batch:
        """A batch to be filled."""
        return cls([], [], [], [])

    def enter(self, number: int, place: KnownPlace, names: Iterable[tuple[str, NameKind]]) -> None:
        """Adds one place under its number, which no other place of the index has."""
        at = place.position
        self.places.append(
            (number, place.id, place.name, at and at.lat, at and at.lon, place.country, place.region, place.feature,
             place.population, place.radius_km, int(place.origin))
        )  # fmt: skip
        keys = keys_of(names)
        rank = rank_of(place)
        self.names.extend((key, rank, number, int(kind)) for key, kind in keys.items())
        if place.country in TRANSLITERATED and (place.feature.startswith(("PPL", "ADM")) or "." not in place.feature):
            self.bones.extend(
                (place.country, skeleton_of_key(key), key, number)
                for key, kind in keys.items()
                if kind <= NameKind.ALIAS
            )


def keys_of(names: Iterable[tuple[str, NameKind]]) -> dict[str, NameKind]:
    """The keys of all names of a place, each with the best kind of name that has it."""
    keys: dict[str, NameKind] = {}
    for name, kind in names:
        key = make_key(name)
        if key and kind < keys.get(key, 9):
            keys[key] = kind
    return keys


def rank_of(place: KnownPlace) -> int:
    """Where a place stands among its namesakes when not all of them can be weighed, 0 first."""
    if place.feature in _RANKS:
        return _RANKS[place.feature]
    if is_settlement(place):
        return 20 - int(2 * log10(place.population + 10))
    return 3 if place.origin is not Origin.GEONAMES else _LAST


def batches(rows: Iterable[Row | BadRow], region_code: RegionCode) -> Iterator[Batch]:
    """The rows in batches, numbered in their order; a user's name of a region becomes the code that the world has."""
    batch = Batch.empty()
    for number, row in enumerate(rows, start=1):
        if isinstance(row, BadRow):
            batch.bad.append(row)
            continue
        place = row.place
        if place.origin is Origin.USER and place.country and place.region:
            place = place._replace(region=region_code(place.country, place.region) or place.region)
        batch.enter(number, place, row.names)
        if len(batch.places) >= BATCH:
            yield batch
            batch = Batch.empty()
    yield batch
