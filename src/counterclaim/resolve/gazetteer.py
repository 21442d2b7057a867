"""Looks places up by name in the index: exactly by key, loosely only inside one country."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from counterclaim.config import ResolveSettings
from counterclaim.errors import InputError
from counterclaim.model.values import Position
from counterclaim.resolve.indexing import TRANSLITERATED, build_index, index_name
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row
from counterclaim.resolve.spelling import likeness, name_variants, place_key, skeleton

_COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, p.region, p.feature, p.population, p.radius, p.origin"
_FIND = f"SELECT {_COLUMNS}, n.kind FROM names n JOIN places p ON p.n = n.place WHERE n.key = ?"  # noqa: S608
_BONES = "SELECT key, place FROM bones WHERE country = ? AND bone = ?"
_NEIGHBOURS = "SELECT key, place FROM bones WHERE country = ? AND bone >= ? AND bone < ?"
_BY_NUMBER = f"SELECT {_COLUMNS}, 1 FROM places p WHERE p.n = ?"  # noqa: S608
_REGION = f"SELECT {_COLUMNS}, 0 FROM places p WHERE p.country = ? AND p.region = ? AND p.feature = 'ADM1'"  # noqa: S608
_COUNTRY = f"SELECT {_COLUMNS}, 0 FROM places p WHERE p.country = ? AND p.feature = 'PCLI'"  # noqa: S608
_MIN_LIKENESS = 0.74
_MIN_FUZZY = 0.84


def say(text: str) -> None:
    """Tells the person at the terminal, on standard error."""
    sys.stderr.write(f"counterclaim: {text}\n")


def open_gazetteer(settings: ResolveSettings, note: Callable[[str], None] = say) -> IndexedGazetteer:
    """The gazetteer of the settings; its index is built on first use and again when a table changes.

    Raises:
        InputError: if a table is broken or the index cannot be written.
    """
    folder = Path(settings.cache).expanduser() if settings.cache else user_cache_path("counterclaim")
    tables = [Path(name).expanduser() for name in settings.gazetteers]
    path = folder / index_name(tables)
    if not path.is_file():
        build_index(path, tables=tables, note=note)
    return IndexedGazetteer(path)


class IndexedGazetteer:
    """A gazetteer in one SQLite file, opened for reading; it may be handed to another process by its path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._db.execute("SELECT 1 FROM names LIMIT 1")
        except sqlite3.Error as error:
            message = f"{path}: this is no index of places ({error}); delete the file, it will be built again"
            raise InputError(message) from error
        self._cached = lru_cache(maxsize=50_000)(self._find)
        self._one = lru_cache(maxsize=5_000)(self._read_one)

    def __reduce__(self) -> tuple[type[IndexedGazetteer], tuple[Path]]:
        return (IndexedGazetteer, (self.path,))

    @classmethod
    def from_rows(
        cls, path: Path, *, rows: Iterable[Row], tables: Sequence[Path] = (), note: Callable[[str], None] = say
    ) -> IndexedGazetteer:
        """A gazetteer of the given rows and tables, written to `path`."""
        build_index(path, rows=rows, tables=tables, note=note)
        return cls(path)

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """The places that go by this name, in whatever spelling has the same key; possessives and "the" are dropped."""
        for variant in name_variants(name):
            if found := self._cached(place_key(variant)):
                return found
        return ()

    def _find(self, key: str) -> tuple[KnownPlace, ...]:
        return tuple(_known(row) for row in self._db.execute(_FIND, (key,)))

    def find_alike(self, name: str, country: str) -> tuple[tuple[KnownPlace, float], ...]:
        """Places of one country whose name is another spelling of this one, with their likeness in 0..1, best first.

        First those with the same consonants, then, by rapidfuzz, those whose name begins alike. Countries that write
        in Latin letters have one spelling for each name: there nothing is found.
        """
        if country not in TRANSLITERATED:
            return ()
        best = self._alike(name, country, exact=True) or self._alike(name, country, exact=False)
        ranked = sorted(best.items(), key=lambda item: -item[1])[:8]
        return tuple((_known(self._db.execute(_BY_NUMBER, (number,)).fetchone()), score) for number, score in ranked)

    def _alike(self, name: str, country: str, *, exact: bool) -> dict[int, float]:
        bone = skeleton(name)
        if len(bone) < 2:
            return {}
        if exact:
            rows = self._db.execute(_BONES, (country, bone))
        else:
            rows = self._db.execute(_NEIGHBOURS, (country, bone[:2], bone[:2] + "\x7f"))
        needed = _MIN_LIKENESS if exact else _MIN_FUZZY
        best: dict[int, float] = {}
        for key, number in rows:
            score = likeness(name, key)
            if score >= max(needed, best.get(number, 0.0)):
                best[number] = score
        return best

    def region(self, country: str, code: str) -> KnownPlace | None:
        """The first-level region with this code, or None."""
        return self._one(_REGION, country, code)

    def country(self, code: str) -> KnownPlace | None:
        """The country with this ISO 3166 code of two letters, or None."""
        return self._one(_COUNTRY, code)

    def _read_one(self, query: str, *values: str) -> KnownPlace | None:
        row = self._db.execute(query, values).fetchone()
        return _known(row) if row else None


def _known(row: tuple[Any, ...]) -> KnownPlace:
    ident, name, lat, lon, country, region, feature, population, radius, origin, kind = row
    position = None if lat is None else Position(lat, lon)
    return KnownPlace(
        ident, name, position, country, region, feature, population, radius, Origin(origin), NameKind(kind)
    )
