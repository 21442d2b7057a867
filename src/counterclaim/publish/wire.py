"""The ledger on the wire: plain dictionaries, ready for JSON; unknown is None, never a guess."""

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
    Place,
    Resolution,
    Stance,
)
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Increment, Relation, Tally
from counterclaim.model.overviews import (
    ClaimFile,
    DocumentFile,
    DocumentSummary,
    Dossier,
    Origin,
    PairFile,
    SourceSummary,
)
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
        **_bounds(measure.interval),
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


def _bounds(interval: Interval) -> Wire:
    return {"low": _number(interval.low), "high": _number(interval.high)}


def _number(value: float | None) -> float | None:
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
        **_days(entry.period),
        "why": resolution.why if resolution else None,
    }


def _days(period: Period | None) -> Wire:
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


def incident_to_wire(incident: Incident) -> Wire:
    """An incident as `counterclaim.incident/1`."""
    return {
        "schema": "counterclaim.incident/1",
        "id": incident.id,
        "title": incident.title,
        "family": incident.family,
        "time": _days(incident.period) if incident.period else None,
        "place": incident.place,
        "claims": list(incident.claims),
        "cohesion": incident.cohesion,
        "why": incident.why,
        "outlets": incident.outlets,
        "origins": incident.origins,
        "grade": incident.grade,
        "grade_why": incident.grade_why,
    }


def relation_to_wire(relation: Relation) -> Wire:
    """A relation as `counterclaim.relation/1`."""
    return {
        "schema": "counterclaim.relation/1",
        "a": relation.a,
        "b": relation.b,
        "kind": relation.kind.value,
        "dimension": relation.dimension,
        "why": relation.why,
    }


def pair_to_wire(file: PairFile) -> Wire:
    """Two claims side by side as `counterclaim.pair/1`; `relation` is null where neither bears on the other."""
    return {
        "schema": "counterclaim.pair/1",
        "claims": [file.first.claim.id, file.second.claim.id],
        "relation": relation_to_wire(file.relation) if file.relation else None,
        "one_incident": file.together,
        "compared": [{"feature": name, "score": round(s.value, 4), "why": s.why} for name, s in file.likeness],
        "ruled_out": file.ruled_out,
    }


def origin_to_wire(incident: str, origin: Origin) -> Wire:
    """Claims that go back to one origin as `counterclaim.origin/1`."""
    return {
        "schema": "counterclaim.origin/1",
        "incident": incident,
        "claims": list(origin.claims),
        "outlets": list(origin.outlets),
        "links": [
            {
                "a": link.a,
                "b": link.b,
                "tie": link.tie.value,
                "why": link.why,
                "spans": [{"start": s.start, "end": s.end} for s in link.spans] if link.spans else None,
            }
            for link in origin.links
        ],
    }


def estimate_to_wire(estimate: Estimate) -> Wire:
    """An estimate as `counterclaim.estimate/1`."""
    return {
        "schema": "counterclaim.estimate/1",
        "incident": estimate.incident,
        "role": estimate.role.value,
        "object": estimate.object.value,
        "low": _number(estimate.low),
        "best": _number(estimate.best),
        "high": _number(estimate.high),
        "rule": estimate.rule,
        "claims": list(estimate.claims),
    }


def tally_to_wire(tally: Tally) -> Wire:
    """A running total as `counterclaim.tally/1`."""
    return {
        "schema": "counterclaim.tally/1",
        "id": tally.id,
        "claimant": tally.claimant,
        "role": tally.role.value,
        "object": tally.object.value,
        "party": tally.party,
        "increments": [_increment(step) for step in tally.increments],
        "declared": [_increment(step) for step in tally.declared],
        "sum": _bounds(tally.sum) if tally.sum else None,
        "why": tally.why,
    }


def _increment(step: Increment) -> Wire:
    return {"claim": step.claim, "window": _days(step.window) if step.window else None, **_bounds(step.interval)}


def control_to_wire(control: Control) -> Wire:
    """A line on who holds a place as `counterclaim.control/1`."""
    return {
        "schema": "counterclaim.control/1",
        "place": {"text": control.place, "id": control.place_id},
        "claimant": control.claimant,
        "holder": control.holder,
        "loser": control.loser,
        "change": control.change,
        "time": _days(control.period) if control.period else None,
        "claim": control.claim,
    }


def finding_to_wire(finding: Finding) -> Wire:
    """A finding as `counterclaim.finding/1`."""
    span = finding.span
    return {
        "schema": "counterclaim.finding/1",
        "kind": finding.kind.value,
        "message": finding.message,
        "stage": finding.stage,
        "document": finding.document,
        "part": finding.part,
        "span": {"start": span.start, "end": span.end} if span else None,
        "claims": list(finding.claims),
        "tally": finding.tally,
    }


def document_to_wire(summary: DocumentSummary) -> Wire:
    """A document in one line as `counterclaim.document/1`."""
    return {
        "schema": "counterclaim.document/1",
        "id": summary.id,
        "origin": summary.origin,
        "captured_at": summary.captured_at.isoformat(),
        "media_type": summary.media_type,
        "title": summary.title,
        "source": summary.source,
        "published": summary.published,
        "language": summary.language,
        "parts": summary.parts,
        "claims": summary.claims,
        "findings": summary.findings,
    }


def source_to_wire(summary: SourceSummary, grade: Decision | None = None) -> Wire:
    """A source in one line as `counterclaim.source/1`; `grade` is what a person ruled on how reliable it is."""
    return {
        "schema": "counterclaim.source/1",
        "id": summary.id,
        "key": summary.key,
        "name": summary.name,
        "kind": summary.kind,
        "side": summary.side,
        "claims": summary.claims,
        "documents": summary.documents,
        "contradicted": summary.contradicted,
        "first": summary.first,
        "last": summary.last,
        "grade": None
        if grade is None
        else {
            "reliability": grade.value,
            "by": grade.author,
            "why": grade.reason,
            "at": grade.made_at.isoformat(),
        },
    }


def file_to_wire(file: ClaimFile | DocumentFile | Dossier) -> list[Wire]:
    """Everything about one record: the record first, then what belongs to it."""
    if isinstance(file, ClaimFile):
        home = file.incidents[0].id if file.incidents else None
        return [claim_to_wire(file.entry, home), *map(relation_to_wire, file.relations)]
    if isinstance(file, DocumentFile):
        return [document_to_wire(file.summary), *(claim_to_wire(entry) for entry in file.entries)]
    return [
        incident_to_wire(file.incident),
        *(claim_to_wire(entry, file.incident.id) for entry in file.entries),
        *map(relation_to_wire, file.relations),
        *map(estimate_to_wire, file.estimates),
        *map(control_to_wire, file.controls),
    ]
