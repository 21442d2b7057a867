"""`verify`: whether the ledger still is what was written."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli.frame import DEFAULT_LEDGER, EXIT_DAMAGED, LedgerOption, complain, open_ledger, plain_errors


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("verify")(verify)


def verify(
    context: typer.Context,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    head: Annotated[
        str | None, typer.Option("--head", help="Head of the log that you noted earlier.", metavar="HASH")
    ] = None,
) -> None:
    """Hash everything anew and name the first thing that does not hold; note the head to find a rewritten log."""
    from counterclaim.publish.phrases import plural

    with plain_errors(), open_ledger(context, ledger) as opened:
        report = opened.verify(head)
    if report.failure:
        complain(f"{ledger}: {report.failure}; the ledger was altered after it was written, compare it with a copy")
        raise typer.Exit(EXIT_DAMAGED)
    counts = (
        plural(report.captures, "page"),
        plural(report.claims, "claim"),
        plural(report.entries, "log entry", "log entries"),
    )
    typer.echo(f"{ledger}: everything holds ({', '.join(counts)})\nhead {report.head}")
