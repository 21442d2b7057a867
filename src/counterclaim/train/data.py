"""Training data as it lies in the folders of the tasks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.errors import BenchError

NEAR = ("outlets/records.jsonl.gz", "incidents/train.jsonl.gz")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped file of JSON lines.

    Raises:
        BenchError: if it is not there or not of this form.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        message = f"{path}: this training data cannot be read ({error}); name the folder of the tasks with --data"
        raise BenchError(message) from error


def texts_near(data: Path) -> Iterator[str]:
    """Texts about wars, without labels, where they lie beside the training data: their words stay whole."""
    for name in NEAR:
        if (data / name).is_file():
            yield from (row["text"] for row in rows(data / name))
