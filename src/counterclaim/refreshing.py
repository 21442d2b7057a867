"""A ledger brought up to date after pages or rulings came: where they touch it, or as a whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.incidents import FindingKind
from counterclaim.model.overviews import ClaimQuery
from counterclaim.model.stages import Change, Index, Neighbourhood, Reconciled
from counterclaim.resolve.rulings import Rulings, on_meaning
from counterclaim.store.base import View, Writer

ON_PLACES = (FindingKind.UNRESOLVED_PLACE, FindingKind.AMBIGUOUS_PLACE)
LOT = 64
"""Pages whose claims are compared at one go: what lies around more of them is not held in memory at once."""
SETTLED = 5_000
"""Claims up to which running totals are reckoned at once; in larger ledgers they wait until they are asked for."""


class Comparing(Protocol):
    """What compares claims: the pipeline, or a double of it."""

    @property
    def rules(self) -> str:
        """What names the rules by which claims are compared; other rules give other incidents."""
        ...

    def reconcile(self, entries: Sequence[Entry], decisions: Sequence[Decision]) -> Reconciled:
        """What the claims say together."""
        ...

    def totals(self, entries: Sequence[Entry], decisions: Sequence[Decision]) -> Reconciled:
        """Running totals and what does not add up in them, and nothing else."""
        ...

    def index(self, entries: Sequence[Entry]) -> Index:
        """The blocks and the outlines of claims; `entries` are all claims of their documents."""
        ...

    def update(
        self, seeds: Collection[str], fresh: Collection[str], near: Neighbourhood, decisions: Sequence[Decision]
    ) -> Change:
        """What claims that came change."""
        ...


def refresh(view: View, writer: Writer, stages: Comparing, *, whole: bool = False, totals: bool = True) -> None:
    """Compares the claims of a ledger that came since it was last done with those that they touch.

    All claims are compared anew where the rules are others than last time, where somebody rejected a claim or ruled
    who or which place is meant, and where `whole` asks for it; the outcome is the same. Running totals wait in large
    ledgers, and without `totals`.
    """
    decisions = view.decisions()
    fresh_ids = set(view.unreconciled("decision"))
    news = [decision for decision in decisions if decision.id in fresh_ids]
    rejecting = any(decision.ruling is Ruling.REJECT for decision in news)
    resolved = any(map(on_meaning, news))
    told = _ruled(view, decisions)
    if whole or rejecting or resolved or view.made_with() != stages.rules:
        entries = told(ClaimQuery())
        writer.replace_reconciled(stages.reconcile(entries, decisions), stages.rules)
        if resolved:
            writer.rekey(entries)
        writer.answer(ON_PLACES, Rulings.of(decisions).places.answering(entries))
        return
    pages = view.unreconciled("capture")
    for start in range(0, len(pages), LOT) or (0,):
        lot = pages[start : start + LOT]
        change = _compared(view, writer, stages, lot, news if start == 0 else ())
        writer.update(change, pages[start + LOT :])
    if totals and view.size() <= SETTLED:
        settle(view, writer, stages)


def _compared(view: View, writer: Writer, stages: Comparing, pages: Sequence[str], news: Sequence[Decision]) -> Change:
    """What the claims of some pages that came, and rulings that did, change in a ledger."""
    decisions = view.decisions()
    told = _ruled(view, decisions)
    entries = told(ClaimQuery(documents=tuple(pages))) if pages else []
    fresh = {entry.claim.id for entry in entries}
    near = view.neighbourhood(told, entries)
    ruled = {subject for decision in news for subject in decision.subjects}
    if any(map(on_meaning, decisions)):
        writer.rekey(entries)
        writer.answer(ON_PLACES, Rulings.of(decisions).places.answering(entries), pages)
    writer.index(stages.index(entries))
    return stages.update(fresh | set(near.homes(sorted(ruled))), fresh, near, decisions)


def settle(view: View, writer: Writer, stages: Comparing) -> None:
    """Reckons the running totals of a ledger from all its claims, if some came since that was last done."""
    if view.unsettled():
        decisions = view.decisions()
        reconciled = stages.totals(_ruled(view, decisions)(ClaimQuery()), decisions)
        writer.settle(reconciled.tallies, reconciled.findings)


def _ruled(view: View, decisions: Sequence[Decision]) -> Callable[[ClaimQuery], list[Entry]]:
    """The claims of a ledger with what people ruled laid over what was resolved."""
    rulings = Rulings.of(decisions)
    return lambda query: rulings.laid_over(view.entries(query))
