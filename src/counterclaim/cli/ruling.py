"""What the verbs that rule have in common: their options, and how a ruling comes into the ledger."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.frame import open_ledger

if TYPE_CHECKING:
    from counterclaim.model.decisions import Ruling

WhyOption = Annotated[str, typer.Option("--why", help="The reason, kept with the ruling.", metavar="TEXT")]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who rules; the name of the account if not given.", metavar="NAME")
]
ClaimOption = Annotated[
    str | None, typer.Option("--claim", help="In this claim alone, not in the whole ledger.", metavar="ID")
]


def whole_id(context: typer.Context, ledger: Path, settings_file: Path | None, claim: str | None) -> str | None:
    """The id of the claim that is named by the beginning of it, or None where none is named."""
    if not claim:
        return None
    with open_ledger(context, ledger, settings_file) as opened:
        return opened.view.find(claim)[1]


def decide(  # noqa: PLR0913, PLR0917
    context: typer.Context,
    ledger: Path,
    settings_file: Path | None,
    ruling: Ruling,
    content: tuple[tuple[str, ...], str],
    why: str,
    by: str | None,
) -> None:
    """Appends a ruling to the ledger and compares the claims anew."""
    from counterclaim.model.decisions import Decision
    from counterclaim.model.ids import content_id

    subjects, value = content
    now, author = datetime.now(UTC), by or _account()
    ident = content_id("r", ruling.value, *subjects, value, author, why, now.isoformat())
    with open_ledger(context, ledger, settings_file) as opened:
        opened.decide(
            Decision(id=ident, ruling=ruling, subjects=subjects, value=value, author=author, reason=why, made_at=now)
        )
        opened.reconcile()


def _account() -> str:
    """The name of the user account."""
    from counterclaim.errors import InputError

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        message = "--by: this account has no name; say who rules with --by NAME"
        raise InputError(message) from error
