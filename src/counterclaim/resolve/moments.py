"""What is known at the place of a time expression: the day of publication, the time named last, the words around."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from counterclaim.model.values import Period

_FUTURE = re.compile(
    r"(?i:\b(?:will|would|shall|'ll|next|upcoming|coming|scheduled|planned|plans?|expected|expects?|until|till|"
    r"deadline|due|ahead of|to be (?:held|signed|completed|delivered|deployed)|take place|takes place|set (?:to|for)|"
    r"expires?|matures?|maturing|payable|is to|are to|effective|tomorrow|to begin|to start|agreed to|intends?|"
    r"hopes? to|by the end of|vowed?|promised?|before|through|starting)\b)"
)
_AHEAD_BEFORE = re.compile(
    r"(?i:\b(?:will|shall|next|upcoming|scheduled|planned|due|set (?:to|for)|is to|are to|tomorrow|"
    r"effective|payable|expires?|expected|maturing|agreed to|to be)\b)"
)
_AHEAD_AFTER = re.compile(r"(?i:['’]s (?:deadline|talks|meeting|summit|election)|,? (?:he|she|it|they|\w+)? ?will\b)")
_TOLD = re.compile(r"(?i:\b(?:said|says|told|reported|announced|stated|was|were|had|added|\w{3,}ed)\b)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’]?\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The place of a time expression in a text.

    Attributes:
        published: the day from which `today` and `Monday` are reckoned, None where it is unknown.
        last: what the time named last in the text stands for.
        last_value: its TIMEX3 value.
        window: the stretch of time named last (`the past 24 hours`).
        last_day: the day named last, with longer stretches left aside.
        near_day: whether that day stands in the same sentence.
        near: whether the time named last stands in the same sentence.
        before: the words of the sentence before the expression.
        after: the words of the sentence after it.
    """

    published: date | None
    last: Period | None = None
    last_value: str = ""
    window: Period | None = None
    last_day: date | None = None
    near_day: bool = False
    near: bool = False
    before: str = ""
    after: str = ""

    @property
    def ahead(self) -> bool:
        """Whether the words right beside place the time ahead (`will meet on`, `due`), with no telling verb between."""
        near = self.before[-60:]
        ends = [match.end() for match in _AHEAD_BEFORE.finditer(near)]
        if ends and not _TOLD.search(near, ends[-1]):
            return True
        return bool(_AHEAD_AFTER.match(self.after))

    @property
    def future(self) -> bool:
        """Whether the words around speak of what is to come."""
        return bool(_FUTURE.search(self.before[-60:]) or _FUTURE.search(self.after[:40]))


def sentence_around(text: str, start: int, end: int, *, reach: int = 240) -> tuple[str, str]:
    """The words of the sentence before `start` and after `end`, at most `reach` characters each."""
    before = text[max(0, start - reach) : start]
    cut = [m.end() for m in _SENTENCE_END.finditer(before)]
    after = text[end : end + reach]
    stop = _SENTENCE_END.search(after)
    return before[cut[-1] :] if cut else before, after[: stop.start()] if stop else after
