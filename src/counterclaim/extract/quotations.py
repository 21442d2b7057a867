"""Quotation marks over a whole part: nested, continued over paragraphs, or never closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.model.documents import Span

PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", "”": "”"}
STRAIGHT = '"'
SHORT_WORDS = 4
LOOK_AHEAD = 1_500
MARK = re.compile(r"""[“”«»„‘’"']|\n(?=\n)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words between two quotation marks (marks excluded), in document offsets."""

    span: Span
    closed: bool
    words: int

    @property
    def short(self) -> bool:
        """Whether it is a word or a few, rather than a statement."""
        return self.words <= SHORT_WORDS


def find_quotations(text: str, part: Span) -> list[Quotation]:
    """The quotations of one part in text order; a mark that is never closed ends with its paragraph.

    A paragraph that opens with a mark while one is open goes on with the same quotation (printers' convention).
    """
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in MARK.finditer(text, part.start, part.end):
        at, char = match.start(), match.group()
        if opened is None:
            opened = _opens(text, at, part)
        elif char == opened[1] and _closes(text, at, part):
            found.append(_quotation(text, opened[0], at, closed=True))
            opened = None
        elif char == "\n" and not _continues(text, at, opened[1]):
            found.append(_quotation(text, opened[0], at, closed=False))
            opened = None
    if opened is not None:
        found.append(_quotation(text, opened[0], part.end, closed=False))
    return [quotation for quotation in found if quotation.words]


def _opens(text: str, at: int, part: Span) -> tuple[int, str] | None:
    char = text[at]
    before = text[at - 1] if at > part.start else " "
    after = text[at + 1] if at + 1 < part.end else " "
    if char == STRAIGHT:
        return (at + 1, STRAIGHT) if not after.isspace() and not before.isalnum() else None
    if char in {"‘", "’"}:
        opening = not before.isalnum() and ((after.isalnum() and char == "‘") or _pairs_later(text, at, part))
        return (at + 1, "’") if opening else None
    if char == "'":
        opening = not before.isalnum() and after.isalpha() and _pairs_later(text, at, part)
        return (at + 1, "'") if opening else None
    return (at + 1, PAIRS[char]) if char in PAIRS and not after.isspace() else None


def _pairs_later(text: str, at: int, part: Span) -> bool:
    """Whether a single mark is closed within the same line, so that it is no apostrophe."""
    line = text.find("\n", at + 1, part.end)
    close = "’" if text[at] in {"‘", "’"} else "'"
    end = min(line if line >= 0 else part.end, at + 400)
    found = text.find(close, at + 2, end)
    return found >= 0 and _closes(text, found, part)


def _closes(text: str, at: int, part: Span) -> bool:
    after = text[at + 1] if at + 1 < part.end else " "
    before = text[at - 1] if at > part.start else " "
    return not after.isalnum() and not before.isspace()


def _continues(text: str, at: int, mark: str) -> bool:
    following = text[at : at + 8].lstrip()
    opening = {"”": "“", "»": "«", "’": "‘", STRAIGHT: STRAIGHT}.get(mark, mark)
    if following.startswith(opening):
        return True
    if mark not in {"”", "»"}:
        return False
    closed, opened = text.find(mark, at, at + LOOK_AHEAD), text.find(opening, at, at + LOOK_AHEAD)
    return closed >= 0 and (opened < 0 or closed < opened)


def _quotation(text: str, start: int, end: int, *, closed: bool) -> Quotation:
    return Quotation(span=Span(start, end), closed=closed, words=len(text[start:end].split()))
