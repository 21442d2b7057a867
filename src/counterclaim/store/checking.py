"""Whether a ledger still is what was written."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Table, func, select

from counterclaim.model.ids import sha256
from counterclaim.model.overviews import LogEntry, VerifyReport
from counterclaim.store import chain, changing, dialect, keys, tables

Check = Callable[[Connection], str | None]


def verify(connection: Connection, head: str | None = None) -> VerifyReport:
    """The first thing that does not hold, or none: the chain, then the bytes, the quotes, and everything else."""
    entries = chain.entries(connection)
    failure = _chain(entries) or _noted(entries, head)
    for check in (_captures, _quotes, _dangling, _search, _keys):
        failure = failure or check(connection)
    return VerifyReport(
        captures=_count(connection, tables.captures),
        claims=_count(connection, tables.claims),
        entries=len(entries),
        head=entries[-1].hash if entries else chain.GENESIS,
        failure=failure or _contents(connection, entries) or _unlogged(connection, entries),
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar() or 0


def _chain(entries: Iterable[LogEntry]) -> str | None:
    previous = chain.GENESIS
    for seq, entry in enumerate(entries, start=1):
        where = f"log entry {entry.seq} ({entry.kind} {entry.subject})"
        if entry.seq != seq:
            return f"{where}: entry {seq} was removed from the log"
        if entry.previous != previous:
            return f"{where}: it does not follow from entry {seq - 1}"
        if entry.hash != chain.link(previous, seq, entry.kind, entry.subject, entry.payload, entry.at):
            return f"{where}: its hash does not fit what it says"
        previous = entry.hash
    return None


def _noted(entries: Iterable[LogEntry], head: str | None) -> str | None:
    if head is None or head == chain.GENESIS or any(entry.hash == head for entry in entries):
        return None
    return f"the head that you noted ({head}) is not in the log: its tail was removed or rewritten"


def _captures(connection: Connection) -> str | None:
    rows = connection.execute(select(tables.captures.c.sha256, tables.captures.c.content).order_by("sha256"))
    for name, kept in rows:
        try:
            fits = sha256(zlib.decompress(kept)) == name
        except zlib.error:
            fits = False
        if not fits:
            return f"capture {name}: its bytes do not have this hash"
    return None


def _quotes(connection: Connection) -> str | None:
    c, d = tables.claims.c, tables.documents.c
    query = select(c.id, c.document, c.first, c.last, c.quote, d.text).join(tables.documents, d.id == c.document)
    for claim, document, first, last, quote, text in connection.execute(query.order_by(c.document, c.first, c.id)):
        if text[first:last] != quote:
            return f"claim {claim}: its words are not what stands at {first}–{last} of document {document}"
    return None


def _dangling(connection: Connection) -> str | None:
    table = dialect.dangling(connection)
    return f"table {table}: a row points to a record that is not there" if table else None


def _search(connection: Connection) -> str | None:
    claim = dialect.unsearchable(connection)
    return f"claim {claim}: the table for searching words does not fit it" if claim else None


def _keys(connection: Connection) -> str | None:
    claim = keys.missing(connection)
    return f"claim {claim}: the keys that it is browsed by are missing" if claim else None


def _contents(connection: Connection, entries: list[LogEntry]) -> str | None:
    last = max((e.seq for e in entries if e.kind == "reconcile"), default=None)
    for entry in entries:
        if entry.kind == "reconcile" and entry.seq != last:
            continue
        if _payload(connection, entry) != entry.payload:
            return (
                f"log entry {entry.seq} ({entry.kind} {entry.subject}): what the ledger holds is not what was written"
            )
    return None


def _payload(connection: Connection, entry: LogEntry) -> str:
    match entry.kind:
        case "capture":
            return chain.document_payload(connection, entry.subject)
        case "series":
            return chain.series_payload(connection, entry.subject)
        case "finding":
            return chain.record_payload(connection, tables.findings, entry.subject)
        case "decision":
            return chain.record_payload(connection, tables.decisions, entry.subject)
    if changing.recall(connection, changing.SUM) is None:
        return chain.reconciled_payload(connection)
    return changing.payload(connection)


def _unlogged(connection: Connection, entries: list[LogEntry]) -> str | None:
    logged = {("capture" if entry.kind == "series" else entry.kind, entry.subject) for entry in entries}
    notes = select(tables.findings.c.id).where(tables.findings.c.layer == "note")
    records = {
        "capture": select(tables.captures.c.sha256),
        "decision": select(tables.decisions.c.id),
        "finding": notes,
    }
    for kind, query in records.items():
        for subject in connection.execute(query).scalars():
            if (kind, subject) not in logged:
                return f"{kind} {subject}: it is in the ledger, but not in the log"
    return None
