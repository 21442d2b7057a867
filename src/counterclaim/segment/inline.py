"""Turns on one line, `Lena: I was there`, told apart into a name and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model.documents import BlockKind, Span
from counterclaim.segment.layout import Line
from counterclaim.segment.style import remark_score

_TURN = re.compile(r"^(?P<name>@?\w[\w.’'-]*(?: [\w.’'-]+){0,3}):\s+(?=\S)")
_ENOUGH = 3
_PLAIN = frozenset({"small first letter"})


def split_turns(lines: Sequence[Line], most: int) -> list[Line]:
    """The lines, with those that end the text and open with a name and a colon parted into name and remark.

    It takes three such lines in a row, under at least three names, a third of them written as remarks are: bulletins
    that list places, and interviews of two, stay as they are.

    Args:
        lines: lines in order.
        most: the longest name in code points.
    """
    found = [_turn(line, most) for line in lines]
    first = len(lines)
    while first > 0 and found[first - 1] is not None:
        first -= 1
    turns = [turn for turn in found[first:] if turn is not None]
    names = {name.text.casefold() for name, _ in turns}
    personal = sum(not _PLAIN.issuperset(remark_score(said.text).shown) for _, said in turns)
    if len(names) < _ENOUGH or personal * 3 < len(turns):
        return list(lines)
    return [*lines[:first], *(piece for turn in turns for piece in turn)]


def _turn(line: Line, most: int) -> tuple[Line, Line] | None:
    found = _TURN.match(line.text) if line.kind is BlockKind.PARAGRAPH else None
    if found is None or len(found.group("name")) > most:
        return None
    start = line.span.start
    name = replace(
        line, text=found.group("name"), span=Span(start, start + len(found.group("name"))), gap=max(2, line.gap)
    )
    said = replace(line, text=line.text[found.end() :], span=Span(start + found.end(), line.span.end), gap=1)
    return name, said
