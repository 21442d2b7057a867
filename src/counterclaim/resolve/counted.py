"""Days counted from an event that is dated after them: `three days after the attack of February 20`."""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.model.claims import Mention
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.relative import relative
from counterclaim.resolve.timex import Reading

_GAP = re.compile(
    r" (after|before) (?:(?:the|an?|his|her|its|their) )?(?:[\w’'-]+ ){0,5}?(?:(?:of|on|in) )?(?:the )?", re.IGNORECASE
)
_COUNTED = re.compile(r"(?:\w+|a few) (?:days?|weeks?|months?|years?)", re.IGNORECASE)


def counted_from(first: Mention, second: Mention, event: Reading | None, moment: Moment, text: str) -> Reading | None:
    """The day so far from an event whose date follows in the sentence, or None where the words do not say so."""
    gap = text[first.span.end : second.span.start]
    found = _GAP.fullmatch(gap) if len(gap) < 80 and _COUNTED.fullmatch(first.text) else None
    if found is None or event is None or event.period is None or event.period.days != 1:
        return None
    words = f"{first.text.lower()} {'later' if found[1].lower() == 'after' else 'earlier'}"
    at = replace(moment, last=event.period, last_value=event.value, last_day=event.period.start)
    reckoned = next(iter(relative(words, at)), None)
    return reckoned if reckoned and reckoned.period else None
