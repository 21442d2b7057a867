"""`serve`: the ledger in a browser."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.frame import DEFAULT_LEDGER, SettingsOption, complain, open_ledger, plain_errors

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.store.base import View


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("serve")(serve)


def serve(
    context: typer.Context,
    ledger: Annotated[
        Path, typer.Argument(help="File of the ledger.", metavar="[LEDGER]", envvar="COUNTERCLAIM_LEDGER")
    ] = DEFAULT_LEDGER,
    *,
    port: Annotated[
        int | None, typer.Option("--port", help="Port on 127.0.0.1; 0 for any that is free.", metavar="N")
    ] = None,
    settings_file: SettingsOption = None,
) -> None:
    """Show the ledger in a browser on this machine, for reading alone."""
    with plain_errors(), open_ledger(context, ledger, settings_file) as opened:
        run(opened, port)


def run(opened: Ledger, port: int | None, advice: str = "") -> None:
    """Serves a ledger until it is interrupted, and says where and what to look at first."""
    from importlib.metadata import version

    from counterclaim.web import server
    from counterclaim.web.app import create_app

    app = create_app(opened.view, opened.settings, ledger=str(opened.path), version=version("counterclaim"))
    at = server.listen(port)
    threading.Thread(target=warm, args=(opened.view,), daemon=True).start()
    server.serve(app, at, lambda address: complain(f"{opened.path}: {address} (Ctrl-C ends it)\n{advice}".rstrip()))


def warm(view: View) -> None:
    """Asks what is kept in memory, so that the first page need not wait for all of it."""
    from counterclaim.model.overviews import ClaimQuery

    with suppress(Exception):  # a page that cannot be asked says so itself
        view.facets(ClaimQuery(), 1)
        view.sources()
        view.places()
        view.sizes()
        view.names_of(())
        view.tallies()
        view.controls()
    gc.collect()
    gc.freeze()  # what is kept is not looked through again for rubbish with every few pages
