"""`read`: the claims of pages, keeping nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import typer

from counterclaim.cli.frame import (
    EXIT_INPUT,
    Format,
    FormatOption,
    LangOption,
    PagesArgument,
    PublishedOption,
    ReaderOption,
    SettingsOption,
    SourceOption,
    Surroundings,
    UnmaskedOption,
    complain,
    console,
    plain_errors,
    settings,
)
from counterclaim.errors import InputError

if TYPE_CHECKING:
    from counterclaim.ledger import Stages
    from counterclaim.model.stages import Resolved


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
    unmasked: UnmaskedOption = False,
    reader: ReaderOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print the claims of pages and keep nothing."""
    from counterclaim.ledger import declare, stages

    with plain_errors():
        declared = declare(source, published, lang)
        desk = cast("Surroundings", context.obj).stages or stages(settings(settings_file, reader))
        show = _lines if style is Format.JSONL else _table if unmasked else _masked_table
        failed = [page for page in pages if not _read(desk, page, declared, show)]
    if failed:
        raise typer.Exit(EXIT_INPUT)


def _read(reader: Stages, page: str, declared: dict[str, str], show: Callable[[Resolved], None]) -> bool:
    try:
        _, resolved = reader.read(page, declared=declared)
    except InputError as error:
        complain(str(error))
        return False
    show(resolved)
    return True


def _lines(resolved: Resolved) -> None:
    from counterclaim.cli.listing import print_lines
    from counterclaim.publish.claim_wire import claim_to_wire

    print_lines(claim_to_wire(entry) for entry in resolved.entries)


def _table(resolved: Resolved) -> None:
    from counterclaim.publish import tables

    console().print(tables.reading(resolved, resolved.entries))


def _masked_table(resolved: Resolved) -> None:
    from counterclaim.publish import masking, tables

    hidden = masking.masks((*resolved.reading.findings, *resolved.findings))
    console().print(tables.reading(resolved, masking.masked(resolved.entries, hidden)))
