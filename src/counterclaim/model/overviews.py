"""What a reader asks of a ledger, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from counterclaim.model.claims import ClaimKind, Entry, Role, StanceValue
from counterclaim.model.documents import Document, SourceKind, Span
from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Relation, RelationKind, Tally
from counterclaim.model.values import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims are wanted; None asks for all.

    `claimant`, `place` and `text` are words as a person types them: case and accents do not count. With `within`, the
    places may lie so many kilometres from one that `place` names. `source` is the key of one claimant (see
    `SourceSummary.key`). `since` and `until` are days of the event, both included; a claim whose time is unknown
    matches neither. `event` is a type or a subtype. `role`, `at_least` and `at_most` speak of one measure, whose
    interval may reach into the bounds. `relation` asks for claims that stand so to another, on either side.
    `incident`, `documents` and `claims` are ids.
    """

    claimant: str | None = None
    source: str | None = None
    source_kind: SourceKind | None = None
    side: str | None = None
    place: str | None = None
    within: float | None = None
    since: date | None = None
    until: date | None = None
    kind: ClaimKind | None = None
    event: str | None = None
    role: Role | None = None
    at_least: float | None = None
    at_most: float | None = None
    stance: StanceValue | None = None
    relation: RelationKind | None = None
    incident: str | None = None
    text: str | None = None
    documents: tuple[str, ...] | None = None
    claims: tuple[str, ...] | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is filtered out."""
        return self == ClaimQuery()


class ClaimOrder(StrEnum):
    """In what order claims are wanted; the undated and those without a figure come last."""

    TEXT = "text"
    OLDEST = "oldest"
    NEWEST = "newest"
    LARGEST = "largest"


class IncidentOrder(StrEnum):
    """In what order incidents are wanted."""

    OPPOSED = "opposed"
    LARGEST = "largest"
    NEWEST = "newest"


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice(Generic[Item]):
    """Some of what was asked for: `next` is the cursor of what follows, or None at the end; `total` counts all."""

    items: tuple[Item, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value that claims can be narrowed to, what it is called, and how many claims it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSummary:
    """A place that claims name: where it lies, how exactly that is known, and how many claims name it.

    `key` is the id of the place, or a question mark and the folded name where no gazetteer knows it.
    """

    key: str
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    country: str | None
    claims: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCount:
    """How often claims of a source stand so to claims of others; `active` tells that those of the source come first."""

    kind: RelationKind
    active: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A source with which another has words or a speaker in common, and in how many pairs of claims."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """In which words a source names an actor, and how often."""

    actor: str
    name: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProfile:
    """What one source does over all its claims."""

    summary: SourceSummary
    standings: tuple[StandingCount, ...]
    repeated: tuple[Repeated, ...]
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSummary:
    """An incident in one line: how many claims, claimants and documents it holds, and how many pairs oppose."""

    incident: Incident
    claims: int
    sources: int
    documents: int
    opposed: int
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many records of each sort a ledger holds, and the head of its log."""

    documents: int
    claims: int
    sources: int
    incidents: int
    places: int
    tallies: int
    controls: int
    findings: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document of the ledger in one line: what it is, and how many parts, claims and findings it holds.

    `beginning` is how its text begins, for pages that have no title; nothing where it begins with a comment.
    """

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
    beginning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """Somebody who claims something: how much, where, and how often others contradict or deny it.

    `id` is the actor that the claimant stands for, or None; `key` is that id or the folded name; `first` and `last`
    are the outermost days claimed about.
    """

    id: str | None
    key: str
    name: str
    kind: str
    side: str | None
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
class PairFile:
    """Two claims side by side: how they stand, and what speaks for their being about one event.

    `relation` is None where nothing makes them meet; `likeness` has each feature that was compared with its reason,
    and `ruled_out` names the one that parts the two.
    """

    first: Entry
    second: Entry
    relation: Relation | None
    together: bool
    likeness: tuple[tuple[str, Score], ...]
    ruled_out: str | None = None


class Tie(StrEnum):
    """What shows that two claims have one origin."""

    PAGE = "page"
    REPRINT = "reprint"
    PASSAGE = "passage"
    SPEAKER = "speaker"
    PARTY = "party"
    BY_LINE = "by_line"
    CITED = "cited"
    TRANSLATION = "translation"
    REPUBLISHED = "republished"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """That claims `a` and `b` have one origin, with the reason in one sentence.

    For what stands in a passage that two documents share, `spans` has it in each of them.
    """

    a: str
    b: str
    tie: Tie
    why: str
    spans: tuple[Span, Span] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Claims that go back to one origin: those who publish them, and the links that join them."""

    claims: tuple[str, ...]
    outlets: tuple[str, ...]
    links: tuple[OriginLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A page that is a translation, or one edition of several, and the pages in other languages that are kept of it."""

    document: Document
    others: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginFile:
    """An incident with the origins of its claims, those with most outlets first, and which pages are translations."""

    incident: Incident
    entries: tuple[Entry, ...]
    origins: tuple[Origin, ...]
    translations: tuple[Translated, ...] = ()


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
