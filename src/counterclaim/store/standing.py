"""How claims stand in a ledger: their incident, their relations, and when either changed last, one narrow row each.

The rows are a pure function of what the claims say together. What counts claims in memory reads them in place of
relations and incidents, and after a change only those that are marked with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, update

from counterclaim.model.incidents import RelationKind
from counterclaim.store import tables
from counterclaim.store.numbering import MANY, in_lots, number_of
from counterclaim.store.rows import Row

KINDS = (
    RelationKind.CORROBORATES,
    RelationKind.CONTRADICTS,
    RelationKind.NOT_COMPARABLE,
    RelationKind.REFINES,
    RelationKind.UPDATES,
    RelationKind.DENIES,
    RelationKind.DISPUTES,
    RelationKind.REPEATS,
    RelationKind.PART_OF,
)
"""The kinds by the bit that stands for them in `relations`; new ones go to the end."""
BITS = {kind.value: 1 << bit for bit, kind in enumerate(KINDS)}
OPPOSING = ("contradicts", "denies", "disputes")
S, K = tables.claim_standing.c, tables.claim_keys.c
SET = (
    update(tables.claim_standing)
    .where(S.number == bindparam("of"))
    .values({name: bindparam(name) for name in ("incident", "day", "relations", "opposed", "at")})
)


def begin(connection: Connection, numbers: Iterable[int]) -> None:
    """Rows for claims that came and were not yet compared."""
    at = last(connection) + 1
    for some in in_lots(numbers, 10_000):
        rows = [{"number": number, "relations": 0, "opposed": 0, "at": at, "keyed": at} for number in some]
        connection.execute(tables.claim_standing.insert(), rows)


def mark(connection: Connection, numbers: Iterable[int]) -> None:
    """Marks claims whose keys were made anew."""
    at = last(connection) + 1
    for some in in_lots(numbers, MANY):
        connection.execute(update(tables.claim_standing).where(S.number.in_(some)).values(keyed=at))


def rebuild(connection: Connection) -> None:
    """Makes all rows anew from what the claims say together."""
    at, most = last(connection) + 1, connection.execute(select(func.max(K.number))).scalar() or 0
    for start in range(1, most + 1, MANY):
        _write(connection, K.number.between(start, start + MANY - 1), at)


def refresh(connection: Connection, claims: Iterable[str]) -> None:
    """Makes the rows of some claims anew from what they say together with others."""
    at = last(connection) + 1
    for some in in_lots(sorted(claims), MANY):
        _write(connection, K.claim.in_(some), at)


def missing(connection: Connection) -> str | None:
    """The first claim with keys and without a row, or None."""
    beside = select(K.claim).outerjoin(tables.claim_standing, S.number == K.number).where(S.number.is_(None))
    return connection.execute(beside.limit(1)).scalar()


def last(connection: Connection) -> int:
    """The number of the last change."""
    return max(connection.execute(select(func.max(column))).scalar() or 0 for column in (S.at, S.keyed))


def _write(connection: Connection, which: Any, at: int) -> None:
    numbers = dict(connection.execute(select(K.claim, K.number).where(which)).all())
    if numbers:
        connection.execute(SET, [row | {"at": at} for row in _rows(connection, numbers)])


def _rows(connection: Connection, numbers: Mapping[str, int]) -> Iterator[Row]:
    claims = list(numbers)
    homes, (bits, opposed) = _homes(connection, claims), _relations(connection, claims)
    for claim, number in numbers.items():
        incident, day = homes.get(claim, (None, None))
        yield {
            "of": number,
            "incident": incident,
            "day": day,
            "relations": bits[claim],
            "opposed": opposed[claim],
        }


def _homes(connection: Connection, claims: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """For each claim the number of the first claim of its incident, and the day on which that began."""
    held, i = tables.incident_claims.c, tables.incidents.c
    query = select(held.claim, held.incident).where(held.claim.in_(claims))
    homes = dict(connection.execute(query).all())
    found: dict[str, tuple[int, int | None]] = {}
    for some in in_lots(sorted(set(homes.values())), MANY):
        first = select(held.incident, func.min(held.claim), func.min(i.since))
        rows = first.join(tables.incidents, i.id == held.incident).where(held.incident.in_(some))
        for home, claim, since in connection.execute(rows.group_by(held.incident)):
            found[home] = (number_of(claim), date.fromisoformat(since).toordinal() if since else None)
    return {claim: found[home] for claim, home in homes.items()}


def _relations(connection: Connection, claims: Sequence[str]) -> tuple[dict[str, int], Counter[str]]:
    """For each claim the kinds of its relations as bits, and how often it is opposed."""
    r, wanted = tables.relations.c, set(claims)
    bits: dict[str, int] = defaultdict(int)
    opposed: Counter[str] = Counter()
    rows = select(r.a, r.b, r.kind).where(or_(r.a.in_(claims), r.b.in_(claims)))
    for a, b, kind in connection.execute(rows):
        bits[a] |= BITS[kind]
        bits[b] |= BITS[kind]
        if kind in OPPOSING and b in wanted:
            opposed[b] += 1
    return bits, opposed
