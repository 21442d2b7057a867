"""The models that can be trained, by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from counterclaim.errors import BenchError, MissingExtra

TRAINERS = {
    "attribution": "counterclaim.train.students",
    "confidence": "counterclaim.train.confidence",
    "events": "counterclaim.train.events",
    "incidents": "counterclaim.train.incidents",
}


def train(name: str, data: Path, out: Path) -> None:
    """Trains one model and writes it into a folder: weights, tokenizer, facts, check sums.

    Args:
        name: a name in `TRAINERS`.
        data: the folder that holds the folders of the tasks.
        out: where to write; made if need be.

    Raises:
        BenchError: if the model is unknown or the data is not of its form.
        MissingExtra: if what training needs is not installed.
    """
    if name not in TRAINERS:
        message = f"{name}: there is no such model; known are {', '.join(sorted(TRAINERS))}"
        raise BenchError(message)
    try:
        module = import_module(TRAINERS[name])
    except ModuleNotFoundError as error:
        raise MissingExtra(name, error.name or "", "make train") from error
    module.train(data, out)
