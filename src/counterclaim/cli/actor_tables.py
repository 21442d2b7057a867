"""How lists of actors and single ones are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from counterclaim.cli.frame import Format, console
from counterclaim.cli.listing import print_lines

if TYPE_CHECKING:
    from counterclaim.resolve.directory import Line

COLUMNS = ("id", "name", "kind", "side", "country", "since", "until")


def show_list(lines: Sequence[Line], style: Format) -> None:
    """Prints actors as a table or as JSON lines."""
    from rich.table import Table

    if style is Format.JSONL:
        print_lines(line._asdict() for line in lines)
        return
    if not lines:
        typer.echo("No actor matches; leave out a condition, or add actors with `counterclaim actors add FILE`.")
        return
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for line in lines:
        table.add_row(*(value or "" for value in line))
    console().print(table)


def show_record(record: Mapping[str, Any], style: Format) -> None:
    """Prints all that is known of one actor."""
    from rich.table import Table

    if style is Format.JSONL:
        print_lines([dict(record)])
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for key, value in record.items():
        for number, text in enumerate(_texts(value)):
            table.add_row("" if number else key.replace("_", " "), text)
    console().print(table)


def _texts(value: object) -> Iterator[str]:
    """The lines of one value: one for each period, one for all names together, none for what is not known."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield from map(_period, value)
    elif isinstance(value, list):
        yield from [", ".join(value)] if value else []
    elif value is not None:
        yield {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _period(item: Mapping[str, Any]) -> str:
    name = item.get("name") or item.get("id")
    notes = [text for text in (item.get("role"), f"in {', '.join(item['in'])}" if item.get("in") else None) if text]
    notes += ["a wording that judges"] if item.get("loaded") else []
    if item.get("since") or item.get("until"):
        notes.append(f"{item.get('since') or '…'} to {item.get('until') or '…'}")
    also = f" ({', '.join(item['aliases'])})" if item.get("aliases") else ""
    return f"{name}{also}" + (f": {', '.join(notes)}" if notes else "")
