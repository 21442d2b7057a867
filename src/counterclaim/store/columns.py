"""The keys of all claims as columns in memory, for counting: a function of the tables, brought up to date in parts.

A claim takes some sixty bytes. Rows are read a few thousand at a time, and after a change only those that it marks.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from counterclaim.model.overviews import Facet, IncidentOrder
from counterclaim.store import standing, tables
from counterclaim.store.coding import NONE, Labels, PlaceNames, Vocabulary

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
SINGLE = ("kind", "source", "source_kind", "side", "event", "stance")
FIELDS = (*SINGLE, "role", "place", "relation")
TOLD = ("number", "document", "source_name", "event_type", *SINGLE)
LOT = 5_000
K, S = tables.claim_keys.c, tables.claim_standing.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Claims with values of which one claim may have several."""

    claims: Codes
    codes: Codes

    def with_more(self, lots: Sequence[Codes]) -> Pairs:
        """The pairs and more of them, of other claims; each once."""
        both = np.unique(np.concatenate(lots, axis=1), axis=1) if lots else np.zeros((2, 0), dtype=np.int32)
        return Pairs(claims=np.concatenate([self.claims, both[0]]), codes=np.concatenate([self.codes, both[1]]))


EMPTY = Pairs(claims=np.zeros(0, dtype=np.int32), codes=np.zeros(0, dtype=np.int32))


@dataclass(frozen=True, kw_only=True)
class Columns:
    """One state of the ledger: values by the number of a claim, and what stands for them; `at` is its last change."""

    at: int
    words: dict[str, Vocabulary]
    names: dict[str, Labels]
    single: dict[str, Codes]
    several: dict[str, Pairs]
    bits: Codes
    opposed: Codes
    home: Numbers
    placed: Mask
    day: Codes

    @property
    def size(self) -> int:
        """One more than the largest number of a claim."""
        return len(self.bits)

    def mask(self, numbers: Numbers) -> Mask:
        """Which claims are among the numbers."""
        found = np.zeros(self.size, dtype=np.bool_)
        found[numbers] = True
        return found

    def facets(self, field: str, wanted: Mask, limit: int) -> tuple[Facet, ...]:
        """How many of the wanted claims have each value of a field, most first."""
        words = self.words[field]
        counts = self._counts(field, wanted, len(words)).tolist()
        there = (code for code, count in enumerate(counts) if count)
        ranked = heapq.nsmallest(limit, there, key=lambda code: (-counts[code], words[code]))
        labels = self.names.get(field)
        named = ((code, words[code]) for code in ranked)
        return tuple(
            Facet(value=value, label=labels.of(value) if labels else value, count=counts[code]) for code, value in named
        )

    def _counts(self, field: str, wanted: Mask, most: int) -> Numbers:
        if field == "relation":
            bits = self.bits[wanted]
            return np.array([np.count_nonzero(bits >> bit & 1) for bit in range(most)], dtype=np.int64)
        if field in self.several:
            pairs = self.several[field]
            return np.bincount(pairs.codes[wanted[pairs.claims]], minlength=most)
        codes = self.single[field][wanted]
        counts = np.bincount(codes[codes != NONE], minlength=most)
        if field == "event":
            wider = self.single["event_type"][wanted]
            counts += np.bincount(wider[(wider != NONE) & (wider != codes)], minlength=most)
        return counts

    @cached_property
    def incidents(self) -> Incidents:
        """All incidents with their counts, in their order."""
        there = np.flatnonzero(self.placed)
        keys, first, of = np.unique(self.home[there], return_index=True, return_inverse=True)
        total = len(keys)
        found = np.full(self.size, NONE, dtype=np.int64)
        found[there] = of
        return Incidents(
            keys=keys,
            of=found,
            sizes=np.bincount(of, minlength=total),
            sources=_different(of, self.single["source"][there], total),
            documents=_different(of, self.single["document"][there], total),
            opposed=np.bincount(of, weights=self.opposed[there], minlength=total).astype(np.int64),
            days=self.day[there][first].astype(np.int64),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """All incidents: the numbers of their first claims, which order them, and counts; `of` is the place for a claim."""

    keys: Numbers
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


def load(connection: Connection, known: Columns | None = None) -> Columns:
    """The columns of the ledger as it stands; of those that are known only what changed since is read."""
    at = standing.last(connection)
    if known is None or _keyed_anew(connection, known):
        known = _nothing()
    elif at == known.at:
        return known
    made = _Making(connection, known)
    made.standings()
    made.keys()
    return made.finished(at)


def _keyed_anew(connection: Connection, known: Columns) -> bool:
    """Whether the keys of claims that are known already were made anew, as only rulings on what is meant do."""
    query = select(S.number).where(S.keyed > known.at, S.number < known.size)
    return connection.execute(query.limit(1)).first() is not None


def _nothing() -> Columns:
    words: dict[str, Vocabulary] = {name: Vocabulary() for name in (*SINGLE, "role", "place", "document")}
    words["relation"] = Vocabulary(kind.value for kind in standing.KINDS)
    words["event_type"] = words["event"]
    none = np.zeros(0, dtype=np.int32)
    return Columns(
        at=0,
        words=words,
        names={"source": Labels(), "place": PlaceNames()},
        single=dict.fromkeys((*SINGLE, "event_type", "document"), none),
        several={"role": EMPTY, "place": EMPTY},
        bits=none,
        opposed=none,
        home=np.zeros(0, dtype=np.int64),
        placed=np.zeros(0, dtype=np.bool_),
        day=none,
    )


class _Making:
    """The next state of columns; what is known is copied, and rows that changed are put in their place."""

    def __init__(self, connection: Connection, known: Columns) -> None:
        self.connection, self.known = connection, known
        size = (connection.execute(select(func.max(S.number))).scalar() or 0) + 1
        self.single = {name: _wider(codes, size) for name, codes in known.single.items()}
        self.bits, self.opposed = _wider(known.bits, size, 0), _wider(known.opposed, size, 0)
        self.home, self.placed = _wider(known.home, size, 0), _wider(known.placed, size, fill=False)
        self.day = _wider(known.day, size, 0)

    def standings(self) -> None:
        """Reads how those claims stand of which that changed."""
        query = select(S.number, S.incident, S.day, S.relations, S.opposed).where(S.at > self.known.at)
        for rows in self.connection.execute(query).partitions(LOT):
            numbers, incidents, days, bits, opposed = (list(column) for column in zip(*rows, strict=True))
            self.bits[numbers], self.opposed[numbers] = bits, opposed
            self.placed[numbers] = [incident is not None for incident in incidents]
            self.home[numbers] = [incident or 0 for incident in incidents]
            self.day[numbers] = [day or 0 for day in days]

    def keys(self) -> None:
        """Reads the keys of claims that came."""
        m, p = tables.claim_measures.c, tables.claim_places.c
        for rows in self._of_new(select(*(K[name] for name in TOLD)), K.number):
            found = dict(zip(TOLD, (list(column) for column in zip(*rows, strict=True)), strict=True))
            for name, codes in self.single.items():
                codes[found["number"]] = self.known.words[name].numbers(found[name])
            self.known.names["source"].learn(zip(found["source"], found["source_name"], strict=True))
        self.several = {"role": self._pairs("role", select(m.number, m.role), m.number)}
        places = select(p.number, p.place, p.name, p.country)
        self.several["place"] = self._pairs("place", places, p.number)

    def _pairs(self, name: str, query: Select[Any], number: Any) -> Pairs:
        lots, names = [], self.known.names.get(name)
        for rows in self._of_new(query, number):
            numbers = self.known.words[name].numbers(row[1] for row in rows)
            lots.append(np.array([[row[0] for row in rows], numbers], dtype=np.int32))
            if names:
                names.learn(row[1:] for row in rows)
        return self.known.several[name].with_more(lots)

    def _of_new(self, query: Select[Any], number: Any) -> Iterable[Sequence[Any]]:
        """The rows of a table that belong to claims that came, some thousands at a time."""
        return self.connection.execute(query.where(number >= self.known.size)).partitions(LOT)

    def finished(self, at: int) -> Columns:
        """The columns that came of it."""
        return Columns(
            at=at,
            words=self.known.words,
            names=self.known.names,
            single=self.single,
            several=self.several,
            bits=self.bits,
            opposed=self.opposed,
            home=self.home,
            placed=self.placed,
            day=self.day,
        )


def _wider(values: NDArray[Any], size: int, fill: int = NONE) -> NDArray[Any]:
    """A copy with room for more claims."""
    return np.concatenate([values, np.full(max(0, size - len(values)), fill, dtype=values.dtype)])


def _different(of: Numbers, codes: Codes, total: int) -> Numbers:
    """For each incident how many different values its claims have."""
    wide = int(codes.max(initial=0)) + 1
    return np.bincount(np.unique(of * wide + codes) // wide, minlength=total)
