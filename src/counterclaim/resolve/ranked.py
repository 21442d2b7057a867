"""What a resolver answers for one mention."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.model.claims import Candidate


class Ranked(NamedTuple):
    """What one mention may stand for, best first, and how that was decided."""

    candidates: tuple[Candidate, ...]
    why: str
