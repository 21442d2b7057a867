"""Series of figures from tables: kept in a ledger, audited, and set against what was confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from counterclaim.capture.columns import figure
from counterclaim.capture.files import Files
from counterclaim.capture.grids import read_grid
from counterclaim.capture.series import read_series
from counterclaim.config import CaptureSettings, ResolveSettings
from counterclaim.errors import BadTable, InputError
from counterclaim.model.audits import Audit, Stock
from counterclaim.model.claims import Entry, Object
from counterclaim.model.discovery import Discovery
from counterclaim.model.incidents import Finding, FindingKind, Incident
from counterclaim.model.inflation import Confirmation
from counterclaim.model.series import Correction, Oddity, OddityKind, Series, SeriesKind
from counterclaim.reconcile.audits.auditing import audit_claims
from counterclaim.reconcile.audits.confirmed import confirmed_claims
from counterclaim.reconcile.audits.discovering import discover
from counterclaim.reconcile.audits.inventory import excesses_of_series
from counterclaim.reconcile.series.auditing import audit
from counterclaim.reconcile.series.confirming import class_of, matched, set_against, with_sums
from counterclaim.reconcile.series.inflation import confirmations
from counterclaim.resolve.directory import Directory
from counterclaim.store.base import View, Writer

STAGE = "capture/series"
STOCK_COLUMNS = ("class", "count", "date")
CORRECTION_COLUMNS = ("series", "date", "amount")


class Imported(NamedTuple):
    """What came of one table: its series, what stands in it that is no figure, and whether it was new."""

    series: tuple[Series, ...]
    oddities: tuple[Oddity, ...]
    new: bool


def import_table(  # noqa: PLR0913
    writer: Writer,
    origin: str,
    settings: CaptureSettings,
    *,
    source: str | None = None,
    kind: SeriesKind | None = None,
    columns: Sequence[str] = (),
    confirmed: bool = False,
) -> Imported:
    """A table kept as it came, with its series; wholly or not at all.

    Args:
        writer: of the ledger.
        origin: path of the table, or `-` for standard input.
        settings: limits on what comes in.
        source: who says it, the name of the file where that is not told.
        kind: whether figures are running totals or daily ones, where they do not tell.
        columns: the columns that are wanted, all columns of figures where none is named.
        confirmed: whether each case was confirmed by sight.

    Raises:
        InputError: if the file is no such table, or it cannot be told what its figures are.
    """
    capture = Files(settings).capture(origin, declared={"source": source} if source else {})
    name = Path(origin).stem
    grid = read_grid(capture.content, origin)
    found = read_series(grid, origin=name, source=source, kind=kind, columns=columns, document=capture.sha256)
    series = tuple(replace(s, confirmed=s.confirmed or confirmed) for s in found.series)
    new = writer.keep_series(capture, series, [_finding(origin, oddity) for oddity in found.oddities])
    return Imported(series, found.oddities, new)


def _finding(origin: str, oddity: Oddity) -> Finding:
    return Finding(kind=FindingKind.SCHEMA_ERROR, message=f"{origin}: {oddity.message}", stage=STAGE)


def read_corrections(content: bytes, origin: str) -> list[Correction]:
    """What a source published as corrections: a table with the columns series, date and amount.

    Raises:
        InputError: if the table lacks one of them, or a cell cannot be read.
    """
    grid = read_grid(content, origin)
    if missing := [name for name in CORRECTION_COLUMNS if name not in grid.header]:
        raise BadTable(origin, f"there is no column “{missing[0]}”; corrections have series, date and amount")
    places = [grid.header.index(name) for name in CORRECTION_COLUMNS]
    return [
        _correction([row[i] for i in places], line, origin) for row, line in zip(grid.rows, grid.lines, strict=True)
    ]


def _correction(cells: Sequence[str], line: int, origin: str) -> Correction:
    amount = figure(cells[2])
    day = _day(cells[1], line, origin)
    if amount is None:
        message = f"{origin}, line {line}: “{cells[2]}” is no number; write the change of the total, such as -5"
        raise InputError(message)
    return Correction(cells[0], day, amount)


def audit_series(view: View, corrections: Sequence[Correction] | None = None) -> tuple[Oddity, ...]:
    """Everything odd in the series of a ledger.

    Args:
        view: of the ledger.
        corrections: what sources published as corrections, by the name or the label of a series.
    """
    series = view.series()
    names = {s.label: s.name for s in series}
    named = [Correction(names.get(c.series, c.series), c.day, c.amount) for c in corrections or ()]
    return audit(series, None if corrections is None else named)


def read_inventory(content: bytes, origin: str) -> list[Stock]:
    """What parties had: a table with the columns class, count and date; party and source may stand beside them.

    Raises:
        InputError: if the table lacks one of them, a class is unknown, or a cell cannot be read.
    """
    grid = read_grid(content, origin)
    if missing := [name for name in STOCK_COLUMNS if name not in grid.header]:
        raise BadTable(origin, f"there is no column “{missing[0]}”; an inventory has class, count and date")
    rows = (dict(zip(grid.header, row, strict=False)) for row in grid.rows)
    return [_stock(row, line, origin) for row, line in zip(rows, grid.lines, strict=True)]


def _stock(row: Mapping[str, str], line: int, origin: str) -> Stock:
    written = row["class"].strip()
    plain = written.lower().replace(" ", "_")
    found = class_of(written) or next((o for o in Object if o.value in {plain, plain.removesuffix("s")}), None)
    if found is None:
        classes = ", ".join(o.value for o in Object)
        message = f"{origin}, line {line}: “{written}” is no class of equipment; known are {classes}"
        raise InputError(message)
    count = figure(row["count"])
    if count is None:
        message = f"{origin}, line {line}: “{row['count']}” is no number; write how many there were, such as 320"
        raise InputError(message)
    return Stock(
        object=found.value,
        count=count,
        day=_day(row["date"], line, origin),
        party=row.get("party", "").strip() or None,
        source=row.get("source", "").strip() or None,
    )


def _day(cell: str, line: int, origin: str) -> date:
    try:
        return date.fromisoformat(cell.strip())
    except ValueError as error:
        message = f"{origin}, line {line}: “{cell}” is no day; write it as YYYY-MM-DD"
        raise InputError(message) from error


def audit_entries(
    entries: Sequence[Entry],
    series: Sequence[Series],
    settings: ResolveSettings,
    stocks: Sequence[Stock] = (),
    claimant: str | None = None,
) -> Audit:
    """What claimants say over time: sums beside declared totals, repeated captures, totals above an inventory.

    Args:
        entries: the claims of a ledger, what people ruled laid over.
        series: the tables of the ledger, which are held against the inventory, too.
        settings: who is known, so that one body has one name.
        stocks: what parties had; a party is the name or the id of an actor.
        claimant: part of a name, to audit those claimants alone.
    """
    directory = Directory(settings)
    named = [replace(s, party=_side(directory, s.party)) for s in stocks]
    found = audit_claims(entries, cache(directory.speaking_for), named, claimant)
    tables = [s for s in series if claimant is None or claimant.casefold() in s.source.casefold()]
    return replace(found, excesses=(*found.excesses, *excesses_of_series(tables, named)))


def _side(directory: Directory, party: str | None) -> str | None:
    actor = directory.speaking_for(party) if party else None
    return (actor.side or actor.id) if actor else party


def compare_series(view: View, pairs: Mapping[str, str] | None = None) -> tuple[Oddity, ...]:
    """Claimed totals of a ledger beside confirmed ones, as ratios by class and day.

    Args:
        view: of the ledger.
        pairs: labels that belong together, claimed to confirmed, where their words do not tell; `A+B` adds labels.
    """
    claimed, confirmed = _sides(view.series(), pairs or {})
    return tuple(set_against(claimed, confirmed, pairs))


def _sides(series: Sequence[Series], pairs: Mapping[str, str]) -> tuple[list[Series], list[Series]]:
    """The claimed and the confirmed series, with the sums that pairs ask for."""
    known = with_sums(series, pairs)
    return [s for s in known if not s.confirmed], [s for s in known if s.confirmed]


def learn_from_series(series: Sequence[Series], pairs: Mapping[str, str] | None = None) -> list[Confirmation]:
    """What was claimed and what was confirmed in windows of two weeks, for every class of the tables.

    Args:
        series: claimed and confirmed running totals.
        pairs: labels that belong together, claimed to confirmed; `A+B` adds labels of one source.
    """
    found = matched(*_sides(series, pairs or {}), pairs)
    return [pair for claimed, confirmed in found for pair in confirmations(claimed, confirmed)]


def learn_from_claims(
    entries: Sequence[Entry], incidents: Sequence[Incident], settings: ResolveSettings, confirming: str
) -> list[Confirmation]:
    """The figures of claimants beside those of whom the user takes as confirming, incident by incident.

    Args:
        entries: the claims of a ledger, what people ruled laid over.
        incidents: which of them speak of one event.
        settings: who is known, so that one body has one name.
        confirming: part of the name of the claimant whose figures count as confirmed.
    """
    lookup = cache(Directory(settings).speaking_for)
    return list(confirmed_claims(entries, incidents, lookup, confirming))


def discover_figures(view: View, entries: Sequence[Entry], settings: ResolveSettings) -> Discovery:
    """What a model of truth discovery weighs out of the claims on each incident, with copies counted once and without.

    Args:
        view: of the ledger.
        entries: its claims, what people ruled laid over.
        settings: who is known, so that one body has one name.
    """
    lookup = cache(Directory(settings).speaking_for)
    return discover(entries, view.incidents(), view.relations(), lookup)


def is_rejected(oddity: Oddity) -> bool:
    """Whether something of a table was left out."""
    return oddity.kind is OddityKind.SCHEMA_ERROR
