"""A user's own gazetteer: a CSV or TSV table with a header, its columns known by their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from counterclaim.errors import InputError, MissingInput
from counterclaim.model.values import Position
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row, settlement_radius

_COLUMNS = {
    "id": ("id", "geonameid", "geoname_id"),
    "name": ("name", "place", "toponym"),
    "ascii": ("asciiname",),
    "aliases": ("aliases",),
    "alternates": ("alternatenames", "alternate_names"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "country": ("country_code", "countrycode", "country"),
    "region": ("admin1", "admin1_code", "admin1code", "region"),
    "feature": ("feature_code", "feature", "fcode"),
    "population": ("population",),
}
_NEEDED = ("name", "lat", "lon")


def read_table(path: Path) -> Iterator[Row]:
    """The places of one table, in its order.

    Raises:
        MissingInput: if the file cannot be opened.
        InputError: if it is not UTF-8, a column that is needed is absent, or a line has no usable coordinates.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            yield from _rows(handle, path)
    except OSError as error:
        raise MissingInput(str(path), error.strerror or "the gazetteer cannot be opened") from error
    except UnicodeDecodeError as error:
        message = f"{path}: the gazetteer is not UTF-8 text; save the table as UTF-8"
        raise InputError(message) from error
    except csv.Error as error:
        message = f"{path}: the gazetteer is no readable table ({error}); save it as CSV or TSV with a header"
        raise InputError(message) from error


def _rows(handle: Iterator[str], path: Path) -> Iterator[Row]:
    header = next(handle, "")
    tabbed = "\t" in header
    names = next(csv.reader([header], delimiter="\t" if tabbed else ","), [])
    columns = _columns(names, path)
    reader = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE) if tabbed else csv.reader(handle)
    for number, values in enumerate(reader, start=2):
        if values:
            fields = {key: values[i].strip() for key, i in columns.items() if i < len(values)}
            yield _row(fields, path, number)


def _columns(header: list[str], path: Path) -> dict[str, int]:
    found = [name.strip().casefold() for name in header]
    columns = {
        key: found.index(known) for key, names in _COLUMNS.items() if (known := _first(names, found)) is not None
    }
    missing = [key for key in _NEEDED if key not in columns]
    if missing:
        message = (
            f"{path}: the gazetteer has no column for {', '.join(missing)}; "
            "its first line must name the columns, at least name, lat and lon"
        )
        raise InputError(message)
    return columns


def _first(names: tuple[str, ...], found: list[str]) -> str | None:
    return next((name for name in names if name in found), None)


def _row(fields: Mapping[str, str], path: Path, number: int) -> Row:
    try:
        position = Position(float(fields["lat"]), float(fields["lon"]))
        population = int(float(fields.get("population") or 0))
    except (KeyError, ValueError) as error:
        message = f"{path}, line {number}: no usable coordinates or population; mend the line or remove it"
        raise InputError(message) from error
    name = fields["name"] or fields.get("ascii", "")
    if not name:
        message = f"{path}, line {number}: the place has no name; mend the line or remove it"
        raise InputError(message)
    feature = fields.get("feature") or "PPL"
    place = KnownPlace(
        fields.get("id") or f"{path.stem}:{number}", name, position, fields.get("country", "").upper() or None,
        fields.get("region") or None, feature, population, _radius(feature, population), Origin.USER,
    )  # fmt: skip
    return Row(place, tuple((spelling, NameKind.NAME) for spelling in _spellings(name, fields)))


def _radius(feature: str, population: int) -> float:
    if feature.startswith("ADM"):
        return {"ADM1": 70.0, "ADM2": 30.0}.get(feature, 12.0)
    return settlement_radius(population)


def _spellings(name: str, fields: Mapping[str, str]) -> list[str]:
    written = [*name.split(" / "), name, fields.get("ascii", "")]
    written += fields.get("aliases", "").split("|")
    written += fields.get("alternates", "").split(",")
    return list(dict.fromkeys(part.strip() for part in written if part.strip()))
