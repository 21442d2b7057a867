"""What a ledger needs of the place where it is kept: one object that writes, one that looks things up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Capture, Document, Part
from counterclaim.model.incidents import Control, Estimate, Finding, FindingKind, Incident, Relation, Tally
from counterclaim.model.overviews import (
    ClaimOrder,
    ClaimQuery,
    DocumentSummary,
    Facet,
    IncidentOrder,
    IncidentSummary,
    LogEntry,
    PlaceSummary,
    Sizes,
    Slice,
    SourceProfile,
    SourceSummary,
    VerifyReport,
)
from counterclaim.model.series import Series
from counterclaim.model.stages import Change, Index, Neighbourhood, Reconciled, Resolved


class Writer(Protocol):
    """Writes to a ledger: each method all or nothing, each an entry in the log."""

    def keep(self, capture: Capture, resolved: Resolved) -> bool:
        """Whether the page was new and has been written; bytes that are known already change nothing."""
        ...

    def keep_series(self, capture: Capture, series: Sequence[Series], findings: Sequence[Finding] = ()) -> bool:
        """Whether the table was new and its series have been written; bytes that are known already change nothing."""
        ...

    def note(self, finding: Finding) -> bool:
        """Whether a finding that belongs to no kept page was new and has been written."""
        ...

    def decide(self, decision: Decision) -> bool:
        """Whether a ruling was new and has been written."""
        ...

    def replace_reconciled(self, reconciled: Reconciled, made_with: str = "") -> None:
        """Puts what the claims say together in the place of what was there; `made_with` names the rules for it."""
        ...

    def rekey(self, entries: Sequence[Entry]) -> None:
        """Makes the keys of claims anew, by which they are browsed."""
        ...

    def answer(
        self,
        kinds: Collection[FindingKind],
        is_answered: Callable[[Finding], bool],
        documents: Sequence[str] | None = None,
    ) -> None:
        """Sets anew which findings of some kinds are answered and shown no more: all, or those of some documents."""
        ...

    def index(self, index: Index) -> None:
        """Puts new claims into their blocks and keeps their outlines, so that the next update finds them."""
        ...

    def update(self, change: Change, waiting: Sequence[str] = ()) -> None:
        """Writes anew what rests on the claims that a change touches; `waiting` are pages that are still to come."""
        ...

    def settle(self, tallies: Sequence[Tally], findings: Sequence[Finding]) -> None:
        """Puts running totals, and what does not add up in them, in the place of what was there."""
        ...

    def close(self) -> None:
        """Lets go of the ledger."""
        ...


class View(Protocol):
    """Looks things up in a ledger and changes nothing."""

    def known(self, sha256: str) -> bool:
        """Whether the bytes of that hash are in the ledger."""
        ...

    def stale(self) -> bool:
        """Whether pages or rulings were kept after the claims were last compared."""
        ...

    def content(self, sha256: str) -> bytes:
        """The bytes of a capture as they came.

        Raises:
            UnknownRecord: if there is no such capture.
        """
        ...

    def entries(self, query: ClaimQuery) -> list[Entry]:
        """The claims that match, in the order in which their pages came and then of the text."""
        ...

    def find(self, record: str) -> tuple[str, str]:
        """The table (`claims`, `documents`, `incidents`) and the full id that an id or its beginning names.

        Raises:
            UnknownRecord: if none or several records are named so.
        """
        ...

    def documents(self, wanted: Sequence[str] | None = None) -> list[DocumentSummary]:
        """All documents in the order in which they came, or those of the ids."""
        ...

    def document(self, document: str) -> Document:
        """One document.

        Raises:
            UnknownRecord: if there is none of that id.
        """
        ...

    def stating(self, words: Sequence[str]) -> list[Document]:
        """The documents of whose facts one holds some of the words, such as an address, in the order of their ids."""
        ...

    def page(self, document: str) -> tuple[Document, tuple[Part, ...]]:
        """One document with its parts.

        Raises:
            UnknownRecord: if there is none of that id.
        """
        ...

    def sources(self, key: str | None = None) -> list[SourceSummary]:
        """Everybody who claims something, or the one of that key; those with the most claims first."""
        ...

    def profile(self, key: str) -> SourceProfile:
        """What one source does over all its claims.

        Raises:
            UnknownRecord: if no source has that key.
        """
        ...

    def readers(self) -> list[tuple[str, int]]:
        """The readers that made the claims, with their versions and how many claims each made."""
        ...

    def names_of(self, keys: Sequence[str]) -> dict[str, str]:
        """What the sources of those keys are called; those that make no claim are left out."""
        ...

    def place_names(self, keys: Sequence[str]) -> dict[str, str]:
        """What the places of those keys are called; those that no claim names are left out."""
        ...

    def sources_of(self, claims: Sequence[str]) -> dict[str, str]:
        """For each of those claims the key of its source."""
        ...

    def places(self, query: ClaimQuery | None = None) -> list[PlaceSummary]:
        """The places that claims (or those that match) name, those of most claims first."""
        ...

    def slice_of_claims(self, query: ClaimQuery, order: ClaimOrder, cursor: str | None, size: int) -> Slice[Entry]:
        """Claims that match, from the cursor on.

        Raises:
            BadCursor: if no such list gave the cursor.
        """
        ...

    def slice_of_incidents(
        self, query: ClaimQuery, order: IncidentOrder, cursor: str | None, size: int
    ) -> Slice[IncidentSummary]:
        """Incidents that hold a claim that matches, from the cursor on.

        Raises:
            BadCursor: if no such list gave the cursor.
        """
        ...

    def slice_of_documents(self, words: str, cursor: str | None, size: int) -> Slice[DocumentSummary]:
        """Documents whose title, source or origin holds the words, the latest first, from the cursor on.

        Raises:
            BadCursor: if no such list gave the cursor.
        """
        ...

    def slice_of_findings(self, kind: FindingKind | None, cursor: str | None, size: int) -> Slice[Finding]:
        """Findings, or those of one kind, from the cursor on.

        Raises:
            BadCursor: if no such list gave the cursor.
        """
        ...

    def finding_counts(self) -> list[tuple[FindingKind, int]]:
        """How many findings there are of each kind, most first."""
        ...

    def facets(self, query: ClaimQuery, limit: int) -> dict[str, tuple[Facet, ...]]:
        """For each field what claims can be narrowed to, with counts, most claims first."""
        ...

    def sizes(self) -> Sizes:
        """How many records of each sort there are, and the head of the log."""
        ...

    def incident(self, incident: str) -> Incident:
        """One incident.

        Raises:
            UnknownRecord: if there is none of that id.
        """
        ...

    def capture_entry(self, document: str) -> LogEntry | None:
        """The entry of the log with which a document came."""
        ...

    def incidents(self, claims: Sequence[str] | None = None) -> list[Incident]:
        """All incidents in their order, or those that hold one of the claims."""
        ...

    def relations(self, claims: Sequence[str] | None = None) -> list[Relation]:
        """All relations in their order, or those of one of the claims."""
        ...

    def estimates(self, incident: str | None = None) -> list[Estimate]:
        """All estimates, or those of one incident."""
        ...

    def tallies(self) -> list[Tally]:
        """All running totals."""
        ...

    def series(self) -> list[Series]:
        """All series of figures from tables, in the order of their names."""
        ...

    def controls(self, claims: Sequence[str] | None = None) -> list[Control]:
        """All lines on who holds what, or those of one of the claims."""
        ...

    def findings(self, document: str | None = None, kind: FindingKind | None = None) -> list[Finding]:
        """All findings, those of reading first, or those about one document or of one kind."""
        ...

    def findings_in(self, documents: Sequence[str], kind: FindingKind) -> list[Finding]:
        """The findings of one kind about some documents."""
        ...

    def unreconciled(self, kind: str) -> list[str]:
        """The ids of pages (`capture`) or rulings (`decision`) that came after the claims were last compared."""
        ...

    def unsettled(self) -> bool:
        """Whether running totals wait to be reckoned anew."""
        ...

    def made_with(self) -> str | None:
        """What names the rules by which the claims were last compared."""
        ...

    def size(self) -> int:
        """How many claims there are."""
        ...

    def neighbourhood(self, entries: Callable[[ClaimQuery], list[Entry]], known: Sequence[Entry] = ()) -> Neighbourhood:
        """What an update of what the claims say together asks.

        Args:
            entries: gives claims as rulings have them.
            known: all claims of some documents, which need not be read again.
        """
        ...

    def decisions(self) -> list[Decision]:
        """All rulings in the order in which they were made."""
        ...

    def log(self) -> list[LogEntry]:
        """The hash chain."""
        ...

    def verify(self, head: str | None = None) -> VerifyReport:
        """Whether everything still is what was written; `head` is a hash of the chain that was noted earlier."""
        ...

    def close(self) -> None:
        """Lets go of the ledger."""
        ...
