"""`control`: who holds a place, when, according to whom."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from counterclaim.cli.frame import DEFAULT_LEDGER, LedgerOption, console, open_ledger, plain_errors
from counterclaim.cli.listing import print_lines


class MapFormat(StrEnum):
    """How the state is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    GEOJSON = "geojson"


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("control")(control)


def control(  # noqa: PLR0913
    context: typer.Context,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    at: Annotated[
        str | None, typer.Option("--at", help="Day of the state; whole histories without it.", metavar="YYYY-MM-DD")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help="Part of the name of the place.", metavar="NAME")] = None,
    disagreed: Annotated[
        bool, typer.Option("--disagreed", help="The days on which claimants name different holders, place by place.")
    ] = False,
    style: Annotated[MapFormat, typer.Option("--format", help="GeoJSON for maps; it needs --at.")] = MapFormat.TABLE,
) -> None:
    """Print who holds each place according to whom, at a day or over time."""
    from counterclaim.errors import InputError
    from counterclaim.publish import holding, wire
    from counterclaim.reconcile.control import disagreements, disputed, state_at

    with plain_errors(), open_ledger(context, ledger) as opened:
        day = _day(at)
        if style is MapFormat.GEOJSON and day is None:
            message = "--format geojson: a map shows one day; name it with --at YYYY-MM-DD"
            raise InputError(message)
        if disagreed and (day is not None or style is MapFormat.GEOJSON):
            message = "--disagreed: it tells of all days, as table or lines; leave --at and --format geojson out"
            raise InputError(message)
        lines = [c for c in opened.controls() if place is None or place.casefold() in c.place.casefold()]
        if disagreed:
            found = disagreements(lines)
            if style is MapFormat.TABLE:
                console().print(holding.disagreements(found))
            else:
                print_lines(map(holding.disagreement_to_wire, found))
            return
        shown = state_at(lines, day) if day else tuple(lines)
        contested = disputed(shown) if day else frozenset()
        if style is MapFormat.TABLE:
            console().print(holding.table(shown, contested))
        elif style is MapFormat.JSONL:
            print_lines(map(wire.control_to_wire, shown))
        else:
            json.dump(holding.geojson(shown, contested, str(day)), sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")


def _day(given: str | None) -> date | None:
    from counterclaim.errors import InputError

    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        message = f"--at {given}: this is not a date; write it as YYYY-MM-DD, for example 2020-03-04"
        raise InputError(message) from error
