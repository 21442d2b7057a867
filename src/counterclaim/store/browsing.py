"""Parts of long answers: claims, incidents, documents and findings page by page, and counts beside filters."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from sqlalchemy import Connection, Select, Subquery, and_, case, func, literal, or_, select

from counterclaim.errors import BadCursor
from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Estimate, Finding, FindingKind, Incident
from counterclaim.model.overviews import (
    ClaimOrder,
    ClaimQuery,
    DocumentSummary,
    Facet,
    IncidentOrder,
    IncidentSummary,
    PlaceSummary,
    Sizes,
    Slice,
    SourceSummary,
)
from counterclaim.store import chain, filters, reading, tables
from counterclaim.store.rows import from_json

K = tables.claim_keys.c
OPPOSING = ("contradicts", "denies", "disputes")
_LAST = "9999-99-99"
_FACETS = {
    "kind": (K.kind, K.kind),
    "source": (K.source, func.max(K.source_name)),
    "source_kind": (K.source_kind, K.source_kind),
    "side": (K.side, K.side),
    "event": (K.event, K.event),
    "stance": (K.stance, K.stance),
}


def claims(connection: Connection, query: ClaimQuery, order: ClaimOrder, cursor: str | None, size: int) -> Slice[Entry]:
    """Claims that match, from the cursor on."""
    t, key = tables.claims, _order_key(order)
    found = select(t, key.label("sort_key"), K.number).join(tables.claim_keys, t.c.id == K.claim)
    found = found.where(*filters.conditions(query))
    if cursor is not None:
        value, number = _decode(cursor)
        found = found.where(or_(key > value, and_(key == value, K.number > number)))
    rows = [dict(r) for r in connection.execute(found.order_by(key, K.number).limit(size + 1)).mappings()]
    more = _encode(rows[size - 1]["sort_key"], rows[size - 1]["number"]) if len(rows) > size else None
    return Slice(
        items=tuple(reading.to_entries(connection, rows[:size])), total=count_claims(connection, query), next=more
    )


def count_claims(connection: Connection, query: ClaimQuery) -> int:
    """How many claims match."""
    found = select(func.count()).select_from(tables.claim_keys).where(*filters.conditions(query))
    return connection.execute(found).scalar() or 0


def _order_key(order: ClaimOrder) -> Any:
    match order:
        case ClaimOrder.OLDEST:
            return func.coalesce(K.since, _LAST)
        case ClaimOrder.NEWEST:
            return -func.coalesce(func.julianday(K.since), 0)
        case ClaimOrder.LARGEST:
            return -func.coalesce(K.size, -1)
    return literal(0)


def _encode(value: Any, number: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, number]).encode()).decode().rstrip("=")


def _decode(cursor: str) -> tuple[Any, int]:
    try:
        value, number = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursor(cursor) from error
    if type(value) not in {str, int, float} or type(number) is not int or abs(number) >= 2**63:
        raise BadCursor(cursor)
    return value, number


def facets(connection: Connection, query: ClaimQuery, limit: int) -> dict[str, tuple[Facet, ...]]:
    """For each field what claims can be narrowed to, most claims first; the field's own filter is left out."""
    found = {name: _facet(connection, query, name, limit) for name in _FACETS}
    return found | {
        "role": _role_facet(connection, query, limit),
        "place": _place_facet(connection, query, limit),
        "relation": _relation_facet(connection, query, limit),
    }


def _facet(connection: Connection, query: ClaimQuery, name: str, limit: int) -> tuple[Facet, ...]:
    column, label = _FACETS[name]
    count = func.count().label("count")
    found = select(column, label, count).where(column.is_not(None), *filters.conditions(query, leave_out=name))
    return _facets(connection, found.group_by(column).order_by(count.desc(), column).limit(limit))


def _facets(connection: Connection, query: Select[Any]) -> tuple[Facet, ...]:
    return tuple(Facet(value=v, label=label or v, count=n) for v, label, n in connection.execute(query))


def _role_facet(connection: Connection, query: ClaimQuery, limit: int) -> tuple[Facet, ...]:
    m = tables.claim_measures.c
    count = func.count(m.number.distinct()).label("count")
    found = select(m.role, m.role, count).join(tables.claim_keys, K.number == m.number)
    found = found.where(*filters.conditions(query, leave_out="role"))
    return _facets(connection, found.group_by(m.role).order_by(count.desc(), m.role).limit(limit))


def _place_facet(connection: Connection, query: ClaimQuery, limit: int) -> tuple[Facet, ...]:
    p = tables.claim_places.c
    count = func.count(p.number.distinct()).label("count")
    found = select(p.place, func.max(p.name), count).join(tables.claim_keys, K.number == p.number)
    found = found.where(*filters.conditions(query, leave_out="place"))
    return _facets(connection, found.group_by(p.place).order_by(count.desc(), p.place).limit(limit))


def _relation_facet(connection: Connection, query: ClaimQuery, limit: int) -> tuple[Facet, ...]:
    r = tables.relations.c
    ends = select(r.kind, r.a.label("claim")).union(select(r.kind, r.b)).subquery()
    count = func.count().label("count")
    found = select(ends.c.kind, ends.c.kind, count).join(tables.claim_keys, K.claim == ends.c.claim)
    found = found.where(*filters.conditions(query, leave_out="relation"))
    return _facets(connection, found.group_by(ends.c.kind).order_by(count.desc(), ends.c.kind).limit(limit))


def sources(connection: Connection, key: str | None = None) -> list[SourceSummary]:
    """Everybody who claims something, or the one of that key; those with the most claims first."""
    r = tables.relations.c
    opposed = select(r.b.label("claim")).where(r.kind.in_(OPPOSING))
    against = opposed.union(select(r.a.label("claim")).where(r.kind == "contradicts")).subquery()
    count = func.count().label("claims")
    query = select(
        K.source.label("key"),
        func.coalesce(func.max(K.source_name), "unknown").label("name"),
        func.coalesce(func.max(case((K.source_kind != "own_voice", K.source_kind))), "own_voice").label("kind"),
        func.max(K.side).label("side"),
        count,
        func.count(K.document.distinct()).label("documents"),
        func.count(against.c.claim).label("contradicted"),
        func.min(K.since).label("first"),
        func.max(K.until).label("last"),
    ).outerjoin(against, against.c.claim == K.claim)
    if key is not None:
        query = query.where(K.source == key)
    rows = connection.execute(query.group_by(K.source)).mappings().all()
    named = [SourceSummary(id=row["key"] if ":" in row["key"] else None, **row) for row in rows]
    return sorted(named, key=lambda s: (-s.claims, s.name))


def places(connection: Connection, query: ClaimQuery | None = None) -> list[PlaceSummary]:
    """The places that claims name, those of most claims first."""
    p = tables.claim_places.c
    count = func.count(p.number.distinct())
    found = select(
        p.place.label("key"),
        func.max(p.name).label("name"),
        func.max(p.lat).label("lat"),
        func.max(p.lon).label("lon"),
        func.max(p.radius_km).label("radius_km"),
        func.max(p.precision).label("precision"),
        func.max(p.country).label("country"),
        count.label("claims"),
        func.count(K.source.distinct()).label("sources"),
    ).join(tables.claim_keys, K.number == p.number)
    found = found.where(*filters.conditions(query or ClaimQuery()))
    rows = connection.execute(found.group_by(p.place).order_by(count.desc(), p.place)).mappings()
    return [PlaceSummary(**row) for row in rows]


def incidents(
    connection: Connection, query: ClaimQuery, order: IncidentOrder, cursor: str | None, size: int
) -> Slice[IncidentSummary]:
    """Incidents that hold a claim that matches, from the cursor on."""
    i, held, opposing = tables.incidents.c, _held(), _opposing()
    opposed = func.coalesce(opposing.c.opposed, 0)
    key = {
        IncidentOrder.OPPOSED: -opposed * 100_000 - held.c.claims,
        IncidentOrder.LARGEST: -held.c.claims,
        IncidentOrder.NEWEST: -func.coalesce(func.julianday(i.since), 0),
    }[order]
    counts = (held.c.claims, held.c.sources, held.c.documents, opposed.label("opposed"))
    found = select(i.body, i.position, *counts, key.label("sort_key"))
    found = found.join(held, held.c.incident == i.id).outerjoin(opposing, opposing.c.incident == i.id)
    if not query.everything:
        h = tables.incident_claims.c
        wanted = select(h.incident).join(tables.claim_keys, K.claim == h.claim).where(*filters.conditions(query))
        found = found.where(i.id.in_(wanted))
    total = connection.execute(select(func.count()).select_from(found.subquery())).scalar() or 0
    if cursor is not None:
        value, position = _decode(cursor)
        found = found.where(or_(key > value, and_(key == value, i.position > position)))
    rows = connection.execute(found.order_by(key, i.position).limit(size + 1)).mappings().all()
    more = _encode(rows[size - 1]["sort_key"], rows[size - 1]["position"]) if len(rows) > size else None
    return Slice(items=tuple(_incident(connection, row) for row in rows[:size]), total=total, next=more)


def _held() -> Subquery:
    """For each incident how many claims, claimants and documents it holds."""
    h = tables.incident_claims.c
    counts = (
        func.count().label("claims"),
        func.count(K.source.distinct()).label("sources"),
        func.count(K.document.distinct()).label("documents"),
    )
    return select(h.incident, *counts).join(tables.claim_keys, K.claim == h.claim).group_by(h.incident).subquery()


def _opposing() -> Subquery:
    """For each incident how many relations oppose one of its claims."""
    h, r = tables.incident_claims.c, tables.relations.c
    found = select(h.incident, func.count().label("opposed")).join(tables.relations, r.b == h.claim)
    return found.where(r.kind.in_(OPPOSING)).group_by(h.incident).subquery()


def _incident(connection: Connection, row: Any) -> IncidentSummary:
    incident = from_json(row["body"], Incident)
    e = tables.estimates.c
    found = connection.execute(select(e.body).where(e.incident == incident.id).order_by(e.position)).scalars()
    return IncidentSummary(
        incident=incident,
        claims=row["claims"],
        sources=row["sources"],
        documents=row["documents"],
        opposed=row["opposed"],
        estimates=tuple(from_json(body, Estimate) for body in found),
    )


def documents(connection: Connection, words: str, cursor: str | None, size: int) -> Slice[DocumentSummary]:
    """Documents whose title, source or origin holds the words, the latest first, from the cursor on."""
    d, start = tables.documents.c, _offset(cursor)
    names = (d.title, d.source, d.origin)
    wanted = [or_(*(name.icontains(words, autoescape=True) for name in names))] if words else []
    counting = select(func.count()).select_from(tables.documents).where(*wanted)
    total = connection.execute(counting).scalar() or 0
    query = reading.summaries().where(*wanted)
    rows = connection.execute(query.order_by(None).order_by(reading.latest()).limit(size).offset(start)).mappings()
    return Slice(items=tuple(map(reading.to_summary, rows)), total=total, next=_after(start, size, total))


def findings(connection: Connection, kind: FindingKind | None, cursor: str | None, size: int) -> Slice[Finding]:
    """Findings, or those of one kind, from the cursor on."""
    t, start = tables.findings.c, _offset(cursor)
    query = select(t.body) if kind is None else select(t.body).where(t.kind == kind.value)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar() or 0
    rows = connection.execute(query.order_by(t.kind, t.document, t.position, t.id).limit(size).offset(start))
    found = tuple(from_json(body, Finding) for body in rows.scalars())
    return Slice(items=found, total=total, next=_after(start, size, total))


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    value, number = _decode(cursor)
    if value != 0 or number < 0:
        raise BadCursor(cursor)
    return number


def _after(start: int, size: int, total: int) -> str | None:
    return _encode(0, start + size) if start + size < total else None


def finding_counts(connection: Connection) -> list[tuple[FindingKind, int]]:
    """How many findings there are of each kind, most first."""
    t = tables.findings.c
    count = func.count()
    rows = connection.execute(select(t.kind, count).group_by(t.kind).order_by(count.desc(), t.kind))
    return [(FindingKind(kind), number) for kind, number in rows]


def sizes(connection: Connection) -> Sizes:
    """How many records of each sort there are."""
    t = tables
    counts = {
        name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for name, table in {
            "documents": t.documents,
            "claims": t.claim_keys,
            "incidents": t.incidents,
            "tallies": t.tallies,
            "controls": t.controls,
            "findings": t.findings,
        }.items()
    }
    distinct = {"sources": K.source, "places": t.claim_places.c.place}
    counts |= {n: connection.execute(select(func.count(c.distinct()))).scalar() or 0 for n, c in distinct.items()}
    last = chain.head(connection)
    return Sizes(**counts, head=last.hash if last else chain.GENESIS)
