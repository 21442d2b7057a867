"""Looks things up in a ledger and changes nothing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, func, or_, select

from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Document, Part
from counterclaim.model.incidents import (
    Control,
    Estimate,
    Finding,
    FindingKind,
    Incident,
    Relation,
    Tally,
)
from counterclaim.model.overviews import (
    ClaimOrder,
    ClaimQuery,
    DocumentSummary,
    Facet,
    IncidentOrder,
    IncidentSummary,
    LogEntry,
    PlaceSummary,
    Sizes,
    Slice,
    SourceProfile,
    SourceSummary,
    VerifyReport,
)
from counterclaim.model.series import Series
from counterclaim.store import (
    answered,
    browsing,
    chain,
    changing,
    checking,
    columns,
    dialect,
    filters,
    near,
    profiles,
    reading,
    tables,
)
from counterclaim.store.latest import Latest
from counterclaim.store.rows import from_json, relation_of

Value = TypeVar("Value")
_QUESTIONS = 24


class SqlView:
    """A ledger seen through SQL."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self._one_at_a_time = RLock()
        self._answers: dict[str, tuple[int, Any]] = {}
        self._kept: columns.Columns | None = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._one_at_a_time, dialect.translated(self.path), self.engine.begin() as connection:
            yield connection

    def _once(self, connection: Connection, name: str, ask: Callable[[Connection], Value]) -> Value:
        """An answer that holds as long as nothing is written to the log, asked for once."""
        state = connection.execute(select(func.max(tables.log.c.seq))).scalar() or 0
        known = self._answers.get(name)
        if known is None or known[0] != state:
            known = self._answers[name] = (state, ask(connection))
        answer: Value = known[1]
        return answer

    def _columns(self, connection: Connection) -> columns.Columns:
        self._kept = columns.load(connection, self._kept)
        return self._kept

    def _matching(self, connection: Connection, query: ClaimQuery) -> columns.Numbers:
        """The numbers of the claims that match; those of the last questions are kept as long as nothing is written."""
        kept = self._once(connection, "matching", lambda _: Latest[ClaimQuery, columns.Numbers](_QUESTIONS))
        return kept.get(query, lambda: browsing.matching(connection, query))

    def names_of(self, keys: Sequence[str]) -> dict[str, str]:
        """What the sources of those keys are called; those that make no claim are left out."""
        with self._reading() as connection:
            known = self._once(connection, "names", browsing.names)
        return {key: known[key] for key in keys if key in known}

    def place_names(self, keys: Sequence[str]) -> dict[str, str]:
        """What the places of those keys are called; those that no claim names are left out."""
        with self._reading() as connection:
            return browsing.place_names(connection, keys)

    def sources_of(self, claims: Sequence[str]) -> dict[str, str]:
        """For each of those claims the key of its source."""
        with self._reading() as connection:
            return browsing.sources_of(connection, claims)

    def known(self, sha256: str) -> bool:
        """Whether the bytes of that hash are in the ledger."""
        with self._reading() as connection:
            return is_known(connection, sha256)

    def stale(self) -> bool:
        """Whether pages or rulings were kept after the claims were last compared."""
        t = tables.log
        query = select(t.c.kind).where(t.c.kind.not_in(("finding", "series"))).order_by(t.c.seq.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(query).scalar() not in {None, "reconcile"}

    def content(self, sha256: str) -> bytes:
        """The bytes of a capture as they came."""
        query = select(tables.captures.c.content).where(tables.captures.c.sha256 == sha256)
        with self._reading() as connection:
            kept = connection.execute(query).scalar()
        if kept is None:
            raise UnknownRecord(sha256)
        return zlib.decompress(kept)

    def entries(self, query: ClaimQuery) -> list[Entry]:
        """The claims that match, in the order in which their pages came and then of the text."""
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(filters.claims_query(query)).mappings()]
            return reading.to_entries(connection, rows, everything=query.everything)

    def find(self, record: str) -> tuple[str, str]:
        """The table and the full id that an id or its beginning names."""
        with self._reading() as connection:
            found = [
                (table.name, str(key))
                for table in (tables.claims, tables.documents, tables.incidents)
                for key in browsing.beginning(connection, table, record)
            ]
        exact = [(name, key) for name, key in found if key == record]
        if len(exact or found) != 1:
            raise UnknownRecord(record)
        return (exact or found)[0]

    def documents(self, wanted: Sequence[str] | None = None) -> list[DocumentSummary]:
        """All documents in the order in which they came, or those of the ids."""
        with self._reading() as connection:
            rows = connection.execute(reading.summaries(wanted)).mappings().all()
        return [reading.to_summary(row) for row in rows]

    def document(self, document: str) -> Document:
        """One document."""
        with self._reading() as connection:
            return reading.document(connection, document)

    def stating(self, words: Sequence[str]) -> list[Document]:
        """The documents of whose facts one holds some of the words, such as an address."""
        with self._reading() as connection:
            return reading.stating(connection, words)

    def sources(self, key: str | None = None) -> list[SourceSummary]:
        """Everybody who claims something, or the one of that key; those with the most claims first."""
        with self._reading() as connection:
            if key is not None:
                return browsing.sources(connection, key)
            return list(self._once(connection, "sources", browsing.sources))

    def profile(self, key: str) -> SourceProfile:
        """What one source does over all its claims."""
        with self._reading() as connection:
            found = browsing.sources(connection, key)
            if not found:
                raise UnknownRecord(key)
            return profiles.profile(connection, found[0])

    def readers(self) -> list[tuple[str, int]]:
        """The readers that made the claims, with their versions and how many claims each made."""
        k, count = tables.claim_keys.c, func.count()
        with self._reading() as connection:
            rows = connection.execute(select(k.reader, count).group_by(k.reader).order_by(count.desc(), k.reader))
            return [(reader, number) for reader, number in rows]

    def places(self, query: ClaimQuery | None = None) -> list[PlaceSummary]:
        """The places that claims name, those of most claims first."""
        with self._reading() as connection:
            if query is not None:
                return browsing.places(connection, query)
            return list(self._once(connection, "places", browsing.places))

    def slice_of_claims(self, query: ClaimQuery, order: ClaimOrder, cursor: str | None, size: int) -> Slice[Entry]:
        """Claims that match, from the cursor on."""
        with self._reading() as connection:
            found = self._matching(connection, query)
            if order is ClaimOrder.TEXT:
                keys = browsing.in_text(found, cursor, size)
            else:
                keys = browsing.in_order(connection, query, order, cursor, size)
            return browsing.claims(connection, keys, len(found), size)

    def slice_of_incidents(
        self, query: ClaimQuery, order: IncidentOrder, cursor: str | None, size: int
    ) -> Slice[IncidentSummary]:
        """Incidents that hold a claim that matches, from the cursor on."""
        with self._reading() as connection:
            known = self._columns(connection)
            matched = None if query.everything else self._matching(connection, query)
            return browsing.incidents(connection, known, matched, order=order, cursor=cursor, size=size)

    def slice_of_documents(self, words: str, cursor: str | None, size: int) -> Slice[DocumentSummary]:
        """Documents whose title, source or origin holds the words, the latest first, from the cursor on."""
        with self._reading() as connection:
            return browsing.documents(connection, words, cursor, size)

    def slice_of_findings(self, kind: FindingKind | None, cursor: str | None, size: int) -> Slice[Finding]:
        """Findings, or those of one kind, from the cursor on."""
        with self._reading() as connection:
            return browsing.findings(connection, kind, cursor, size)

    def finding_counts(self) -> list[tuple[FindingKind, int]]:
        """How many findings there are of each kind, most first."""
        with self._reading() as connection:
            return browsing.finding_counts(connection)

    def facets(self, query: ClaimQuery, limit: int) -> dict[str, tuple[Facet, ...]]:
        """For each field what claims can be narrowed to, with counts."""
        with self._reading() as connection:
            return browsing.facets(self._columns(connection), query, limit, partial(self._matching, connection))

    def sizes(self) -> Sizes:
        """How many records of each sort there are, and the head of the log."""
        with self._reading() as connection:
            return self._once(connection, "sizes", browsing.sizes)

    def page(self, document: str) -> tuple[Document, tuple[Part, ...]]:
        """One document with its parts."""
        with self._reading() as connection:
            found = reading.documents(connection, [document])
            if document not in found:
                raise UnknownRecord(document)
            return found[document], tuple(reading.parts(connection, [document]).values())

    def incident(self, incident: str) -> Incident:
        """One incident."""
        found = self._bodies(select(tables.incidents.c.body).where(tables.incidents.c.id == incident), Incident)
        if not found:
            raise UnknownRecord(incident)
        return found[0]

    def capture_entry(self, document: str) -> LogEntry | None:
        """The entry of the log with which a document came."""
        t = tables.log
        with self._reading() as connection:
            row = connection.execute(select(t).where(t.c.kind == "capture", t.c.subject == document)).mappings().first()
        return LogEntry(**row) if row else None

    def incidents(self, claims: Sequence[str] | None = None) -> list[Incident]:
        """All incidents in their order, or those that hold one of the claims."""
        t, held = tables.incidents, tables.incident_claims
        query = select(t.c.body).order_by(t.c.position, t.c.id)
        if claims is not None:
            query = query.where(t.c.id.in_(select(held.c.incident).where(held.c.claim.in_(claims))))
        return self._bodies(query, Incident)

    def relations(self, claims: Sequence[str] | None = None) -> list[Relation]:
        """All relations in their order, or those of one of the claims."""
        t = tables.relations
        query = select(t).order_by(t.c.a, t.c.b, t.c.kind)
        if claims is not None:
            query = query.where(or_(t.c.a.in_(claims), t.c.b.in_(claims)))
        with self._reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [relation_of(row) for row in rows]

    def estimates(self, incident: str | None = None) -> list[Estimate]:
        """All estimates in the order of their incidents, or those of one."""
        t, i = tables.estimates, tables.incidents
        query = select(t.c.body).join(i, i.c.id == t.c.incident).order_by(i.c.position, i.c.id)
        found = self._bodies(query if incident is None else query.where(t.c.incident == incident), Estimate)
        places = {name: place for place, name in enumerate(dict.fromkeys(e.incident for e in found))}
        return sorted(found, key=lambda e: (places[e.incident], e.role, e.object))

    def tallies(self) -> list[Tally]:
        """All running totals."""
        with self._reading() as connection:
            return list(self._once(connection, "tallies", _tallies))

    def series(self) -> list[Series]:
        """All series of figures from tables, in the order of their names."""
        t = tables.series
        with self._reading() as connection:
            if t.name not in dialect.table_names(connection):
                return []
        return self._bodies(select(t.c.body).order_by(t.c.name, t.c.id), Series)

    def controls(self, claims: Sequence[str] | None = None) -> list[Control]:
        """All lines on who holds what by place, claimant and day, or those of one of the claims."""
        if claims is None:
            with self._reading() as connection:
                return list(self._once(connection, "controls", _controls))
        t = tables.controls
        return sorted(self._bodies(select(t.c.body).where(t.c.claim.in_(claims)), Control))

    def findings(self, document: str | None = None, kind: FindingKind | None = None) -> list[Finding]:
        """All findings that no ruling has answered, those of reading first, or those of a document or kind."""
        t, pages = tables.findings, reading.arrivals()
        query = select(t.c.body).outerjoin(pages, pages.c.subject == t.c.document)
        if document is not None:
            query = query.where(t.c.document == document)
        if kind is not None:
            query = query.where(t.c.kind == kind.value)
        with self._reading() as connection:
            query = query.where(answered.is_open(connection))
        return self._bodies(query.order_by(t.c.layer, pages.c.seq, t.c.position, t.c.id), Finding)

    def findings_in(self, documents: Sequence[str], kind: FindingKind) -> list[Finding]:
        """The findings of one kind about some documents."""
        t = tables.findings
        query = select(t.c.body).where(t.c.document.in_(documents), t.c.kind == kind.value)
        return self._bodies(query.order_by(t.c.document, t.c.position, t.c.id), Finding)

    def unreconciled(self, kind: str) -> list[str]:
        """The ids of pages (`capture`) or rulings (`decision`) that came after the claims were last compared."""
        with self._reading() as connection:
            return near.unreconciled(connection, kind)

    def unsettled(self) -> bool:
        """Whether running totals wait to be reckoned anew."""
        with self._reading() as connection:
            return changing.recall(connection, changing.UNSETTLED) is not None

    def made_with(self) -> str | None:
        """What names the rules by which the claims were last compared."""
        with self._reading() as connection:
            return changing.recall(connection, changing.MADE_WITH)

    def size(self) -> int:
        """How many claims there are."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(tables.claims)).scalar() or 0

    def neighbourhood(
        self, entries: Callable[[ClaimQuery], list[Entry]], known: Sequence[Entry] = ()
    ) -> near.SqlNeighbourhood:
        """What an update of what the claims say together asks; `entries` gives claims as rulings have them."""
        return near.SqlNeighbourhood(self._reading, entries, known)

    def decisions(self) -> list[Decision]:
        """All rulings in the order in which they were made."""
        t = tables.decisions
        return self._bodies(select(t.c.body).order_by(t.c.made_at, t.c.id), Decision)

    def log(self) -> list[LogEntry]:
        """The hash chain."""
        with self._reading() as connection:
            return chain.entries(connection)

    def verify(self, head: str | None = None) -> VerifyReport:
        """Whether everything still is what was written; `head` is a hash of the chain that was noted earlier."""
        with self._reading() as connection:
            return checking.verify(connection, head)

    def close(self) -> None:
        """Lets go of the ledger."""
        self.engine.dispose()

    def _bodies(self, query: Select[Any], kind: type[Value]) -> list[Value]:
        with self._reading() as connection:
            return [from_json(body, kind) for body in connection.execute(query).scalars()]


def _tallies(connection: Connection) -> list[Tally]:
    t = tables.tallies
    return [from_json(body, Tally) for body in connection.execute(select(t.c.body).order_by(t.c.position)).scalars()]


def _controls(connection: Connection) -> list[Control]:
    return sorted(from_json(body, Control) for body in connection.execute(select(tables.controls.c.body)).scalars())


def is_known(connection: Connection, sha256: str) -> bool:
    """Whether the bytes of that hash are in the ledger."""
    query = select(tables.captures.c.sha256).where(tables.captures.c.sha256 == sha256)
    return connection.execute(query).first() is not None
