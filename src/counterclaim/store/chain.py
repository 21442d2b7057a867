"""The append-only log: each entry holds the hash of what was written and of the entry before."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, select

from counterclaim.model.ids import sha256
from counterclaim.model.overviews import LogEntry
from counterclaim.store import tables

GENESIS = "sha256:" + "0" * 64


def link(previous: str, *said: object) -> str:
    """The hash of one entry of the log: of the hash before it and of everything that it says, in order."""
    return sha256("\x1f".join((previous, *map(str, said))).encode())


def append(connection: Connection, kind: str, subject: str, *, payload: str, at: str) -> str:
    """The hash of the entry that was put at the end of the log."""
    last = head(connection)
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    digest = link(previous, seq, kind, subject, payload, at)
    entry = {"seq": seq, "kind": kind, "subject": subject, "payload": payload, "previous": previous}
    connection.execute(tables.log.insert(), entry | {"hash": digest, "at": at})
    return digest


def extend(connection: Connection, said: Iterable[tuple[str, str, str]], *, at: str) -> None:
    """Puts many entries at the end of the log, each of a kind, a subject and what was written."""
    last = head(connection)
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    found = []
    for kind, subject, payload in said:
        seq += 1
        digest = link(previous, seq, kind, subject, payload, at)
        entry = {"seq": seq, "kind": kind, "subject": subject, "payload": payload, "previous": previous}
        found.append(entry | {"hash": digest, "at": at})
        previous = digest
    if found:
        connection.execute(tables.log.insert(), found)


def head(connection: Connection) -> LogEntry | None:
    """The last entry of the log, or None where nothing was written yet."""
    row = connection.execute(select(tables.log).order_by(tables.log.c.seq.desc()).limit(1)).mappings().first()
    return LogEntry(**row) if row else None


def entries(connection: Connection) -> list[LogEntry]:
    """The whole log in order."""
    rows = connection.execute(select(tables.log).order_by(tables.log.c.seq)).mappings()
    return [LogEntry(**row) for row in rows]


def document_payload(connection: Connection, document: str) -> str:
    """The hash of everything that is kept of one capture: its bytes and what was read in them."""
    t = tables
    within = select(t.claims.c.id).where(t.claims.c.document == document)
    found = t.findings.select().where(t.findings.c.document == document, t.findings.c.layer == "reading")
    return _digest(
        connection,
        (
            _ordered(t.captures, select(t.captures).where(t.captures.c.sha256 == document)),
            _ordered(t.documents, select(t.documents).where(t.documents.c.id == document)),
            _ordered(t.parts, select(t.parts).where(t.parts.c.document == document)),
            _ordered(t.passages, select(t.passages).where(t.passages.c.document == document)),
            _ordered(t.claims, select(t.claims).where(t.claims.c.document == document)),
            _ordered(t.resolutions, select(t.resolutions).where(t.resolutions.c.claim.in_(within))),
            _ordered(t.findings, found),
        ),
    )


def series_payload(connection: Connection, document: str) -> str:
    """The hash of everything that is kept of one table: its bytes and its series."""
    t = tables
    return _digest(
        connection,
        (
            _ordered(t.captures, select(t.captures).where(t.captures.c.sha256 == document)),
            _ordered(t.series, select(t.series).where(t.series.c.document == document)),
        ),
    )


def reconciled_payload(connection: Connection) -> str:
    """The hash of everything that the claims say together."""
    found = select(tables.findings).where(tables.findings.c.layer == "reconciling")
    whole = (_ordered(table, select(table)) for table in tables.RECONCILED)
    return _digest(connection, (*whole, _ordered(tables.findings, found)))


def record_payload(connection: Connection, table: Table, record: str) -> str:
    """The hash of one row, named by its id."""
    return _digest(connection, (select(table).where(table.c.id == record),))


def _ordered(table: Table, query: Select[Any]) -> Select[Any]:
    return query.order_by(*table.primary_key.columns)


def _digest(connection: Connection, queries: Iterable[Select[Any]]) -> str:
    return payload_of(connection.execute(query).mappings() for query in queries)


def payload_of(groups: Iterable[Iterable[Mapping[str, Any] | RowMapping]]) -> str:
    """The hash of rows in groups, their columns in the order of the tables."""
    digest = hashlib.sha256()
    for rows in groups:
        for row in rows:
            digest.update(_line(row).encode())
        digest.update(b"\x1d")
    return f"sha256:{digest.hexdigest()}"


def _line(row: Mapping[str, Any] | RowMapping) -> str:
    values = [_bytes_hash(value) if isinstance(value, bytes) else value for value in row.values()]
    return json.dumps(values, ensure_ascii=False) + "\x1e"


def _bytes_hash(kept: bytes) -> str:
    try:
        return sha256(zlib.decompress(kept))
    except zlib.error:
        return "unreadable"
