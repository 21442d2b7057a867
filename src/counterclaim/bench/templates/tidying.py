"""Fillers made fit to be coded: one role for one stretch of words, no loose ends, names apart from descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.extract.roles import Filler
from counterclaim.model.documents import Span

LOOSE = "of|the|a|an|and|or|in|on|at|by|for|from|to|with|who|that|was|were|is|against|including|suspected|alleged"
LEFT = re.compile(rf"^(?:(?:{LOOSE})\b|[\s,.;:()\[\]\"'-])+", re.IGNORECASE)
RIGHT = re.compile(rf"(?:\b(?:{LOOSE})|[\s,.;:(\[\"-])+$", re.IGNORECASE)
OWNER = re.compile(r"['’]s\s+", re.IGNORECASE)
TITLES = re.compile(
    r"^(?:(?:president|vice|attorney|general|colonel|major|captain|lieutenant|judge|justice|senator|mayor|minister|dr|msgr"
    r"|father|mr|mrs|president-elect|office|residence|of|the|guatemalan|salvadoran|colombian|peruvian|chilean|honduran"
    r"|retired|former|deputy|priest|bishop|archbishop|sergeant|corporal|engineer|lawyer|businessman|candidate|leader"
    r"|director|governor|ambassador|consul)\b[\s.]*)+",
    re.IGNORECASE,
)
SURE = 0.5
NESTED = {("perp_org", "perp_ind"), ("hum_name", "phys"), ("perp_org", "hum_desc"), ("loc", "phys")}
TARGETS = ("phys", "hum_name", "hum_desc", "perp_ind", "perp_org", "instr")


def tidied(fillers: Sequence[Filler], text: str) -> list[Filler]:
    """The fillers with their ends trimmed, the less sure of two in one place left out, in text order."""
    names = [trimmed for f in fillers if f.role == "hum_name" if (trimmed := _name(f, text))]
    others = [_before_name(f, names) for f in fillers if f.role != "hum_name"]
    whole = [trimmed for f in others if (trimmed := _trimmed(f, text))]
    kept = list(_undisputed([*names, *whole]))
    return sorted(kept, key=lambda f: (f.span.start, f.role))


def _trimmed(filler: Filler, text: str) -> Filler | None:
    """The filler without function words and marks at its ends, None if nothing is left."""
    if filler.role in ("loc", "date"):
        return filler
    first = filler.span.start
    if owner := OWNER.match(text, max(0, first - 1), filler.span.end):
        first = owner.end()
    left = LEFT.match(text[first : filler.span.end])
    start = first + (left.end() if left else 0)
    right = RIGHT.search(text[start : filler.span.end])
    end = start + right.start() if right else filler.span.end
    return replace(filler, span=Span(start, end)) if end - start > 1 else None


def _name(filler: Filler, text: str) -> Filler | None:
    """A name without titles; a single word is a name only where the model is sure of it."""
    trimmed = _trimmed(filler, text)
    if trimmed is None:
        return None
    titles = TITLES.match(text[trimmed.span.start : trimmed.span.end])
    start = trimmed.span.start + (titles.end() if titles else 0)
    words = text[start : trimmed.span.end].split()
    if not words or (len(words) == 1 and filler.score < SURE):
        return None
    return replace(trimmed, span=Span(start, trimmed.span.end))


def _before_name(filler: Filler, names: Sequence[Filler]) -> Filler:
    """A description cut off where a name begins in it."""
    if filler.role != "hum_desc":
        return filler
    inside = [n.span.start for n in names if filler.span.start < n.span.start < filler.span.end <= n.span.end]
    return replace(filler, span=Span(filler.span.start, min(inside))) if inside else filler


def _undisputed(fillers: Sequence[Filler]) -> Iterator[Filler]:
    """Of fillers that overlap the surest, but for roles that may stand within one another."""
    kept: list[Filler] = []
    for filler in sorted(fillers, key=lambda f: -f.score):
        rivals = [k for k in kept if k.span.start < filler.span.end and filler.span.start < k.span.end]
        if all(_may_share(filler, rival) for rival in rivals):
            kept.append(filler)
    yield from kept


def _may_share(a: Filler, b: Filler) -> bool:
    if not {a.role, b.role} <= set(TARGETS):
        return True
    inner, outer = sorted((a, b), key=lambda f: f.span.end - f.span.start)
    return (inner.role, outer.role) in NESTED
