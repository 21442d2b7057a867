"""What people ruled: appended, never edited."""

from __future__ import annotations

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
