"""Looks things up in a ledger and changes nothing."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, and_, case, func, or_, select

from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import Entry, Resolution
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Document, Part
from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Relation, RelationKind, Tally
from counterclaim.model.overviews import ClaimQuery, DocumentSummary, LogEntry, SourceSummary, VerifyReport
from counterclaim.model.series import Series
from counterclaim.store import chain, changing, checking, dialect, near, tables
from counterclaim.store.rows import fold, from_json, to_claim, to_document

Value = TypeVar("Value")
_SHORTEST_PREFIX = 4


class SqlView:
    """A ledger seen through SQL."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with dialect.translated(self.path), self.engine.begin() as connection:
            yield connection

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
            rows = [dict(row) for row in connection.execute(_claims_query(query)).mappings()]
            wanted = None if query.everything else [row["id"] for row in rows]
            pages = None if query.everything else sorted({row["document"] for row in rows})
            documents = _documents(connection, pages)
            parts = _parts(connection, pages)
            resolutions = _resolutions(connection, wanted)
        return [
            Entry(
                claim=to_claim(row),
                document=documents[row["document"]],
                part=parts[row["document"], row["part"]],
                resolutions=tuple(resolutions[row["id"]]),
            )
            for row in rows
        ]

    def find(self, record: str) -> tuple[str, str]:
        """The table and the full id that an id or its beginning names."""
        with self._reading() as connection:
            found = [
                (table.name, str(key))
                for table in (tables.claims, tables.documents, tables.incidents)
                for key in _keys(connection, table, record)
            ]
        exact = [(name, key) for name, key in found if key == record]
        if len(exact or found) != 1:
            raise UnknownRecord(record)
        return (exact or found)[0]

    def documents(self) -> list[DocumentSummary]:
        """All documents in the order in which they came."""
        with self._reading() as connection:
            rows = connection.execute(_summaries_query()).mappings().all()
        return [DocumentSummary(**{**row, "captured_at": datetime.fromisoformat(row["captured_at"])}) for row in rows]

    def document(self, document: str) -> Document:
        """One document."""
        with self._reading() as connection:
            found = _documents(connection, [document])
        if document not in found:
            raise UnknownRecord(document)
        return found[document]

    def sources(self) -> list[SourceSummary]:
        """Everybody who claims something, those with the most claims first."""
        with self._reading() as connection:
            rows = connection.execute(_sources_query()).mappings().all()
        found = [SourceSummary(**row) for row in rows]
        return sorted(found, key=lambda s: (-s.claims, s.name))

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
        return [
            Relation(a=r["a"], b=r["b"], kind=RelationKind(r["kind"]), why=r["why"], dimension=r["dimension"])
            for r in rows
        ]

    def estimates(self, incident: str | None = None) -> list[Estimate]:
        """All estimates in the order of their incidents, or those of one."""
        t, i = tables.estimates, tables.incidents
        query = select(t.c.body).join(i, i.c.id == t.c.incident).order_by(i.c.position, i.c.id)
        found = self._bodies(query if incident is None else query.where(t.c.incident == incident), Estimate)
        places = {name: place for place, name in enumerate(dict.fromkeys(e.incident for e in found))}
        return sorted(found, key=lambda e: (places[e.incident], e.role, e.object))

    def tallies(self) -> list[Tally]:
        """All running totals."""
        return self._bodies(select(tables.tallies.c.body).order_by(tables.tallies.c.position), Tally)

    def series(self) -> list[Series]:
        """All series of figures from tables, in the order of their names."""
        t = tables.series
        with self._reading() as connection:
            if t.name not in dialect.table_names(connection):
                return []
        return self._bodies(select(t.c.body).order_by(t.c.name, t.c.id), Series)

    def controls(self, claims: Sequence[str] | None = None) -> list[Control]:
        """All lines on who holds what by place, claimant and day, or those of one of the claims."""
        t = tables.controls
        query = select(t.c.body)
        return sorted(self._bodies(query if claims is None else query.where(t.c.claim.in_(claims)), Control))

    def findings(self) -> list[Finding]:
        """All findings, those of reading first."""
        t, pages = tables.findings, _arrivals()
        query = select(t.c.body).outerjoin(pages, pages.c.subject == t.c.document)
        return self._bodies(query.order_by(t.c.layer, pages.c.seq, t.c.position, t.c.id), Finding)

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

    def neighbourhood(self, entries: Callable[[ClaimQuery], list[Entry]]) -> near.SqlNeighbourhood:
        """What an update of what the claims say together asks; `entries` gives claims as rulings have them."""
        return near.SqlNeighbourhood(self._reading, entries)

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


def is_known(connection: Connection, sha256: str) -> bool:
    """Whether the bytes of that hash are in the ledger."""
    query = select(tables.captures.c.sha256).where(tables.captures.c.sha256 == sha256)
    return connection.execute(query).first() is not None


def _arrivals() -> Any:
    t = tables.log
    return select(t.c.subject, t.c.seq).where(t.c.kind == "capture").subquery()


def _claims_query(query: ClaimQuery) -> Select[Any]:
    t, pages = tables.claims, _arrivals()
    found = select(t).join(pages, pages.c.subject == t.c.document).where(*_conditions(query))
    if query.text is not None:
        found = dialect.with_words(found, query.text)
    return found.order_by(pages.c.seq, t.c.first, t.c.last, t.c.id)


def _conditions(query: ClaimQuery) -> list[Any]:
    c = tables.claims.c
    since, until = query.since and query.since.isoformat(), query.until and query.until.isoformat()
    wanted: list[Any] = [
        query.claimant and c.who_key.contains(fold(query.claimant), autoescape=True),
        query.place and c.where_key.contains(fold(query.place), autoescape=True),
        query.kind and c.kind == query.kind.value,
        since and and_(c.dated, or_(c.until.is_(None), c.until >= since)),
        until and and_(c.dated, or_(c.since.is_(None), c.since <= until)),
        None if query.documents is None else c.document.in_(query.documents),
        None if query.claims is None else c.id.in_(query.claims),
    ]
    return [condition for condition in wanted if condition is not None and not isinstance(condition, str)]


def _documents(connection: Connection, wanted: Sequence[str] | None) -> dict[str, Document]:
    t = tables.documents
    query = select(t) if wanted is None else select(t).where(t.c.id.in_(wanted))
    return {row["id"]: to_document(dict(row)) for row in connection.execute(query).mappings()}


def _parts(connection: Connection, wanted: Sequence[str] | None) -> dict[tuple[str, int], Part]:
    t = tables.parts
    query = select(t) if wanted is None else select(t).where(t.c.document.in_(wanted))
    rows = connection.execute(query).mappings()
    return {(row["document"], row["number"]): from_json(row["body"], Part) for row in rows}


def _resolutions(connection: Connection, wanted: Sequence[str] | None) -> dict[str, list[Resolution]]:
    t = tables.resolutions
    query = select(t.c.claim, t.c.body).order_by(t.c.claim, t.c.position)
    found: dict[str, list[Resolution]] = defaultdict(list)
    for claim, body in connection.execute(query if wanted is None else query.where(t.c.claim.in_(wanted))):
        found[claim].append(from_json(body, Resolution))
    return found


def _keys(connection: Connection, table: Table, beginning: str) -> list[str]:
    key = table.c.id
    if len(beginning) < _SHORTEST_PREFIX:
        return []
    return list(connection.execute(select(key).where(key.startswith(beginning, autoescape=True)).limit(3)).scalars())


def _summaries_query() -> Select[Any]:
    d, pages = tables.documents, _arrivals()
    counts = [
        select(func.count()).where(table.c.document == d.c.id).scalar_subquery().label(table.name)
        for table in (tables.parts, tables.claims, tables.findings)
    ]
    columns = (d.c.id, d.c.origin, d.c.captured_at, d.c.media_type, d.c.title, d.c.source, d.c.published, d.c.language)
    return select(*columns, *counts).join(pages, pages.c.subject == d.c.id).order_by(pages.c.seq)


def _sources_query() -> Select[Any]:
    c, r = tables.claims.c, tables.relations.c
    opposed = select(r.b.label("claim")).where(r.kind.in_(("contradicts", "denies", "disputes")))
    opposed_too = select(r.a.label("claim")).where(r.kind == "contradicts")
    against = opposed.union(opposed_too).subquery()
    query = select(
        c.claimant_id.label("id"),
        func.coalesce(func.max(c.claimant), "unknown").label("name"),
        func.coalesce(func.max(case((c.claimant_kind != "own_voice", c.claimant_kind))), "own_voice").label("kind"),
        func.count().label("claims"),
        func.count(c.document.distinct()).label("documents"),
        func.count(against.c.claim).label("contradicted"),
        func.min(c.since).label("first"),
        func.max(c.until).label("last"),
    ).outerjoin(against, against.c.claim == c.id)
    return query.group_by(func.coalesce(c.claimant_id, func.lower(c.claimant), ""), c.claimant_id)
