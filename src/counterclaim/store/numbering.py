"""The numbers by which tables know claims, blocks and rows, and values in lots for one statement each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from counterclaim.model.ids import content_id

MANY = 500
"""Values that one statement names."""
HALF = 1 << 63
Value = TypeVar("Value")


def number_of(claim: str) -> int:
    """The number by which the tables of blocks and links know a claim: the digits of its id."""
    return int(claim.partition("_")[2], 16) - HALF


def claim_of(number: int) -> str:
    """The id of a claim from its number."""
    return f"c_{number + HALF:016x}"


def number_of_key(key: str) -> int:
    """The number of a block."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") - HALF


def in_lots(values: Iterable[Value], size: int) -> Iterator[tuple[Value, ...]]:
    """The values in lots of at most `size`."""
    rest = iter(values)
    while lot := tuple(islice(rest, size)):
        yield lot


def place_of(*content: object) -> int:
    """The number that puts a row at the same place wherever it is written."""
    return int(content_id("p", *content).partition("_")[2], 16) >> 1


def first_of(claims: Iterable[str]) -> int:
    """The number that puts an incident at the place of its first claim."""
    return number_of(min(claims)) + HALF >> 1
