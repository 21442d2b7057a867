"""Predictions for the claims benchmark: each group's articles in one ledger, its claims and how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Span
from counterclaim.model.incidents import Relation
from counterclaim.model.stages import Reconciled, Resolved
from counterclaim.publish.claim_wire import claim_to_wire

Json = Mapping[str, Any]
GOLD = frozenset({"claims", "not_claims"})


class Reading(Protocol):
    """What reads a text into entries and sets entries side by side: the pipeline, or a double of it."""

    def read_text(self, text: str, *, declared: Mapping[str, str]) -> Resolved:
        """The claims of a text with what their words stand for."""

    def reconcile(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """What the claims say together."""


class Relating(Protocol):
    """What tells of any two claims how they stand."""

    def asked(self, a: str, b: str, measures: tuple[int | None, int | None]) -> Relation | None:
        """How two claims, or one figure of each, stand."""


class Asking(Reading, Protocol):
    """A reading that also tells of any two claims how they stand."""

    def relater(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Relating:
        """What tells of any two claims how they stand."""


class Near(NamedTuple):
    """A claim that overlaps an anchor, with the number of the figure that touches it."""

    claim: str
    measure: int | None


class Ledger(NamedTuple):
    """The claims of some articles by record id, and what they say together."""

    entries: Mapping[str, tuple[Entry, ...]]
    reconciled: Reconciled


def predict(records: Iterable[Json], pipeline: Reading) -> Iterator[dict[str, Any]]:
    """One prediction a record: its claims on the wire with the incident that they belong to.

    Articles of one group share a ledger. Of a record only id, group, source, published and text are seen.
    """
    groups: dict[str, list[Json]] = defaultdict(list)
    for record in records:
        groups[record["group"]].append(record)
    for members in groups.values():
        ledger = read_ledger(members, pipeline)
        homes = {claim: incident.id for incident in ledger.reconciled.incidents for claim in incident.claims}
        for record in members:
            claims = [claim_to_wire(e, incident=homes.get(e.claim.id)) for e in ledger.entries[record["id"]]]
            yield {"id": record["id"], "claims": claims}


def read_ledger(records: Iterable[Json], pipeline: Reading) -> Ledger:
    """Some articles in one ledger, in memory."""
    read = {record["id"]: _read(record, pipeline) for record in records}
    together = [entry for found in read.values() for entry in found]
    return Ledger(read, pipeline.reconcile(together))


def _read(record: Json, pipeline: Reading) -> tuple[Entry, ...]:
    declared = {name: record[name] for name in ("source", "published") if record.get(name)}
    return pipeline.read_text(record["text"], declared=declared).entries


def predict_relations(relations: Iterable[Json], records: Iterable[Json], pipeline: Asking) -> Iterator[dict[str, Any]]:
    """One prediction a pair: how the claims that overlap the two anchors stand, None where nothing is to be said.

    The groups of the two articles share a ledger. Of the gold items only the spans of the anchors are read, and of the
    relations only which anchors they join. If the relation acts from `b` on `a`, the two change places.
    """
    known = {record["id"]: record for record in records}

    @cache
    def read(record: str) -> tuple[Entry, ...]:
        return _read(known[record], pipeline)

    @cache
    def ledger(groups: frozenset[str]) -> Relating:
        members = [r["id"] for r in known.values() if r["group"] in groups]
        return pipeline.relater([entry for name in members for entry in read(name)])

    for row in relations:
        pair = [known[row[side][0]] for side in ("a", "b")]
        found = ledger(frozenset(record["group"] for record in pair))
        anchors = [_anchor(record, row[side][1]) for record, side in zip(pair, ("a", "b"), strict=True)]
        sides = [_overlapping(read(r["id"]), r["text"], a) for r, a in zip(pair, anchors, strict=True)]
        yield related(row, sides, found)


def _anchor(record: Json, item: str) -> Span:
    return next(Span(c["start"], c["end"]) for c in record["claims"] if c["id"] == item)


def _overlapping(claims: Iterable[Entry], text: str, anchor: Span) -> list[Near]:
    """The claims that overlap an anchor, those whose figures touch it and whose words fit it best first."""
    ranked = []
    for entry in claims:
        claim = entry.claim
        shift = shift_of(claim.quote.text, claim.span.start, text)
        span = claim.span.shift(shift) if claim.span.start + shift >= 0 else claim.span
        if span.overlaps(anchor):
            touching = (
                i
                for i, m in enumerate(claim.measures)
                if m.mention.span.start + shift < anchor.end and anchor.start < m.mention.span.end + shift
            )
            figure = next(touching, None)
            shared = min(span.end, anchor.end) - max(span.start, anchor.start)
            ranked.append(((figure is None, -shared, len(span), claim.id), Near(claim.id, figure)))
    return [near for _, near in sorted(ranked)]


def shift_of(quote: str, start: int, text: str) -> int:
    """How far the quote stands in the record's text from where it stands in the normalised text."""
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - start), default=start) - start


def related(row: Json, sides: Sequence[Sequence[Near]], relating: Relating) -> dict[str, Any]:
    """The first relation of the claims that overlap the anchors, those that fit best asked first."""
    pairs = sorted(((i + j, i), a, b) for i, a in enumerate(sides[0]) for j, b in enumerate(sides[1]))
    for _, a, b in pairs:
        found = relating.asked(a.claim, b.claim, (a.measure, b.measure)) if a.claim != b.claim else None
        if found is not None:
            first, second = (row["a"], row["b"]) if found.a == a.claim else (row["b"], row["a"])
            return {"a": first, "b": second, "relation": found.kind.value}
    return {"a": row["a"], "b": row["b"], "relation": None}
