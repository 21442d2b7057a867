"""The keys that claims are filtered, counted and sorted by: a pure function of the claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from counterclaim.model.claims import Claim, Entry
from counterclaim.model.documents import Span
from counterclaim.store import dialect, reading, standing, tables
from counterclaim.store.rows import Row, fold, searched_row

_LOT = 500


def insert(connection: Connection, entries: Iterable[Entry]) -> dict[str, int]:
    """The numbers of claims that were just written, in the order in which they came, their keys added under them."""
    first = (connection.execute(select(func.max(tables.claim_keys.c.number))).scalar() or 0) + 1
    in_text_order = sorted(entries, key=_text_order)
    numbered = list(enumerate(in_text_order, first))
    dialect.index_names(connection, _write(connection, numbered))
    standing.begin(connection, (number for number, _ in numbered))
    return {entry.claim.id: number for number, entry in numbered}


def replace(connection: Connection, entries: Sequence[Entry]) -> None:
    """Makes the keys of claims anew under the numbers that they had, for where people ruled who or what is meant.

    Args:
        connection: a transaction that may write.
        entries: claims with the rulings laid over; those without keys are passed over.
    """
    k = tables.claim_keys.c
    for start in range(0, len(entries), _LOT):
        some = entries[start : start + _LOT]
        ids = [entry.claim.id for entry in some]
        had = {row.claim: row.number for row in connection.execute(select(k.claim, k.number).where(k.claim.in_(ids)))}
        standing.mark(connection, had.values())
        for table in (tables.claim_places, tables.claim_measures, tables.claim_keys):
            connection.execute(table.delete().where(table.c.number.in_(had.values())))
        made = _write(connection, ((had[entry.claim.id], entry) for entry in some if entry.claim.id in had))
        dialect.index_names(connection, made, anew=True)


def _write(connection: Connection, numbered: Iterable[tuple[int, Entry]]) -> list[Row]:
    keys: list[Row] = []
    measures: list[Row] = []
    places: list[Row] = []
    for number, entry in numbered:
        keys.append(_key_row(number, entry))
        measures += _measure_rows(number, entry.claim)
        places += _place_rows(number, entry)
    for table, rows in ((tables.claim_keys, keys), (tables.claim_measures, measures), (tables.claim_places, places)):
        if rows:
            connection.execute(table.insert(), rows)
    return keys


def rebuild(connection: Connection) -> None:
    """Makes all keys anew from the claims; the tables for searching must be made after them."""
    for table in (tables.claim_places, tables.claim_measures, tables.claim_keys):
        connection.execute(table.delete())
    number = 0
    for document in connection.execute(reading.arrivals_in_order()).scalars().all():
        entries = sorted(reading.entries_of(connection, document), key=_text_order)
        _write(connection, enumerate(entries, number + 1))
        number += len(entries)


def _text_order(entry: Entry) -> tuple[Span, str]:
    return (entry.claim.span, entry.claim.id)


def missing(connection: Connection) -> str | None:
    """The first claim without keys, or None."""
    c, k = tables.claims, tables.claim_keys
    query = select(c.c.id).outerjoin(k, k.c.claim == c.c.id).where(k.c.claim.is_(None)).limit(1)
    return connection.execute(query).scalar() or standing.missing(connection)


def _key_row(number: int, entry: Entry) -> Row:
    claim, row = entry.claim, searched_row(entry)
    actor = entry.source
    event = claim.event
    kept = ("document", "kind", "since", "until", "dated", "who_key", "where_key")
    return {name: row[name] for name in kept} | {
        "number": number,
        "claim": claim.id,
        "source": source_key(entry),
        "source_name": actor.name if actor else row["claimant"],
        "source_kind": row["claimant_kind"],
        "side": actor.side if actor else None,
        "event": (event.subtype or event.type) if event else None,
        "event_type": event.type if event else None,
        "stance": claim.stance.value.value,
        "reader": claim.reader,
        "published": entry.part.published or entry.document.fact("published"),
        "size": _size(claim),
    }


def source_key(entry: Entry) -> str:
    """What claims of one claimant have in common: the id of the actor, else the folded name, else a question mark."""
    actor = entry.source
    return actor.id if actor else fold(entry.speaker or "") or "?"


def _size(claim: Claim) -> float | None:
    bounds = (b for m in claim.measures for b in (m.interval.low, m.interval.high) if b is not None)
    return max(bounds, default=None)


def _measure_rows(number: int, claim: Claim) -> Iterator[Row]:
    for position, measure in enumerate(claim.measures):
        yield {
            "number": number,
            "position": position,
            "role": measure.role.value,
            "object": measure.object.value,
            "low": measure.interval.low,
            "high": measure.interval.high,
        }


def _place_rows(number: int, entry: Entry) -> Iterator[Row]:
    for position, (mention, place) in enumerate(zip(entry.claim.places, entry.places, strict=True)):
        name = place.name if place else mention.mention.text
        at = place.position if place else None
        yield {
            "number": number,
            "position": position,
            "place": (place.id if place else None) or f"?{fold(name)}",
            "name": name,
            "name_key": fold(name),
            "lat": at.lat if at else None,
            "lon": at.lon if at else None,
            "radius_km": place.radius_km if place else None,
            "precision": place.precision if place else None,
            "country": place.country if place else None,
        }
