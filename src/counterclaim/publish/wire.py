"""The ledger on the wire: plain dictionaries, ready for JSON; unknown is None, never a guess."""

from __future__ import annotations

from counterclaim.model.decisions import Decision
from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Increment, Relation, Tally
from counterclaim.model.overviews import (
    ClaimFile,
    DocumentFile,
    DocumentSummary,
    Dossier,
    Origin,
    OriginFile,
    PairFile,
    SourceSummary,
    Translated,
)
from counterclaim.publish.claim_wire import Wire, bounds, claim_to_wire, days, number


def incident_to_wire(incident: Incident) -> Wire:
    """An incident as `counterclaim.incident/1`."""
    return {
        "schema": "counterclaim.incident/1",
        "id": incident.id,
        "title": incident.title,
        "family": incident.family,
        "time": days(incident.period) if incident.period else None,
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


def origin_to_wire(file: OriginFile, origin: Origin) -> Wire:
    """Claims of an incident that go back to one origin as `counterclaim.origin/1`."""
    pages = {entry.document.id for entry in file.entries if entry.claim.id in origin.claims}
    return {
        "schema": "counterclaim.origin/1",
        "incident": file.incident.id,
        "claims": list(origin.claims),
        "outlets": list(origin.outlets),
        "translations": [_translation(found) for found in file.translations if found.document.id in pages],
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


def _translation(found: Translated) -> Wire:
    document = found.document
    return {
        "document": document.id,
        "says": document.fact("translation"),
        "translated_from": document.fact("translated_from"),
        "first_published_by": document.fact("first_published_by"),
        "original": document.fact("original"),
        "kept": [{"document": other.id, "language": other.fact("lang")} for other in found.others],
    }


def estimate_to_wire(estimate: Estimate) -> Wire:
    """An estimate as `counterclaim.estimate/1`."""
    return {
        "schema": "counterclaim.estimate/1",
        "incident": estimate.incident,
        "role": estimate.role.value,
        "object": estimate.object.value,
        "low": number(estimate.low),
        "best": number(estimate.best),
        "high": number(estimate.high),
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
        "sum": bounds(tally.sum) if tally.sum else None,
        "why": tally.why,
    }


def _increment(step: Increment) -> Wire:
    return {"claim": step.claim, "window": days(step.window) if step.window else None, **bounds(step.interval)}


def control_to_wire(control: Control) -> Wire:
    """A line on who holds a place as `counterclaim.control/1`."""
    return {
        "schema": "counterclaim.control/1",
        "place": {"text": control.place, "id": control.place_id},
        "claimant": control.claimant,
        "holder": control.holder,
        "loser": control.loser,
        "change": control.change,
        "time": days(control.period) if control.period else None,
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
