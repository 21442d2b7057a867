"""Claims on the wire: plain dictionaries in the form counterclaim.claim/1; unknown is None, never a guess."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterclaim.model.claims import (
    Candidate,
    Entry,
    EquipmentModel,
    Field,
    Link,
    Measure,
    Mention,
    Resolution,
    Stance,
)
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.model.places import Place
from counterclaim.model.values import Interval, Period

Wire = dict[str, Any]


def claim_to_wire(entry: Entry, incident: str | None = None) -> Wire:
    """A claim as `counterclaim.claim/1`: every key is there, in the order of the reference."""
    claim = entry.claim
    return {
        "schema": "counterclaim.claim/1",
        "id": claim.id,
        "document": claim.document,
        "part": _part(entry),
        "span": {"start": claim.span.start, "end": claim.span.end},
        "quote": claim.quote.text,
        "kind": claim.kind.value,
        "event": _event(entry),
        "agent": _named(entry, claim.agent, Field.AGENT),
        "target": _named(entry, claim.target, Field.TARGET),
        "instrument": _named(entry, claim.instrument, Field.INSTRUMENT),
        "measures": [_measure(entry, measure, i) for i, measure in enumerate(claim.measures)],
        "places": [_place(entry, i) for i in range(len(claim.places))],
        "time": _time(entry),
        "attribution": [_link(entry, link, i) for i, link in enumerate(claim.attribution)],
        "claimant": _claimant(entry),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "certainty_confidence": claim.certainty_confidence,
        "stance": _stance(claim.stance),
        "disputes": claim.disputes,
        "confidence": claim.confidence,
        "reader": claim.reader,
        "incident": incident,
    }


def _stance(stance: Stance) -> Wire:
    return {
        "value": stance.value.value,
        "words": [_words(word) for word in stance.words],
        "confidence": stance.confidence,
    }


def _part(entry: Entry) -> Wire:
    part, document = entry.part, entry.document
    whole = part.kind not in {PartKind.EMBEDDED, PartKind.COMMENT}
    actor = entry.source if entry.claim.claimant.kind is SourceKind.OWN_VOICE else None
    return {
        "kind": part.kind.value,
        "index": part.index,
        "title": part.title or (document.fact("title") if whole else None),
        "author": part.author,
        "published": part.published or (document.fact("published") if whole else None),
        "source": {
            "text": part.source or (document.fact("source") if whole else None),
            "id": actor.id if actor else None,
        },
    }


def _event(entry: Entry) -> Wire | None:
    event = entry.claim.event
    return {"scheme": event.scheme, "type": event.type, "subtype": event.subtype} if event else None


def _words(mention: Mention) -> Wire:
    return {"text": mention.text, "start": mention.span.start, "end": mention.span.end}


def _named(entry: Entry, mention: Mention | None, field: Field, index: int = 0) -> Wire | None:
    if mention is None:
        return None
    resolution = entry.resolution(field, index)
    return _words(mention) | {"id": _id(resolution), "why": resolution.why if resolution else None}


def _id(resolution: Resolution | None) -> str | None:
    chosen = resolution.chosen if resolution else None
    return getattr(chosen.value, "id", None) if chosen else None


def _measure(entry: Entry, measure: Measure, index: int) -> Wire:
    return {
        "role": measure.role.value,
        "object": measure.object.value,
        "who": measure.who,
        "model": measure.model,
        "equipment": _equipment(entry, index),
        "party": _named(entry, measure.party, Field.PARTY, index),
        **_words(measure.mention),
        **bounds(measure.interval),
        "approximate": measure.approximate,
        "vague": measure.vague,
        "share": measure.share,
        "share_of": measure.share_of,
    }


def _equipment(entry: Entry, index: int) -> Wire | None:
    """The model of equipment that a measure counts; None where none is known."""
    resolution = entry.resolution(Field.MODEL, index)
    chosen = resolution.chosen if resolution else None
    if chosen is None or not isinstance(chosen.value, EquipmentModel):
        return None
    model = chosen.value
    return {
        "id": model.id,
        "name": model.name,
        "class": model.object.value,
        "type": model.type,
        "role": model.role,
        "origin": model.origin,
        "why": chosen.why,
    }


def bounds(interval: Interval) -> Wire:
    """The ends of an interval."""
    return {"low": number(interval.low), "high": number(interval.high)}


def number(value: float | None) -> float | None:
    """A number without a fraction that is none."""
    return int(value) if value is not None and value == int(value) else value


def _place(entry: Entry, index: int) -> Wire:
    place = entry.claim.places[index]
    resolution = entry.resolution(Field.PLACE, index)
    chosen = resolution.chosen if resolution else None
    value = chosen.value if chosen and isinstance(chosen.value, Place) else None
    position = value.position if value else None
    return {
        **_words(place.mention),
        "relation": place.relation,
        "carried": place.carried,
        "id": value.id if value else None,
        "name": value.name if value else None,
        "lat": position.lat if position else None,
        "lon": position.lon if position else None,
        "country": value.country if value else None,
        "region": value.region if value else None,
        "feature": value.feature if value else None,
        "precision": value.precision if value else None,
        "radius_km": value.radius_km if value else None,
        "where_prec": value.where_prec if value and value.position else None,
        "geo_precision": value.geo_precision if value and value.position else None,
        "score": chosen.score if chosen else None,
        "why": _why(resolution, chosen),
    }


def _why(resolution: Resolution | None, chosen: Candidate | None) -> str | None:
    return resolution.why or (chosen.why if chosen else None) if resolution else None


def _time(entry: Entry) -> Wire | None:
    time, resolution = entry.claim.time, entry.resolution(Field.TIME)
    if time is None and (resolution is None or resolution.chosen is None):
        return None
    mention = time.mention if time else None
    return {
        "text": mention.text if mention else None,
        "span": {"start": mention.span.start, "end": mention.span.end} if mention else None,
        "carried": time.carried if time else None,
        **days(entry.period),
        "why": resolution.why if resolution else None,
    }


def days(period: Period | None) -> Wire:
    """The first and last day of a period, None where open, and how exact they are."""
    return {
        "start": _day(period.start) if period else None,
        "end": _day(period.end) if period else None,
        "precision": period.precision.value if period else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _link(entry: Entry, link: Link, index: int) -> Wire:
    speaker = _words(link.speaker) if link.speaker else {"text": None, "start": None, "end": None}
    return {
        "speaker": speaker | {"id": _id(entry.resolution(Field.SPEAKER, index)), "kind": link.kind.value},
        "stands_for": _words(link.stands_for) if link.stands_for else None,
        "cue": _words(link.cue) if link.cue else None,
        "mode": link.mode.value,
        "why": link.why or None,
    }


def _claimant(entry: Entry) -> Wire:
    claimant = entry.claim.claimant
    actor = entry.actor(Field.CLAIMANT)
    return {"text": entry.speaker, "id": actor.id if actor else None, "kind": claimant.kind.value}
