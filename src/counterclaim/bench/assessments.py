"""One incident from many-voiced prose, coded as an analyst of casualty assessments would, by stated rules.

1. The incident is what the opening paragraph speaks of in the assessment's own voice; its date and place are those of
   the first claims that have them, the most exact place first.
2. Of each claim, one figure counts: the whole, not the women, children or named people among it.
3. A closed range or an exact number of the opening stands. An open one (`at least`, `up to`) is closed by the lowest or
   highest figure that any source gives. Without a figure in the opening, the range runs over all that the sources give.
4. Vague words follow the coding of Airwars: `several` and `a number of` are 2, `dozens` 12 to 24. People who are said
   to be hurt, without any figure, are 2. Nobody is counted where no claim counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from counterclaim.model.claims import ClaimKind, Entry, Field, Measure, Object, Polarity, Role
from counterclaim.model.documents import SourceKind
from counterclaim.model.places import Place
from counterclaim.model.stages import Resolved
from counterclaim.model.values import Period

Json = Mapping[str, Any]
GOLD = frozenset({"gold"})
PARTS_OF_A_WHOLE = frozenset({"child", "woman", "man", "relative"})
VAGUE = {2: (2, 2), 3: (2, 2), 12: (12, 12), 24: (12, 24), 40: (40, 80), 200: (100, 200)}
EXACTNESS = {"point": 0, "settlement": 1, "within": 2, "district": 3, "region": 4, "country": 5, "continent": 6}
PARTIES = {"israel": "Israeli Military", "palestine": "Palestinian Militants"}
HURT = re.compile(r"\b(?:injur|wound)", re.IGNORECASE)
NUMBERED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|several|number)\b",
    re.IGNORECASE,
)
NO_PARTY = re.compile(
    r"\b(?:not? (?:any )?(?:\w+ ){0,4}attribut|none of the sources (?:\w+ ){0,3}attribut"
    r"|strike status[^.]{0,60}contested|no (?:\w+ ){0,2}(?:belligerent|attribution)"
    r"|belligerent was not|contested (?:strike|incident))",
    re.IGNORECASE,
)
DECLARED = re.compile(r"\bdeclared (?:\w+ ){0,3}(?:\w*strikes?|raids?|attacks?|bombing|shelling)\b", re.IGNORECASE)
ONE_SOURCE = re.compile(
    r"\bsingle[- ]source claim"
    r"|\b(?:only (?:one|a single|1)|the only) source\b[^.]{0,80}(?:attribut|belligerent|responsib|blam)",
    re.IGNORECASE,
)
WEAK = re.compile(r"\b(?:grad|categori[sz]|classif|consider)\w*[^.]{0,60}\bweak\b", re.IGNORECASE)


class Reader(Protocol):
    """What reads a text into claims: the pipeline, or a double of it."""

    def read_text(self, text: str, *, declared: Mapping[str, str]) -> Resolved:
        """The claims of a text with what their words stand for."""


class Figure(NamedTuple):
    """One figure for the whole: bounds, None where open; `opening` if it stands in the opening in the page's voice."""

    low: int | None
    high: int | None
    opening: bool


def predict(records: Iterable[Json], reader: Reader) -> Iterator[dict[str, Any]]:
    """The coded incident of each record (`id`, `text`, `reference_date`), one prediction a record, in order."""
    for record in records:
        declared = {"published": record["reference_date"], "lang": "en"}
        entries = reader.read_text(record["text"], declared=declared).entries
        yield {"id": record["id"], **coded(entries, record["text"])}


def coded(entries: Sequence[Entry], text: str) -> dict[str, Any]:
    """The record of one assessment: date, position, casualties, status, grade and the party blamed."""
    opening = len(text.split("\n\n", 1)[0])
    day = _day(entries, opening)
    about = [entry for entry in entries if _same_event(entry, day)]
    place = _place(entries, opening)
    status = _status(text)
    return {
        "date": {"from": str(day.start), "to": str(day.end)} if day else None,
        "lat": place.position.lat if place and place.position else None,
        "lon": place.position.lon if place and place.position else None,
        "killed": _bounds(_range(about, Role.KILLED, opening)),
        "injured": _bounds(_range(about, Role.WOUNDED, opening)),
        "status": status,
        "grade": _grade(status, text),
        "belligerent": _party(about),
    }


def _day(entries: Sequence[Entry], opening: int) -> Period | None:
    """When it happened: the first day named for a claim of the opening, else for any claim."""
    dated = [(e.claim.span.start >= opening, e.claim.time is None or e.claim.time.carried, e.period) for e in entries]
    known = [(late, carried, p) for late, carried, p in dated if p and p.start and p.end and (p.days or 99) <= 3]
    return min(known, key=lambda item: item[:2])[2] if known else None


def _same_event(entry: Entry, day: Period | None) -> bool:
    """Whether a claim may speak of the incident: it says that it was so, and not of another week."""
    period = entry.period
    near = day is None or period is None or period.gap(day) <= 1
    return near and entry.claim.polarity is Polarity.ASSERTED and entry.claim.kind is not ClaimKind.TOTAL


def _place(entries: Sequence[Entry], opening: int) -> Place | None:
    """The most exact place that the opening names, the first of them; else of all claims."""
    for within in (True, False):
        named = [e for e in entries if (e.claim.span.start < opening) is within]
        places = [p for e in named for p in e.places if p is not None and p.position is not None]
        if places:
            return min(places, key=lambda p: EXACTNESS.get(p.precision, 9))
    return None


def _range(entries: Sequence[Entry], role: Role, opening: int) -> Figure | None:
    figures = [figure for entry in entries if (figure := _whole(entry, role, opening)) is not None]
    lead = _widest([figure for figure in figures if figure.opening])
    if lead is None:
        return _union(figures) or _named(entries, role, opening) or _hurt(entries, role)
    if lead.low and lead.high:
        return lead
    if lead.high:
        lows = [f.low for f in figures if f.low and lead.high <= 2 * f.low <= 2 * lead.high]
        return Figure(min(lows, default=lead.high), lead.high, opening=True)
    highs = [f.high or f.low or 0 for f in figures]
    return Figure(lead.low, max([lead.low or 0, *highs]), opening=True)


def _widest(figures: Sequence[Figure]) -> Figure | None:
    """Of several figures in the opening the largest: the others count people among it."""
    return max(figures, key=lambda f: (f.high or f.low or 0, f.low or 0), default=None)


def _union(figures: Sequence[Figure]) -> Figure | None:
    high = max([f.high or f.low or 0 for f in figures], default=0)
    lows = [f.low for f in figures if f.low and 2 * f.low >= high]
    return Figure(min(lows, default=high), high, opening=False) if high else None


def _named(entries: Sequence[Entry], role: Role, opening: int) -> Figure | None:
    """As many as the opening names one by one, where nobody gives a number; else as the claim that names most."""
    for early in (True, False):
        counts = [
            sum(1 for m in e.claim.measures if m.role is role and m.object is Object.PERSON and m.interval.low == 1)
            for e in entries
            if (e.claim.span.start < opening) is early
        ]
        if any(counts):
            return Figure(max(counts), max(counts), opening=early)
    return None


def _hurt(entries: Sequence[Entry], role: Role) -> Figure | None:
    """Two where people are said to be hurt, nobody says how many, and the word is plural or `others`."""
    said = role is Role.WOUNDED and any(HURT.search(e.claim.quote.text) for e in entries)
    return Figure(2, 2, opening=False) if said else None


def _whole(entry: Entry, role: Role, opening: int) -> Figure | None:
    """The figure of a claim for all of those killed or hurt, if it gives one."""
    counted = [m for m in entry.claim.measures if m.role is role and m.object is Object.PERSON and _counts(m)]
    whole = [m for m in counted if m.who not in PARTS_OF_A_WHOLE] or counted[:1]
    if not whole:
        return None
    low, high = _numbers(whole[0])
    own = entry.claim.claimant.kind is SourceKind.OWN_VOICE and entry.claim.span.start < opening
    return Figure(low, high, opening=own)


def _counts(measure: Measure) -> bool:
    """Whether words count people rather than name one."""
    return bool(NUMBERED.search(measure.mention.text)) and measure.interval.high != 0


def _numbers(measure: Measure) -> tuple[int | None, int | None]:
    low, high = measure.interval.low, measure.interval.high
    if measure.vague and low is not None and int(low) in VAGUE:
        return VAGUE[int(low)]
    return (int(low) if low else None, int(high) if high is not None else None)


def _bounds(figure: Figure | None) -> dict[str, int | None] | None:
    return {"low": figure.low, "high": figure.high} if figure else None


def _status(text: str) -> str:
    """What the prose says of the strike: that a party declared it, that nobody or one source alone named a party."""
    if DECLARED.search(text):
        return "Declared strike"
    if ONE_SOURCE.search(text):
        return "Single source claim"
    return "Contested strike" if NO_PARTY.search(text) else "Likely strike"


def _side(entry: Entry, field: Field) -> str | None:
    actor = entry.actor(field)
    return (actor.side or actor.id).removeprefix("actor:") if actor else None


def _grade(status: str, text: str) -> str:
    if status == "Contested strike":
        return "Contested"
    return "Weak" if WEAK.search(text) else "Fair"


def _party(entries: Sequence[Entry]) -> str | None:
    """The party whose attack most claims say it was."""
    named = [side for entry in entries if (side := _side(entry, Field.AGENT)) in PARTIES]
    return PARTIES[max(set(named), key=named.count)] if named else None
