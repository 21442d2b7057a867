"""The reader `trained`: a small encoder proposes who says what, grammar and quotation marks make claims of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from counterclaim.config import ExtractSettings
from counterclaim.extract.gate import Pass, load_gate
from counterclaim.extract.proposals import Proposal, Proposer
from counterclaim.extract.rules import RulesReader
from counterclaim.model.documents import Page, Passage, Span


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

    def _proposed(self, page: Page, passages: Sequence[Passage]) -> list[Sequence[Proposal]]:
        stretches = list(_stretches(page.document.text, passages))
        texts = [page.document.text[s.start : s.end] for s in stretches]
        found: list[Proposal] = []
        for stretch, proposals in zip(stretches, self.proposer.propose(texts), strict=True):
            found.extend(proposal.shift(stretch.start) for proposal in proposals)
        return [[p for p in found if passage.span.contains(p.cue)] for passage in passages]


def _stretches(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """The paragraphs in which the gate sees somebody speak: a sentence alone would hide whose words go on in it."""
    gate = load_gate()
    for group in _paragraphs(text, passages):
        if any(gate.verdict(text[span.start : span.end]) & Pass.SPEECH for span in group):
            yield Span(group[0].start, group[-1].end)


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
