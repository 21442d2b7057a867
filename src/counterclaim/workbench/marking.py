"""A text cut into segments, so that marks lie exactly on their words in every script and never need an offset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.model.documents import Span
from counterclaim.publish.masking import cover

LANES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch to be marked: its number and key, whose voice it shows, and the lane in which its line is drawn."""

    number: int
    key: str
    span: Span
    voice: int
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text under the same marks, the one drawn furthest out first, and the marks that begin and end."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]
    masked: bool
    flagged: bool


def in_lanes(spans: Sequence[tuple[str, Span, int]]) -> tuple[Mark, ...]:
    """Marks numbered from 1 in the order of the spans (each with its key and its voice);
    those that overlap get different lanes.
    """
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for i in sorted(range(len(spans)), key=lambda i: (spans[i][1].start, -spans[i][1].end)):
        span = spans[i][1]
        lane = next((n for n, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        lanes[i] = lane
    return tuple(
        Mark(number=i + 1, key=key, span=span, voice=voice, lane=lanes[i] % LANES)
        for i, (key, span, voice) in enumerate(spans)
    )


def cut(
    text: str, span: Span, marks: Iterable[Mark], *, masks: Sequence[Span] = (), flags: Sequence[Span] = ()
) -> tuple[Segment, ...]:
    """The stretch `span` of the text in segments; joined, their texts are the stretch again (masked letters aside).

    Args:
        text: the whole text.
        span: which stretch of it.
        marks: stretches that are marked; a mark that reaches beyond `span` is cut off there.
        masks: stretches whose letters are covered.
        flags: stretches that a finding is about.
    """
    over = [mark for mark in marks if mark.span.overlaps(span)]
    edges = {span.start, span.end}
    for stretch in (*(mark.span for mark in over), *masks, *flags):
        edges |= {edge for edge in (stretch.start, stretch.end) if span.start < edge < span.end}
    bounds = sorted(edges)
    pieces = (Span(start, end) for start, end in pairwise(bounds))
    return tuple(_segment(text, piece, over, masks, flags) for piece in pieces)


def _segment(text: str, piece: Span, marks: Sequence[Mark], masks: Sequence[Span], flags: Sequence[Span]) -> Segment:
    under = sorted((m for m in marks if m.span.contains(piece)), key=lambda m: (-m.lane, m.number))
    in_order = sorted(under, key=lambda m: m.number)
    return Segment(
        text=cover(text[piece.start : piece.end], piece, masks),
        marks=tuple(under),
        opens=tuple(m for m in in_order if m.span.start == piece.start),
        closes=tuple(m for m in in_order if m.span.end == piece.end),
        masked=any(mask.overlaps(piece) for mask in masks),
        flagged=any(flag.overlaps(piece) for flag in flags),
    )
