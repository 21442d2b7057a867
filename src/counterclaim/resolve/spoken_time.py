"""Times within a quotation whose speaker spoke on a day that the sentence names: `“Yesterday …,” he said on Monday`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.model.claims import Mention
from counterclaim.model.documents import Span

_SAID = (
    r"\b(?:said|says|told|added|announced|reported|wrote|stated|declared|confirmed|explained|recalled|noted|claimed|"
    r"insisted|warned|tweeted|posted|testified)\b"
)
_QUOTED = re.compile(r"“[^”\n]{1,900}”|«[^»\n]{1,900}»|(?<![\w\"])\"(?=\S)[^\"\n]{1,900}(?<=\S)\"(?!\w)")
_BEHIND_VERB = re.compile(rf"{_SAID}(?: [\w’'.-]+){{0,7}}? (?:on |in an? [a-z]+ on |late |early )*$")
_BEFORE_VERB = re.compile(rf",?(?: [\w’'.-]+){{1,7}}? ?{_SAID}")
_OPENING = re.compile(r"(?:on |late on |early on |late |early )?", re.IGNORECASE)
_END = re.compile(r"[.!?][”\"]?\s+(?=[A-Z“\"])|\n")
_REACH = 240
RELATIVE = re.compile(
    r"(?:yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening|week)|overnight|ago\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
"""Words whose day hangs on the day when they are spoken."""


def speaking_days(mentions: Sequence[Mention], text: str) -> dict[Span, Mention]:
    """For each relative time within quotation marks the mention of the day when it was said, where one is named."""
    found: dict[Span, Mention] = {}
    for start, end in (match.span() for match in _QUOTED.finditer(text)):
        inside = [m for m in mentions if start < m.span.start and m.span.end < end and RELATIVE.search(m.text)]
        day = next(_days_of_telling(mentions, text, start, end), None) if inside else None
        found |= {mention.span: day for mention in inside if day}
    return found


def _days_of_telling(mentions: Sequence[Mention], text: str, start: int, end: int) -> Iterator[Mention]:
    """The times beside a verb of saying, behind a quotation and before it in its sentence."""
    stop = _END.search(text, end, end + _REACH)
    last = stop.start() if stop else min(len(text), end + _REACH)
    heads = [match.end() for match in _END.finditer(text, max(0, start - _REACH), start)]
    first = heads[-1] if heads else max(0, start - _REACH)
    for low, high in ((end, last), (first, start)):
        for mention in mentions:
            if low <= mention.span.start and mention.span.end <= high:
                before, after = text[low : mention.span.start], text[mention.span.end : high]
                if _BEHIND_VERB.search(before) or (_OPENING.fullmatch(before) and _BEFORE_VERB.match(after)):
                    yield mention
