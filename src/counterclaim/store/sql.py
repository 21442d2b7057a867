"""Opens a ledger through SQL, and writes to it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select

from counterclaim.config import StoreSettings
from counterclaim.errors import LedgerDamaged, LedgerError, LedgerMissing
from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Capture
from counterclaim.model.ids import content_id
from counterclaim.model.incidents import Finding, Incident, Relation
from counterclaim.model.stages import Reconciled, Resolved
from counterclaim.store import chain, dialect, keys, rows, tables
from counterclaim.store.rows import Row, to_json
from counterclaim.store.upgrade import current, upgrade
from counterclaim.store.view import SqlView, is_known

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment in universal time."""
    return datetime.now(tz=UTC)


def open_writer(path: Path, settings: StoreSettings, *, clock: Clock = utc_now) -> SqlWriter:
    """A writer on the ledger at `path`, which is made if it is not there; if that fails, nothing is left behind.

    Raises:
        LedgerError: if the file cannot be written, is in use, is no ledger, or is of a newer version.
    """
    if not path.parent.is_dir():
        message = f"{path}: the folder {path.parent} does not exist; make it, or name another ledger with --ledger"
        raise LedgerError(message)
    if path.is_dir():
        raise LedgerDamaged(str(path), "this is a folder, not a ledger")
    new = not path.exists()
    engine = dialect.writing_engine(path, settings)
    try:
        with dialect.translated(path), engine.begin() as connection:
            upgrade(connection, path)
    except BaseException:
        engine.dispose()
        if new:
            _remove(path)
        raise
    return SqlWriter(engine, path, clock)


def open_view(path: Path, settings: StoreSettings) -> SqlView:
    """A view of the ledger at `path`, which it cannot change; a ledger of an earlier form is brought up to date first.

    Raises:
        LedgerMissing: if there is no file.
        LedgerError: if the file cannot be read, is no ledger, or is of a newer version.
    """
    if not path.exists():
        raise LedgerMissing(str(path))
    if path.is_dir():
        raise LedgerDamaged(str(path), "this is a folder, not a ledger")
    engine = dialect.viewing_engine(path, settings)
    try:
        with dialect.translated(path), engine.begin() as connection:
            ready = current(connection, path)
    except BaseException:
        engine.dispose()
        raise
    if ready:
        return SqlView(engine, path)
    engine.dispose()
    open_writer(path, settings).close()
    return open_view(path, settings)


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with suppress(OSError):
            path.with_name(name).unlink()


class SqlWriter:
    """Writes to a ledger through SQL; each method is one transaction and one entry in the log."""

    def __init__(self, engine: Engine, path: Path, clock: Clock = utc_now) -> None:
        self.engine = engine
        self.path = path
        self.clock = clock

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with dialect.translated(self.path), self.engine.begin() as connection:
            yield connection

    def keep(self, capture: Capture, resolved: Resolved) -> bool:
        """Whether the page was new and has been written; bytes that are known already change nothing."""
        kept = zlib.compress(capture.content)
        with self._writing() as connection:
            if is_known(connection, capture.sha256):
                return False
            connection.execute(tables.captures.insert(), rows.capture_row(capture, kept))
            _insert_reading(connection, resolved)
            payload = chain.document_payload(connection, capture.sha256)
            self._log(connection, "capture", capture.sha256, payload)
        return True

    def note(self, finding: Finding) -> bool:
        """Whether a finding that belongs to no kept page was new and has been written."""
        row = _finding_row(finding, "note", 0)
        return self._once(tables.findings, "finding", row)

    def decide(self, decision: Decision) -> bool:
        """Whether a ruling was new and has been written."""
        row = {"id": decision.id, "made_at": decision.made_at.isoformat(), "body": to_json(decision)}
        return self._once(tables.decisions, "decision", row)

    def replace_reconciled(self, reconciled: Reconciled) -> None:
        """Puts what the claims say together in the place of what was there."""
        with self._writing() as connection:
            for table in tables.RECONCILED:
                connection.execute(table.delete())
            connection.execute(tables.findings.delete().where(tables.findings.c.layer == "reconciling"))
            for table, found in _reconciled_rows(reconciled):
                _insert(connection, table, found)
            payload = chain.reconciled_payload(connection)
            self._log(connection, "reconcile", f"{len(reconciled.incidents)} incidents", payload)

    def close(self) -> None:
        """Lets go of the ledger."""
        self.engine.dispose()

    def _once(self, table: Table, kind: str, row: Row) -> bool:
        with self._writing() as connection:
            if connection.execute(select(table.c.id).where(table.c.id == row["id"])).first():
                return False
            connection.execute(table.insert(), row)
            self._log(connection, kind, row["id"], chain.record_payload(connection, table, row["id"]))
        return True

    def _log(self, connection: Connection, kind: str, subject: str, payload: str) -> None:
        chain.append(connection, kind, subject, payload=payload, at=self.clock().isoformat())


def _insert(connection: Connection, table: Table, found: Sequence[Row]) -> None:
    if found:
        connection.execute(table.insert(), list(found))


def _insert_reading(connection: Connection, resolved: Resolved) -> None:
    page = resolved.reading.page
    connection.execute(tables.documents.insert(), rows.document_row(page.document))
    _insert(connection, tables.parts, rows.part_rows(page.document.id, page.parts))
    _insert(connection, tables.passages, rows.passage_rows(page))
    entries = resolved.entries
    claims = [rows.claim_row(entry) for entry in entries]
    _insert(connection, tables.claims, claims)
    dialect.index_words(connection, claims)
    keys.insert(connection, entries)
    _insert(connection, tables.resolutions, _resolution_rows(entries))
    findings = (*resolved.reading.findings, *resolved.findings)
    found = [_finding_row(finding, "reading", i, page.document.id) for i, finding in enumerate(findings)]
    _insert(connection, tables.findings, found)


def _resolution_rows(entries: Iterable[Entry]) -> list[Row]:
    return [rows.resolution_row(r, i) for entry in entries for i, r in enumerate(entry.resolutions)]


def _finding_row(finding: Finding, layer: str, position: int, document: str | None = None) -> Row:
    body = to_json(finding)
    return {
        "id": content_id("f", document, layer, position, body),
        "layer": layer,
        "position": position,
        "document": document or finding.document,
        "kind": finding.kind.value,
        "body": body,
    }


def _reconciled_rows(reconciled: Reconciled) -> Iterator[tuple[Table, list[Row]]]:
    r = reconciled
    yield tables.incidents, [_incident_row(incident, i) for i, incident in enumerate(r.incidents)]
    yield (
        tables.incident_claims,
        [{"incident": i.id, "claim": claim} for i in r.incidents for claim in dict.fromkeys(i.claims)],
    )
    yield tables.relations, [_relation_row(relation, i) for i, relation in enumerate(r.relations)]
    yield (
        tables.estimates,
        [{"position": i, "incident": e.incident, "body": to_json(e)} for i, e in enumerate(r.estimates)],
    )
    yield (
        tables.tallies,
        [{"id": t.id, "position": i, "claimant": t.claimant, "body": to_json(t)} for i, t in enumerate(r.tallies)],
    )
    yield (
        tables.controls,
        [{"position": i, "claim": c.claim, "place": c.place, "body": to_json(c)} for i, c in enumerate(r.controls)],
    )
    yield tables.findings, [_finding_row(finding, "reconciling", i) for i, finding in enumerate(r.findings)]


def _incident_row(incident: Incident, position: int) -> Row:
    period = incident.period
    return {
        "id": incident.id,
        "position": position,
        "family": incident.family,
        "place": incident.place,
        "since": period.start.isoformat() if period and period.start else None,
        "until": period.end.isoformat() if period and period.end else None,
        "body": to_json(incident),
    }


def _relation_row(relation: Relation, position: int) -> Row:
    return {
        "position": position,
        "a": relation.a,
        "b": relation.b,
        "kind": relation.kind.value,
        "dimension": relation.dimension,
        "why": relation.why,
    }
