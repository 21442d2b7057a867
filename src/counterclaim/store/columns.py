"""The keys of all claims as columns in memory, for counting: a pure function of the tables."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from counterclaim.model.overviews import Facet, IncidentOrder
from counterclaim.store import tables

Numbers = NDArray[np.int64]
OPPOSING = ("contradicts", "denies", "disputes")
SINGLE = ("kind", "source", "source_kind", "side", "event", "stance")
FIELDS = (*SINGLE, "role", "place", "relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Pairs of a claim and one of its values; `values` and `labels` say what the codes stand for."""

    claims: Numbers
    codes: Numbers
    values: Sequence[str]
    labels: Sequence[str]

    def facets(self, wanted: NDArray[np.bool_], limit: int) -> tuple[Facet, ...]:
        """How many of the wanted claims have each value, most first."""
        counts = np.bincount(self.codes[wanted[self.claims]], minlength=len(self.values)).tolist()
        there = (code for code, count in enumerate(counts) if count)
        ranked = heapq.nsmallest(limit, there, key=lambda code: (-counts[code], self.values[code]))
        return tuple(Facet(value=self.values[c], label=self.labels[c], count=counts[c]) for c in ranked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """All incidents with their counts; `claims` and `of` are pairs of a claim and the place of its incident."""

    ids: Sequence[str]
    claims: Numbers
    of: Numbers
    sizes: Numbers
    sources: Numbers
    documents: Numbers
    opposed: Numbers
    days: Numbers

    def key(self, order: IncidentOrder) -> Numbers:
        """What orders them: smaller comes first."""
        match order:
            case IncidentOrder.LARGEST:
                return -self.sizes
            case IncidentOrder.NEWEST:
                return -self.days
        return -(self.opposed * 100_000 + self.sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one state of the ledger; `size` is one more than the largest number of a claim."""

    size: int
    fields: Mapping[str, Column]
    incidents: Incidents

    def mask(self, numbers: Numbers) -> NDArray[np.bool_]:
        """Which claims are among the numbers."""
        found = np.zeros(self.size, dtype=np.bool_)
        found[numbers] = True
        return found


def load(connection: Connection) -> Columns:
    """The columns of the ledger as it stands."""
    k, m, p = tables.claim_keys.c, tables.claim_measures.c, tables.claim_places.c
    rows = connection.execute(select(k.number, k.document, k.source_name, *(k[name] for name in SINGLE))).all()
    known = {row[0]: row[1] for row in connection.execute(select(k.claim, k.number))}
    numbers = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    size = int(numbers.max(initial=0)) + 1
    fields = {}
    for place, name in enumerate(SINGLE, start=3):
        labels = {row[place]: row[2] for row in rows} if name == "source" else {}
        fields[name] = _column(((row[0], row[place]) for row in rows if row[place] is not None), labels)
    fields["role"] = _column((row[0], row[1]) for row in connection.execute(select(m.number, m.role).distinct()))
    types = connection.execute(select(k.number, k.event_type).where(k.event_type.is_not(None)))
    fields["event"] = _column({*((row[0], row.event) for row in rows if row.event), *((n, name) for n, name in types)})
    named = _place_names(connection)
    places = connection.execute(select(p.number, p.place).distinct())
    fields["place"] = _column(((row[0], row[1]) for row in places), named)
    relations = _relations(connection, known)
    fields["relation"] = _column({(end, kind) for a, b, kind in relations for end in (a, b)})
    documents = _column((row[0], row[1]) for row in rows)
    ends = np.array([b for _, b, kind in relations if kind in OPPOSING], dtype=np.int64)
    opposed = np.bincount(ends, minlength=size)
    counted = _Counted(known, size, opposed, fields["source"], documents)
    return Columns(size=size, fields=fields, incidents=_incidents(connection, counted))


def _place_names(connection: Connection) -> dict[str, str]:
    """What each place is called, with its country where another one is called so, too."""
    p = tables.claim_places.c
    found = connection.execute(select(p.place, func.max(p.name), func.max(p.country)).group_by(p.place)).all()
    often = Counter(name for _, name, _ in found)
    return {key: f"{name} ({land})" if land and often[name] > 1 else name for key, name, land in found}


class _Counted(NamedTuple):
    """What incidents are counted by: the numbers of claims, how often each is opposed, who says it and where."""

    numbers: Mapping[str, int]
    size: int
    opposed: Numbers
    sources: Column
    documents: Column


def _relations(connection: Connection, known: Mapping[str, int]) -> list[tuple[int, int, str]]:
    """The relations of claims by their numbers; joining them here takes a fifth of what a join in SQL takes."""
    r = tables.relations.c
    found = connection.execute(select(r.a, r.b, r.kind))
    return [(known[a], known[b], kind) for a, b, kind in found if a in known and b in known]


def _column(pairs: Iterable[tuple[int, str]], labels: Mapping[str, str | None] | None = None) -> Column:
    codes: dict[str, int] = {}
    found = [(claim, codes.setdefault(value, len(codes))) for claim, value in pairs]
    both = np.array(found, dtype=np.int64).reshape(-1, 2)
    return Column(
        claims=both[:, 0],
        codes=both[:, 1],
        values=list(codes),
        labels=[(labels or {}).get(value) or value for value in codes],
    )


def _incidents(connection: Connection, counted: _Counted) -> Incidents:
    i, h = tables.incidents.c, tables.incident_claims.c
    known = connection.execute(select(i.id, func.julianday(i.since)).order_by(i.position)).all()
    at = {row[0]: place for place, row in enumerate(known)}
    held = connection.execute(select(h.claim, h.incident))
    pairs = np.array([(counted.numbers[claim], at[key]) for claim, key in held], dtype=np.int64).reshape(-1, 2)
    claims, of = pairs[:, 0], pairs[:, 1]
    return Incidents(
        ids=[row[0] for row in known],
        claims=claims,
        of=of,
        sizes=np.bincount(of, minlength=len(known)),
        sources=_different(of, claims, counted.sources, counted.size, len(known)),
        documents=_different(of, claims, counted.documents, counted.size, len(known)),
        opposed=np.bincount(of, weights=counted.opposed[claims], minlength=len(known)).astype(np.int64),
        days=np.array([int(day or 0) for _, day in known], dtype=np.int64),
    )


def _different(of: Numbers, claims: Numbers, column: Column, size: int, total: int) -> Numbers:
    """For each incident how many different values its claims have in a column of one value a claim."""
    codes = np.zeros(size, dtype=np.int64)
    codes[column.claims] = column.codes
    pairs = np.unique(np.stack([of, codes[claims]], axis=1), axis=0) if len(of) else np.zeros((0, 2), dtype=np.int64)
    return np.bincount(pairs[:, 0], minlength=total)
