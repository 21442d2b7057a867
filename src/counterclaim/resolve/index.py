"""One index of places, opened for reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from counterclaim.errors import InputError
from counterclaim.model.values import Position
from counterclaim.resolve.crowds import COLUMNS, SHARED_BY, crowd
from counterclaim.resolve.known import KnownPlace, NameKind, Origin
from counterclaim.resolve.spelling import likeness, place_key, skeleton

_NAMED = f"SELECT place, kind FROM names WHERE key = ? ORDER BY rank LIMIT {SHARED_BY}"  # noqa: S608
_BONES = "SELECT key, place FROM bones WHERE country = ? AND bone = ? LIMIT ?"
_NEIGHBOURS = "SELECT key, place FROM bones WHERE country = ? AND bone >= ? AND bone < ? LIMIT ?"
_BY_NUMBER = f"SELECT {COLUMNS}, ? FROM places p WHERE p.n = ?"  # noqa: S608
_BY_ID = f"SELECT {COLUMNS}, 0 FROM places p WHERE p.id = ?"  # noqa: S608
_REGION = f"SELECT {COLUMNS}, 0 FROM places p WHERE p.country = ? AND p.feature = 'ADM1' AND p.region = ?"  # noqa: S608
_COUNTRY = f"SELECT {COLUMNS}, 0 FROM places p WHERE p.country = ? AND p.feature = 'PCLI'"  # noqa: S608
_HEART = "SELECT lat, lon, places FROM hearts WHERE country = ? AND region = ?"
_ORIGINS, _KINDS = tuple(Origin), tuple(NameKind)  # both count from 0; several times as fast as to call the class
_MIN_LIKENESS = 0.74
_MIN_FUZZY = 0.84
_MIN_SHORT = 0.88
_MOST_BONES = 2_000


class Index:
    """An index in one SQLite file; it may be handed to another process by its path.

    Raises:
        InputError: if the file is no index of places.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self.about: dict[str, str] = dict(self._db.execute("SELECT key, value FROM about"))
        except (sqlite3.Error, ValueError) as error:
            message = f"{path}: this is no index of places ({error}); delete the file, then build or add it again"
            raise InputError(message) from error
        self._one = lru_cache(maxsize=5_000)(self._read_one)

    def __reduce__(self) -> tuple[type[Index], tuple[Path]]:
        return (Index, (self.path,))

    def find(self, key: str) -> Iterator[KnownPlace]:
        """The places that have this key; of several hundred namesakes the largest."""
        named = self._db.execute(_NAMED, (key,)).fetchall()
        if len(named) == SHARED_BY:
            return map(_known, crowd(self._db, key))
        return (self._numbered(number, kind) for number, kind in named)

    def alike(self, name: str, country: str, *, exact: bool) -> Iterator[tuple[KnownPlace, float]]:
        """Places of a country in another spelling, with likeness: of the same consonants, or of the first two."""
        bone = skeleton(name)
        if len(bone) < 2:
            return
        if exact:
            rows = self._db.execute(_BONES, (country, bone, _MOST_BONES))
        else:
            rows = self._db.execute(_NEIGHBOURS, (country, bone[:2], bone[:2] + "\x7f", 10 * _MOST_BONES))
        needed = _MIN_FUZZY if not exact else _MIN_LIKENESS if len(bone) > 2 else _MIN_SHORT
        best: dict[int, float] = {}
        for key, number in rows:
            score = likeness(name, key)
            if score >= max(needed, best.get(number, 0.0)) and abs(len(skeleton(key)) - len(bone)) < 2:
                best[number] = score
        for number in sorted(best, key=lambda n: -best[n])[:8]:
            yield self._numbered(number, NameKind.ALIAS), best[number]

    def region(self, country: str, code: str) -> KnownPlace | None:
        """The first-level region with this code, or None."""
        return self._one(_REGION, country, code)

    def country(self, code: str) -> KnownPlace | None:
        """The country with this ISO 3166 code of two letters, or None."""
        return self._one(_COUNTRY, code)

    def by_id(self, ident: str) -> KnownPlace | None:
        """The place with this id, or None; every place is looked at, which takes a second or two among millions."""
        return self._one(_BY_ID, ident)

    def heart(self, country: str, code: str) -> tuple[Position, int] | None:
        """Where most settlements of a region lie, and how many this index has in it, or None."""
        row = self._db.execute(_HEART, (country, code)).fetchone()
        return (Position(row[0], row[1]), row[2]) if row else None

    def region_code(self, country: str, name: str) -> str | None:
        """The code of the first-level region of a country that goes by a name, or None."""
        found = self.find(place_key(name))
        return next((p.region for p in found if p.feature == "ADM1" and p.country == country), None)

    def _numbered(self, number: int, kind: int) -> KnownPlace:
        return _known(self._db.execute(_BY_NUMBER, (kind, number)).fetchone())

    def _read_one(self, query: str, *values: str) -> KnownPlace | None:
        row = self._db.execute(query, values).fetchone()
        return _known(row) if row else None


def _known(row: Sequence[Any]) -> KnownPlace:
    ident, name, lat, lon, country, region, feature, population, radius, origin, kind = row
    position = None if lat is None else Position(lat, lon)
    return KnownPlace(
        ident, name, position, country, region, feature, population, radius, _ORIGINS[origin], _KINDS[kind]
    )
