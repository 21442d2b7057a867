"""What rulings on actors and on places have in common: where they hold, what they set, the reason that is shown."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.model.decisions import Decision

EVERYWHERE = "words"
"""The subject of a ruling on words wherever they stand, in place of the id of one claim."""
OPEN = "open"
"""What is given in place of an actor or a place to withdraw the rulings on words; also the key that says so."""


def set_by(decision: Decision) -> dict[str, Any] | None:
    """What a decision sets, or None where that is no object of JSON."""
    try:
        value = json.loads(decision.value or "")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def by_hand(decision: Decision, how: str) -> str:
    """The reason that a reader is shown: what was done, by whom, when and why."""
    return f"{how} by hand, {decision.author} on {decision.made_at:%Y-%m-%d}: {decision.reason}"
