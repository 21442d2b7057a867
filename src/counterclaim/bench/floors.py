"""The floors under the figures of the benchmark: what was reached once may not be lost again."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, NamedTuple


class Floor(NamedTuple):
    """One figure of a task with its floor and what was reached; `reached` is None where the report lacks it."""

    figure: str
    floor: float
    reached: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is at or above its floor."""
        return self.reached is not None and self.reached >= self.floor


def load_floors() -> dict[str, dict[str, float]]:
    """The floors by task and figure; a figure is a path into the report, such as `records/found/percent`."""
    return tomllib.loads(files("counterclaim.bench").joinpath("floors.toml").read_text("utf-8"))


def compare(report: Mapping[str, Any], floors: Mapping[str, float]) -> tuple[Floor, ...]:
    """Each floor of a task beside what its report reached, in per cent."""
    return tuple(Floor(figure, floor, _figure(report, figure)) for figure, floor in floors.items())


def _figure(report: Mapping[str, Any], path: str) -> float | None:
    value: Any = report
    for name in path.split("/"):
        value = value.get(name) if isinstance(value, Mapping) else None
    return float(value) if isinstance(value, int | float) else None
