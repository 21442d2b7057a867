"""The recall of the gate: of the claims that a careful reader records, the share that stands in a passing sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim import sample
from counterclaim.extract.gate import Pass, load_gate
from counterclaim.model.documents import Page
from counterclaim.pipeline import Pipeline

FLOOR = 0.995


@dataclass(frozen=True, slots=True)
class Recall:
    """How many gold claims there are and how many of them stand in a sentence that passes."""

    passed: int = 0
    items: int = 0
    missed: tuple[str, ...] = ()

    def __add__(self, other: Recall) -> Recall:
        return Recall(self.passed + other.passed, self.items + other.items, self.missed + other.missed)

    @property
    def share(self) -> float:
        """The share that passes, 1 where there is none to miss."""
        return self.passed / self.items if self.items else 1.0


def of_page(page: Page, spans: Iterable[tuple[int, int]]) -> Recall:
    """The recall on the gold spans of one page."""
    recall = Recall()
    for start, end in spans:
        recall += _of_span(page, start, end)
    return recall


def _of_span(page: Page, start: int, end: int) -> Recall:
    text, gate = page.document.text, load_gate()
    spans = [p.span for p in page.passages if p.span.start < end and start < p.span.end]
    if any(gate.verdict(text[span.start : span.end]) is not Pass.NOTHING for span in spans):
        return Recall(1, 1)
    return Recall(0, 1, (text[start:end],))


def of_sample(pipeline: Pipeline, page: sample.SamplePage) -> Recall:
    """The recall on the certain claims of one page of the sample corpus whose anchors its text holds."""
    read = pipeline.segmenter.page(pipeline.cleaner.document(pipeline.files.capture(str(page.path), declared={}))).page
    text = read.document.text
    anchors = [claim["anchor"] for claim in sample.gold(page)["claims"] if claim["certain"]]
    starts = [(text.find(anchor), len(anchor)) for anchor in anchors]
    return of_page(read, [(start, start + length) for start, length in starts if start >= 0])
