"""Tables as they are published, to rows of named cells: CSV, TSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from counterclaim.capture.decode import decode
from counterclaim.capture.files import refuse
from counterclaim.errors import BadTable

DELIMITERS = ",;\t|"


class Grid(NamedTuple):
    """A table: names of columns, and rows of as many cells; `lines` tells where each row stands in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_grid(content: bytes, origin: str) -> Grid:
    """The table of a file.

    Raises:
        InputError: if the bytes are no text.
        BadTable: if the text is no table with a heading and at least one row.
    """
    refuse(content, origin)
    text = decode(content, origin).text.lstrip("\ufeff")
    grid = _from_json(text, origin) if text.lstrip()[:1] in {"[", "{"} else _from_lines(text)
    if len(grid.header) < 2 or not grid.rows:
        raise BadTable(origin, "there is no table with a heading of two or more columns and a row below it")
    return grid


def _from_lines(text: str) -> Grid:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header: tuple[str, ...] = ()
    rows, lines = [], []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = tuple(cell.strip() for cell in cells)
            continue
        rows.append(_fit([cell.strip() for cell in cells], len(header)))
        lines.append(reader.line_num)
    return Grid(header, tuple(rows), tuple(lines))


def _fit(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """A row of exactly `width` cells; what stands beyond is joined to the last, so that it is seen and not lost."""
    if len(cells) > width:
        return (*cells[: width - 1], " ".join(cell for cell in cells[width - 1 :] if cell))
    return (*cells, *([""] * (width - len(cells))))


def _from_json(text: str, origin: str) -> Grid:
    try:
        found: Any = json.loads(text)
    except ValueError:
        found = _json_lines(text, origin)
    objects = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in objects):
        raise BadTable(origin, "this JSON is not a list of objects")
    header = tuple(dict.fromkeys(name for row in objects for name, value in row.items() if _flat(value)))
    rows = tuple(tuple(_cell(row.get(name)) for name in header) for row in objects)
    return Grid(header, rows, tuple(range(1, len(rows) + 1)))


def _json_lines(text: str, origin: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise BadTable(origin, f"this JSON cannot be read ({error})") from error


def _flat(value: Any) -> bool:
    return not isinstance(value, (dict, list))


def _cell(value: Any) -> str:
    if value is None or not _flat(value):
        return ""
    return str(value).strip()
