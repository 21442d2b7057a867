"""Findings that a ruling has answered: they stay in the ledger, and are shown again once the ruling is withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence

from sqlalchemy import ColumnElement, Connection, select

from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.store import changing, tables
from counterclaim.store.numbering import MANY, in_lots
from counterclaim.store.rows import from_json

ANSWERED = "answered"


def mark(
    connection: Connection,
    kinds: Collection[FindingKind],
    is_answered: Callable[[Finding], bool],
    documents: Sequence[str] | None = None,
) -> None:
    """Sets anew which findings of some kinds are answered: those of some documents beside the others, or all."""
    t = tables.findings.c
    query = select(t.id, t.body).where(t.kind.in_([kind.value for kind in kinds]))
    before = set(ids(connection))
    known = set[str]() if documents is None else set(before)
    for some in [None] if documents is None else in_lots(documents, MANY):
        rows = connection.execute(query if some is None else query.where(t.document.in_(some)))
        known |= {ident for ident, body in rows if is_answered(from_json(body, Finding))}
    if known != before:
        changing.remember(connection, ANSWERED, json.dumps(sorted(known)))


def ids(connection: Connection) -> list[str]:
    """The ids of the findings that are answered."""
    found: list[str] = json.loads(changing.recall(connection, ANSWERED) or "[]")
    return found


def is_open(connection: Connection) -> ColumnElement[bool]:
    """What a finding must meet to be shown."""
    return tables.findings.c.id.not_in(ids(connection))
