"""The sentences that the fillers of an incident stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from counterclaim.extract.roles import Filler
from counterclaim.model.documents import Span

BREAK = re.compile(r"(?<!\b[A-Z])(?<!\bDR)(?<!\bCOL)(?<!\bGEN)(?<!\bU\.S)[.!?][\"')\]]*\s+|\n\s*\n", re.IGNORECASE)


def all_sentences(text: str) -> list[Span]:
    """The sentences of a report, in text order."""
    edges = [0, *(match.end() for match in BREAK.finditer(text)), len(text)]
    return [Span(a, b) for a, b in pairwise(edges) if b > a]


def sentences_of(text: str, fillers: Iterable[Filler]) -> list[Span]:
    """The sentences with a filler in them, each once, in text order."""
    starts = [filler.span.start for filler in fillers]
    return [span for span in all_sentences(text) if any(span.start <= start < span.end for start in starts)]
