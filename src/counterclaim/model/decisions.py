"""What people ruled: appended, never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ruling(StrEnum):
    """What a person can do to a record."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    RESOLVE = "resolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One ruling: on which records, by whom, when and why; `value` is what it sets, as JSON."""

    id: str
    ruling: Ruling
    subjects: tuple[str, ...]
    value: str | None
    author: str
    reason: str
    made_at: datetime


RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The letters by which people grade a source (NATO's Admiralty code); no machine figure goes into them."""


def grades(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The ruling that grades each source, by its key; the last one holds."""
    made = (d for d in sorted(decisions, key=lambda d: (d.made_at, d.id)) if d.ruling is Ruling.GRADE)
    return {subject: decision for decision in made for subject in decision.subjects}
