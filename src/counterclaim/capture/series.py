"""Tables of running totals or daily figures to series; what is no figure is named, never dropped in silence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from counterclaim.capture.columns import NOT_GIVEN, columns_of, day_of, figure, month_first
from counterclaim.capture.grids import Grid
from counterclaim.errors import BadTable, UnclearSeries
from counterclaim.model.ids import content_id
from counterclaim.model.series import Figure, Oddity, OddityKind, Point, Series, SeriesKind

FEW = 0.03
"""The share of steps that may fall in a running total, since sources correct themselves; one always may."""
FALLING = 0.2
"""The share of steps that fall from which figures are daily ones."""
ENOUGH = 8
"""Figures that it takes to tell."""
STATES = ("destroyed", "damaged", "abandoned", "captured")
_RUNNING = re.compile(r"[ _-]*(?:cum|cumulative|running|total)$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?=.*\d{2})(?:\S+\s+){6,}\S+")


class Reading(NamedTuple):
    """The series of a table, and what stands in it that is no figure."""

    series: tuple[Series, ...]
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table with all that it belongs to."""

    day: date
    category: str
    column: str
    value: float


def read_series(  # noqa: PLR0913
    grid: Grid,
    *,
    origin: str,
    source: str | None = None,
    kind: SeriesKind | None = None,
    columns: Sequence[str] = (),
    document: str | None = None,
) -> Reading:
    """The series of a table: one for each column of figures, or for each category and column.

    Args:
        grid: the table.
        origin: what the table is called, for messages.
        source: who says it; the name of the table where that is not told.
        kind: whether figures are running totals or daily ones, where the figures do not tell.
        columns: the columns that are wanted; all columns of figures where none is named.
        document: the hash of the file.

    Raises:
        BadTable: if no column holds days or figures, or a wanted column is not there.
        UnclearSeries: if it cannot be told whether figures are running totals or daily ones.
    """
    cells, oddities = _cells(grid, origin, columns)
    table: dict[tuple[str, str], dict[date, float]] = defaultdict(dict)
    for cell in cells:
        table[cell.category, cell.column].setdefault(cell.day, cell.value)
    kinds = _kinds({key: [values[d] for d in sorted(values)] for key, values in table.items()}, kind, origin)
    several = len({column for _, column in table}) > 1
    confirmed = {name.lower() for name in grid.header} >= set(STATES)
    made = []
    for (category, column), values in sorted(table.items()):
        label = " ".join(filter(None, (category, column if several or not category else "")))
        name = _RUNNING.sub("", label) or label
        made.append(
            Series(
                id=content_id("s", document or origin, label, kinds[category, column].value),
                name=f"{source or origin}/{name}",
                source=source or origin,
                label=name,
                kind=kinds[category, column],
                points=tuple(Point(day, values[day]) for day in sorted(values)),
                document=document,
                confirmed=confirmed,
            )
        )
    return Reading(tuple(made), tuple(oddities))


def _cells(grid: Grid, origin: str, wanted: Sequence[str]) -> tuple[list[Cell], list[Oddity]]:
    found = columns_of(grid)
    if found.day is None:
        raise BadTable(origin, "no column holds days; write them as YYYY-MM-DD")
    american = month_first(row[found.day] for row in grid.rows)
    if american is None:
        raise BadTable(origin, "days such as 3/4/2022 may begin with the day or the month; write them as YYYY-MM-DD")
    figures = _wanted(grid, found.figures, wanted, origin)
    cells: list[Cell] = []
    oddities: list[Oddity] = []
    for row, line in zip(grid.rows, grid.lines, strict=True):
        day = day_of(row[found.day], american=american)
        problem = _problem(row, grid, found.categories, day)
        if problem or day is None:
            oddities.append(_schema_error(origin, day, line, problem or f"“{row[found.day]}” is no day"))
            continue
        category = " ".join(row[i] for i in found.categories)
        for i in figures:
            value = figure(row[i])
            if value is not None:
                cells.append(Cell(day, category, grid.header[i], value))
            elif row[i].lower() not in NOT_GIVEN:
                oddities.append(_schema_error(origin, day, line, row[i]))
        oddities += _parts(row, grid, day, category, origin)
    return cells, [*oddities, *_twice(cells, origin)]


def _wanted(grid: Grid, figures: Sequence[int], wanted: Sequence[str], origin: str) -> list[int]:
    missing = [name for name in wanted if name not in grid.header]
    if missing:
        raise BadTable(origin, f"there is no column “{missing[0]}”; there are {', '.join(grid.header)}")
    chosen = [grid.header.index(name) for name in wanted] if wanted else list(figures)
    if not chosen:
        raise BadTable(origin, "no column holds figures")
    return chosen


def _problem(row: Sequence[str], grid: Grid, categories: Sequence[int], day: date | None) -> str | None:
    """What of a row is no data: a heading that comes again, or a sentence where a category should stand."""
    if tuple(row) == grid.header:
        return "the heading again"
    sentence = next((row[i] for i in categories if _SENTENCE.fullmatch(row[i])), None)
    return sentence if sentence or day else None


def _schema_error(origin: str, day: date | None, line: int, text: str) -> Oddity:
    return Oddity(
        kind=OddityKind.SCHEMA_ERROR,
        series=origin,
        day=day or date.min,
        message=f"Line {line} was left out, since it holds words where a category or a figure should stand: “{text}”.",
        figures={"line": line, "text": text},
    )


def _parts(row: Sequence[str], grid: Grid, day: date, category: str, origin: str) -> Iterator[Oddity]:
    """Whether the states of one class come to its total."""
    cells = {name.lower(): figure(cell) for name, cell in zip(grid.header, row, strict=True)}
    total = next((value for name, value in cells.items() if name in {"total", "type_total"}), None)
    states = [cells.get(name) for name in STATES]
    known = [value for value in states if value is not None]
    if total is not None and len(known) == len(STATES) and sum(known) != total:
        figures: Mapping[str, Figure] = {"sum": sum(known), "total": total}
        message = f"On {day} the states of “{category}” come to {sum(known):,.9g}, not to the total of {total:,.9g}."
        yield Oddity(
            kind=OddityKind.PARTS_MISMATCH, series=f"{origin}/{category}", day=day, message=message, figures=figures
        )


def _twice(cells: Sequence[Cell], origin: str) -> Iterator[Oddity]:
    """Days for which one category has two different figures: the first is kept."""
    values: dict[tuple[date, str, str], set[float]] = defaultdict(set)
    for cell in cells:
        values[cell.day, cell.category, cell.column].add(cell.value)
    for (day, category, column), found in values.items():
        if len(found) > 1:
            text = f"{category or column}: {' and '.join(f'{v:,.9g}' for v in sorted(found))}"
            yield Oddity(
                kind=OddityKind.SCHEMA_ERROR,
                series=origin,
                day=day,
                message=f"Two figures are given for {day}, of which the first is kept: {text}.",
                figures={"text": text},
            )


def _kinds(
    table: Mapping[tuple[str, str], Sequence[float]], kind: SeriesKind | None, origin: str
) -> dict[tuple[str, str], SeriesKind]:
    """The kind of each series: as told, as its figures show, or as all others of the table show."""
    shown = {key: kind or kind_of(values) for key, values in table.items()}
    votes = Counter(found for found in shown.values() if found)
    doubtful = next((key for key, found in shown.items() if found is None), None)
    if doubtful and len(votes) != 1:
        raise UnclearSeries(origin, " ".join(filter(None, doubtful)))
    usual = next(iter(votes), SeriesKind.CUMULATIVE)
    return {key: found or usual for key, found in shown.items()}


def kind_of(values: Sequence[float]) -> SeriesKind | None:
    """Whether figures in the order of their days are running totals or daily ones, None where that is in doubt."""
    steps = [b - a for a, b in pairwise(values)]
    if len(values) < ENOUGH:
        return None
    falls, climbs = sum(s < 0 for s in steps), sum(s > 0 for s in steps)
    if falls >= FALLING * len(steps):
        return SeriesKind.DAILY
    rises = falls <= max(1, FEW * len(steps)) and climbs >= 3 and values[-1] == max(values)
    return SeriesKind.CUMULATIVE if rises else None
