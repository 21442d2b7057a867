"""Predictions for the claims benchmark: each group's articles in one ledger, its claims and how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Span
from counterclaim.model.stages import Reconciled, Resolved
from counterclaim.publish.wire import claim_to_wire

Json = Mapping[str, Any]
GOLD = frozenset({"claims", "not_claims"})


class Reading(Protocol):
    """What reads a text into entries and sets entries side by side: the pipeline, or a double of it."""

    def read_text(self, text: str, *, declared: Mapping[str, str]) -> Resolved:
        """The claims of a text with what their words stand for."""

    def reconcile(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """What the claims say together."""


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


def predict_relations(
    relations: Iterable[Json], records: Iterable[Json], pipeline: Reading
) -> Iterator[dict[str, Any]]:
    """One prediction a pair: how the ledger relates the claims that overlap the two anchors, None where it does not.

    The groups of the two articles share a ledger. Of the gold items only the spans of the anchors are read, and of the
    relations only which anchors they join. If the ledger's relation acts from `b` on `a`, the two change places.
    """
    known = {record["id"]: record for record in records}

    @cache
    def ledger(groups: frozenset[str]) -> Ledger:
        return read_ledger([r for r in known.values() if r["group"] in groups], pipeline)

    for row in relations:
        pair = [known[row[side][0]] for side in ("a", "b")]
        found = ledger(frozenset(record["group"] for record in pair))
        anchors = [_anchor(record, row[side][1]) for record, side in zip(pair, ("a", "b"), strict=True)]
        sides = [_overlapping(found.entries[r["id"]], r["text"], a) for r, a in zip(pair, anchors, strict=True)]
        yield _related(row, sides, found.reconciled)


def _anchor(record: Json, item: str) -> Span:
    return next(Span(c["start"], c["end"]) for c in record["claims"] if c["id"] == item)


def _overlapping(claims: Iterable[Entry], text: str, anchor: Span) -> list[str]:
    """The claims that overlap an anchor, those whose figures touch it and whose words fit it best first."""
    ranked = []
    for entry in claims:
        claim = entry.claim
        shift = shift_of(claim.quote.text, claim.span.start, text)
        span = claim.span.shift(shift) if claim.span.start + shift >= 0 else claim.span
        figures = any(
            m.mention.span.start + shift < anchor.end and anchor.start < m.mention.span.end + shift
            for m in claim.measures
        )
        if span.overlaps(anchor):
            shared = min(span.end, anchor.end) - max(span.start, anchor.start)
            ranked.append((not figures, -shared, len(span), claim.id))
    return [name for *_, name in sorted(ranked)]


def shift_of(quote: str, start: int, text: str) -> int:
    """How far the quote stands in the record's text from where it stands in the normalised text."""
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - start), default=start) - start


def _related(row: Json, sides: Sequence[Sequence[str]], reconciled: Reconciled) -> dict[str, Any]:
    table = {(r.a, r.b): r.kind.value for r in reconciled.relations}
    pairs = sorted(((i + j, i), a, b) for i, a in enumerate(sides[0]) for j, b in enumerate(sides[1]))
    for _, a, b in pairs:
        if (a, b) in table:
            return {"a": row["a"], "b": row["b"], "relation": table[a, b]}
        if (b, a) in table:
            return {"a": row["b"], "b": row["a"], "relation": table[b, a]}
    return {"a": row["a"], "b": row["b"], "relation": None}
