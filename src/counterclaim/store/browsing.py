"""Parts of long answers: claims, incidents, documents and findings page by page, and counts beside filters."""

from __future__ import annotations

import base64
import binascii
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table, and_, case, func, or_, select

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
from counterclaim.store import answered, chain, dialect, filters, reading, tables
from counterclaim.store.coding import NONE
from counterclaim.store.columns import FIELDS, Columns, Incidents, Numbers
from counterclaim.store.numbering import MANY, claim_of, in_lots
from counterclaim.store.rows import from_json
from counterclaim.store.standing import OPPOSING

K = tables.claim_keys.c
_SHORTEST_PREFIX = 4
_LEAST = ("own_voice", "unknown")
"""Kinds of source that say less than any other."""
_LAST = "9999-99-99"
SortKey = tuple[Any, int]
Ask = Callable[[ClaimQuery], Numbers]


def claims(connection: Connection, keys: Sequence[SortKey], total: int, size: int) -> Slice[Entry]:
    """The claims of the sort keys, of which there is one more where the list goes on."""
    shown = [number for _, number in keys[:size]]
    t = tables.claims
    rows = select(t, K.number.label("number")).join(tables.claim_keys, K.claim == t.c.id).where(K.number.in_(shown))
    known = {row["number"]: dict(row) for row in connection.execute(rows).mappings()}
    return Slice(
        items=tuple(reading.to_entries(connection, [known[number] for number in shown])),
        total=total,
        next=_encode(*keys[size - 1]) if len(keys) > size else None,
    )


def in_text(found: Numbers, cursor: str | None, size: int) -> list[SortKey]:
    """The sort keys of those claims from the cursor on, in the order of the text: one more than are wanted."""
    start = 0 if cursor is None else int(np.searchsorted(found, _decode(cursor)[1], side="right"))
    return [(0, int(number)) for number in found[start : start + size + 1]]


def in_order(
    connection: Connection, query: ClaimQuery, order: ClaimOrder, cursor: str | None, size: int
) -> list[SortKey]:
    """The sort keys of claims that match from the cursor on, in another order: one more than are wanted."""
    key = _order_key(order)
    found = select(key.label("sort_key"), K.number).where(*filters.conditions(query))
    if cursor is not None:
        value, number = _decode(cursor)
        found = found.where(or_(key > value, and_(key == value, K.number > number)))
    return [(value, number) for value, number in connection.execute(found.order_by(key, K.number).limit(size + 1))]


def _order_key(order: ClaimOrder) -> Any:
    match order:
        case ClaimOrder.OLDEST:
            return func.coalesce(K.since, _LAST)
        case ClaimOrder.NEWEST:
            return -func.coalesce(func.julianday(K.since), 0)
        case ClaimOrder.LARGEST:
            return -func.coalesce(K.size, -1)
    message = f"{order}: claims in the order of the text are not sorted in SQL"
    raise ValueError(message)


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


def facets(columns: Columns, query: ClaimQuery, limit: int, ask: Ask) -> dict[str, tuple[Facet, ...]]:
    """For each field what claims can be narrowed to, most claims first; the field's own filter is left out.

    Args:
        columns: the keys of all claims.
        query: what is asked for.
        limit: how many values of each field.
        ask: gives the numbers of the claims that match.
    """
    whole = columns.mask(ask(query))
    found = {}
    for name in FIELDS:
        asked = getattr(query, name) is not None
        wanted = columns.mask(ask(filters.without(query, name))) if asked else whole
        found[name] = columns.facets(name, wanted, limit)
    return found


def matching(connection: Connection, query: ClaimQuery) -> Numbers:
    """The numbers of the claims that match, in their order."""
    found = select(dialect.joined(K.number)).where(*filters.conditions(query))
    return np.sort(np.fromstring(connection.execute(found).scalar() or "", dtype=np.int64, sep=","))


def sources(connection: Connection, key: str | None = None) -> list[SourceSummary]:
    """Everybody who claims something, or the one of that key; those with the most claims first."""
    opposed = _opposed() if key is None else _opposed_one_by_one()
    count = func.count().label("claims")
    query = select(
        K.source.label("key"),
        func.coalesce(func.max(K.source_name), "unknown").label("name"),
        func.coalesce(func.max(case((K.source_kind.not_in(_LEAST), K.source_kind))), func.min(K.source_kind)).label(
            "kind"
        ),
        func.max(K.side).label("side"),
        count,
        func.count(K.document.distinct()).label("documents"),
        func.sum(case((opposed, 1), else_=0)).label("contradicted"),
        func.min(K.since).label("first"),
        func.max(K.until).label("last"),
    )
    if key is not None:
        query = query.where(K.source == key)
    rows = connection.execute(query.group_by(K.source)).mappings().all()
    named = [SourceSummary(id=row["key"] if ":" in row["key"] else None, **row) for row in rows]
    return sorted(named, key=lambda s: (-s.claims, s.name))


def _opposed() -> Any:
    """Whether another claim opposes a claim, asked for all claims at once."""
    r = tables.relations.c
    acted_on = select(r.b).where(r.kind.in_(OPPOSING))
    return K.claim.in_(acted_on.union(select(r.a).where(r.kind == "contradicts")))


def _opposed_one_by_one() -> Any:
    """The same, for few claims: the kind is hidden from its index, so that each claim is looked up."""
    r = tables.relations.c
    kind = func.coalesce(r.kind, "")
    acted_on = select(r.b).where(r.b == K.claim, kind.in_(OPPOSING)).exists()
    return or_(acted_on, select(r.a).where(r.a == K.claim, kind == "contradicts").exists())


def names(connection: Connection) -> dict[str, str]:
    """What each source is called that makes a claim and has a name."""
    found = select(K.source, func.max(K.source_name)).group_by(K.source)
    return {key: name for key, name in connection.execute(found) if name}


def sources_of(connection: Connection, claims: Sequence[str]) -> dict[str, str]:
    """For each of those claims the key of its source."""
    lots = (select(K.claim, K.source).where(K.claim.in_(some)) for some in in_lots(claims, MANY))
    return {claim: key for query in lots for claim, key in connection.execute(query)}


def place_names(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """What the places of those keys are called."""
    p = tables.claim_places.c
    query = select(p.place, func.max(p.name)).where(p.place.in_(keys)).group_by(p.place)
    return {row[0]: row[1] for row in connection.execute(query)}


def beginning(connection: Connection, table: Table, text: str) -> list[str]:
    """A few ids of a table that begin so, none for a text that is too short to tell."""
    key = table.c.id
    if len(text) < _SHORTEST_PREFIX:
        return []
    return list(connection.execute(select(key).where(key.startswith(text, autoescape=True)).limit(3)).scalars())


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


def incidents(  # noqa: PLR0913
    connection: Connection,
    columns: Columns,
    matched: Numbers | None,
    *,
    order: IncidentOrder,
    cursor: str | None,
    size: int,
) -> Slice[IncidentSummary]:
    """Incidents that hold one of the claims, or all of them, from the cursor on."""
    found = columns.incidents
    wanted = np.arange(len(found.keys))
    if matched is not None:
        wanted = np.unique(found.of[matched])
        wanted = wanted[wanted != NONE]
    key = found.key(order)
    total, ranked = len(wanted), wanted[np.lexsort((wanted, key[wanted]))]
    if cursor is not None:
        value, place = _decode(cursor)
        if isinstance(value, str):
            raise BadCursor(cursor)
        ranked = ranked[(key[ranked] > value) | ((key[ranked] == value) & (found.keys[ranked] > place))]
    shown = ranked[:size]
    more = _encode(int(key[shown[-1]]), int(found.keys[shown[-1]])) if len(ranked) > size else None
    return Slice(items=tuple(_summaries(connection, found, shown)), total=total, next=more)


def _summaries(connection: Connection, found: Incidents, shown: Numbers) -> Iterator[IncidentSummary]:
    i, e, h = tables.incidents.c, tables.estimates.c, tables.incident_claims.c
    first = [claim_of(int(found.keys[place])) for place in shown]
    held = select(h.claim, i.id, i.body).join(tables.incidents, i.id == h.incident).where(h.claim.in_(first))
    rows = {claim: (key, body) for claim, key, body in connection.execute(held)}
    ids = [rows[claim][0] for claim in first]
    bodies = dict(rows.values())
    estimates: dict[str, list[Estimate]] = defaultdict(list)
    wanted = select(e.incident, e.body).where(e.incident.in_(ids)).order_by(e.position)
    for key, body in connection.execute(wanted):
        estimates[key].append(from_json(body, Estimate))
    for key, place in zip(ids, shown, strict=True):
        yield IncidentSummary(
            incident=from_json(bodies[key], Incident),
            claims=int(found.sizes[place]),
            sources=int(found.sources[place]),
            documents=int(found.documents[place]),
            opposed=int(found.opposed[place]),
            estimates=tuple(estimates[key]),
        )


def documents(connection: Connection, words: str, cursor: str | None, size: int) -> Slice[DocumentSummary]:
    """Documents whose title, source or origin holds the words, the latest first, from the cursor on."""
    d, start = tables.documents.c, _offset(cursor)
    names = (d.title, d.source, d.origin)
    wanted = [or_(*(name.icontains(words, autoescape=True) for name in names))] if words else []
    counting = select(func.count()).select_from(tables.documents).where(*wanted)
    total = connection.execute(counting).scalar() or 0
    log = tables.log.c
    latest = select(d.id).join(tables.log, and_(log.kind == "capture", log.subject == d.id)).where(*wanted)
    ids = connection.execute(latest.order_by(log.seq.desc()).limit(size).offset(start)).scalars().all()
    found = reading.summaries().where(d.id.in_(ids)).order_by(None).order_by(reading.arrival().desc())
    rows = connection.execute(found).mappings()
    return Slice(items=tuple(map(reading.to_summary, rows)), total=total, next=_after(start, size, total))


def findings(connection: Connection, kind: FindingKind | None, cursor: str | None, size: int) -> Slice[Finding]:
    """Findings, or those of one kind, from the cursor on."""
    t, start = tables.findings.c, _offset(cursor)
    query = select(t.body).where(answered.is_open(connection))
    query = query if kind is None else query.where(t.kind == kind.value)
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
    query = select(t.kind, count).where(answered.is_open(connection))
    rows = connection.execute(query.group_by(t.kind).order_by(count.desc(), t.kind))
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
