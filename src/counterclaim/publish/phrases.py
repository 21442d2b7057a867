"""Claims in a few words for people: who says, what, how many, where, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterclaim.model.claims import Claim, Entry, Measure, Mention, Modality, Object, Polarity, StanceValue
from counterclaim.model.documents import Part, PartKind, SourceKind
from counterclaim.model.incidents import Control, Estimate, Relation, RelationKind, Tally
from counterclaim.model.values import Interval
from counterclaim.publish.layout import UNKNOWN, clean

SIGNS = {
    StanceValue.OWN: "●",
    StanceValue.REPORTED: "○",
    StanceValue.DISTANCED: "◌",
    StanceValue.DISPUTED: "⊘",
}
_HEADING = 150
LEGEND = "● own voice   ○ reported   ◌ distanced   ⊘ disputed   (?) place not resolved"

_VERBS = {
    RelationKind.CORROBORATES: "corroborates",
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.NOT_COMPARABLE: "cannot be compared with",
    RelationKind.REFINES: "refines",
    RelationKind.UPDATES: "updates",
    RelationKind.DENIES: "denies",
    RelationKind.DISPUTES: "disputes",
    RelationKind.REPEATS: "repeats",
    RelationKind.PART_OF: "is part of",
}


_PASSIVE = {
    RelationKind.DENIES: "is denied by",
    RelationKind.DISPUTES: "is disputed by",
    RelationKind.REFINES: "is refined by",
    RelationKind.UPDATES: "is updated by",
    RelationKind.REPEATS: "is repeated by",
    RelationKind.PART_OF: "has as a part",
}

_GRAVITY = (
    RelationKind.CONTRADICTS,
    RelationKind.DENIES,
    RelationKind.DISPUTES,
    RelationKind.UPDATES,
    RelationKind.PART_OF,
    RelationKind.REFINES,
    RelationKind.CORROBORATES,
    RelationKind.REPEATS,
    RelationKind.NOT_COMPARABLE,
)


def called(title: str | None, beginning: str, origin: str) -> str:
    """What a page is called: its title, else its first line where that is short, else the name of its file."""
    first = clean(beginning.strip().partition("\n")[0])
    return title or (first if 0 < len(first) <= _HEADING else origin.rpartition("/")[2])


def who(entry: Entry) -> str:
    """The claimant behind the sign of the stance that the reporting voice takes."""
    return f"{SIGNS[entry.claim.stance.value]} {speaker(entry)}"


def speaker(entry: Entry) -> str:
    """The claimant in the words of the page, or what is known instead."""
    if entry.speaker:
        return clean(entry.speaker)
    if entry.claim.claimant.kind is SourceKind.OWN_VOICE:
        return f"the {entry.part.kind.value}'s own voice"
    return f"unnamed ({words(entry.claim.claimant.kind.value)})"


def words(name: str) -> str:
    """A name of the model as people write it."""
    return name.replace("_", " ")


def what(claim: Claim) -> str:
    """Kind or type of the event, and who did it to whom."""
    event = claim.event
    name = (event.subtype or event.type) if event and event.scheme == "acled" else words(claim.kind.value)
    marks = [] if claim.modality is Modality.ACTUAL else [claim.modality.value]
    marks += ["negated"] if claim.polarity is Polarity.NEGATED else []
    return "\n".join(filter(None, (f"{name} ({', '.join(marks)})" if marks else name, _parties(claim))))


def _parties(claim: Claim) -> str | None:
    agent, target = _mention(claim.agent), _mention(claim.target)
    if agent and target:
        return f"{agent} → {target}"
    return f"by {agent}" if agent else f"→ {target}" if target else None


def _mention(mention: Mention | None) -> str | None:
    return clean(mention.text) if mention else None


def how_many(claim: Claim) -> str:
    """One line for each measure."""
    return "\n".join(measure(m) for m in claim.measures) or UNKNOWN


def measure(measure: Measure) -> str:
    """A measure such as `killed 151 or more (soldier)`."""
    about = "about " if measure.approximate or measure.vague else ""
    counted = measure.who or (None if measure.object is Object.PERSON else words(measure.object.value))
    if measure.model:
        counted = f"{counted}, {clean(measure.model)}" if counted else clean(measure.model)
    number = interval(measure.interval)
    if measure.share is not None:
        number = f"{measure.share:.0%} of {measure.share_of or 'them'}"
    return f"{words(measure.role.value)} {about}{number}" + (f" ({counted})" if counted else "")


def interval(value: Interval) -> str:
    """An interval as people write it, whole numbers whole."""
    return Interval(_whole(value.low), _whole(value.high)).caption


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and number == int(number) else number


def where(entry: Entry) -> str:
    """One line for each place, in the words of the page; a question mark where it is not resolved."""
    found = zip(entry.claim.places, entry.places, strict=True)
    lines = [
        ("" if place.relation == "in" else f"{clean(place.relation)} ")
        + clean(place.mention.text)
        + ("" if value else " (?)")
        for place, value in found
    ]
    return "\n".join(dict.fromkeys(lines)) or UNKNOWN


def when(entry: Entry) -> str:
    """The day or days, else the words of the page."""
    if entry.period:
        return entry.period.caption
    return f"“{clean(entry.claim.time.mention.text)}”" if entry.claim.time else UNKNOWN


def quote(claim: Claim) -> str:
    """The exact words in quotation marks."""
    return f"“{clean(claim.quote.text)}”"


def part(part: Part) -> str:
    """What a part is called above its claims."""
    by = f" by {clean(part.author)}" if part.author else ""
    if part.kind is PartKind.COMMENT:
        return f"Comment{by}"
    if part.kind is not PartKind.EMBEDDED:
        return part.kind.value.capitalize()
    title = f" “{clean(part.title)}”" if part.title else ""
    return f"Embedded text{title}{by}" + (f" ({clean(part.source)})" if part.source else "")


def estimate(value: Estimate) -> str:
    """An estimate such as `killed 12, 3–40`."""
    counted = "" if value.object is Object.PERSON else f" ({words(value.object.value)})"
    bounds = interval(Interval(value.low, value.high))
    best = UNKNOWN if value.best is None else f"{_whole(value.best):,}"
    return f"{words(value.role.value)} {best}{counted}" + ("" if bounds == best else f", {bounds}")


def relation(value: Relation, names: Mapping[str, str]) -> str:
    """A relation as a sentence; `names` says what each claim is called."""
    dimension = f" in {words(value.dimension)}" if value.dimension else ""
    a, b = names.get(value.a, value.a), names.get(value.b, value.b)
    return f"{a} {_VERBS[value.kind]} {b}{dimension}: {clean(value.why)}"


def verb(kind: RelationKind, *, active: bool) -> str:
    """What a claim does to another, or what is done to it."""
    return _VERBS[kind] if active else _PASSIVE.get(kind, _VERBS[kind])


def gravest_first(relations: Iterable[Relation]) -> list[Relation]:
    """The relations, those in which claims oppose each other before those in which they agree."""
    return sorted(relations, key=lambda relation: _GRAVITY.index(relation.kind))


def tally(value: Tally) -> str:
    """What a claimant counts, how far the steps go, and whether they add up."""
    counted = "" if value.object is Object.PERSON else f" ({words(value.object.value)})"
    party = f" among {clean(value.party)}" if value.party else ""
    steps = f"the steps come to {interval(value.sum)}" if value.sum else "no steps"
    totals = ", ".join(dict.fromkeys(interval(step.interval) for step in value.declared)) or "none"
    head = f"{clean(value.claimant)} on {words(value.role.value)}{counted}{party}"
    return f"{head}: {steps}, declared totals: {totals}. {clean(value.why)}"


def control(value: Control) -> str:
    """Who holds a place, when, according to whom."""
    holder = f" by {clean(value.holder)}" if value.holder else ""
    loser = f" from {clean(value.loser)}" if value.loser else ""
    day = f", {value.period.caption}" if value.period else ""
    return f"{clean(value.place)} {words(value.change)}{holder}{loser}{day}, according to {clean(value.claimant)}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
