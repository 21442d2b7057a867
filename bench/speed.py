"""How fast pages are read, beside bare spaCy on the same text in the same process: `python bench/speed.py [PAGES]`.

The whole reading (capture, segment, extract, resolve; no store) and bare `en_core_web_sm` take turns batch by batch
after a warm-up, so that other work on the machine weighs on both alike. Printed are pages a second, the ratio of bare
spaCy's time to ours by the clock and by the processor (at least 1 is asked), the seconds that models, word lists and
gazetteer take to load and those until a fresh process is ready to read, the time of `counterclaim --help`, the peak
memory, and how the time for a character grows from a page of ten thousand characters to one of a million (1 is linear).
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

import spacy

from counterclaim import sample
from counterclaim.config import load_settings
from counterclaim.extract.nlp import model_name
from counterclaim.pipeline import Pipeline

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
BATCH = 10
LENGTHS = (10_000, 100_000, 1_000_000)
READY = """
import time
from counterclaim.config import load_settings
from counterclaim.extract.nlp import load_grammar
from counterclaim.pipeline import Pipeline
start = time.perf_counter()
Pipeline(load_settings()), load_grammar()
print(time.perf_counter() - start)
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


class Spent(NamedTuple):
    """The seconds that some work took, by the clock and by the processor."""

    clock: float = 0.0
    processor: float = 0.0

    def plus(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(self.clock + other.clock, self.processor + other.processor)


def timed(work: Callable[[], object]) -> Spent:
    """The time that some work takes."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - start, time.process_time() - used)


def best_seconds(command: list[str], runs: int) -> float:
    """The shortest of some runs of a command in a process of its own."""
    return min(timed(lambda: subprocess.run(command, capture_output=True, check=True)).clock for _ in range(runs))  # noqa: S603  # our own


def loading_seconds() -> float:
    """The time that everything takes to load in a fresh process, once the libraries are imported."""
    told = subprocess.run([sys.executable, "-c", READY], capture_output=True, check=True, text=True)  # noqa: S603  # our own
    return float(told.stdout)


def growth(pipeline: Pipeline, pages: list[Text]) -> dict[int, float]:
    """The processor's seconds for a page of each length, made of the sentences of real pages."""
    whole = "\n\n".join(page.text for page in pages)
    whole *= 1 + max(LENGTHS) // len(whole)
    declared = {"published": pages[0].published, "lang": "en"}
    return {
        length: timed(lambda length=length: pipeline.read_text(whole[:length], declared=declared)).processor
        for length in LENGTHS
    }


def main(most: int) -> None:
    """Prints the figures, the last line as one JSON object."""
    pipeline, bare = Pipeline(load_settings()), spacy.load(model_name())
    name, pages = texts(most)

    def whole(batch: list[Text]) -> None:
        for page in batch:
            pipeline.read_text(page.text, declared={"published": page.published, "lang": "en"})

    def plain(batch: list[Text]) -> None:
        list(bare.pipe((page.text for page in batch), batch_size=64))

    whole(pages[:BATCH])
    plain(pages[:BATCH])
    spent = {"whole": Spent(), "bare": Spent()}
    for turn, start in enumerate(range(0, len(pages), BATCH)):
        batch = pages[start : start + BATCH]
        order = [("whole", whole), ("bare", plain)]
        for label, work in order if turn % 2 else reversed(order):
            spent[label] = spent[label].plus(timed(lambda work=work, batch=batch: work(batch)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    command = shutil.which("counterclaim", path=str(Path(sys.executable).parent)) or "counterclaim"
    seconds = {
        "load": min(loading_seconds() for _ in range(3)),
        "ready": best_seconds([sys.executable, "-c", READY], 3),
        "help": best_seconds([command, "--help"], 5),
    }
    grown = growth(pipeline, pages)
    figures = {
        "pages": len(pages),
        "characters": sum(len(page.text) for page in pages),
        "pages_per_second": round(len(pages) / spent["whole"].clock, 2),
        "bare_spacy_pages_per_second": round(len(pages) / spent["bare"].clock, 2),
        "bare_to_whole_by_clock": round(spent["bare"].clock / spent["whole"].clock, 2),
        "bare_to_whole_by_processor": round(spent["bare"].processor / spent["whole"].processor, 2),
        "load_seconds": round(seconds["load"], 2),
        "ready_seconds": round(seconds["ready"], 2),
        "help_seconds": round(seconds["help"], 2),
        "peak_memory_mib": round(memory),
        "peak_memory_mib_with_long_pages": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        **{f"seconds_for_{length}_characters": round(used, 2) for length, used in grown.items()},
        "growth_for_a_character": round(grown[LENGTHS[-1]] / grown[LENGTHS[0]] * LENGTHS[0] / LENGTHS[-1], 2),
    }
    print(f"{len(pages)} {name}, {figures['characters']:,} characters, one process")
    for key, value in figures.items():
        print(f"  {key.replace('_', ' '):<34}{value:>12}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
