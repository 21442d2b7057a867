"""Attributions as spans of source, cue and content, in the form of the reference scorer.

Measured is what the trained model proposes for each record as a whole. The attributions of the grammar are made for
claims (nested speakers, acts of speech) and add nothing here: `docs/quality.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from counterclaim.extract.proposals import Proposal, Proposer
from counterclaim.model.documents import Span

Json = Mapping[str, Any]
Spans = list[list[int]]
GOLD = frozenset({"attributions", "other_annotations", "annotator"})


def predict(records: Iterable[Json], proposer: Proposer | None = None) -> Iterator[dict[str, Any]]:
    """The attributions of each record (`id`, `text`), one prediction a record, in order."""
    proposer = proposer or Proposer()
    for record in records:
        (found,) = proposer.propose([record["text"]])
        yield {"id": record["id"], "attributions": [_line(proposal) for proposal in found]}


def _line(proposal: Proposal) -> dict[str, Spans]:
    return {
        "source": _spans([proposal.source] if proposal.source else []),
        "cue": _spans([proposal.cue]),
        "content": _spans(proposal.content),
    }


def _spans(spans: Iterable[Span]) -> Spans:
    return [[span.start, span.end] for span in spans]
