"""The JSON interface: the same questions as the pages, the same functions behind them."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, BeforeValidator, Field

from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import ClaimKind, Role, StanceValue
from counterclaim.model.documents import SourceKind
from counterclaim.model.incidents import FindingKind, RelationKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery, IncidentOrder, IncidentSummary
from counterclaim.publish import wire
from counterclaim.publish.claim_wire import claim_to_wire
from counterclaim.store.base import View
from counterclaim.web.problems import Problem
from counterclaim.workbench import browsing, histories, incidents
from counterclaim.workbench.browsing import ListOrder
from counterclaim.workbench.lines import masked

PREFIX = "/api/v1"

_PROBLEM = {"model": Problem, "content": {"application/problem+json": {}}}
Wire = dict[str, Any]
Text = Annotated[str | None, Query(max_length=400, pattern=r"^[^\x00]*$")]
Key = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Size = Annotated[int, Query(ge=1, le=200, description="How many at once.")]
Cursor = Annotated[str | None, Query(max_length=200, description="What `next` of the page before said.")]
Amount = Annotated[float | None, Query(ge=0, le=1e12, allow_inf_nan=False)]


def _day(text: object) -> object:
    """A day as it was written; numbers, which could be read as seconds of an epoch, are none."""
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        message = "write the day as YYYY-MM-DD"
        raise ValueError(message)
    return text


Day = Annotated[date | None, BeforeValidator(_day)]

router = APIRouter(
    prefix=PREFIX,
    responses={
        400: _PROBLEM | {"description": "A value cannot be understood."},
        404: _PROBLEM | {"description": "There is no such record, or no list gave the cursor."},
        422: _PROBLEM | {"description": "A parameter is not of the form that it must have."},
    },
)


class Listed(BaseModel):
    """A page of a list: `next` is the cursor of what follows, null at the end; `total` counts all."""

    items: list[Wire]
    total: int = Field(ge=0)
    next: str | None


class Record(BaseModel):
    """One record and what belongs to it, each with its `schema`."""

    items: list[Wire]


def _view(request: Request) -> View:
    view: View = request.app.state.view
    return view


Looked = Annotated[View, Depends(_view)]


def _query(  # noqa: PLR0913
    *,
    text: Text = None,
    claimant: Text = None,
    source: Text = None,
    source_kind: SourceKind | None = None,
    side: Text = None,
    place: Text = None,
    within: Amount = None,
    since: Day = None,
    until: Day = None,
    kind: ClaimKind | None = None,
    event: Text = None,
    role: Role | None = None,
    at_least: Amount = None,
    at_most: Amount = None,
    stance: StanceValue | None = None,
    relation: RelationKind | None = None,
    incident: Text = None,
) -> ClaimQuery:
    return ClaimQuery(
        text=text or None,
        claimant=claimant or None,
        source=source or None,
        source_kind=source_kind,
        side=side or None,
        place=place or None,
        within=within,
        since=since,
        until=until,
        kind=kind,
        event=event or None,
        role=role,
        at_least=at_least,
        at_most=at_most,
        stance=stance,
        relation=relation,
        incident=incident or None,
    )


Asked = Annotated[ClaimQuery, Depends(_query)]


@router.get("/claims")
def claims(
    view: Looked, query: Asked, order: ClaimOrder = ClaimOrder.TEXT, cursor: Cursor = None, size: Size = 50
) -> Listed:
    """Claims that match, as `counterclaim.claim/1`; abuse is covered."""
    found = view.slice_of_claims(query, order, cursor, size)
    homes = {c: i.id for i in view.incidents([e.claim.id for e in found.items]) for c in i.claims}
    items = [claim_to_wire(entry, homes.get(entry.claim.id)) for entry in masked(view, found.items)]
    return Listed(items=items, total=found.total, next=found.next)


@router.get("/claims/{key}")
def claim(view: Looked, key: Key) -> Record:
    """One claim and its relations."""
    found = view.entries(ClaimQuery(claims=(key,)))
    if not found:
        raise UnknownRecord(key)
    homes = view.incidents([key])
    relations = view.relations([key])
    first = claim_to_wire(masked(view, found)[0], homes[0].id if homes else None)
    return Record(items=[first, *map(wire.relation_to_wire, relations)])


@router.get("/incidents")
def incident_list(
    view: Looked, query: Asked, order: IncidentOrder = IncidentOrder.OPPOSED, cursor: Cursor = None, size: Size = 50
) -> Listed:
    """Incidents that hold a claim that matches."""
    found = view.slice_of_incidents(query, order, cursor, size)
    return Listed(items=[_incident(summary) for summary in found.items], total=found.total, next=found.next)


def _incident(summary: IncidentSummary) -> Wire:
    counts = {"sources": summary.sources, "documents": summary.documents, "opposed": summary.opposed}
    estimates = [wire.estimate_to_wire(estimate) for estimate in summary.estimates]
    return wire.incident_to_wire(summary.incident) | counts | {"estimates": estimates}


@router.get("/incidents/{key}")
def incident(view: Looked, key: Key) -> Record:
    """One incident with its relations, estimates and lines on control."""
    found = view.incident(key)
    ids = set(found.claims)
    items = [
        wire.incident_to_wire(found),
        *(wire.relation_to_wire(r) for r in view.relations(sorted(ids)) if r.a in ids and r.b in ids),
        *map(wire.estimate_to_wire, view.estimates(key)),
        *map(wire.control_to_wire, view.controls(sorted(ids))),
    ]
    return Record(items=items)


@router.get("/incidents/{key}/places")
def incident_places(view: Looked, key: Key) -> Listed:
    """The places of an incident, with how exactly each is known."""
    view.incident(key)
    return _whole([asdict(place) for place in view.places(ClaimQuery(incident=key))])


@router.get("/incidents/{key}/moments")
def incident_moments(view: Looked, key: Key) -> Listed:
    """When each claim of an incident says that it happened, and when it was reported."""
    found = incidents.moments(view, key)
    return _whole(
        [
            {"claim": m.line.id, "who": m.line.who, "since": m.since, "until": m.until, "reported": m.reported}
            for m in found
        ]
    )


def _whole(items: list[Wire]) -> Listed:
    return Listed(items=items, total=len(items), next=None)


@router.get("/documents")
def document_list(view: Looked, words: Text = None, cursor: Cursor = None, size: Size = 50) -> Listed:
    """Documents whose title, source or origin holds the words, the latest first."""
    found = view.slice_of_documents(words or "", cursor, size)
    return Listed(items=list(map(wire.document_to_wire, found.items)), total=found.total, next=found.next)


@router.get("/documents/{key}")
def document(view: Looked, key: Key) -> Record:
    """One document and its claims; abuse is covered."""
    view.page(key)
    summary = view.documents([key])[0]
    entries = masked(view, view.entries(ClaimQuery(documents=(key,))))
    homes = {c: i.id for i in view.incidents([e.claim.id for e in entries]) for c in i.claims}
    lines = (claim_to_wire(entry, homes.get(entry.claim.id)) for entry in entries)
    return Record(items=[wire.document_to_wire(summary), *lines])


@router.get("/sources")
def source_list(view: Looked, words: Text = None, order: ListOrder = ListOrder.CLAIMS, cursor: Cursor = None) -> Listed:
    """Everybody who claims something."""
    found = browsing.sources(view, words or "", order, cursor).found
    return Listed(items=list(map(wire.source_to_wire, found.items)), total=found.total, next=found.next)


@router.get("/sources/{key}")
def source(view: Looked, key: Key) -> Record:
    """One source: how others stand to it, whom it repeats, how it names others."""
    found = view.profile(key)
    extra = {
        "standings": [asdict(standing) for standing in found.standings],
        "repeated": [asdict(other) for other in found.repeated],
        "namings": [asdict(naming) for naming in found.namings],
    }
    return Record(items=[wire.source_to_wire(found.summary) | extra])


@router.get("/places")
def place_list(view: Looked, words: Text = None, order: ListOrder = ListOrder.CLAIMS, cursor: Cursor = None) -> Listed:
    """The places that claims name."""
    found = browsing.places(view, words or "", order, cursor).found
    return Listed(items=[asdict(place) for place in found.items], total=found.total, next=found.next)


@router.get("/tallies")
def tally_list(view: Looked, words: Text = None, cursor: Cursor = None, size: Size = 50) -> Listed:
    """Running totals, those that do not add up first."""
    found = histories.listed(view, words or "", cursor, size).found
    items = [
        wire.tally_to_wire(line.tally) | {"findings": list(map(wire.finding_to_wire, line.findings))}
        for line in found.items
    ]
    return Listed(items=items, total=found.total, next=found.next)


@router.get("/tallies/{key}")
def tally(view: Looked, key: Key) -> Record:
    """One running total and what is odd about it."""
    line = histories.tally(view, key).line
    return Record(items=[wire.tally_to_wire(line.tally), *map(wire.finding_to_wire, line.findings)])


@router.get("/tallies/{key}/tracks")
def tally_tracks(view: Looked, key: Key, table: Text = None) -> Listed:
    """A running total, others on the same measure, and series of tables beside it, figure by figure."""
    return _whole([asdict(track) for track in histories.tracks(view, key, table or None)])


@router.get("/control")
def control(view: Looked, on: Day = None, cursor: Cursor = None, size: Size = 50) -> Listed:
    """For each place its last line up to the day, for each claimant."""
    found = histories.control(view, on, cursor, size)
    items = [_controlled(place) for place in found.places if place.now]
    return Listed(items=items, total=found.told, next=found.found.next if len(items) == size else None)


def _controlled(found: histories.ControlledPlace) -> Wire:
    return {
        "name": found.name,
        "key": found.key,
        "lat": found.place.lat if found.place else None,
        "lon": found.place.lon if found.place else None,
        "radius_km": found.place.radius_km if found.place else None,
        "disputed": found.disputed,
        "now": [wire.control_to_wire(line.control) for line in found.now],
    }


@router.get("/findings")
def finding_list(view: Looked, kind: FindingKind | None = None, cursor: Cursor = None, size: Size = 50) -> Listed:
    """What a reader should know about the pages and about our own reading."""
    found = view.slice_of_findings(kind, cursor, size)
    return Listed(items=list(map(wire.finding_to_wire, found.items)), total=found.total, next=found.next)
