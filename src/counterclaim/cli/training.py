"""`train`: the weights of a model made anew from labelled data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.frame import plain_errors


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("train")(train)


def train(
    model: Annotated[str, typer.Argument(help="Name of the model.", metavar="MODEL")],
    *,
    data: Annotated[Path, typer.Option("--data", help="Folder with the folders of the tasks.", metavar="DIR")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the weights.", metavar="DIR")],
) -> None:
    """Train one model on labelled data and write its weights; the same data and seed give the same weights."""
    from counterclaim.train import trainers

    with plain_errors():
        trainers.train(model, data, out)
