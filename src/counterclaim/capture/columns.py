"""What the columns of a table hold: days, figures, categories, or notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from counterclaim.capture.grids import Grid

MOSTLY = 0.8
NOTE = 60
NOT_GIVEN = frozenset({"", "-", "–", "—", "n/a", "na", "nan", "none", "null", "?"})
COUNTERS = frozenset({"", "day", "days", "index", "no", "no.", "nr", "id", "row", "#"})
"""Names of columns that count the rows or the days."""
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?")
_PARTS = re.compile(r"(\d\d?)([./-])(\d\d?)\2(\d{4})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\s\u00a0\u202f]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Columns(NamedTuple):
    """The numbers of the columns by what they hold; `day` is None where none holds days."""

    day: int | None
    figures: tuple[int, ...]
    categories: tuple[int, ...]


def columns_of(grid: Grid) -> Columns:
    """What each column holds.

    The column of days is the first of which nearly all cells are days. A column of words is one of categories where
    days come more than once and its words come back; otherwise it holds notes and is left out.
    """
    cells = [[row[i] for row in grid.rows] for i in range(len(grid.header))]
    day = next((i for i, column in enumerate(cells) if _share(column, is_day) >= MOSTLY), None)
    numbers = [i for i, column in enumerate(cells) if i != day and _share(column, is_figure) >= MOSTLY]
    figures = [i for i in numbers if grid.header[i].lower() not in COUNTERS]
    words = [i for i in range(len(cells)) if i != day and i not in numbers]
    days = cells[day] if day is not None else []
    repeated = len(set(days)) < len(days)
    return Columns(day, tuple(figures), tuple(i for i in words if repeated and _comes_back(cells[i])))


def _share(column: Sequence[str], fits: object) -> float:
    given = [cell for cell in column if cell.lower() not in NOT_GIVEN]
    return sum(map(fits, given)) / len(given) if given and callable(fits) else 0.0


def _comes_back(column: Sequence[str]) -> bool:
    short = [cell for cell in column if len(cell) <= NOTE]
    return len(short) >= MOSTLY * len(column) and 1 < len(set(short)) <= len(short) / 2


def is_day(cell: str) -> bool:
    """Whether a cell holds a day, in whatever order of its parts."""
    return bool(_ISO.fullmatch(cell) or _PARTS.fullmatch(cell))


def is_figure(cell: str) -> bool:
    """Whether a cell holds one number."""
    return figure(cell) is not None


def figure(cell: str) -> float | None:
    """The number of a cell, None where it holds none or nothing was given."""
    if _GROUPED.fullmatch(cell):
        cell = re.sub(r"[,\s\u00a0\u202f]", "", cell)
    if not _NUMBER.fullmatch(cell):
        return None
    value = float(cell)
    return int(value) if value == int(value) else value


def month_first(cells: Iterable[str]) -> bool | None:
    """Whether days such as 3/4/2022 begin with the month; None where no cell tells, False where they do not occur."""
    found = [match for cell in cells if (match := _PARTS.fullmatch(cell))]
    if not found or any(match[2] == "." for match in found) or any(int(match[1]) > 12 for match in found):
        return False
    return True if any(int(match[3]) > 12 for match in found) else None


def day_of(cell: str, *, american: bool) -> date | None:
    """The day of a cell, None where it holds none.

    Args:
        cell: what stands there.
        american: whether the month comes first where the year comes last.
    """
    try:
        if match := _ISO.fullmatch(cell):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _PARTS.fullmatch(cell):
            first, second = int(match[1]), int(match[3])
            return date(int(match[4]), *((first, second) if american else (second, first)))
    except ValueError:
        return None
    return None
