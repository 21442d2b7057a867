"""What the claims say together, written anew as a whole or where new claims touch it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, bindparam, delete, insert, select

from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Relation, Tally
from counterclaim.model.stages import Change, Index, Reconciled
from counterclaim.store import dialect, standing, sums, tables
from counterclaim.store.numbering import MANY, first_of, in_lots, number_of, number_of_key, place_of
from counterclaim.store.rows import Row, finding_row, to_json

SUM = "sum"
UNSETTLED = "unsettled"
MADE_WITH = "made_with"
WAITING = "waiting"
"""The name under which pages are remembered that were kept before claims were last compared, and are not among them."""
SUMMED = (*tables.RECONCILED, tables.findings)
Wanted = tuple[Table, Any]


def replace(connection: Connection, reconciled: Reconciled) -> str:
    """What the log says after everything was put in the place of what was there."""
    for table in (*tables.RECONCILED, tables.blocks, tables.outlines, tables.links, tables.state):
        connection.execute(table.delete())
    connection.execute(tables.findings.delete().where(tables.findings.c.layer == "reconciling"))
    total = 0
    for table, found in _rows(reconciled):
        total = sums.changed(total, gone=0, came=sums.sum_of(table.name, found))
        _insert(connection, table, found)
    standing.rebuild(connection)
    index(connection, reconciled)
    _insert(connection, tables.links, list(_links(reconciled.links)))
    remember(connection, SUM, f"{total:x}")
    return sums.caption(total)


def index(connection: Connection, index: Index | Reconciled) -> None:
    """Puts claims into their blocks, of which a page is one without being written, and keeps their outlines."""
    rows = (
        {"key": number_of_key(key), "claim": number_of(claim)}
        for claim, found in index.keys.items()
        for key in found
        if not key.startswith("document")
    )
    for some in in_lots(rows, 10_000):
        connection.execute(insert(tables.blocks).prefix_with("OR IGNORE"), list(some))
    outlines = ({"claim": number_of(claim), "body": body} for claim, body in index.outlines.items())
    for lot in in_lots(outlines, 10_000):
        connection.execute(insert(tables.outlines).prefix_with("OR REPLACE"), list(lot))


def apply(connection: Connection, change: Change) -> str:
    """What the log says after everything that a change makes anew was put in the place of what was there."""
    total = int(recall(connection, SUM) or "0", 16)
    gone = came = 0
    incidents = _homes(connection, change.touched)
    beside = {claim for relation in change.relations for claim in (relation.a, relation.b)}
    for table, condition in _resting(change, incidents):
        rows = connection.execute(select(table).where(condition)).mappings().all()
        gone += sums.sum_of(table.name, rows)
        connection.execute(delete(table).where(condition))
    for rows in _changing(connection, change):
        gone += sums.sum_of(tables.relations.name, rows)
        beside |= {row[end] for row in rows for end in ("a", "b")}
        numbers = [row["position"] for row in rows]
        connection.execute(delete(tables.relations).where(tables.relations.c.position.in_(numbers)))
    for table, found in _rows(change):
        came += sums.sum_of(table.name, found)
        _insert(connection, table, found)
    _unlink(connection, change.anew)
    _insert(connection, tables.links, list(_links(change.links)))
    standing.refresh(connection, change.touched | beside)
    total = sums.changed(total, gone=gone, came=came)
    remember(connection, SUM, f"{total:x}")
    remember(connection, UNSETTLED, "yes")
    return sums.caption(total)


def settle(connection: Connection, tallies: Sequence[Tally], findings: Sequence[Finding]) -> str:
    """What the log says after the running totals were written anew."""
    total, came = int(recall(connection, SUM) or "0", 16), 0
    of_reconciling = tables.findings.c.layer == "reconciling"
    gone = sums.sum_of(tables.tallies.name, connection.execute(select(tables.tallies)).mappings())
    gone += sums.sum_of(
        tables.findings.name, connection.execute(select(tables.findings).where(of_reconciling)).mappings()
    )
    connection.execute(tables.tallies.delete())
    connection.execute(tables.findings.delete().where(of_reconciling))
    for table, found in _rows(Reconciled(tallies=tuple(tallies), findings=tuple(findings))):
        came += sums.sum_of(table.name, found)
        _insert(connection, table, found)
    total = sums.changed(total, gone=gone, came=came)
    remember(connection, SUM, f"{total:x}")
    forget(connection, UNSETTLED)
    return sums.caption(total)


def payload(connection: Connection) -> str:
    """The sum of everything that the claims say together, reckoned from the rows."""
    total = 0
    for table in SUMMED:
        query = select(table)
        if table is tables.findings:
            query = query.where(table.c.layer == "reconciling")
        total = sums.changed(total, gone=0, came=sums.sum_of(table.name, connection.execute(query).mappings()))
    return sums.caption(total)


def recall(connection: Connection, name: str) -> str | None:
    """A value that was remembered, or None."""
    if tables.state.name not in dialect.table_names(connection):
        return None
    return connection.execute(select(tables.state.c.value).where(tables.state.c.name == name)).scalar()


def remember(connection: Connection, name: str, value: str) -> None:
    """Keeps a value under a name, in the place of the one before."""
    forget(connection, name)
    connection.execute(insert(tables.state), {"name": name, "value": value})


def forget(connection: Connection, name: str) -> None:
    """Keeps nothing under a name."""
    connection.execute(delete(tables.state).where(tables.state.c.name == name))


def leave(connection: Connection, pages: Sequence[str]) -> None:
    """Remembers the pages that are still to be compared; where all are, nothing is left of it."""
    if pages:
        remember(connection, WAITING, " ".join(pages))
    else:
        forget(connection, WAITING)


def _homes(connection: Connection, claims: Collection[str]) -> list[str]:
    held = tables.incident_claims.c
    found = {
        incident
        for some in in_lots(sorted(claims), MANY)
        for incident in connection.execute(select(held.incident).where(held.claim.in_(some))).scalars()
    }
    return sorted(found)


def _resting(change: Change, incidents: Sequence[str]) -> Iterator[Wanted]:
    """The rows that rest on the touched claims, those that point to others first, and without relations."""
    t = tables
    for some in in_lots(incidents, MANY):
        yield t.estimates, t.estimates.c.incident.in_(some)
        yield t.incident_claims, t.incident_claims.c.incident.in_(some)
        yield t.incidents, t.incidents.c.id.in_(some)
    for some in in_lots(sorted(change.touched), MANY):
        yield t.controls, t.controls.c.claim.in_(some)


def _changing(connection: Connection, change: Change) -> Iterator[list[RowMapping]]:
    """The relations of claims that are looked at anew, and those of two touched ones, each once if they are removed."""
    r = tables.relations.c
    for some in in_lots(sorted(change.touched), MANY):
        rows = connection.execute(select(tables.relations).where(r.a.in_(some))).mappings()
        yield [row for row in rows if row["b"] in change.touched or row["a"] in change.anew]
    for some in in_lots(sorted(change.anew), MANY):
        yield list(connection.execute(select(tables.relations).where(r.b.in_(some))).mappings())


def _unlink(connection: Connection, claims: Iterable[str]) -> None:
    """Removes the likely pairs of some claims; each stands from both of its ends, and is found from the first."""
    a, b = tables.links.c.a, tables.links.c.b
    for some in in_lots(sorted(map(number_of, claims)), MANY):
        ends = [{"one": row.b, "other": row.a} for row in connection.execute(select(a, b).where(a.in_(some)))]
        connection.execute(delete(tables.links).where(a.in_(some)))
        if ends:
            turned = delete(tables.links).where(a == bindparam("one"), b == bindparam("other"))
            connection.execute(turned, ends)


def _links(pairs: Iterable[tuple[str, str]]) -> Iterator[Row]:
    for a, b in pairs:
        first, second = number_of(a), number_of(b)
        yield {"a": first, "b": second}
        yield {"a": second, "b": first}


def _insert(connection: Connection, table: Table, found: Sequence[Row]) -> None:
    for some in in_lots(found, 10_000):
        connection.execute(table.insert(), list(some))


def _rows(said: Reconciled | Change) -> Iterator[tuple[Table, list[Row]]]:
    yield tables.incidents, [_incident_row(incident) for incident in said.incidents]
    held = ((i.id, claim) for i in said.incidents for claim in dict.fromkeys(i.claims))
    yield tables.incident_claims, [{"incident": incident, "claim": claim} for incident, claim in held]
    yield tables.relations, [_relation_row(relation) for relation in said.relations]
    yield tables.estimates, [_estimate_row(estimate) for estimate in said.estimates]
    yield tables.controls, [_control_row(control) for control in dict.fromkeys(said.controls)]
    if isinstance(said, Reconciled):
        tallies = ((i, t) for i, t in enumerate(said.tallies))
        yield (
            tables.tallies,
            [{"id": t.id, "position": i, "claimant": t.claimant, "body": to_json(t)} for i, t in tallies],
        )
        yield tables.findings, [finding_row(finding, "reconciling", i) for i, finding in enumerate(said.findings)]


def _incident_row(incident: Incident) -> Row:
    period = incident.period
    return {
        "id": incident.id,
        "position": first_of(incident.claims),
        "family": incident.family,
        "place": incident.place,
        "since": period.start.isoformat() if period and period.start else None,
        "until": period.end.isoformat() if period and period.end else None,
        "body": to_json(incident),
    }


def _relation_row(relation: Relation) -> Row:
    return {
        "position": place_of(relation.a, relation.b, relation.kind),
        "a": relation.a,
        "b": relation.b,
        "kind": relation.kind.value,
        "dimension": relation.dimension,
        "why": relation.why,
    }


def _estimate_row(estimate: Estimate) -> Row:
    place = place_of(estimate.incident, estimate.role, estimate.object)
    return {"position": place, "incident": estimate.incident, "body": to_json(estimate)}


def _control_row(control: Control) -> Row:
    body = to_json(control)
    return {"position": place_of(control.claim, body), "claim": control.claim, "place": control.place, "body": body}
