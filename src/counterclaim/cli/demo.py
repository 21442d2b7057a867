"""`demo`: the sample corpus in a ledger, and what can be seen in it."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from counterclaim.cli import serving
from counterclaim.cli.frame import SettingsOption, Surroundings, console, plain_errors, settings
from counterclaim.errors import InputError

if TYPE_CHECKING:
    from counterclaim.config import Settings
    from counterclaim.ledger import Ledger

DEMO_LEDGER = Path("demo/counterclaim.db")
LOOK_FIRST = "Begin with “Most contested” on the first page, then “Totals” and “Control”; ? shows the keys."


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("demo")(demo)


def demo(
    context: typer.Context,
    *,
    ledger: Annotated[Path, typer.Option("--ledger", help="File of the ledger.", metavar="FILE")] = DEMO_LEDGER,
    settings_file: SettingsOption = None,
) -> None:
    """Keep the sample corpus, forty pages of an invented war, in a fresh ledger; on a terminal, serve it."""
    from counterclaim.ledger import Ledger
    from counterclaim.publish import tour

    with plain_errors():
        _clear(ledger)
        stages = cast("Surroundings", context.obj).stages
        with Ledger(ledger, sample_settings(settings(settings_file)), stages) as opened:
            _add_sample(opened)
            console().print(tour.summary(opened.overview(), str(ledger)))
            if sys.stdout.isatty():
                serving.run(opened, None, LOOK_FIRST)


def sample_settings(given: Settings) -> Settings:
    """The settings with the places and actors of the invented war."""
    from counterclaim import sample

    places = (*given.resolve.gazetteers, str(sample.gazetteer_path()))
    actors = (*given.resolve.actors, str(sample.actors_path()))
    coasts = replace(given.web, land=(*given.web.land, str(sample.coastline_path())))
    return replace(given, resolve=replace(given.resolve, gazetteers=places, actors=actors), web=coasts)


def _clear(ledger: Path) -> None:
    if ledger != DEMO_LEDGER and ledger.exists():
        message = f"{ledger}: the demo overwrites nothing but {DEMO_LEDGER}; name a file that is not there yet"
        raise InputError(message)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    for name in (ledger.name, f"{ledger.name}-wal", f"{ledger.name}-shm"):
        with suppress(FileNotFoundError):
            ledger.with_name(name).unlink()


def _add_sample(opened: Ledger) -> None:
    from counterclaim import sample
    from counterclaim.cli.adding import progress

    pages = [
        (str(page.path), {"source": page.source, "published": page.published.isoformat()}) for page in sample.pages()
    ]
    with progress(len(pages)) as on_page:
        opened.add_pages(pages, on_page=on_page)
