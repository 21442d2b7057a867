"""What a gazetteer knows of a place, and what its kind says of size and precision."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from counterclaim.model.values import Position


class NameKind(IntEnum):
    """What sort of name led to a place, best first."""

    NAME = 0
    ALIAS = 1
    PEOPLE = 2
    SHORT = 3


class Origin(IntEnum):
    """Where an entry comes from: the user's own table wins ties."""

    USER = 0
    ATLAS = 1
    GEONAMES = 2


class KnownPlace(NamedTuple):
    """One place of a gazetteer; `region` is the code of its first-level region, `radius_km` its rough extent.

    `feature` is a GeoNames feature code (`PPL`, `ADM1`, `PCLI`, `CONT`, …). `position` is None where the gazetteer
    has the name alone.
    """

    id: str
    name: str
    position: Position | None
    country: str | None
    region: str | None
    feature: str
    population: int = 0
    radius_km: float = 5.0
    origin: Origin = Origin.GEONAMES
    kind: NameKind = NameKind.NAME


class Row(NamedTuple):
    """A place on its way into the index, with every name it goes by."""

    place: KnownPlace
    names: tuple[tuple[str, NameKind], ...]


_PRECISIONS = {
    "PCLI": "country",
    "CONT": "continent",
    "OCN": "continent",
    "ADM1": "region",
    "ADM2": "district",
    "ADM3": "district",
    "ADM4": "district",
    "PPLX": "point",
    "MT": "point",
    "CNL": "region",
}
_WIDE = 60.0


def precision_of(place: KnownPlace) -> str:
    """How exactly the place is known: `point`, `settlement`, `district`, `region`, `country` or `continent`."""
    if place.feature in _PRECISIONS:
        return _PRECISIONS[place.feature]
    if place.feature.startswith("PPL"):
        return "settlement"
    if place.feature.startswith("S."):
        return "point"
    return "region" if place.radius_km > _WIDE else "district"


def may_be_written(place: KnownPlace, words: str) -> bool:
    """Whether words of a text may be this name of the place: a short form stands in capitals or ends in a full stop."""
    return place.kind is not NameKind.SHORT or words.isupper() or words.endswith(".")


def is_settlement(place: KnownPlace) -> bool:
    """Whether people live there as in a town or village, and not a region, a sea or a mountain."""
    return place.feature.startswith("PPL")


def feature_radius(feature: str, population: int) -> float:
    """A rough radius in km of a place of a table, by its feature code and its population."""
    if feature.startswith("ADM"):
        return {"ADM1": 70.0, "ADM2": 30.0}.get(feature, 12.0)
    return settlement_radius(population)


def settlement_radius(population: int) -> float:
    """A rough radius in km of a settlement of so many people."""
    return 2.0 if population < 10_000 else 5.0 if population < 200_000 else 12.0
