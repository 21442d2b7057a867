"""What a question asks of the claims, as conditions on their keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, and_, or_, select

from counterclaim.model.overviews import ClaimQuery
from counterclaim.store import dialect, tables
from counterclaim.store.rows import fold

K = tables.claim_keys.c
_TOGETHER = {"place": ("place", "within"), "role": ("role", "at_least", "at_most")}


def claims_query(query: ClaimQuery) -> Select[Any]:
    """The rows of the claims that match, in the order in which their pages came and then of the text."""
    t = tables.claims
    return select(t).join(tables.claim_keys, t.c.id == K.claim).where(*conditions(query)).order_by(K.number)


def without(query: ClaimQuery, name: str) -> ClaimQuery:
    """The question without one filter and what belongs to it."""
    return replace(query, **dict.fromkeys(_TOGETHER.get(name, (name,))))


def conditions(query: ClaimQuery) -> list[Any]:
    """What must hold of the keys of a claim."""
    since, until = query.since and query.since.isoformat(), query.until and query.until.isoformat()
    wanted: dict[str, Any] = {
        "names": _named(query),
        "source": None if query.source is None else K.source == query.source,
        "source_kind": query.source_kind and K.source_kind == query.source_kind.value,
        "side": query.side and K.side == query.side,
        "place": _placed(query),
        "since": since and and_(K.dated, or_(K.until.is_(None), K.until >= since)),
        "until": until and and_(K.dated, or_(K.since.is_(None), K.since <= until)),
        "kind": query.kind and K.kind == query.kind.value,
        "event": query.event and or_(K.event == query.event, K.event_type == query.event),
        "role": _measured(query),
        "stance": query.stance and K.stance == query.stance.value,
        "relation": _related(query),
        "incident": query.incident and K.claim.in_(_held_by(query.incident)),
        "text": None if query.text is None else _worded(query.text, query),
        "documents": None if query.documents is None else K.document.in_(query.documents),
        "claims": None if query.claims is None else K.claim.in_(query.claims),
    }
    return [c for c in wanted.values() if c is not None and not isinstance(c, str)]


def _is_key(place: str) -> bool:
    """Whether words are the key of a place, as the counts beside the filters give it, and not a part of its name."""
    return place.startswith("?") or ":" in place


def _named(query: ClaimQuery) -> Any:
    """Claims whose claimant, and whose places where no radius is asked for, hold parts of names."""
    place = query.place if query.place and query.within is None and not _is_key(query.place) else None
    parts = {"who": fold(query.claimant or ""), "place": fold(place or "")}
    keys = {"who": K.who_key, "place": K.where_key}
    long = {name: part for name, part in parts.items() if len(part) >= dialect.SHORTEST}
    short = [keys[name].contains(part, autoescape=True) for name, part in parts.items() if part and name not in long]
    found = [K.number.in_(dialect.named(**long))] if long else []
    return and_(*found, *short) if found or short else None


def _worded(words: str, query: ClaimQuery) -> Any:
    """Claims that hold the words; of a place, or of some claims, one by one, since those are few."""
    few = query.claims is not None or query.incident is not None or (query.place and query.within is None)
    return dialect.holds(K.number, words) if few else K.number.in_(dialect.holding(words))


def _placed(query: ClaimQuery) -> Any:
    """Claims at the place of a key, or, with a radius, whose places lie near one of that key or name."""
    if not query.place:
        return None
    if query.within is None:
        at = tables.claim_places.c
        return K.number.in_(select(at.number).where(at.place == query.place)) if _is_key(query.place) else None
    p, name = tables.claim_places.c, fold(query.place)
    lat, lon = (p.lat + 0).label("lat"), (p.lon + 0).label("lon")  # so that one pass finds them, not the index
    named = select(lat, lon, dialect.width(p.lat, query.within).label("width"))
    middle = named.where(or_(p.place == query.place, p.name_key == name)).distinct().subquery()
    beside = dialect.in_the_box(p.lat, p.lon, (middle.c.lat, middle.c.lon), query.within, middle.c.width)
    pairs = select(p.place, p.lat, p.lon, middle.c.lat.label("y"), middle.c.lon.label("x"))
    boxed = pairs.select_from(middle.join(tables.claim_places, beside)).distinct().subquery()
    near = dialect.distance_km(boxed.c.lat, boxed.c.lon, boxed.c.y, boxed.c.x) <= query.within
    found = select(boxed.c.place).where(near)
    return K.number.in_(select(p.number).where(p.place.in_(found)))


def _measured(query: ClaimQuery) -> Any:
    """Claims with a measure of that role whose figure may lie within the bounds."""
    if query.role is None and query.at_least is None and query.at_most is None:
        return None
    m = tables.claim_measures.c
    found = select(m.number)
    if query.role is not None:
        found = found.where(m.role == query.role.value)
    if query.at_least is not None:
        found = found.where(or_(m.high >= query.at_least, and_(m.high.is_(None), m.low.is_not(None))))
    if query.at_most is not None:
        found = found.where(or_(m.low <= query.at_most, and_(m.low.is_(None), m.high.is_not(None))))
    return K.number.in_(found)


def _held_by(incident: str) -> Any:
    h = tables.incident_claims.c
    return select(h.claim).where(h.incident == incident)


def _related(query: ClaimQuery) -> Any:
    if query.relation is None:
        return None
    r, kind = tables.relations.c, query.relation.value
    return K.claim.in_(select(r.a).where(r.kind == kind).union(select(r.b).where(r.kind == kind)))
