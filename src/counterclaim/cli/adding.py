"""`add`: pages into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from counterclaim.cli.frame import (
    DEFAULT_LEDGER,
    EXIT_INPUT,
    LangOption,
    LedgerOption,
    PagesArgument,
    PublishedOption,
    ReaderOption,
    SettingsOption,
    SourceOption,
    complain,
    open_ledger,
    plain_errors,
)

if TYPE_CHECKING:
    from counterclaim.model.overviews import AddReport


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("add")(add)


def add(  # noqa: PLR0913
    context: typer.Context,
    pages: PagesArgument,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    source: SourceOption = None,
    published: PublishedOption = None,
    lang: LangOption = None,
    reader: ReaderOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Keep pages in the ledger, each wholly or not at all, and compare all claims."""
    with (
        plain_errors(),
        open_ledger(context, ledger, settings_file, reader) as opened,
        progress(len(pages)) as on_page,
    ):
        report = opened.add(pages, source=source, published=published, lang=lang, on_page=on_page)
    for _, message in report.failed:
        complain(message)
    typer.echo(_summary(report, ledger))
    if report.failed:
        raise typer.Exit(EXIT_INPUT)


def _summary(report: AddReport, path: Path) -> str:
    from counterclaim.publish.phrases import plural

    parts = [f"{plural(len(report.added), 'page')} added with {plural(report.claims, 'claim')}"]
    if report.known:
        parts.append(f"{plural(len(report.known), 'page')} known already")
    if report.failed:
        parts.append(f"{plural(len(report.failed), 'page')} could not be read")
    if report.added and not report.claims:
        parts.append("no claims found; `counterclaim findings` tells what was not read")
    return f"{path}: {'; '.join(parts)}"


@contextmanager
def progress(total: int) -> Iterator[Callable[[str, int], None] | None]:
    """What to call after each page: a bar on standard error, if that is a terminal and there are several pages."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    screen = Console(stderr=True, markup=False, highlight=False)
    if total < 2 or not screen.is_terminal:
        yield None
        return
    name = TextColumn("{task.description}", markup=False)
    with Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), name, console=screen, transient=True
    ) as bar:
        task = bar.add_task("", total=total)

        def advance(origin: str, _: int) -> None:
            last = bar.tasks[task].completed + 1 == total
            bar.update(task, advance=1, description="comparing all claims" if last else Path(origin).name)

        yield advance
