"""The reader `trained`: a small encoder proposes who says what, grammar and quotation marks make claims of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from counterclaim.config import ExtractSettings
from counterclaim.extract.gate import Pass, load_gate
from counterclaim.extract.proposals import Proposal, Proposer
from counterclaim.extract.rules import RulesReader, readable
from counterclaim.extract.sentences import Sentence, with_proposals
from counterclaim.model.documents import Page, Passage, Span

LONGEST = 1000


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
        """The sentences as the grammar reads them, while the model reads the same page beside it."""
        with ThreadPoolExecutor(1) as beside:
            proposing = beside.submit(self._proposals, page)
            sentences = super()._sentences(page)
        found = proposing.result()
        starts = [proposal.cue.start for proposal in found]

        def near(span: Span) -> list[Proposal]:
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            return [proposal for proposal in found[first:last] if span.contains(proposal.cue)]

        return [with_proposals(sentence, near(sentence.passage.span)) for sentence in sentences]

    def _proposals(self, page: Page) -> list[Proposal]:
        """What the model proposes on a page in order of the cues, with the offsets of its text."""
        text = page.document.text
        stretches = list(_stretches(text, readable(page)))
        found = self.proposer.propose([text[s.start : s.end] for s in stretches])
        shifted = (p.shift(stretch.start) for stretch, near in zip(stretches, found, strict=True) for p in near)
        return sorted(shifted, key=lambda proposal: proposal.cue)


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
