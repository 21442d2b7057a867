"""GeoNames files without a header (one country, or all of them), read in several processes with bounded memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import IO

from counterclaim.model.values import Position
from counterclaim.resolve.atlas import is_usable_alias
from counterclaim.resolve.entries import BadRow, Batch
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, feature_radius

COLUMNS = 19
_CHUNK = 2 << 20
_SMALL = 8 << 20
_WAITING = 6


def is_dump(first: str) -> bool:
    """Whether the first line of a file is one of GeoNames: 19 columns, the fifth and the sixth a position."""
    fields = first.rstrip("\r\n").split("\t")
    if len(fields) != COLUMNS:
        return False
    try:
        Position(float(fields[4]), float(fields[5]))
    except ValueError:
        return False
    return fields[0].isdecimal()


def dump_batches(stream: IO[bytes], size: int) -> Iterator[Batch]:
    """The places of a GeoNames file, in its order; a large one is read by as many processes as there are cores."""
    if size < _SMALL:
        for start, chunk in _chunks(stream):
            yield parse(chunk, start)
        return
    with ProcessPoolExecutor(max_workers=max(2, os.cpu_count() or 1)) as pool:
        waiting: deque[Future[Batch]] = deque()
        for start, chunk in _chunks(stream):
            waiting.append(pool.submit(parse, chunk, start))
            if len(waiting) >= _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _chunks(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Pieces of whole lines, each with the number of its first line."""
    number, rest = 1, b""
    while block := stream.read(_CHUNK):
        cut = block.rfind(b"\n") + 1
        if not cut:
            rest += block
            continue
        chunk, rest = rest + block[:cut], block[cut:]
        yield number, chunk
        number += chunk.count(b"\n")
    if rest:
        yield number, rest


def parse(chunk: bytes, start: int) -> Batch:
    """The places of some lines, numbered from `start`."""
    batch = Batch.empty()
    for number, line in enumerate(chunk.decode("utf-8", "replace").split("\n"), start):
        if not line.strip():
            continue
        fields = line.split("\t")
        why = _problem(fields) or _enter(batch, number, fields)
        if why:
            batch.bad.append(BadRow(number, why))
    return batch


def _problem(fields: list[str]) -> str:
    if len(fields) != COLUMNS:
        return f"{len(fields)} columns instead of {COLUMNS}"
    if not fields[1]:
        return "the place has no name"
    return "the name is not UTF-8 text" if "\ufffd" in fields[1] else ""


def _enter(batch: Batch, number: int, fields: list[str]) -> str:
    """Adds one place, or tells why it cannot be used."""
    ident, name, plain, others, lat, lon, kind, code, country, _, region = fields[:11]
    try:
        position, population = Position(float(lat), float(lon)), int(fields[14] or 0)
    except ValueError:
        return "no usable coordinates or population"
    feature = feature_of(kind, code)
    place = KnownPlace(
        f"geonames:{ident}", name, position, country or None, region or None, feature, population,
        feature_radius(feature, population), Origin.GEONAMES,
    )  # fmt: skip
    names = [(name, NameKind.NAME), (plain, NameKind.NAME)] if plain != name else [(name, NameKind.NAME)]
    if others:
        names += [(other, NameKind.ALIAS) for other in others.split(",") if is_usable_alias(other)]
    batch.enter(number, place, names)
    return ""


def feature_of(kind: str, code: str) -> str:
    """The feature as we write it: codes of settlements and areas alone, others after the letter of their class."""
    if kind in {"P", "A"} or not kind:
        return code or ("PPL" if kind == "P" else "ADM")
    return f"{kind}.{code}"
