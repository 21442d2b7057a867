"""`bench`: how well a task is done on a benchmark folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.frame import plain_errors


def register(app: typer.Typer) -> None:
    """Adds the verb to the command."""
    app.command("bench")(bench)


def bench(
    task: Annotated[
        str,
        typer.Argument(help="Name of the task; `actors`, `sample` and `generate` need no --data.", metavar="TASK"),
    ],
    *,
    data: Annotated[Path | None, typer.Option("--data", help="Folder of the benchmark.", metavar="DIR")] = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the predictions.", metavar="DIR")] = Path("out/bench"),
    claims: Annotated[int, typer.Option("--claims", help="Claims of the ledger of the task generate.", min=1)] = 10_000,
) -> None:
    """Write the predictions of one task on the data of a benchmark folder, and print its figures; or make a ledger."""
    from counterclaim.bench import tasks

    with plain_errors():
        tasks.run(task, data, out, claims=claims)
