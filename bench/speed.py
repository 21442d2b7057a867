"""How fast pages are read, beside bare spaCy on the same text in the same process: `python bench/speed.py [PAGES]`.

The whole reading (capture, segment, extract, resolve; no store) and bare `en_core_web_sm` take turns batch by batch
after a warm-up, so that other work on the machine weighs on both alike. Printed are pages a second, the ratio of the
times, the seconds until a fresh process is ready to read, the time of `counterclaim --help` and the peak memory.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from counterclaim import sample
from counterclaim.config import load_settings
from counterclaim.extract.nlp import load_grammar
from counterclaim.pipeline import Pipeline

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
BATCH = 10
READY = """
from counterclaim.config import load_settings
from counterclaim.extract.nlp import load_grammar
from counterclaim.pipeline import Pipeline
Pipeline(load_settings()), load_grammar()
"""


class Text(NamedTuple):
    """One page: its text and the day that it was published."""

    text: str
    published: str


def texts(most: int) -> tuple[str, list[Text]]:
    """The pages to read, every few of them over the whole collection, and a word for where they come from."""
    path = Path(os.environ.get("COUNTERCLAIM_BENCH_DATA", BESIDE)) / "outlets" / "records.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        found, name = [Text(row["text"], row["date"]) for row in rows], "real articles"
    else:
        pages = [page for page in sample.pages() if not page.html]
        found = [Text(page.path.read_text("utf-8"), page.published.isoformat()) for page in pages]
        name = "pages of the sample corpus"
    return name, found[:: max(1, len(found) // most)][:most]


def timed(work: Callable[[], object]) -> float:
    """The seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_seconds(command: list[str], runs: int) -> float:
    """The shortest of some runs of a command in a process of its own."""
    return min(timed(lambda: subprocess.run(command, capture_output=True, check=True)) for _ in range(runs))  # noqa: S603  # our own


def main(most: int) -> None:
    """Prints the figures, the last line as one JSON object."""
    pipeline, bare = Pipeline(load_settings()), load_grammar()
    name, pages = texts(most)

    def whole(batch: list[Text]) -> None:
        for page in batch:
            pipeline.read_text(page.text, declared={"published": page.published, "lang": "en"})

    def plain(batch: list[Text]) -> None:
        list(bare.pipe((page.text for page in batch), batch_size=64))

    whole(pages[:BATCH])
    plain(pages[:BATCH])
    spent = {"whole": 0.0, "bare": 0.0}
    for turn, start in enumerate(range(0, len(pages), BATCH)):
        batch = pages[start : start + BATCH]
        order = [("whole", whole), ("bare", plain)]
        for label, work in order if turn % 2 else reversed(order):
            spent[label] += timed(lambda work=work, batch=batch: work(batch))
    command = shutil.which("counterclaim", path=str(Path(sys.executable).parent)) or "counterclaim"
    seconds = {
        "load": best_seconds([sys.executable, "-c", READY], 2),
        "help": best_seconds([command, "--help"], 5),
    }
    report(name, pages, spent, seconds)


def report(name: str, pages: list[Text], spent: dict[str, float], seconds: dict[str, float]) -> None:
    """Prints what was measured."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "pages": len(pages),
        "characters": sum(len(page.text) for page in pages),
        "pages_per_second": round(len(pages) / spent["whole"], 2),
        "bare_spacy_pages_per_second": round(len(pages) / spent["bare"], 2),
        "times_as_long_as_bare_spacy": round(spent["whole"] / spent["bare"], 2),
        "load_seconds": round(seconds["load"], 2),
        "help_seconds": round(seconds["help"], 2),
        "peak_memory_mib": round(memory),
    }
    print(f"{len(pages)} {name}, {figures['characters']:,} characters, one process")
    for key, value in figures.items():
        print(f"  {key.replace('_', ' '):<34}{value:>12}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
