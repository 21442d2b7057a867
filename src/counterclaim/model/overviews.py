"""What a reader asks of a ledger, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counterclaim.model.claims import ClaimKind, Entry
from counterclaim.model.documents import Document
from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Relation, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims are wanted; None asks for all.

    `claimant`, `place` and `text` are words as a person types them: case and accents do not count. `since` and `until`
    are days of the event, both included; a claim whose time is unknown matches neither. `documents` and `claims` are
    ids.
    """

    claimant: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    kind: ClaimKind | None = None
    text: str | None = None
    documents: tuple[str, ...] | None = None
    claims: tuple[str, ...] | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is filtered out."""
        return self == ClaimQuery()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document of the ledger in one line: what it is, and how many parts, claims and findings it holds."""

    id: str
    origin: str
    captured_at: datetime
    media_type: str
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    parts: int
    claims: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """Somebody who claims something: how much, where, and how often others contradict or deny it.

    `id` is the actor that the claimant stands for, or None; `first` and `last` are the outermost days claimed about.
    """

    id: str | None
    name: str
    kind: str
    claims: int
    documents: int
    contradicted: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An incident with everything that is said of it, side by side."""

    incident: Incident
    entries: tuple[Entry, ...]
    relations: tuple[Relation, ...]
    estimates: tuple[Estimate, ...]
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """A claim with its relations to other claims and the incidents that it belongs to."""

    entry: Entry
    relations: tuple[Relation, ...]
    others: tuple[Entry, ...]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """A document with its claims."""

    document: Document
    summary: DocumentSummary
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that a ledger holds, for a summary."""

    documents: tuple[DocumentSummary, ...]
    sources: tuple[SourceSummary, ...]
    entries: tuple[Entry, ...]
    dossiers: tuple[Dossier, ...]
    relations: tuple[Relation, ...]
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What adding pages came to: ids of documents added and already known, and who failed with the reason."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One link of the hash chain: what was written, the hash of it, and the hash of the link before."""

    seq: int
    kind: str
    subject: str
    payload: str
    previous: str
    hash: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """Whether the ledger still is what was written; `failure` names the first thing that does not hold."""

    captures: int
    claims: int
    entries: int
    head: str
    failure: str | None = None

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return self.failure is None
