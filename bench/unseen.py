"""Villages that no gazetteer has: `python bench/unseen.py`.

A fifth of the names of the Syrian table is held out of it; the incidents at those places are resolved against the rest,
with their governorate and without it. The data is that of `places` and `gazetteer` beside the project, or in the folder
that COUNTERCLAIM_BENCH_DATA names. The exit code is 1 where fewer than 60 per cent of the villages lie within 25 km.
"""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha1
from pathlib import Path

from counterclaim.bench import places
from counterclaim.bench.folders import blind, records, score, write
from counterclaim.config import load_settings
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.stage import Resolver

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
FLOOR = 60.0
PARTS = 5


def held_out(name: str) -> bool:
    """Whether a name is of the fifth that is held out."""
    return int(sha1(place_key(name).encode(), usedforsecurity=False).hexdigest(), 16) % PARTS == 0


@contextmanager
def split(table: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    """The table without the names held out, and those names."""
    head, *lines = table.read_text("utf-8").splitlines(keepends=True)
    column = next(csv.reader([head], delimiter="\t")).index("name")
    named = [(line.split("\t")[column], line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        rest = Path(folder) / "rest.tsv"
        rest.write_text(head + "".join(line for name, line in named if not held_out(name)), "utf-8")
        yield rest, frozenset(name for name, _ in named if held_out(name))


def main() -> int:
    """The exit code: 0 where the floor holds."""
    data = Path(os.environ.get("COUNTERCLAIM_BENCH_DATA", BESIDE))
    with split(data / "gazetteer" / "syria_places.tsv") as (table, names), tempfile.TemporaryDirectory() as out:
        settings = load_settings().resolve
        own = replace(settings, gazetteers=(str(table),), added=out)
        resolver = Resolver(own)
        gold = [r for r in records(data / "places" / "records.jsonl") if r["place_en"] in names]
        write(Path(out) / "gold.jsonl", gold)
        reached = 0.0
        for region in (False, True):
            told = Path(out) / "pred.jsonl"
            write(told, places.predict(blind(gold, places.GOLD), resolver.places, region=region))
            figures = score(data / "places" / "score.py", Path(out) / "gold.jsonl", told)
            reached = figures["precision=village"]["within_25km"]
            print("governorate given" if region else "governorate withheld")
            for part in ("all", "precision=village"):
                print(f"  {part:<20}{json.dumps(figures[part])}")
    print(f"villages within 25 km: {reached:.1f} (floor {FLOOR:g})")
    return 0 if reached >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
