"""`read`: the claims of pages, keeping nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import typer

from counterclaim.cli.frame import (
    EXIT_INPUT,
    Format,
    FormatOption,
    LangOption,
    PagesArgument,
    PublishedOption,
    SettingsOption,
    SourceOption,
    Surroundings,
    complain,
    console,
    plain_errors,
    settings,
)
from counterclaim.errors import InputError

if TYPE_CHECKING:
    from counterclaim.ledger import Stages


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("read")(read)


def read(  # noqa: PLR0913
    context: typer.Context,
    pages: PagesArgument,
    *,
    source: SourceOption = None,
    published: PublishedOption = None,
    lang: LangOption = None,
    style: FormatOption = Format.TABLE,
    settings_file: SettingsOption = None,
) -> None:
    """Print the claims of pages and keep nothing."""
    from counterclaim.ledger import declare, stages

    with plain_errors():
        declared = declare(source, published, lang)
        reader = cast("Surroundings", context.obj).stages or stages(settings(settings_file))
        failed = [page for page in pages if not _print(reader, page, declared, style)]
    if failed:
        raise typer.Exit(EXIT_INPUT)


def _print(reader: Stages, page: str, declared: dict[str, str], style: Format) -> bool:
    from counterclaim.publish import lines, tables, wire

    try:
        _, resolved = reader.read(page, declared=declared)
    except InputError as error:
        complain(str(error))
        return False
    if style is Format.JSONL:
        for entry in resolved.entries:
            sys.stdout.write(lines.to_line(wire.claim_to_wire(entry)))
    else:
        console().print(tables.reading(resolved))
    return True
