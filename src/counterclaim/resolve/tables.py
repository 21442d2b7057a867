"""A user's own gazetteer as it comes: CSV or TSV with a header, GeoJSON, a GeoNames file; zipped or not."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from counterclaim.errors import InputError, MissingInput
from counterclaim.model.values import Position
from counterclaim.resolve.dumps import dump_batches, is_dump
from counterclaim.resolve.entries import BadRow, Batch, RegionCode, batches
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row, feature_radius

_COLUMNS = {
    "geonames": ("geonameid", "geoname_id"),
    "id": ("id",),
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
_FIRST_LINE = 1 << 20
_MOST_JSON = 400_000_000


def table_batches(path: Path, region_code: RegionCode) -> Iterator[Batch]:
    """The places of one file, in its order, with the lines that are no usable places.

    Raises:
        MissingInput: if the file cannot be opened.
        InputError: if it is of no form that is read here.
    """
    try:
        with _opened(path) as (stream, size):
            yield from _batches(stream, size, path, region_code)
    except OSError as error:
        raise MissingInput(str(path), error.strerror or "the gazetteer cannot be opened") from error
    except (UnicodeDecodeError, zipfile.BadZipFile) as error:
        message = f"{path}: the gazetteer is not UTF-8 text; save the table as UTF-8"
        raise InputError(message) from error
    except csv.Error as error:
        message = f"{path}: the gazetteer is no readable table ({error}); save it as CSV or TSV with a header"
        raise InputError(message) from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes of a file, or of the one table in a ZIP archive (GeoNames packs `SY.txt` into `SY.zip`)."""
    if path.suffix.lower() != ".zip":
        with path.open("rb", buffering=_FIRST_LINE) as stream:
            yield stream, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        inside = [item for item in archive.infolist() if not item.is_dir() and "readme" not in item.filename.lower()]
        if len(inside) != 1:
            message = (
                f"{path}: the archive holds {len(inside)} files instead of one table; unpack the one that you mean"
            )
            raise InputError(message)
        with archive.open(inside[0]) as packed:
            yield packed, inside[0].file_size


def _batches(stream: IO[bytes], size: int, path: Path, region_code: RegionCode) -> Iterator[Batch]:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, _FIRST_LINE)  # type: ignore[type-var]
    head = buffered.peek(_FIRST_LINE)
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    if first.lstrip()[:1] in {"{", "["}:
        return batches(_features(buffered, size, path), region_code)
    if is_dump(first):
        return dump_batches(buffered, size)
    return batches(_lines(io.TextIOWrapper(buffered, "utf-8-sig", newline=""), path), region_code)


def _lines(handle: Iterator[str], path: Path) -> Iterator[Row | BadRow]:
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
            "its first line must name the columns, at least name, lat and lon, or be a line of a GeoNames file"
        )
        raise InputError(message)
    return columns


def _first(names: tuple[str, ...], found: list[str]) -> str | None:
    return next((name for name in names if name in found), None)


def _features(stream: IO[bytes], size: int, path: Path) -> Iterator[Row | BadRow]:
    """The features of a GeoJSON collection; an area stands for the middle of the box around it."""
    if size > _MOST_JSON:
        message = f"{path}: GeoJSON of more than {_MOST_JSON // 1_000_000} MB is not read; convert it to a TSV table"
        raise InputError(message)
    try:
        loaded = json.loads(stream.read().decode("utf-8-sig"))
        features = loaded["features"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"{path}: this is no GeoJSON FeatureCollection ({error}); save the places as one, or as a table"
        raise InputError(message) from error
    for number, feature in enumerate(features if isinstance(features, list) else (), start=1):
        yield _row(_fields(feature), path, number)


def _fields(feature: Any) -> dict[str, str]:
    if not isinstance(feature, dict):
        return {}
    given = feature.get("properties")
    properties = {str(k).casefold(): v for k, v in given.items()} if isinstance(given, dict) else {}
    fields = {
        key: str(properties[name])
        for key, names in _COLUMNS.items()
        if (name := _first(names, list(properties))) and properties[name] is not None
    }
    if isinstance(feature.get("id"), str | int):
        fields.setdefault("id", str(feature["id"]))
    geometry = feature.get("geometry")
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if points:
        lons, lats = zip(*points, strict=True)
        fields |= {"lat": str((min(lats) + max(lats)) / 2), "lon": str((min(lons) + max(lons)) / 2)}
    return fields


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """The points of a geometry of any depth, longitude first."""
    if not isinstance(coordinates, list):
        return
    if len(coordinates) >= 2 and all(isinstance(number, int | float) for number in coordinates[:2]):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)


def _row(fields: Mapping[str, str], path: Path, number: int) -> Row | BadRow:
    try:
        position = Position(float(fields["lat"]), float(fields["lon"]))
        population = int(float(fields.get("population") or 0))
    except (KeyError, ValueError, OverflowError):
        return BadRow(number, "no usable coordinates or population")
    name = fields.get("name") or fields.get("ascii", "")
    if not name:
        return BadRow(number, "the place has no name")
    feature = fields.get("feature") or "PPL"
    ident = f"geonames:{fields['geonames']}" if fields.get("geonames") else fields.get("id")
    place = KnownPlace(
        ident or f"{path.stem}:{number}", name, position, fields.get("country", "").upper() or None,
        fields.get("region") or None, feature, population, feature_radius(feature, population), Origin.USER,
    )  # fmt: skip
    return Row(place, tuple((spelling, NameKind.NAME) for spelling in _spellings(name, fields)))


def _spellings(name: str, fields: Mapping[str, str]) -> list[str]:
    written = [*name.split(" / "), name, fields.get("ascii", "")]
    written += fields.get("aliases", "").split("|")
    written += fields.get("alternates", "").split(",")
    return list(dict.fromkeys(part.strip() for part in written if part.strip()))
