"""`show` and `export`: everything about one record, or everything at all."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.frame import (
    DEFAULT_LEDGER,
    Format,
    FormatOption,
    LedgerOption,
    UnmaskedOption,
    complain,
    console,
    open_ledger,
    plain_errors,
)
from counterclaim.cli.listing import print_lines

STDOUT = Path("-")


class ExportFormat(StrEnum):
    """What an export is written as."""

    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command."""
    app.command("show")(show)
    app.command("export")(export)


def show(  # noqa: PLR0913  # what the command line takes
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="Id of a claim, document or incident, or its beginning.", metavar="ID")],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    style: FormatOption = Format.TABLE,
    rules: Annotated[
        bool, typer.Option("--rules", help="Only the estimates of an incident, by each rule that there is.")
    ] = False,
    unmasked: UnmaskedOption = False,
) -> None:
    """Print everything about one claim, document or incident."""
    from counterclaim import asking
    from counterclaim.publish import beside, files, masking, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        if rules:
            reckoned = asking.estimates(opened.view, record)
            if style is Format.TABLE:
                console().print(beside.estimates(reckoned))
            else:
                print_lines(wire.estimate_to_wire(e) | {"by": name} for name, some in reckoned.items() for e in some)
            return
        found = opened.show(record)
        if style is Format.TABLE:
            hidden = {} if unmasked else masking.masks(opened.findings())
            console().print(files.record(found, hidden))
        else:
            print_lines(wire.file_to_wire(found))


def export(
    context: typer.Context,
    style: Annotated[ExportFormat, typer.Argument(help="jsonl: one object a line.", metavar="FORMAT")],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    out: Annotated[Path, typer.Option("--out", help="File to write; - for standard output.", metavar="FILE")] = Path(
        "-"
    ),
) -> None:
    """Write the whole ledger: claims, incidents, relations, estimates, tallies, control and findings."""
    from counterclaim.publish.lines import writing

    with plain_errors(), open_ledger(context, ledger) as opened:
        _ = opened.view
        if out == STDOUT:
            opened.export_jsonl(sys.stdout)
            return
        with writing(out) as stream:
            count = opened.export_jsonl(stream)
    complain(f"{out}: {count:,} lines of {style.value} written")
