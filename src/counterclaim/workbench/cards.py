"""Everything that is known of one claim, as the margin of a page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model.claims import Actor, Candidate, Entry, EquipmentModel, Field, Link, Resolution
from counterclaim.model.incidents import Incident, Relation, RelationKind
from counterclaim.model.places import Place
from counterclaim.model.values import Period
from counterclaim.publish import phrases
from counterclaim.workbench.lines import ClaimLine, to_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One thing that words may stand for."""

    label: str
    detail: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsFor:
    """Words of a claim and what they stand for: the chosen candidate, or None, the reason, and the alternatives.

    `relation` says how the event lies to a place; `key` is the key of the place or of the source; `carried` marks
    words taken over from elsewhere in the text.
    """

    field: str
    words: str | None
    chosen: Alternative | None
    why: str
    alternatives: tuple[Alternative, ...]
    relation: str | None = None
    key: str | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure: its own words, and what they were read as."""

    words: str
    reading: str
    interval: str
    party: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of the chain of attribution, the outermost first."""

    name: str
    kind: str
    mode: str
    cue: str | None
    stands_for: str | None
    why: str | None
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How often a claim stands so to others: a verb and how many."""

    kind: RelationKind
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim with its number on the page, its voice, and all that is known of it."""

    number: int
    voice: int
    line: ClaimLine
    kind: str
    chain: tuple[Speaker, ...]
    figures: tuple[Figure, ...]
    stands_for: tuple[StandsFor, ...]
    stance_words: tuple[str, ...]
    certainty: str
    disputes: str | None
    reader: str
    confidence: float
    stance_confidence: float | None
    certainty_confidence: float | None
    standings: tuple[Standing, ...]
    incident: Incident | None


def to_card(
    entry: Entry, number: int, voice: int, relations: Sequence[Relation] = (), incident: Incident | None = None
) -> Card:
    """The card of one claim."""
    claim = entry.claim
    return Card(
        number=number,
        voice=voice,
        line=to_line(entry),
        kind=phrases.words(claim.kind.value),
        chain=tuple(_speaker(entry, link, i) for i, link in enumerate(claim.attribution)),
        figures=tuple(_figures(entry)),
        stands_for=tuple(_stands_for(entry)),
        stance_words=tuple(word.text for word in claim.stance.words),
        certainty=f"{claim.polarity.value}, {claim.modality.value}",
        disputes=claim.disputes,
        reader=claim.reader,
        confidence=claim.confidence,
        stance_confidence=claim.stance.confidence,
        certainty_confidence=claim.certainty_confidence,
        standings=standings(claim.id, relations),
        incident=incident,
    )


def standings(claim: str, relations: Sequence[Relation]) -> tuple[Standing, ...]:
    """How a claim stands to others, what opposes it first."""
    mine = [relation for relation in phrases.gravest_first(relations) if claim in {relation.a, relation.b}]
    counts = Counter((relation.kind, phrases.verb(relation.kind, active=relation.a == claim)) for relation in mine)
    return tuple(Standing(kind=kind, label=label, count=count) for (kind, label), count in counts.items())


def _figures(entry: Entry) -> Iterator[Figure]:
    for measure in entry.claim.measures:
        about = "approximate, " if measure.approximate else "vague, " if measure.vague else ""
        yield Figure(
            words=measure.mention.text,
            reading=phrases.measure(measure),
            interval=f"{about}{phrases.interval(measure.interval)}",
            party=measure.party.text if measure.party else None,
        )


def _speaker(entry: Entry, link: Link, index: int) -> Speaker:
    actor = entry.actor(Field.SPEAKER, index)
    return Speaker(
        name=link.speaker.text if link.speaker else "somebody unnamed",
        kind=phrases.words(link.kind.value),
        mode=phrases.words(link.mode.value),
        cue=link.cue.text if link.cue else None,
        stands_for=link.stands_for.text if link.stands_for else (actor.name if actor else None),
        why=link.why or None,
        key=actor.id if actor else None,
    )


def _stands_for(entry: Entry) -> Iterator[StandsFor]:
    claim = entry.claim
    for name, mention in (
        (Field.AGENT, claim.agent),
        (Field.TARGET, claim.target),
        (Field.INSTRUMENT, claim.instrument),
    ):
        if mention is not None:
            yield _made(name.value, mention.text, entry.resolution(name))
    for i, place in enumerate(claim.places):
        yield _made(
            "place", place.mention.text, entry.resolution(Field.PLACE, i), place.relation, carried=place.carried
        )
    time = claim.time
    if time is not None or entry.period is not None:
        words, carried = (time.mention.text, time.carried) if time else (None, False)
        yield _made("time", words, entry.resolution(Field.TIME), carried=carried)


def _made(
    name: str, words: str | None, found: Resolution | None, relation: str | None = None, *, carried: bool = False
) -> StandsFor:
    candidates = [_alternative(c) for c in found.candidates] if found else []
    value = found.chosen.value if found and found.chosen else None
    return StandsFor(
        field=name,
        words=words,
        chosen=candidates[0] if candidates else None,
        why=(found.why if found else "") or (candidates[0].why if candidates else "not resolved"),
        alternatives=tuple(candidates[1:]),
        relation=relation,
        key=None if value is None or isinstance(value, Period) else value.id,
        carried=carried,
    )


def _alternative(candidate: Candidate) -> Alternative:
    value = candidate.value
    if isinstance(value, Period):
        label, detail = value.caption, phrases.words(value.precision.value)
    elif isinstance(value, Place):
        label, detail = value.name, ", ".join(_place(value))
    elif isinstance(value, EquipmentModel):
        label, detail = value.name, ", ".join(filter(None, (value.type or phrases.words(value.object), value.role)))
    else:
        label, detail = value.name, _actor(value)
    return Alternative(label=label, detail=detail, score=candidate.score, why=candidate.why)


def _place(place: Place) -> Iterator[str]:
    yield from filter(None, (place.region, place.country, phrases.words(place.precision)))
    if place.radius_km:
        yield f"within {place.radius_km:g} km"


def _actor(actor: Actor) -> str:
    side = f", side of {actor.side.removeprefix('actor:').replace('-', ' ').title()}" if actor.side else ""
    return f"{phrases.words(actor.kind)}{side}"


def by_claim(incidents: Sequence[Incident]) -> Mapping[str, Incident]:
    """For each claim its incident."""
    return {claim: incident for incident in incidents for claim in incident.claims}
