"""Words that tell of events, brought to one form, so that mentions of one event in two texts meet."""

from __future__ import annotations

import re

ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("er", ""), ("or", ""),
    ("ion", ""),
)  # fmt: skip
SAME = (
    ("kill", "murder", "slay", "slain", "dead", "death", "die", "homicide", "fatal", "dying"),
    ("shoot", "shot", "gunfire", "gunshot", "fire", "gunman"),
    ("quake", "earthquake", "temblor", "tremor", "magnitude"),
    ("injure", "wound", "hurt"),
    ("arrest", "capture", "detain", "apprehend", "nab"),
    ("charge", "accuse", "indict"),
    ("win", "won", "victory", "beat", "defeat"),
    ("acquire", "buy", "bought", "acquisition", "purchase", "takeover"),
    ("announce", "say", "said"),
    ("attack", "assault", "strike", "raid", "bomb", "airstrike", "struck"),
    ("rescue", "save", "free"),
    ("trial", "try"),
    ("sentence", "jail", "prison"),
)
"""Words by which different texts name events of one sort."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+|\d+")


def stem(word: str) -> str:
    """A word without its ending: `shooting`, `shoots` and `shooter` are `shoot`."""
    low = word.lower()
    for ending, instead in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)] + instead
            break
    if len(low) > 3 and low[-1] == low[-2]:
        low = low[:-1]
    return low.rstrip("e")


_SORTS = {stem(word): words[0] for words in SAME for word in words}


def head(words: str) -> str:
    """The stem of the last word of a mention, by which it is named."""
    found = _WORD.findall(words)
    return stem(found[-1]) if found else words.lower()


def sort_of(words: str) -> str:
    """What sort of event a mention names: that of its head, or the head itself."""
    return _SORTS.get(head(words), head(words))
