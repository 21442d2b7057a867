"""What an update asks a ledger: who stands in a block, who is linked to whom, and whole pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Select, func, select

from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Relation, RelationKind
from counterclaim.model.overviews import ClaimQuery
from counterclaim.store import changing, dialect, tables
from counterclaim.store.numbering import MANY, claim_of, in_lots, number_of, number_of_key
from counterclaim.store.rows import relation_of

ACTING = tuple(kind.value for kind in RelationKind if kind.acts)


def sizes(connection: Connection, keys: Iterable[str], most: int) -> dict[str, int]:
    """How many claims each block holds, counted no further than `most`: what is common would take ever longer."""
    names = {number_of_key(key): key for key in keys}
    found: dict[str, int] = {}
    for some in in_lots(names, MANY):
        found |= {names[key]: count for key, count in dialect.counted_blocks(connection, some, most)}
    return found


def members(connection: Connection, keys: Iterable[str]) -> dict[str, list[str]]:
    """The claims of each block."""
    b, names = tables.blocks.c, {number_of_key(key): key for key in keys}
    found: dict[str, list[str]] = {key: [] for key in names.values()}
    for some in in_lots(names, MANY):
        for key, claim in connection.execute(select(b.key, b.claim).where(b.key.in_(some)).order_by(b.key, b.claim)):
            found[names[key]].append(claim_of(claim))
    return found


def outlines(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """What is kept of claims to rule others out."""
    o, found = tables.outlines.c, {}
    for some in in_lots(sorted(map(number_of, claims)), MANY):
        for claim, body in connection.execute(select(o.claim, o.body).where(o.claim.in_(some))):
            found[claim_of(claim)] = body
    return found


def linked(connection: Connection, claims: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The likely pairs of some claims, each in the order of its ids."""
    c, found = tables.links.c, set()
    for some in in_lots(map(number_of, claims), MANY):
        for a, b in connection.execute(select(c.a, c.b).where(c.a.in_(some))):
            first, second = sorted((a, b))
            found.add((claim_of(first), claim_of(second)))
    return frozenset(found)


def homes(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The incidents of some claims."""
    held = tables.incident_claims.c
    found: dict[str, str] = {}
    for some in in_lots(claims, MANY):
        query = select(held.claim, held.incident).where(held.claim.in_(some))
        found |= {row.claim: row.incident for row in connection.execute(query)}
    return found


def mates(connection: Connection, claims: Iterable[str]) -> frozenset[str]:
    """All claims of the incidents of some claims."""
    held, found = tables.incident_claims.c, set()
    for some in in_lots(sorted(set(homes(connection, claims).values())), MANY):
        found |= set(connection.execute(select(held.claim).where(held.incident.in_(some))).scalars())
    return frozenset(found)


def acted_on(connection: Connection, claims: Iterable[str]) -> frozenset[str]:
    """The claims that some claims deny, dispute or update."""
    r, found = tables.relations.c, set()
    for some in in_lots(claims, MANY):
        query = select(r.b).where(r.a.in_(some), r.kind.in_(ACTING))
        found |= set(connection.execute(query).scalars())
    return frozenset(found)


def acting(connection: Connection, claims: Iterable[str]) -> list[Relation]:
    """The relations by which some claims are denied, disputed or overtaken."""
    r, found = tables.relations.c, []
    for some in in_lots(claims, MANY):
        query = select(tables.relations).where(r.b.in_(some), r.kind.in_(ACTING))
        found += [relation_of(row) for row in connection.execute(query).mappings()]
    return found


def pages(connection: Connection, claims: Iterable[str]) -> list[str]:
    """The documents of some claims."""
    c, found = tables.claims.c, set()
    for some in in_lots(claims, MANY):
        found |= set(connection.execute(select(c.document).where(c.id.in_(some))).scalars())
    return sorted(found)


def unreconciled(connection: Connection, kind: str) -> list[str]:
    """The subjects of the log entries of one kind that came after the claims were last compared, or were left then."""
    left = (changing.recall(connection, changing.WAITING) or "").split() if kind == "capture" else []
    t = tables.log.c
    last: Select[Any] = select(func.coalesce(func.max(t.seq), 0)).where(t.kind == "reconcile")
    query = select(t.subject).where(t.kind == kind, t.seq > last.scalar_subquery()).order_by(t.seq)
    return [*left, *connection.execute(query).scalars()]


class SqlNeighbourhood:
    """What new claims may touch, asked of the ledger as it stands; `known` are all claims of some documents."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        entries: Callable[[ClaimQuery], list[Entry]],
        known: Iterable[Entry] = (),
    ) -> None:
        self._reading = reading
        self._entries = entries
        self._known: dict[str, list[Entry]] = defaultdict(list)
        for entry in known:
            self._known[entry.claim.document].append(entry)

    def sizes(self, keys: Iterable[str], most: int) -> dict[str, int]:
        """How many claims each block holds, counted no further than `most`."""
        with self._reading() as connection:
            return sizes(connection, keys, most)

    def members(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """The claims of each block."""
        with self._reading() as connection:
            return members(connection, keys)

    def outlines(self, claims: Iterable[str]) -> dict[str, str]:
        """What is kept of claims to rule others out; of those of an older ledger nothing may be kept."""
        with self._reading() as connection:
            return outlines(connection, claims)

    def linked(self, claims: Iterable[str]) -> frozenset[tuple[str, str]]:
        """The likely pairs of some claims."""
        with self._reading() as connection:
            return linked(connection, claims)

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The incidents of some claims."""
        with self._reading() as connection:
            return homes(connection, claims)

    def mates(self, claims: Iterable[str]) -> frozenset[str]:
        """All claims of the incidents of some claims."""
        with self._reading() as connection:
            return mates(connection, claims)

    def acted_on(self, claims: Iterable[str]) -> frozenset[str]:
        """The claims that some claims deny, dispute or update."""
        with self._reading() as connection:
            return acted_on(connection, claims)

    def acting(self, claims: Iterable[str]) -> list[Relation]:
        """The relations by which some claims are denied, disputed or overtaken."""
        with self._reading() as connection:
            return acting(connection, claims)

    def whole(self, claims: Iterable[str]) -> list[Entry]:
        """Some claims with all others of their documents."""
        with self._reading() as connection:
            found = pages(connection, claims)
        lots = in_lots((page for page in found if page not in self._known), MANY)
        read = [entry for some in lots for entry in self._entries(ClaimQuery(documents=some))]
        return [*read, *(entry for page in found for entry in self._known.get(page, ()))]
