"""Benchmark folders: records read with their gold taken out, predictions written, the folder's own scorer run."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterclaim.errors import BenchError

Json = dict[str, Any]


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


def records(path: Path, *, keys: Iterable[str] = ("id", "a")) -> list[Json]:
    """The objects of one JSON-lines file, gzipped or not; each must have one of `keys`.

    Raises:
        BenchError: if the file is missing or broken, or a line holds anything but an object.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines if line.strip()]
    except (OSError, EOFError, ValueError) as error:
        message = f"{path}: these records cannot be read ({error}); name the folder of one task with --data"
        raise BenchError(message) from error
    if not all(isinstance(record, dict) and not record.keys().isdisjoint(keys) for record in found):
        message = f"{path}: a line is not a record with an id; name the folder of one task with --data"
        raise BenchError(message)
    return found


def blind(found: Iterable[Json], gold: Iterable[str]) -> list[Json]:
    """The records without the fields that hold the gold."""
    hidden = frozenset(gold)
    return [{name: value for name, value in record.items() if name not in hidden} for record in found]


def write(path: Path, predictions: Iterable[Json]) -> None:
    """One prediction a line.

    Raises:
        BenchError: if the file cannot be written, or a record lacks a field that the task needs.
    """
    try:
        with path.open("w", encoding="utf-8") as stream:
            for prediction in predictions:
                stream.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    except (KeyError, TypeError) as error:
        message = (
            f"{path.name}: a record is not of this task's form ({error}); name the folder of this task with --data"
        )
        raise BenchError(message) from error
    except OSError as error:
        message = f"{path}: the predictions cannot be written ({error.strerror}); name another folder with --out"
        raise BenchError(message) from error


def score(scorer: Path, gold: Path, predictions: Path) -> Json:
    """What the folder's scorer prints for these predictions.

    Raises:
        BenchError: if the scorer fails or prints no JSON object.
    """
    command = [sys.executable, str(scorer), str(gold), str(predictions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # the folder's own scorer
    if done.returncode:
        message = f"{scorer}: the scorer failed: {done.stderr.strip()[-400:]}"
        raise BenchError(message)
    try:
        figures: Json = json.loads(done.stdout[max(done.stdout.find("{"), 0) :])
    except ValueError as error:
        message = f"{scorer}: the scorer printed no JSON object; compare it with the folder's README"
        raise BenchError(message) from error
    return figures
