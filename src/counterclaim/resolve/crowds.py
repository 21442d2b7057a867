"""Names that several places share: the places beside one another, so that one reading of the disk finds them all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

SHARED_BY = 4
MOST = 100
COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, p.region, p.feature, p.population, p.radius, p.origin"
_SHARED = f"""
    SELECT n.key, {COLUMNS}, n.kind FROM names n JOIN places p ON p.n = n.place
    WHERE n.key IN (SELECT key FROM names GROUP BY key HAVING count(*) >= {SHARED_BY}) ORDER BY n.key, n.rank, n.place
"""  # noqa: S608
_FIND = "SELECT places FROM crowds WHERE key = ?"


def gathered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Each key that four places or more share, with the first hundred of them."""
    for key, rows in groupby(connection.execute(_SHARED), key=lambda row: row[0]):
        yield key, json.dumps([row[1:] for row in islice(rows, MOST)], ensure_ascii=False, separators=(",", ":"))


def crowd(connection: sqlite3.Connection, key: str) -> list[list[Any]]:
    """The rows of the places that share a key, empty where fewer than four do."""
    found = connection.execute(_FIND, (key,)).fetchone()
    return json.loads(found[0]) if found else []
