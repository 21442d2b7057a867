"""`claims`, `incidents`, `documents`, `sources`, `findings`: what the ledger holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from counterclaim.cli.filtering import filtered
from counterclaim.cli.frame import (
    DEFAULT_LEDGER,
    Format,
    FormatOption,
    LedgerOption,
    UnmaskedOption,
    console,
    open_ledger,
    plain_errors,
)
from counterclaim.model.overviews import ClaimOrder, ClaimQuery

if TYPE_CHECKING:
    from rich.console import RenderableType

Found = TypeVar("Found")


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command."""
    for verb in (claims, incidents, documents, sources, findings):
        app.command(verb.__name__)(verb)


@filtered
def claims(  # noqa: PLR0913
    context: typer.Context,
    query: ClaimQuery,
    *,
    order: Annotated[
        ClaimOrder, typer.Option("--order", help="As in the text, or oldest, newest, largest first.", metavar="NAME")
    ] = ClaimOrder.TEXT,
    ledger: LedgerOption = DEFAULT_LEDGER,
    style: FormatOption = Format.TABLE,
    unmasked: UnmaskedOption = False,
) -> None:
    """Print the claims that match, page by page."""
    from counterclaim.publish import masking, tables
    from counterclaim.publish.claim_wire import claim_to_wire
    from counterclaim.workbench.browsing import in_order

    with plain_errors(), open_ledger(context, ledger) as opened:
        homes = opened.homes() if style is Format.JSONL else {}
        found = opened.claims(query) if order is ClaimOrder.TEXT else in_order(opened.view, query, order)
        if style is Format.TABLE and not unmasked:
            found = masking.masked(found, masking.masks(opened.findings()))
        _print(found, style, tables.claims, lambda e: claim_to_wire(e, homes.get(e.claim.id)))


@filtered
def incidents(
    context: typer.Context,
    query: ClaimQuery,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    style: FormatOption = Format.TABLE,
) -> None:
    """Print the incidents that hold a claim that matches."""
    from counterclaim.publish import tables, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        _print(opened.incidents(query), style, tables.incidents, lambda d: wire.incident_to_wire(d.incident))


def documents(
    context: typer.Context, *, ledger: LedgerOption = DEFAULT_LEDGER, style: FormatOption = Format.TABLE
) -> None:
    """Print the pages of the ledger."""
    from counterclaim.publish import tables, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        _print(opened.documents(), style, tables.documents, wire.document_to_wire)


def sources(
    context: typer.Context, *, ledger: LedgerOption = DEFAULT_LEDGER, style: FormatOption = Format.TABLE
) -> None:
    """Print who claims something, how much, and how often others oppose it."""
    from counterclaim.model.decisions import grades
    from counterclaim.publish import tables, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        graded = grades(opened.view.decisions())
        _print(
            opened.sources(),
            style,
            lambda found: tables.sources(found, graded),
            lambda source: wire.source_to_wire(source, graded.get(source.key)),
        )


def findings(
    context: typer.Context, *, ledger: LedgerOption = DEFAULT_LEDGER, style: FormatOption = Format.TABLE
) -> None:
    """Print what a reader should know about the pages and about our own reading."""
    from counterclaim.publish import tables, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        origins = {summary.id: Path(summary.origin).name for summary in opened.documents()}
        _print(opened.findings(), style, lambda f: tables.finding_list(f, origins), wire.finding_to_wire)


def _print(
    found: Sequence[Found],
    style: Format,
    to_table: Callable[[Sequence[Found]], RenderableType],
    to_wire: Callable[[Found], dict[str, Any]],
) -> None:
    if style is Format.TABLE:
        console().print(to_table(found))
    else:
        print_lines(map(to_wire, found))


def print_lines(found: Iterable[dict[str, Any]]) -> None:
    """One object a line on standard output."""
    from counterclaim.publish.lines import to_line

    for line in found:
        sys.stdout.write(to_line(line))
