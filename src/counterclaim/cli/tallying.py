"""`tally`: running totals of tables and of claims, whether they add up, and how they stand to what was confirmed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.frame import (
    DEFAULT_LEDGER,
    EXIT_INPUT,
    Format,
    FormatOption,
    LedgerOption,
    SettingsOption,
    SourceOption,
    complain,
    console,
    open_ledger,
    plain_errors,
)
from counterclaim.cli.listing import print_lines

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.model.inflation import Inflation
    from counterclaim.model.series import SeriesKind
    from counterclaim.tallying import Imported

group = typer.Typer(no_args_is_help=True, help="Running totals: import tables, audit them, compare them.")
FilesArgument = Annotated[
    list[str], typer.Argument(help="CSV, TSV or JSON files; - for standard input.", metavar="FILE...")
]
ColumnOption = Annotated[
    list[str] | None, typer.Option("--column", help="Column of figures to take; may be given again.", metavar="NAME")
]
PairOption = Annotated[
    list[str] | None,
    typer.Option("--pair", help="Labels that belong together; may be given again.", metavar="CLAIMED=CONFIRMED"),
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option("--corrections", help="Table of published corrections: series, date, amount.", metavar="FILE"),
]
ModelOption = Annotated[
    bool, typer.Option("--model", help="Also what a model expects to be confirmed of claims to come; no evidence.")
]
ConfirmedByOption = Annotated[
    str | None,
    typer.Option(
        "--confirmed-by", help="Claimant whose figures for an incident count as confirmed, for --model.", metavar="NAME"
    ),
]
InventoryOption = Annotated[
    Path | None,
    typer.Option(
        "--inventory", help="Table of what parties had: class, count, date; also party, source.", metavar="FILE"
    ),
]
ClaimantOption = Annotated[
    str | None, typer.Option("--claimant", help="Part of a name; audits those claimants alone.", metavar="NAME")
]


def register(app: typer.Typer) -> None:
    """Adds the group of verbs to the command."""
    app.add_typer(group, name="tally")


@group.command("import")
def import_(  # noqa: PLR0913
    context: typer.Context,
    files: FilesArgument,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    source: SourceOption = None,
    column: ColumnOption = None,
    cumulative: Annotated[bool, typer.Option("--cumulative", help="The figures are running totals.")] = False,
    daily: Annotated[bool, typer.Option("--daily", help="The figures are those of single days.")] = False,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Each case was confirmed by sight.")] = False,
) -> None:
    """Keep tables of figures by day in the ledger; rows that hold words instead of figures are named and left out."""
    from counterclaim.errors import InputError
    from counterclaim.model.series import SeriesKind
    from counterclaim.tallying import import_table, is_rejected

    told = SeriesKind.CUMULATIVE if cumulative else SeriesKind.DAILY if daily else None
    wrong = cumulative and daily
    if wrong:
        complain("--cumulative and --daily: figures are one or the other; give one of the two")
        raise typer.Exit(EXIT_INPUT)
    with plain_errors(), open_ledger(context, ledger) as opened:
        settings = opened.settings.capture
        for path in files:

            def attempt(kind: SeriesKind | None, path: str = path) -> Imported:
                table = import_table(
                    opened.writer, path, settings, source=source, kind=kind, columns=column or (), confirmed=confirmed
                )
                for oddity in table.oddities:
                    complain(f"{path}: {oddity.message}")
                return table

            try:
                found = _ask(attempt, told)
            except InputError as error:
                complain(str(error))
                wrong = True
            else:
                wrong |= any(map(is_rejected, found.oddities))
                typer.echo(_summary(path, found))
    if wrong:
        raise typer.Exit(EXIT_INPUT)


def _ask(attempt: Callable[[SeriesKind | None], Imported], kind: SeriesKind | None) -> Imported:
    """The table as it was told; where that is in doubt and somebody sits at the terminal, they are asked."""
    from counterclaim.errors import UnclearSeries
    from counterclaim.model.series import SeriesKind

    try:
        return attempt(kind)
    except UnclearSeries as error:
        if not sys.stdin.isatty():
            raise
        complain(str(error))
        answer = typer.prompt("Are they cumulative or daily?", type=SeriesKind)
        return attempt(SeriesKind(answer))


def _summary(path: str, found: Imported) -> str:
    from counterclaim.publish.phrases import plural

    if not found.new:
        return f"{path}: known already"
    kinds = sorted({s.kind.value for s in found.series})
    figures = sum(len(s.points) for s in found.series)
    counted = f"{len(found.series)} series ({' and '.join(kinds)}) with {plural(figures, 'figure')}"
    return f"{path}: {counted}; {len(found.oddities)} left out or odd"


@group.command("list")
def list_(context: typer.Context, *, ledger: LedgerOption = DEFAULT_LEDGER, style: FormatOption = Format.TABLE) -> None:
    """Print the running totals that claims and tables give."""
    from counterclaim.publish import series, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        tallies, kept = opened.tallies(), opened.view.series()
        if style is Format.TABLE:
            console().print(series.overview(tallies, kept))
        else:
            print_lines([*map(wire.tally_to_wire, tallies), *map(series.series_to_wire, kept)])


@group.command("audit")
def audit(  # noqa: PLR0913
    context: typer.Context,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    corrections: CorrectionsOption = None,
    inventory: InventoryOption = None,
    claimant: ClaimantOption = None,
    settings_file: SettingsOption = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Print what claimants report day by day beside what they declare in all, what they take more than once, and where
    running totals fall, jump or leave days out.
    """
    from counterclaim.publish import audits, series, wire
    from counterclaim.tallying import audit_entries, audit_series, read_corrections, read_inventory

    with plain_errors(), open_ledger(context, ledger, settings_file) as opened:
        published = None if corrections is None else read_corrections(_bytes(corrections), str(corrections))
        stocks = [] if inventory is None else read_inventory(_bytes(inventory), str(inventory))
        kept = opened.view.series()
        found = audit_entries(opened.claims(), kept, opened.settings.resolve, stocks, claimant)
        findings = [] if claimant else audits.beyond(found, opened.findings())
        oddities = () if claimant else audit_series(opened.view, published)
        if style is Format.TABLE:
            console().print(audits.report(found, findings, oddities))
        else:
            lines = [
                *audits.to_wire(found),
                *map(wire.finding_to_wire, findings),
                *map(series.oddity_to_wire, oddities),
            ]
            print_lines(lines)


@group.command("compare")
def compare(  # noqa: PLR0913
    context: typer.Context,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    pair: PairOption = None,
    model: ModelOption = False,
    confirmed_by: ConfirmedByOption = None,
    settings_file: SettingsOption = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Print claimed totals beside confirmed ones as ratios by class and day; a ratio is no verdict.

    With --model, also what a model learns from them of claims to come.
    """
    from counterclaim.publish import inflation, series
    from counterclaim.tallying import compare_series

    with plain_errors(), open_ledger(context, ledger, settings_file) as opened:
        pairs = _pairs(pair or ())
        found = compare_series(opened.view, pairs)
        factors = _factors(opened, pairs, confirmed_by) if model or confirmed_by else None
        if style is Format.TABLE:
            console().print(series.comparison(found))
            if factors is not None:
                console().print(inflation.table(factors))
        else:
            print_lines([*map(series.oddity_to_wire, found), *map(inflation.to_wire, factors or ())])


@group.command("discover")
def discover(
    context: typer.Context,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings_file: SettingsOption = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Print the figure that a model weighs out for each incident, copies counted once and not; it decides nothing."""
    from counterclaim.publish import discovery
    from counterclaim.tallying import discover_figures

    with plain_errors(), open_ledger(context, ledger, settings_file) as opened:
        found = discover_figures(opened.view, opened.claims(), opened.settings.resolve)
        if style is Format.TABLE:
            console().print(discovery.report(found))
        else:
            print_lines(discovery.to_wire(found))


def _factors(opened: Ledger, pairs: Mapping[str, str], confirmed_by: str | None) -> Sequence[Inflation]:
    from counterclaim.reconcile.series.inflation import InflationModel
    from counterclaim.tallying import learn_from_claims, learn_from_series

    learnt = learn_from_series(opened.view.series(), pairs)
    if confirmed_by:
        learnt += learn_from_claims(opened.claims(), opened.view.incidents(), opened.settings.resolve, confirmed_by)
    return InflationModel(learnt).factors()


def _pairs(given: Sequence[str]) -> dict[str, str]:
    from counterclaim.errors import InputError

    if wrong := next((p for p in given if "=" not in p), None):
        message = f"--pair {wrong}: write the claimed label, =, and the confirmed label, for example APC=Carriers"
        raise InputError(message)
    return {claimed.strip(): confirmed.strip() for claimed, _, confirmed in (p.partition("=") for p in given)}


def _bytes(path: Path) -> bytes:
    from counterclaim.errors import MissingInput

    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingInput(str(path), f"this file cannot be read ({error.strerror})") from error
