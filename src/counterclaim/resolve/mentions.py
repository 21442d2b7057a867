"""How the mentions of a page stand to one another: which of them one list holds, which lie inside a longer name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Span
from counterclaim.resolve.evidence import Named
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.surroundings import core_of

_IN_LIST = re.compile(r"[\s]*(?:,|;|/|&|,?\s*\b(?:and|or|as well as)\b)\s*(?:the |in )?", re.IGNORECASE)


def listed_with(mentions: Sequence[Mention], text: str) -> dict[int, list[int]]:
    """For each mention those that stand before and after it in one list."""
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    found: dict[int, list[int]] = {i: [] for i in order}
    for first, second in pairwise(order):
        if _IN_LIST.fullmatch(text[mentions[first].span.end : mentions[second].span.start]):
            found[first].append(second)
            found[second].append(first)
    return found


def longer_names(mentions: Sequence[Mention]) -> dict[int, list[tuple[Span, str]]]:
    """The mentions of several words, with the keys of their names, by each code point that a word may begin at."""
    found: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for mention in mentions:
        key = place_key(core_of(mention.text).name)
        for at, char in enumerate(mention.text):
            if char in " -":
                found[mention.span.start + at + 1].append((mention.span, key))
        found[mention.span.start].append((mention.span, key))
    return found


def lies_inside(region: Named, longer: Mapping[int, list[tuple[Span, str]]], document: Document) -> bool:
    """Whether the name of a region is but a word of a longer name (`Mus` in `Kafr Mus`)."""
    key = place_key(document.text[region.span.start : region.span.end])
    return any(span.contains(region.span) and name != key for span, name in longer.get(region.span.start, ()))
