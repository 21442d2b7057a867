"""Opens a ledger through SQL, and writes to it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select

from counterclaim.config import StoreSettings
from counterclaim.errors import LedgerDamaged, LedgerError, LedgerMissing
from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Capture
from counterclaim.model.incidents import Finding, FindingKind, Tally
from counterclaim.model.series import Series
from counterclaim.model.stages import Change, Index, Reconciled, Resolved
from counterclaim.store import answered, chain, changing, dialect, keys, rows, tables
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
        return self.keep_all([(capture, resolved)]) == 1

    def keep_all(self, pages: Iterable[tuple[Capture, Resolved]]) -> int:
        """How many pages were new and have been written, all of them or none."""
        with self._writing() as connection:
            return sum(self._keep(connection, capture, resolved) for capture, resolved in pages)

    def _keep(self, connection: Connection, capture: Capture, resolved: Resolved) -> bool:
        if is_known(connection, capture.sha256):
            return False
        connection.execute(tables.captures.insert(), rows.capture_row(capture, zlib.compress(capture.content)))
        _insert_reading(connection, resolved)
        self._log(connection, "capture", capture.sha256, chain.document_payload(connection, capture.sha256))
        return True

    def keep_series(self, capture: Capture, series: Sequence[Series], findings: Sequence[Finding] = ()) -> bool:
        """Whether the table was new and its series have been written; bytes that are known already change nothing."""
        with self._writing() as connection:
            if is_known(connection, capture.sha256):
                return False
            connection.execute(tables.captures.insert(), rows.capture_row(capture, zlib.compress(capture.content)))
            _insert(connection, tables.series, [rows.series_row(s, capture.sha256, i) for i, s in enumerate(series)])
            self._log(connection, "series", capture.sha256, chain.series_payload(connection, capture.sha256))
            for finding in findings:
                self._note(connection, finding)
        return True

    def note(self, finding: Finding) -> bool:
        """Whether a finding that belongs to no kept page was new and has been written."""
        with self._writing() as connection:
            return self._note(connection, finding)

    def decide(self, decision: Decision) -> bool:
        """Whether a ruling was new and has been written."""
        row = {"id": decision.id, "made_at": decision.made_at.isoformat(), "body": to_json(decision)}
        with self._writing() as connection:
            return self._once(connection, tables.decisions, "decision", row)

    def replace_reconciled(self, reconciled: Reconciled, made_with: str = "") -> None:
        """Puts what the claims say together in the place of what was there; `made_with` names the rules for it."""
        with self._writing() as connection:
            payload = changing.replace(connection, reconciled)
            changing.remember(connection, changing.MADE_WITH, made_with)
            self._log(connection, "reconcile", f"{len(reconciled.incidents)} incidents", payload)

    def rekey(self, entries: Sequence[Entry]) -> None:
        """Makes the keys of claims anew, by which they are browsed; no more than a help, so not logged."""
        with self._writing() as connection:
            keys.replace(connection, entries)

    def answer(
        self,
        kinds: Collection[FindingKind],
        is_answered: Callable[[Finding], bool],
        documents: Sequence[str] | None = None,
    ) -> None:
        """Sets anew which findings of some kinds are answered by rulings; no more than a help, so not logged."""
        with self._writing() as connection:
            answered.mark(connection, kinds, is_answered, documents)

    def index(self, index: Index) -> None:
        """Puts new claims into their blocks and keeps their outlines for the next update; a help, so not logged."""
        with self._writing() as connection:
            changing.index(connection, index)

    def update(self, change: Change, waiting: Sequence[str] = ()) -> None:
        """Writes anew what rests on the claims that a change touches; `waiting` are pages that are still to come."""
        with self._writing() as connection:
            payload = changing.apply(connection, change)
            changing.leave(connection, waiting)
            self._log(connection, "reconcile", f"{len(change.touched)} claims", payload)

    def settle(self, tallies: Sequence[Tally], findings: Sequence[Finding]) -> None:
        """Puts running totals, and what does not add up in them, in the place of what was there."""
        with self._writing() as connection:
            payload = changing.settle(connection, tallies, findings)
            self._log(connection, "reconcile", f"{len(tallies)} tallies", payload)

    def close(self) -> None:
        """Lets go of the ledger."""
        self.engine.dispose()

    def _note(self, connection: Connection, finding: Finding) -> bool:
        return self._once(connection, tables.findings, "finding", rows.finding_row(finding, "note", 0))

    def _once(self, connection: Connection, table: Table, kind: str, row: Row) -> bool:
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
    numbers = keys.insert(connection, entries)
    dialect.index_words(connection, [row | {"number": numbers[row["id"]]} for row in claims])
    _insert(connection, tables.resolutions, _resolution_rows(entries))
    findings = (*resolved.reading.findings, *resolved.findings)
    found = [rows.finding_row(finding, "reading", i, page.document.id) for i, finding in enumerate(findings)]
    _insert(connection, tables.findings, found)


def _resolution_rows(entries: Iterable[Entry]) -> list[Row]:
    return [rows.resolution_row(r, i) for entry in entries for i, r in enumerate(entry.resolutions)]
