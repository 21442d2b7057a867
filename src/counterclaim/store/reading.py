"""Claims with their documents, their parts and what their words stand for, from the rows of a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Subquery, case, func, or_, select

from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import Entry, Resolution
from counterclaim.model.documents import BlockKind, Document, Part
from counterclaim.model.overviews import DocumentSummary
from counterclaim.store import dialect, tables
from counterclaim.store.rows import Row, from_json, to_claim, to_document

_BEGINNING = 200
_MOST_STATING = 200


def arrivals() -> Subquery:
    """For each document the number of the log entry with which it came."""
    t = tables.log
    return select(t.c.subject, t.c.seq).where(t.c.kind == "capture").subquery()


def arrivals_in_order() -> Select[Any]:
    """The ids of all documents in the order in which they came."""
    t = tables.log
    return select(t.c.subject).where(t.c.kind == "capture").order_by(t.c.seq)


def entries_of(connection: Connection, document: str) -> list[Entry]:
    """The claims of one document in the order of its text."""
    t = tables.claims
    query = select(t).where(t.c.document == document).order_by(t.c.first, t.c.last, t.c.id)
    return to_entries(connection, [dict(row) for row in connection.execute(query).mappings()])


def to_entries(connection: Connection, rows: Sequence[Row], *, everything: bool = False) -> list[Entry]:
    """The claims of the rows, in their order; `everything` says that the rows are all claims of the ledger."""
    wanted = None if everything else [row["id"] for row in rows]
    pages = None if everything else sorted({row["document"] for row in rows})
    known, told = documents(connection, pages), parts(connection, pages)
    stand_for = resolutions(connection, wanted)
    return [
        Entry(
            claim=to_claim(row),
            document=known[row["document"]],
            part=told[row["document"], row["part"]],
            resolutions=tuple(stand_for[row["id"]]),
        )
        for row in rows
    ]


def documents(connection: Connection, wanted: Sequence[str] | None) -> dict[str, Document]:
    """The documents of those ids, or all."""
    t = tables.documents
    query = select(t) if wanted is None else select(t).where(t.c.id.in_(wanted))
    return {row["id"]: to_document(dict(row)) for row in connection.execute(query).mappings()}


def document(connection: Connection, wanted: str) -> Document:
    """The document of that id.

    Raises:
        UnknownRecord: if there is none.
    """
    found = documents(connection, [wanted])
    if wanted not in found:
        raise UnknownRecord(wanted)
    return found[wanted]


def stating(connection: Connection, words: Sequence[str]) -> list[Document]:
    """The documents of whose facts one holds some of the words, in the order of their ids."""
    t = tables.documents
    query = select(t.c.id).where(or_(False, *(t.c.facts.contains(word, autoescape=True) for word in words)))  # noqa: FBT003
    found = documents(connection, list(connection.execute(query.limit(_MOST_STATING)).scalars()))
    return [found[key] for key in sorted(found)]


def parts(connection: Connection, wanted: Sequence[str] | None) -> dict[tuple[str, int], Part]:
    """The parts of the documents of those ids, or all, by document and number."""
    t = tables.parts
    query = select(t) if wanted is None else select(t).where(t.c.document.in_(wanted))
    rows = connection.execute(query.order_by(t.c.document, t.c.number)).mappings()
    return {(row["document"], row["number"]): from_json(row["body"], Part) for row in rows}


def resolutions(connection: Connection, wanted: Sequence[str] | None) -> dict[str, list[Resolution]]:
    """What the mentions of the claims of those ids stand for, or of all claims."""
    t = tables.resolutions
    query = select(t.c.claim, t.c.body).order_by(t.c.claim, t.c.position)
    found: dict[str, list[Resolution]] = defaultdict(list)
    for claim, body in connection.execute(query if wanted is None else query.where(t.c.claim.in_(wanted))):
        found[claim].append(from_json(body, Resolution))
    return found


def summaries(wanted: Sequence[str] | None = None) -> Select[Any]:
    """Documents in one line each, all or those of the ids, in the order in which they came."""
    d, pages = tables.documents, arrivals()
    counts = [
        select(func.count()).where(table.c.document == d.c.id).scalar_subquery().label(table.name)
        for table in (tables.parts, tables.claims, tables.findings)
    ]
    headed = func.coalesce(dialect.json_text(d.c.blocks, 0, "kind"), "") != BlockKind.COMMENT.value
    beginning = case((headed, func.substr(d.c.text, 1, _BEGINNING)), else_="").label("beginning")
    columns = (d.c.id, d.c.origin, d.c.captured_at, d.c.media_type, d.c.title, d.c.source, d.c.published, d.c.language)
    query = select(*columns, beginning, *counts).join(pages, pages.c.subject == d.c.id).order_by(pages.c.seq)
    return query if wanted is None else query.where(d.c.id.in_(wanted))


def arrival() -> Any:
    """The number of the log entry with which a document came, in SQL."""
    t = tables.log
    return select(t.c.seq).where(t.c.kind == "capture", t.c.subject == tables.documents.c.id).scalar_subquery()


def to_summary(row: RowMapping) -> DocumentSummary:
    """The document of a row of `summaries`."""
    return DocumentSummary(**{**row, "captured_at": datetime.fromisoformat(row["captured_at"])})
