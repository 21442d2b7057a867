"""What made the ledger: versions, readers and models, and how good they are, measured."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from counterclaim.config import Settings
from counterclaim.model.overviews import Sizes
from counterclaim.publish.phrases import words
from counterclaim.store.base import View

MODELS = ("attribution", "events", "roles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured figure that must not fall below its floor."""

    label: str
    floor: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task with its figures."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A trained model that is shipped: its files with their hashes."""

    name: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The page about the program and the ledger."""

    version: str
    sizes: Sizes
    stale: bool
    reader: str
    readers: tuple[tuple[str, int], ...]
    models: tuple[Model, ...]
    tasks: tuple[Task, ...]


def about(view: View, settings: Settings, version: str) -> About:
    """Versions, models and figures of quality."""
    return About(
        version=version,
        sizes=view.sizes(),
        stale=view.stale(),
        reader=settings.extract.reader,
        readers=tuple(view.readers()),
        models=tuple(_models()),
        tasks=tuple(_tasks()),
    )


def _models() -> Iterator[Model]:
    folder = files("counterclaim.extract").joinpath("models")
    for name in MODELS:
        told = folder.joinpath(name, "SHA256SUMS")
        lines = told.read_text("utf-8").splitlines() if told.is_file() else []
        pairs = (line.split(maxsplit=1) for line in lines if " " in line)
        yield Model(name=name, files=tuple((file.lstrip("*"), digest) for digest, file in pairs))


def _tasks() -> Iterator[Task]:
    floors = tomllib.loads(files("counterclaim.bench").joinpath("floors.toml").read_text("utf-8"))
    for name, figures in floors.items():
        yield Task(name=words(name), figures=tuple(_figure(path, value) for path, value in figures.items()))


def _figure(path: str, value: float) -> Figure:
    steps = [words(step) for step in path.split("/")]
    percent = steps[-1] == "percent"
    unit = "per cent" if percent or value > 1 else ""
    return Figure(label=", ".join(steps[:-1] if percent else steps), floor=value, unit=unit)
