"""The command: `counterclaim VERB`; one file for each group of verbs."""

from __future__ import annotations

from counterclaim.cli import (
    actors,
    adding,
    benching,
    checking,
    comparing,
    demo,
    gazetteers,
    holding,
    listing,
    reading,
    serving,
    showing,
    tallying,
    training,
)
from counterclaim.cli.frame import Surroundings, app

__all__ = ["app", "main"]

for group in (
    reading,
    adding,
    listing,
    showing,
    comparing,
    serving,
    checking,
    actors,
    demo,
    tallying,
    holding,
    benching,
    training,
    gazetteers,
):
    group.register(app)


def main(surroundings: Surroundings | None = None) -> None:
    """Runs the command with the arguments of the process and ends it with the exit code.

    0: done. 1: the ledger does not hold (`verify`). 2: something that was given cannot be used. 130: interrupted.
    """
    app(obj=surroundings or Surroundings())
