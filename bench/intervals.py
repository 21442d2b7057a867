"""The 95 % intervals of the figures that have floors: `python bench/intervals.py TASK …`, on the development data.

The records of a task are drawn anew with replacement, with the predictions for them, and scored by the scorer of the
task's folder (a percentile bootstrap: Efron 1979). `claims` and `toponyms` score several files and have their own.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from counterclaim.bench.floors import compare, load_floors
from counterclaim.bench.folders import record_file, records
from counterclaim.bench.tasks import run

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
DRAWS, SEED = 200, 7
Rows = list[dict[str, Any]]


def main(tasks: list[str]) -> None:
    """Prints one line for each figure: the figure and the interval around it."""
    data = Path(os.environ.get("COUNTERCLAIM_BENCH_DATA", BESIDE))
    for task in tasks:
        with tempfile.TemporaryDirectory() as out, redirect_stdout(io.StringIO()):
            run(task, data / task, Path(out))
            gold = list(records(record_file(data / task)))
            pred = [json.loads(line) for line in (Path(out) / "records.pred.jsonl").read_text("utf-8").splitlines()]
        scorer = _scorer(data / task / "score.py")
        wanted = load_floors()[task]
        whole = dict(_figures(scorer.evaluate(gold, pred), wanted))
        draws = [dict(_figures(scorer.evaluate(*drawn), wanted)) for drawn in _drawn(gold, pred)]
        for figure, reached in whole.items():
            found = sorted(draw[figure] for draw in draws if figure in draw)
            low, high = found[int(0.025 * len(found))], found[int(0.975 * len(found))]
            print(f"{task:<12}{figure:<40}{reached:>8.2f}{low:>8.2f} to {high:.2f}", flush=True)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(cast("ModuleSpec", spec))
    sys.modules["score"] = module
    cast("Loader", module.__loader__).exec_module(module)
    return module


def _figures(report: Mapping[str, Any], wanted: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    yield from ((figure, reached) for figure, _, reached in compare(report, wanted) if reached is not None)


def _drawn(gold: Rows, pred: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Gold and predictions of records drawn with replacement, each draw under an id of its own."""
    chance = random.Random(SEED)  # noqa: S311  # no secret
    answers: dict[str, Rows] = {}
    for row in pred:
        answers.setdefault(row["id"], []).append(row)
    for _ in range(DRAWS):
        chosen = chance.choices(gold, k=len(gold))
        yield (
            [row | {"id": f"{number}/{row['id']}"} for number, row in enumerate(chosen)],
            [p | {"id": f"{n}/{row['id']}"} for n, row in enumerate(chosen) for p in answers.get(row["id"], ())],
        )


if __name__ == "__main__":
    main(sys.argv[1:])
