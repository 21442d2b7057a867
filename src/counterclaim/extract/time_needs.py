"""The words without which a time expression cannot be: a glance at them spares most texts most patterns."""

from __future__ import annotations

import re
from collections.abc import Collection

from counterclaim.model.calendar import MONTH_NAMES, SEASONS, WEEKDAY_NAMES

Needs = tuple[frozenset[str], ...]

_PIECES = re.compile(r"[a-z]+|[0-9]|-|[\u0600-\u06ff]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _plural(text: str) -> frozenset[str]:
    return frozenset(form for word in text.split() for form in (word, word + "s"))


DIGITS = frozenset("0123456789")
ARABIC = frozenset(map(chr, range(0x600, 0x700)))
HYPHEN = frozenset("-")
MONTHS = frozenset(name.lower() for name in MONTH_NAMES)
WEEKDAYS = _plural(" ".join(name.lower() for name in WEEKDAY_NAMES))
PARTS = _words("morning afternoon evening night noon midnight dawn dusk overnight tonight")
UNITS = _plural("second minute hour day night week fortnight month quarter year decade century") | {"centuries"}
SEASON_WORDS = frozenset(SEASONS)
RECENT = _words("recent")
DAY_WORDS = _words("yesterday today tomorrow day")
DAYS = DAY_WORDS | WEEKDAYS | MONTHS
QUARTERS = _words("quarter period ago earlier")
EACH = _words("every each")
REGULARLY = _words("daily weekly monthly hourly yearly annually nightly")
DECADES = _words("s twenties thirties forties fifties sixties seventies eighties nineties century")
AGO = _words("ago earlier later before after afterwards previously beforehand from hence prior")
PAST = _words(
    "past last next previous preceding coming first final following latest intervening recent opening this that same "
    "current"
)
SPANS = UNITS | MONTHS | SEASON_WORDS | {"weekend", "season"}
EDGES = _words("early late later earlier mid beginning start end middle close turn around")
OPEN = _words("weekend end following time")
FEASTS = _words(
    "christmas new easter good palm thanksgiving independence ramadan eid nowruz newroz ashura mawlid yom passover "
    "hanukkah rosh sukkot purim shavuot victory"
)
CLOCK = DIGITS | PARTS
LOOSE = _words("now currently recently nowadays presently days present future past term")
YEARS = DIGITS | _words("nineteen eighteen year")
CALENDAR = FEASTS | DIGITS | ARABIC


def pieces(text: str) -> set[str]:
    """The words of a text in lower case, its digits one by one, hyphens, Arabic letters one by one."""
    return set(_PIECES.findall(text.lower()))


def met(needs: Needs, there: Collection[str]) -> bool:
    """Whether a text with these pieces has one of each set of words that a pattern needs."""
    return not any(words.isdisjoint(there) for words in needs)
