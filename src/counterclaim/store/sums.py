"""One sum over many rows that rows can be added to and taken from, whatever their order.

Each row is hashed to 2,048 bits; the sum of the hashes modulo 2^2048 stands for the set of rows (a multiset hash by
addition, after Clarke and others, 2003). So a change costs what it changes, not what the table holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import RowMapping

Row = Mapping[str, Any] | RowMapping

BITS = 2048
_MODULUS = 1 << BITS
_UNHASHED = frozenset({"position"})


def sum_of(table: str, rows: Iterable[Row]) -> int:
    """The sum of some rows of a table; where a row stands in its list is no part of it."""
    return sum(_hash(table, row) for row in rows) % _MODULUS


def _hash(table: str, row: Row) -> int:
    values = [table, *(value for name, value in sorted(row.items()) if name not in _UNHASHED)]
    digest = hashlib.shake_256(json.dumps(values, ensure_ascii=False).encode()).digest(BITS // 8)
    return int.from_bytes(digest, "big")


def changed(total: int, *, gone: int, came: int) -> int:
    """The sum after rows went and came."""
    return (total - gone + came) % _MODULUS


def caption(total: int) -> str:
    """The sum as the log writes it."""
    return f"sha256:{hashlib.sha256(total.to_bytes(BITS // 8, 'big')).hexdigest()}"
