"""The benchmark tasks: gold hidden, predictions written, the folder's own scorer run on them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.config import load_settings
from counterclaim.errors import BenchError

Json = dict[str, Any]
Predictions = Iterator[tuple[str, str, Iterable[Json]]]


def run(task: str, data: Path, out: Path) -> Json:
    """The figures of one task; they are printed as one JSON object on the last line.

    Args:
        task: a name in `TASKS`.
        data: the folder with the records and `score.py`.
        out: the folder for the predictions, made if need be.

    Raises:
        BenchError: if the task is unknown or the folder is not of its form.
    """
    if task not in TASKS:
        message = f"{task}: there is no such task; known are {', '.join(sorted(TASKS))}"
        raise BenchError(message)
    scorer = data / "score.py"
    if not scorer.is_file():
        message = f"{data}: no score.py in this folder; name the folder of one task with --data"
        raise BenchError(message)
    out.mkdir(parents=True, exist_ok=True)
    figures: Json = {}
    for gold, name, predictions in TASKS[task](data):
        path = out / name
        write(path, predictions)
        figures[name.removesuffix(".pred.jsonl")] = score(scorer, data / gold, path)
    report = {"task": task, **(next(iter(figures.values())) if len(figures) == 1 else figures)}
    sys.stdout.write(json.dumps(report) + "\n")
    return report


def records(path: Path) -> list[Json]:
    """The objects of one JSON-lines file, gzipped or not.

    Raises:
        BenchError: if the file is missing or broken.
    """
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        message = f"{path}: these records cannot be read ({error}); name the folder of one task with --data"
        raise BenchError(message) from error


def record_file(data: Path) -> Path:
    """The records of a folder, gzipped or not.

    Raises:
        BenchError: if the folder holds none.
    """
    found = next((p for n in ("records.jsonl", "records.jsonl.gz") if (p := data / n).is_file()), None)
    if found is None:
        message = f"{data}: no records.jsonl in this folder; name the folder of one task with --data"
        raise BenchError(message)
    return found


def write(path: Path, predictions: Iterable[Json]) -> None:
    """One prediction a line."""
    with path.open("w", encoding="utf-8") as stream:
        for prediction in predictions:
            stream.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def score(scorer: Path, gold: Path, predictions: Path) -> Any:
    """What the folder's scorer prints for these predictions.

    Raises:
        BenchError: if the scorer fails or prints no JSON.
    """
    command = [sys.executable, str(scorer), str(gold), str(predictions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # the folder's own scorer
    if done.returncode:
        message = f"{scorer}: the scorer failed: {done.stderr.strip()[-400:]}"
        raise BenchError(message)
    return _last_json(done.stdout, scorer)


def _last_json(printed: str, scorer: Path) -> Any:
    start = printed.find("{")
    try:
        return json.loads(printed[start:])
    except ValueError as error:
        message = f"{scorer}: the scorer printed no JSON object"
        raise BenchError(message) from error


def without(record: Json, hidden: Iterable[str]) -> Json:
    """A record without its gold."""
    dropped = set(hidden)
    return {key: value for key, value in record.items() if key not in dropped}


def _claims(data: Path) -> Predictions:
    from counterclaim.bench import claims
    from counterclaim.pipeline import Pipeline

    path = record_file(data)
    pipeline = Pipeline(load_settings())
    seen = [without(r, ("claims", "not_claims")) for r in records(path)]
    predictions = list(claims.predict(seen, pipeline))
    yield path.name, "records.pred.jsonl", predictions
    related = data / "relations.jsonl"
    if related.is_file():
        pairs = claims.predict_relations(records(related), records(path), pipeline)
        yield related.name, "relations.pred.jsonl", pairs


def _simple(module: str) -> Callable[[Path], Predictions]:
    def task(data: Path) -> Predictions:
        from importlib import import_module

        found = import_module(f"counterclaim.bench.{module}")
        path = record_file(data)
        seen = [without(record, found.GOLD) for record in records(path)]
        yield path.name, "records.pred.jsonl", found.predict(seen, data)

    return task


def _toponyms(data: Path) -> Predictions:
    from counterclaim.bench import toponyms

    path = record_file(data)
    yield from ((path.name, name, found) for name, found in toponyms.tasks(records(path)))


TASKS: dict[str, Callable[[Path], Predictions]] = {
    "claims": _claims,
    "attribution": _simple("attribution"),
    "ledger": _simple("incidents"),
    "times": _simple("times"),
    "quantities": _simple("quantities"),
    "toponyms": _toponyms,
    "pages": _simple("pages"),
}
