"""Blocks before they have a place in a text, and the text that is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.model.documents import Block, BlockKind, Span, Stretch

GAP = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block without its place; `answers` counts comments, `page` is where it was drawn from."""

    kind: BlockKind
    text: str
    author: str | None = None
    posted: str | None = None
    answers: int | None = None
    page: Span | None = None


class Assembled(NamedTuple):
    """A text, its blocks, and the map from its blocks back to the page."""

    text: str
    blocks: tuple[Block, ...]
    stretches: tuple[Stretch, ...]


def assemble(drafts: Sequence[Draft]) -> Assembled:
    """The drafts joined by blank lines, each with its span."""
    comments = [index for index, draft in enumerate(drafts) if draft.kind is BlockKind.COMMENT]
    at = 0
    blocks: list[Block] = []
    stretches: list[Stretch] = []
    for draft in drafts:
        span = Span(at, at + len(draft.text))
        answers = comments[draft.answers] if draft.answers is not None else None
        blocks.append(Block(kind=draft.kind, span=span, author=draft.author, posted=draft.posted, answers=answers))
        if draft.page is not None:
            stretches.append(Stretch(text=span, page=draft.page))
        at = span.end + len(GAP)
    return Assembled(GAP.join(draft.text for draft in drafts), tuple(blocks), tuple(stretches))
