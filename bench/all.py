"""Runs every benchmark task and sets the figures beside their floors: `python bench/all.py [TASK ...]`.

The tasks that bring their own data are always measured. The others need the development data in `shared/data` beside
the project, or in the folder that COUNTERCLAIM_BENCH_DATA names. The exit code is 1 where a figure fell below a floor.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from counterclaim.bench.floors import Floor, compare, load_floors
from counterclaim.bench.tasks import OWN, TASKS, run

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def main(wanted: list[str]) -> int:
    """The exit code: 0 where every floor holds."""
    data = Path(os.environ.get("COUNTERCLAIM_BENCH_DATA", BESIDE))
    tasks = [task for task in (*OWN, *TASKS) if not wanted or task in wanted]
    if not data.is_dir():
        print("The development data is not beside the project (shared/data); the tasks in need of it are left out.")
        tasks = [task for task in tasks if task in OWN]
    print(f"{'figure':<52}{'floor':>8}{'reached':>10}")
    found = [floor for task in tasks for floor in measure(task, data)]
    broken = [floor for floor in found if not floor.holds]
    print(f"{len(found) - len(broken)} of {len(found)} floors hold")
    return 1 if broken else 0


def measure(task: str, data: Path) -> list[Floor]:
    """The floors of one task beside its figures, printed as they are found."""
    with tempfile.TemporaryDirectory() as out, redirect_stdout(io.StringIO()), own_gazetteer(task, data):
        report = run(task, None if task in OWN else data / task, Path(out))
    found = list(compare(report, load_floors().get(task, {})))
    for figure, floor, reached in found:
        said = "missing" if reached is None else f"{reached:.2f}"
        mark = "" if reached is not None and reached >= floor else "  BROKEN"
        print(f"{task + ' ' + figure:<52}{floor:>8g}{said:>10}{mark}", flush=True)
    return found


@contextmanager
def own_gazetteer(task: str, data: Path) -> Iterator[None]:
    """For `places`, settings that name the table of villages, as a user's would."""
    table = data / "gazetteer" / "syria_places.tsv"
    if task != "places" or not table.is_file():
        yield
        return
    before = os.environ.get("COUNTERCLAIM_SETTINGS")
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "counterclaim.toml"
        settings.write_text(
            f"[resolve]\ngazetteers = [{json.dumps(str(table.resolve()))}]\nadded = {json.dumps(folder)}\n"
        )
        os.environ["COUNTERCLAIM_SETTINGS"] = str(settings)
        try:
            yield
        finally:
            os.environ.pop("COUNTERCLAIM_SETTINGS")
            if before is not None:
                os.environ["COUNTERCLAIM_SETTINGS"] = before


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
