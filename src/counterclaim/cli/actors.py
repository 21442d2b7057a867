"""`actors add | list | show | merge | split | resolve`: who is known, actors of your own, and what you rule on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.frame import (
    DEFAULT_LEDGER,
    EXIT_INPUT,
    Format,
    FormatOption,
    LedgerOption,
    SettingsOption,
    complain,
    open_ledger,
    plain_errors,
    settings,
)
from counterclaim.cli.ruling import ByOption, ClaimOption, WhyOption, decide, whole_id

group = typer.Typer(
    name="actors", help="Add, list and show actors; rule who is meant and who is one.", no_args_is_help=True
)
IdArgument = Annotated[
    str, typer.Argument(help="Id as `actors list` shows it, or a name.", metavar="ACTOR", show_default=False)
]
OnOption = Annotated[str | None, typer.Option("--on", help="The day that counts.", metavar="YYYY-MM-DD")]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command."""
    app.add_typer(group)


@group.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="List of actors in YAML.", metavar="FILE", show_default=False)],
    *,
    settings_file: SettingsOption = None,
) -> None:
    """Keep the actors of a file; entries that cannot be used are told and left out."""
    from counterclaim.publish.phrases import plural
    from counterclaim.resolve.own_actors import OwnActors, load_knowledge

    with plain_errors():
        chosen = settings(settings_file).resolve
        added = OwnActors.of(chosen).add(file, load_knowledge(chosen))
    for fault in added.faults:
        complain(f"{fault}; the entry is left out")
    replaced = f", {len(added.replaced)} replaced" if added.replaced else ""
    left = f", {plural(len(added.faults), 'entry', 'entries')} left out" if added.faults else ""
    typer.echo(f"{file}: {plural(len(added.new), 'actor')} added{replaced}{left}")
    if added.faults:
        raise typer.Exit(EXIT_INPUT)


@group.command("list")
def listing(  # noqa: PLR0913
    words: Annotated[str | None, typer.Argument(help="A part of any of their names.", metavar="WORDS")] = None,
    *,
    kind: Annotated[str | None, typer.Option("--kind", help="Such as military, armed_group, monitor.")] = None,
    side: Annotated[str | None, typer.Option("--side", help="Id of the party that they stand with.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters.", metavar="CODE")] = None,
    own: Annotated[bool, typer.Option("--own", help="Only those that you added.")] = False,
    on: OnOption = None,
    style: FormatOption = Format.TABLE,
    settings_file: SettingsOption = None,
) -> None:
    """Show the actors that match."""
    from counterclaim.cli import actor_tables
    from counterclaim.resolve.directory import Directory, Wanted

    with plain_errors():
        directory = Directory(settings(settings_file).resolve)
        found = directory.search(Wanted(words, kind, side, country, own, on=_day(on)))
    actor_tables.show_list(found, style)


@group.command("show")
def show(
    actor: IdArgument,
    *,
    on: OnOption = None,
    style: FormatOption = Format.TABLE,
    settings_file: SettingsOption = None,
) -> None:
    """Show all that is known of one actor: names, what it is part of, sides and leaders by period."""
    from counterclaim.cli import actor_tables
    from counterclaim.resolve.directory import Directory

    with plain_errors():
        directory = Directory(settings(settings_file).resolve)
        record = directory.record(directory.find(actor), _day(on))
    actor_tables.show_record(record, style)


@group.command("merge")
def merge(  # noqa: PLR0913
    context: typer.Context,
    kept: IdArgument,
    other: Annotated[str, typer.Argument(help="The actor that goes up in it.", metavar="OTHER", show_default=False)],
    *,
    why: WhyOption,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings_file: SettingsOption = None,
) -> None:
    """Rule that two actors are one in this ledger; it is known under the first from then on."""
    from counterclaim.model.decisions import Ruling
    from counterclaim.resolve.directory import Directory
    from counterclaim.resolve.rulings import merge_actors

    with plain_errors():
        directory = Directory(settings(settings_file).resolve)
        one, two = directory.find(kept), directory.find(other)
        if one.id == two.id:
            raise directory.same(kept, other)
        decide(context, ledger, settings_file, Ruling.MERGE, merge_actors(one, two), why, by)
    typer.echo(f"{two.name} counts as {one.name} from now on; `counterclaim actors split` undoes it")


@group.command("split")
def split(  # noqa: PLR0913
    context: typer.Context,
    one: IdArgument,
    other: Annotated[str, typer.Argument(help="The other.", metavar="OTHER", show_default=False)],
    *,
    why: WhyOption,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings_file: SettingsOption = None,
) -> None:
    """Rule that two actors that were merged are two."""
    from counterclaim.model.decisions import Ruling
    from counterclaim.resolve.directory import Directory
    from counterclaim.resolve.rulings import Rulings, split_actors

    with plain_errors():
        directory = Directory(settings(settings_file).resolve)
        first, second = directory.find(one), directory.find(other)
        with open_ledger(context, ledger, settings_file) as opened:
            Rulings.of(opened.view.decisions()).check_merged(first, second)
        decide(context, ledger, settings_file, Ruling.SPLIT, split_actors(first.id, second.id), why, by)
    typer.echo(f"{first.name} and {second.name} count as two again")


@group.command("resolve")
def resolve(  # noqa: PLR0913
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="The words as the page has them.", metavar="WORDS", show_default=False)],
    actor: Annotated[
        str,
        typer.Argument(
            help="Whom they name: an id, a name, `nobody`; `open` withdraws what was ruled.",
            metavar="ACTOR",
            show_default=False,
        ),
    ],
    *,
    why: WhyOption,
    claim: ClaimOption = None,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings_file: SettingsOption = None,
) -> None:
    """Rule whom words name; what the machine found stays beside it."""
    from counterclaim.model.decisions import Ruling
    from counterclaim.resolve.directory import Directory
    from counterclaim.resolve.ruled import OPEN
    from counterclaim.resolve.rulings import resolve_words, withdraw_words

    with plain_errors():
        directory = Directory(settings(settings_file).resolve)
        chosen = None if actor in {"nobody", OPEN} else directory.find(actor)
        claim = whole_id(context, ledger, settings_file, claim)
        ruled = withdraw_words(words, claim) if actor == OPEN else resolve_words(words, chosen, claim)
        decide(context, ledger, settings_file, Ruling.RESOLVE, ruled, why, by)
    where = f"in {claim}" if claim else "in this ledger, also on pages to come"
    if actor == OPEN:
        typer.echo(f"“{words}” names whom the machine finds {where}")
        return
    typer.echo(f"“{words}” names {chosen.name if chosen else 'nobody'} {where}")


@group.command("grade")
def grade(  # noqa: PLR0913
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            help="Key of a source, as `sources --format jsonl` gives it.", metavar="KEY", show_default=False
        ),
    ],
    letter: Annotated[
        str, typer.Argument(help="A (completely reliable) to E (unreliable), F where it cannot be judged.")
    ],
    *,
    why: WhyOption,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings_file: SettingsOption = None,
) -> None:
    """Rule how reliable a source is, by the Admiralty code; no figure of the machine is mixed with it."""
    from counterclaim.errors import InputError
    from counterclaim.model.decisions import RELIABILITY, Ruling

    with plain_errors():
        if letter not in RELIABILITY:
            message = f"{letter}: this is no letter of the Admiralty code; give one of {', '.join(RELIABILITY)}"
            raise InputError(message)
        with open_ledger(context, ledger, settings_file) as opened:
            known = {summary.key: summary.name for summary in opened.sources()}
        if source not in known:
            message = f"{source}: nobody of this key claims anything; `counterclaim sources --format jsonl` gives keys"
            raise InputError(message)
        decide(context, ledger, settings_file, Ruling.GRADE, ((source,), letter), why, by)
    typer.echo(f"{known[source]}: {letter}, {RELIABILITY[letter]}")


def _day(text: str | None) -> date | None:
    from counterclaim.errors import InputError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        message = f"--on {text}: this is not a date; write it as YYYY-MM-DD, for example 2020-03-04"
        raise InputError(message) from error
