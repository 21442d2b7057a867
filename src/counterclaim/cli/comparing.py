"""`relate` and `origins`: two claims side by side, and where the claims of an incident come from."""

from __future__ import annotations

from typing import Annotated

import typer

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
from counterclaim.cli.listing import print_lines

_CLAIM = "Id of a claim, or its beginning."


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command."""
    app.command("relate")(relate)
    app.command("origins")(origins)


def relate(  # noqa: PLR0913  # what the command line takes
    context: typer.Context,
    one: Annotated[str, typer.Argument(help=_CLAIM, metavar="CLAIM", show_default=False)],
    other: Annotated[str, typer.Argument(help=_CLAIM, metavar="CLAIM", show_default=False)],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    style: FormatOption = Format.TABLE,
    unmasked: UnmaskedOption = False,
) -> None:
    """Print how any two claims stand to one another, and what was compared."""
    from counterclaim import asking
    from counterclaim.publish import beside, masking, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        found = asking.relate(opened.view, one, other, opened.settings.reconcile)
        if style is Format.TABLE:
            console().print(beside.pair(found, {} if unmasked else masking.masks(opened.findings())))
        else:
            print_lines([wire.pair_to_wire(found)])


def origins(
    context: typer.Context,
    record: Annotated[
        str, typer.Argument(help="Id of an incident or of one of its claims, or its beginning.", metavar="ID")
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    style: FormatOption = Format.TABLE,
    unmasked: UnmaskedOption = False,
) -> None:
    """Print which claims of an incident go back to one origin, and what shows it."""
    from counterclaim import asking
    from counterclaim.publish import beside, masking, wire

    with plain_errors(), open_ledger(context, ledger) as opened:
        found = asking.origins(opened.view, record)
        if style is Format.TABLE:
            console().print(beside.origins(found, {} if unmasked else masking.masks(opened.findings())))
        else:
            print_lines(wire.origin_to_wire(found, origin) for origin in found.origins)
