"""What all verbs share: the application, their options, consoles, and how errors end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import typer

from counterclaim.errors import CounterclaimError

if TYPE_CHECKING:
    from rich.console import Console

    from counterclaim.config import Settings
    from counterclaim.ledger import Ledger, Stages

EXIT_DAMAGED = 1
EXIT_INPUT = 2
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="counterclaim",
    help="Turn pages into a ledger of attributed claims: who says what, where, when, how many, in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the command is given from outside; tests hand in stages of their own."""

    stages: Stages | None = None


LedgerOption = Annotated[
    Path, typer.Option("--ledger", envvar="COUNTERCLAIM_LEDGER", help="File of the ledger.", metavar="FILE")
]
FormatOption = Annotated[Format, typer.Option("--format", help="Tables for people, JSON lines for programs.")]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", help="Settings to use instead of counterclaim.toml.", metavar="FILE")
]
ReaderOption = Annotated[
    str | None, typer.Option("--reader", help="Which reader reads, instead of that of the settings.", metavar="NAME")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="Who published the pages, where they do not say.", metavar="NAME")
]
PublishedOption = Annotated[str | None, typer.Option("--published", help="Day of publication.", metavar="YYYY-MM-DD")]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language of the pages.", metavar="CODE")]
PagesArgument = Annotated[
    list[str], typer.Argument(help="HTML or text files; - for standard input.", metavar="PAGE...", show_default=False)
]
UnmaskedOption = Annotated[bool, typer.Option("--unmasked", help="Show words of abuse instead of blocks.")]
DEFAULT_LEDGER = Path("counterclaim.db")


def settings(path: Path | None, reader: str | None = None) -> Settings:
    """The settings of the user, with the reader that the command line names."""
    from counterclaim.config import load_settings

    found = load_settings(path)
    return found if reader is None else replace(found, extract=replace(found.extract, reader=reader))


def open_ledger(
    context: typer.Context, path: Path, settings_path: Path | None = None, reader: str | None = None
) -> Ledger:
    """The ledger, with the stages that the command was given."""
    from counterclaim.ledger import Ledger

    return Ledger(path, settings(settings_path, reader), cast("Surroundings", context.obj).stages)


def console(stream: TextIO | None = None) -> Console:
    """A console on standard output: colour on a terminal alone, NO_COLOR and COLUMNS respected."""
    from rich.console import Console

    return Console(file=stream or sys.stdout, highlight=False, soft_wrap=False, emoji=False, markup=False)


def complain(message: str) -> None:
    """One sentence on standard error."""
    typer.echo(message, err=True)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Ends the command with one sentence and an exit code instead of a traceback."""
    forgiving()
    try:
        yield
    except CounterclaimError as error:
        complain(str(error))
        raise typer.Exit(EXIT_INPUT) from error
    except KeyboardInterrupt as error:
        complain("interrupted; pages that were kept before stay in the ledger, run the command again for the rest")
        raise typer.Exit(EXIT_INTERRUPTED) from error


def forgiving() -> None:
    """Lets terminals that cannot show a character show a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
