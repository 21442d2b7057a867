"""One figure of one claim: whom it counts, and whether its words make it a part, an addition or a running total."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from counterclaim.model.claims import ClaimKind, Measure, Object, Role
from counterclaim.model.incidents import RelationKind
from counterclaim.reconcile.lexicon import (
    AFTER_PART_WORDS,
    CLASS_STEMS,
    EARLIER_WORDS,
    INCREMENT_WORDS,
    PART_WORDS,
)
from counterclaim.reconcile.profiles import WIDE, Profile

LEAD = 25
BEHIND = 60
INCLUDING = re.compile(r"includ|among (?:them|those)|of (?:them|which|whom)", re.IGNORECASE)
"""Words after which a part of the figure before them follows."""
OF_THEM = re.compile(r"(?:[\w,-]+ ){1,3}of (?:them|which|whom)\b", re.IGNORECASE)
"""Figures that are parts by their own words: `five of them pupils`."""
MANY = 10_000
"""People from which a figure for a whole country counts a war and not one event of it."""
ROLE_WORDS = {Role.KILLED_OR_WOUNDED: "killed and wounded together", Role.NEUTRALISED: "'neutralised'"}


class Verdict(NamedTuple):
    """How one claim stands to another; `swap` if the second acts on the first."""

    kind: RelationKind
    why: str
    dimension: str | None = None
    swap: bool = False


class Figure(NamedTuple):
    """One measure of one claim."""

    profile: Profile
    measure: Measure

    @property
    def counted(self) -> str:
        """The class of people that is counted; `anybody` where the words name none."""
        claim, measure = self.profile.entry.claim, self.measure
        target = claim.target.text if claim.target and len(claim.measures) == 1 else ""
        texts = (measure.who or "", measure.mention.text, target)
        return next((found for text in texts if (found := _first_class(text))), "anybody")

    @property
    def window_words(self) -> str:
        """The words of the figure with the few before them."""
        span, text = self.measure.mention.span, self.profile.entry.document.text
        return text[max(0, span.start - LEAD) : span.end]

    @property
    def part(self) -> bool:
        """Whether the words mark it as a part of a larger figure; what is a part of it may follow it."""
        span, text = self.measure.mention.span, self.profile.entry.document.text
        behind = text[span.end : span.end + BEHIND].split(". ")[0]
        if self.measure.role is Role.WOUNDED and AFTER_PART_WORDS.search(behind):
            return True
        if OF_THEM.match(self.measure.mention.text):
            return True
        found = PART_WORDS.search(self.window_words)
        return found is not None and not (found.start() > self._lead and INCLUDING.match(found[0]))

    @property
    def _lead(self) -> int:
        """How many of the window's letters stand before the figure."""
        return len(self.window_words) - len(self.measure.mention.span)

    @property
    def total(self) -> bool:
        """Whether it is a running total: by the kind of its claim, or since it is too large for one event."""
        if self.profile.entry.claim.kind is ClaimKind.TOTAL:
            return True
        closer = any(s.place and s.place.precision not in WIDE and not s.carried for s in self.profile.spots)
        many = self.measure.role is not Role.DISPLACED and (self.measure.interval.low or 0) >= MANY
        return self.measure.object is Object.PERSON and many and not closer

    @property
    def added(self) -> bool:
        """Whether the words add it to an earlier figure."""
        return bool(INCREMENT_WORDS.search(self.measure.mention.text))

    @property
    def overtaken(self) -> bool:
        """Whether the words call it an earlier toll."""
        return bool(EARLIER_WORDS.search(self.window_words))

    @property
    def caption(self) -> str:
        """The figure in words: `at least 33 killed`."""
        return f"{self.measure.interval.caption} {ROLE_WORDS.get(self.measure.role, self.measure.role.value)}"


@lru_cache(maxsize=65_536)
def _first_class(text: str) -> str | None:
    """The class that the words name first; women together with children are a mixed lot and so anybody."""
    lowered = f" {text.lower()} "
    found = {name: at for name, stems in CLASS_STEMS.items() if (at := _earliest(lowered, stems)) is not None}
    if {"woman", "child"} <= set(found):
        return "anybody"
    return min(found, key=lambda name: (found[name], name), default=None)


def _earliest(text: str, stems: tuple[str, ...]) -> int | None:
    return min((at for stem in stems if (at := text.find(f" {stem}")) >= 0), default=None)
