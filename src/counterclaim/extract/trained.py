"""The reader `trained`: a small encoder proposes who says what, grammar and quotation marks make claims of it."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain

from counterclaim.config import ExtractSettings
from counterclaim.extract.gate import Pass, load_gate
from counterclaim.extract.proposals import Proposal, Proposer
from counterclaim.extract.rules import RulesReader, readable
from counterclaim.extract.sentences import Sentence, with_proposals
from counterclaim.model.documents import Page, Passage, Span

LONGEST = 1000
TURN = 0.0005


class TrainedReader(RulesReader):
    """Reads like `rules`, with the attributions that the trained model proposes beside those of the grammar.

    Args:
        settings: how far speakers, places and times are carried.
        known: whether words are a known place name.
        wide: whether words name a country, a province or something wider rather than a settlement.
        proposer: proposes attributions; the shipped model if None.

    Raises:
        ModelError: if the weights cannot be used.
    """

    def __init__(
        self,
        settings: ExtractSettings,
        *,
        known: Callable[[str], bool],
        wide: Callable[[str], int],
        proposer: Proposer | None = None,
    ) -> None:
        super().__init__(settings, known=known, wide=wide)
        self.proposer = proposer or Proposer()
        self.name = f"trained/1+{self.proposer.model.facts['version']}"

    def _sentences(self, page: Page) -> list[Sentence]:
        """The sentences as the grammar reads them, while the model reads the same page beside it.

        What the model has not reached when the grammar is done, both threads share.
        """
        text = page.document.text
        left = deque(_stretches(text, readable(page)))
        found: list[list[Proposal]] = []

        def propose() -> None:
            while left:
                try:
                    stretch = left.popleft()
                except IndexError:  # the other thread took the last one
                    return
                (near,) = self.proposer.propose([text[stretch.start : stretch.end]])
                found.append([proposal.shift(stretch.start) for proposal in near])

        with _quick_turns(), ThreadPoolExecutor(1) as beside:
            proposing = beside.submit(propose)
            sentences = super()._sentences(page)
            propose()
        proposing.result()
        return _proposed(sentences, sorted(chain.from_iterable(found), key=lambda proposal: proposal.cue))


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Threads take turns twice a millisecond meanwhile, not every five.

    The model runs without the interpreter, two milliseconds at a time, and asks for it in between: a long turn of the
    grammar would be most of what it waits for.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(TURN, before))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _proposed(sentences: Iterable[Sentence], found: Sequence[Proposal]) -> list[Sentence]:
    """The sentences with what the model proposes in each; `found` is in order of the cues."""
    starts = [proposal.cue.start for proposal in found]

    def near(span: Span) -> list[Proposal]:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        return [proposal for proposal in found[first:last] if span.contains(proposal.cue)]

    return [with_proposals(sentence, near(sentence.passage.span)) for sentence in sentences]


def _stretches(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """Runs of sentences in which the gate sees somebody speak, each with the sentence before it, for its context.

    None is much longer than a window of the model.
    """
    gate = load_gate()
    for group in _paragraphs(text, passages):
        speaking = [bool(gate.verdict(text[span.start : span.end]) & Pass.SPEECH) for span in group]
        run: list[Span] = []
        for number, span in enumerate(group):
            wanted = speaking[number] or (number + 1 < len(group) and speaking[number + 1])
            if run and (not wanted or span.end - run[0].start > LONGEST):
                yield Span(run[0].start, run[-1].end)
                run = []
            if wanted:
                run.append(span)
        if run:
            yield Span(run[0].start, run[-1].end)


def _paragraphs(text: str, passages: Sequence[Passage]) -> Iterator[list[Span]]:
    """The sentences of each paragraph of each part."""
    group: list[Span] = []
    part = -1
    for passage in passages:
        if group and (passage.part != part or "\n" in text[group[-1].end : passage.span.start]):
            yield group
            group = []
        group.append(passage.span)
        part = passage.part
    if group:
        yield group
