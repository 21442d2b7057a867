"""`gazetteer add | list | remove | search | resolve`: places of your own, and what you rule on the places of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.frame import (
    DEFAULT_LEDGER,
    Format,
    FormatOption,
    LedgerOption,
    SettingsOption,
    complain,
    console,
    plain_errors,
    settings,
)
from counterclaim.cli.ruling import ByOption, ClaimOption, WhyOption, decide, whole_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from counterclaim.resolve.shelf import Added

group = typer.Typer(
    name="gazetteer", help="Add, list, remove and search gazetteers; rule which place is meant.", no_args_is_help=True
)
FileArgument = Annotated[
    Path,
    typer.Argument(
        help="GeoNames file (also zipped), CSV or TSV with a header, or GeoJSON.", metavar="FILE", show_default=False
    ),
]
NameOption = Annotated[
    str | None, typer.Option("--name", help="What to call it, instead of the name of the file.", metavar="NAME")
]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command."""
    app.add_typer(group)


@group.command("add")
def add(file: FileArgument, *, name: NameOption = None, settings_file: SettingsOption = None) -> None:
    """Put a gazetteer beside the others, wholly or not at all; one of the same name is replaced."""
    from counterclaim.resolve.gazetteer import open_world, say
    from counterclaim.resolve.shelf import Shelf

    with plain_errors():
        chosen = settings(settings_file).resolve
        world = open_world(chosen)
        added = Shelf.of(chosen).add(file, name, region_code=world.region_code, note=say)
    for bad in added.bad:
        complain(f"{file}, line {bad.number}: {bad.why}; the line is left out")
    typer.echo(_summary(added))


def _summary(added: Added) -> str:
    from counterclaim.publish.phrases import plural

    held = added.held
    left = f"; {plural(held.skipped, 'line')} left out" if held.skipped else ""
    how = "replaced" if added.replaced else "added"
    return f"{held.name}: {plural(held.places, 'place')} {how} from {held.file}{left}"


@group.command("list")
def listing(*, output: FormatOption = Format.TABLE, settings_file: SettingsOption = None) -> None:
    """Show the gazetteers that were added, and those that the settings name."""
    from counterclaim.resolve.shelf import Shelf

    with plain_errors():
        chosen = settings(settings_file).resolve
        held = Shelf.of(chosen).held()
    rows = [
        {
            "name": h.name,
            "places": h.places,
            "left out": h.skipped,
            "from": h.file,
            "added": h.added,
            "sha256": h.sha256,
        }
        for h in held
    ]
    rows += [{"name": Path(table).stem, "from": table, "added": "by the settings"} for table in chosen.gazetteers]
    if not rows and output is Format.TABLE:
        typer.echo("No gazetteer was added; fill one with `counterclaim gazetteer add FILE`.")
        return
    _show(rows, output, ("name", "places", "left out", "from", "added"))


@group.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="As `gazetteer list` shows it.", metavar="NAME", show_default=False)],
    *,
    settings_file: SettingsOption = None,
) -> None:
    """Take a gazetteer away; the file that it was added from is not touched."""
    from counterclaim.publish.phrases import plural
    from counterclaim.resolve.shelf import Shelf

    with plain_errors():
        held = Shelf.of(settings(settings_file).resolve).remove(name)
    typer.echo(f"{held.name}: removed with {plural(held.places, 'place')}")


@group.command("search")
def search(
    name: Annotated[str, typer.Argument(help="In any spelling or script.", metavar="NAME", show_default=False)],
    *,
    country: Annotated[
        str | None, typer.Option("--country", help="Two letters; finds other spellings too.", metavar="CODE")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many places to show.", min=1, metavar="N")] = 20,
    output: FormatOption = Format.TABLE,
    settings_file: SettingsOption = None,
) -> None:
    """Show the places of a name, in the order in which they are weighed before a page is known."""
    from counterclaim.resolve.gazetteer import open_gazetteer
    from counterclaim.resolve.searching import search as look_up

    with plain_errors():
        found = look_up(open_gazetteer(settings(settings_file).resolve), name, country)
    rows = [hit.record() for hit in found[:limit]]
    if not rows:
        complain(
            f"{name}: no gazetteer has a place of that name; "
            "add one that does with `counterclaim gazetteer add FILE`, or give --country to find other spellings"
        )
        raise typer.Exit(1)
    _show(rows, output, ("name", "region", "country", "feature", "population", "lat", "lon", "found by"))


@group.command("resolve")
def resolve(  # noqa: PLR0913
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="The words as the page has them.", metavar="WORDS", show_default=False)],
    place: Annotated[
        str,
        typer.Argument(
            help="What they name: an id, a name that no other place has, `nowhere`; `open` withdraws what was ruled.",
            metavar="PLACE",
            show_default=False,
        ),
    ],
    *,
    why: WhyOption,
    country: Annotated[
        str | None, typer.Option("--country", help="Two letters; the place of that name in it.", metavar="CODE")
    ] = None,
    claim: ClaimOption = None,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings_file: SettingsOption = None,
) -> None:
    """Rule which place words name; what the machine found stays beside it."""
    from counterclaim.model.decisions import Ruling
    from counterclaim.resolve.gazetteer import open_gazetteer
    from counterclaim.resolve.place_rulings import resolve_place, withdraw
    from counterclaim.resolve.ruled import OPEN
    from counterclaim.resolve.searching import choose, told

    known = place not in {"nowhere", OPEN}
    with plain_errors():
        chosen = choose(open_gazetteer(settings(settings_file).resolve), place, country) if known else None
        claim = whole_id(context, ledger, settings_file, claim)
        ruled = withdraw(words, claim) if place == OPEN else resolve_place(words, chosen, claim)
        decide(context, ledger, settings_file, Ruling.RESOLVE, ruled, why, by)
    where = f"in {claim}" if claim else "in this ledger, also on pages to come"
    if place == OPEN:
        typer.echo(f"“{words}” names what the machine finds {where}")
        return
    typer.echo(f"“{words}” names {told(chosen) if chosen else 'no place that is known'} {where}")


def _show(rows: Sequence[dict[str, object]], output: Format, columns: Iterable[str]) -> None:
    import json

    if output is Format.JSONL:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    shown = tuple(columns)
    for column in shown:
        table.add_column(column, overflow="fold", justify="right" if column in {"places", "population"} else "left")
    for row in rows:
        table.add_row(*(_cell(row.get(column)) for column in shown))
    console().print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)
