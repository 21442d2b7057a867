"""What the gate lets pass: its recall on gold claims and the share of sentences that it spares: `python bench/gate.py`.

Gold is that of the sample corpus and, where the development data lies beside the project or in the folder named by
COUNTERCLAIM_BENCH_DATA, that of the task `claims`; prose is that of `outlets`, `times` and `loaded`. The exit code is 1
where the recall on either gold falls below the floor.
"""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counterclaim import sample
from counterclaim.bench.gating import FLOOR, Recall, of_page, of_sample
from counterclaim.config import load_settings
from counterclaim.extract.gate import Pass, load_gate
from counterclaim.model.documents import Page
from counterclaim.pipeline import Pipeline

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
PROSE = ("outlets/records.jsonl.gz", "times/records.jsonl", "loaded/ptc.jsonl.gz")
MOST = 120


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of one file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def page_of(pipeline: Pipeline, text: str) -> Page:
    """The text cut into passages."""
    capture = pipeline.files.capture("-", declared={"lang": "en"}, stdin=io.BytesIO(text.encode()))
    return pipeline.segmenter.page(pipeline.cleaner.document(capture)).page


def on_claims(pipeline: Pipeline, path: Path) -> Iterator[Recall]:
    """The recall on each article read by hand."""
    for row in rows(path):
        spans = [(claim["start"], claim["end"]) for claim in row["claims"] if claim.get("certain", True)]
        yield of_page(page_of(pipeline, row["text"]), spans)


def show(name: str, recalls: Iterable[Recall]) -> bool:
    """Prints one recall and whether it holds."""
    total = sum(recalls, Recall())
    print(f"{name:<34}{total.passed:>6} of {total.items:<6}{total.share:>8.2%}  floor {FLOOR:.1%}")
    return total.share >= FLOOR


def shares(pipeline: Pipeline, path: Path) -> None:
    """Prints the shares of sentences that pass and that the grammar sees."""
    gate, reach = load_gate(), pipeline.settings.extract.max_carry
    found = rows(path)
    pages = [page_of(pipeline, row["text"]) for row in found[:: max(1, len(found) // MOST)] if row["text"].strip()]
    texts = [[page.document.text[p.span.start : p.span.end] for p in page.passages] for page in pages]
    told = [gate.verdict(text) for page in texts for text in page]
    parsed = [need for page in texts for need in gate.to_parse(page, reach)]
    events, speech = (sum(kind in verdict for verdict in told) / len(told) for kind in (Pass.EVENT, Pass.SPEECH))
    passed = sum(verdict is not Pass.NOTHING for verdict in told) / len(told)
    name = path.parent.name
    print(
        f"{name:<12}{len(told):>7} sentences: {passed:.1%} pass ({events:.1%} events, {speech:.1%} speech), "
        f"{sum(parsed) / len(parsed):.1%} parsed"
    )


def main() -> int:
    """The exit code: 0 where the floor holds."""
    data = Path(os.environ.get("COUNTERCLAIM_BENCH_DATA", BESIDE))
    pipeline = Pipeline(load_settings())
    holds = show("gold of the sample corpus", (of_sample(pipeline, page) for page in sample.pages()))
    if (data / "claims").is_dir():
        holds &= show("gold of the task claims", on_claims(pipeline, data / "claims" / "records.jsonl"))
    for name in PROSE:
        if (data / name).is_file():
            shares(pipeline, data / name)
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
