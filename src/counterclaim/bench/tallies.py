"""Findings for the tallies benchmark: what is odd in running totals, and how they stand to what was confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from counterclaim.bench.folders import Json, record_file, records
from counterclaim.capture.grids import read_grid
from counterclaim.capture.series import read_series
from counterclaim.model.ids import content_id
from counterclaim.model.series import Correction, Oddity, OddityKind, Point, Series, SeriesKind
from counterclaim.reconcile.series.auditing import audit
from counterclaim.reconcile.series.confirming import set_against

STATES = frozenset({"destroyed", "abandoned", "captured", "damaged"})
"""Fields that only a list of cases seen one by one can tell apart."""


def predict(data: Path) -> Iterator[Json]:
    """One finding a line, from the series, the published corrections and the tables as they were published.

    Corrections explain decreases and are used for nothing else: a jump has to be seen in the series itself.
    """
    series = series_of(records(record_file(data)))
    path = data / "corrections.jsonl"
    corrections = [_correction(row) for row in records(path, keys=("series",))] if path.is_file() else None
    found = [*audit(series, corrections)]
    confirmed = [s for s in series if s.confirmed]
    found += set_against([s for s in series if not s.confirmed], confirmed)
    yield from map(_line, found)
    for table in sorted(data.glob("*.csv")):
        yield from _of_table(table)


def series_of(rows: Iterable[Json]) -> list[Series]:
    """The series of some records; those with an opening balance begin with it."""
    table: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for row in rows:
        table[row["series"], row["kind"]].append(row)
    return [_series(name, kind, found) for (name, kind), found in sorted(table.items())]


def _series(name: str, kind: str, rows: list[Json]) -> Series:
    values = {date.fromisoformat(row["date"]): row["value"] for row in rows}
    return Series(
        id=content_id("s", name, kind),
        name=name,
        source=rows[0]["source"],
        label=name.rpartition("/")[2],
        kind=SeriesKind.DAILY if kind == "increment" else SeriesKind.CUMULATIVE,
        points=tuple(Point(day, values[day]) for day in sorted(values)),
        confirmed=any(row.keys() >= STATES for row in rows),
    )


def _correction(row: Json) -> Correction:
    return Correction(row["series"], date.fromisoformat(row["date"]), row["amount"])


def _line(oddity: Oddity) -> dict[str, Any]:
    return {"series": oddity.series, "kind": oddity.kind.value, "date": oddity.day.isoformat(), **oddity.figures}


def _of_table(path: Path) -> Iterator[Json]:
    """The rows of a published table that are no figures, such as a heading that was swallowed."""
    grid = read_grid(path.read_bytes(), path.name)
    for oddity in read_series(grid, origin=path.name, kind=SeriesKind.CUMULATIVE).oddities:
        if oddity.kind is OddityKind.SCHEMA_ERROR:
            yield {**_line(oddity), "series": path.stem.removesuffix("_raw")}
