"""The keys of all claims as columns in memory, for counting: a pure function of the tables."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

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
    told = ("claim", "number", "document", "source_name", "event_type", *SINGLE)
    rows = _columns_of(connection, select(*(k[name] for name in told)), len(told))
    keys = dict(zip(told, rows, strict=True))
    numbers, known = keys["number"], dict(zip(keys["claim"], keys["number"], strict=True))
    size = max(numbers, default=0) + 1
    fields = {name: _column(numbers, keys[name]) for name in SINGLE}
    named = dict(zip(keys["source"], keys["source_name"], strict=True))
    fields["source"] = _column(numbers, keys["source"], named)
    fields["event"] = _both(numbers, keys["event"], keys["event_type"])
    counted_in, roles = _columns_of(connection, select(m.number, m.role).distinct(), 2)
    fields["role"] = _column(counted_in, roles)
    lying_in, places = _columns_of(connection, select(p.number, p.place).distinct(), 2)
    fields["place"] = _column(lying_in, places, _place_names(connection))
    relations = _relations(connection, known)
    fields["relation"] = _distinct(
        np.concatenate([relations.a, relations.b]), np.tile(relations.kinds, 2), relations.names
    )
    acting = np.isin(relations.kinds, [relations.names.index(kind) for kind in OPPOSING if kind in relations.names])
    opposed = np.bincount(relations.b[acting], minlength=size)
    counted = _Counted(known, size, opposed, fields["source"], _column(numbers, keys["document"]))
    return Columns(size=size, fields=fields, incidents=_incidents(connection, counted))


def _columns_of(connection: Connection, query: Select[Any], width: int) -> list[Sequence[Any]]:
    """The columns of a table, all rows at once."""
    return list(zip(*connection.execute(query).all(), strict=True)) or [()] * width


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


class _Relations(NamedTuple):
    """The relations by the numbers of their claims; `names` says what the codes of kinds stand for."""

    a: Numbers
    b: Numbers
    kinds: Numbers
    names: list[str]


def _relations(connection: Connection, known: Mapping[str, int]) -> _Relations:
    """All relations; joining them here takes a fifth of what a join in SQL takes."""
    r = tables.relations.c
    ends = _columns_of(connection, select(r.a, r.b, r.kind), 3)
    a, b = (np.fromiter((known.get(claim, -1) for claim in end), np.int64, len(end)) for end in ends[:2])
    kinds, names = _coded(ends[2])
    there = (a >= 0) & (b >= 0)
    return _Relations(a[there], b[there], kinds[there], names)


def _coded(values: Sequence[str]) -> tuple[Numbers, list[str]]:
    """A code for each value, and what the codes stand for."""
    codes: dict[str, int] = {}
    found = np.fromiter((codes.setdefault(value, len(codes)) for value in values), np.int64, len(values))
    return found, list(codes)


def _column(
    claims: Sequence[int], values: Sequence[str | None], labels: Mapping[str, str | None] | None = None
) -> Column:
    """A column of claims with one value each, or with several where a claim stands there several times."""
    known = [value is not None for value in values]
    codes, names = _coded([value for value in values if value is not None])
    numbers = np.array(claims, dtype=np.int64)[np.array(known, dtype=np.bool_)]
    return Column(
        claims=numbers, codes=codes, values=names, labels=[(labels or {}).get(name) or name for name in names]
    )


def _both(claims: Sequence[int], one: Sequence[str | None], other: Sequence[str | None]) -> Column:
    """A column of claims with both values each, once where they are the same."""
    found = _column([*claims, *claims], [*one, *other])
    return _distinct(found.claims, found.codes, found.values)


def _distinct(claims: Numbers, codes: Numbers, values: Sequence[str]) -> Column:
    """A column in which every pair of a claim and a value stands once."""
    wide = max(1, len(values))
    pairs = np.unique(claims * wide + codes)
    return Column(claims=pairs // wide, codes=pairs % wide, values=values, labels=values)


def _incidents(connection: Connection, counted: _Counted) -> Incidents:
    i, h = tables.incidents.c, tables.incident_claims.c
    known = connection.execute(select(i.id, func.julianday(i.since)).order_by(i.position)).all()
    at = {row[0]: place for place, row in enumerate(known)}
    holding = _columns_of(connection, select(h.claim, h.incident), 2)
    claims = np.fromiter(map(counted.numbers.__getitem__, holding[0]), np.int64, len(holding[0]))
    of = np.fromiter(map(at.__getitem__, holding[1]), np.int64, len(holding[1]))
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
