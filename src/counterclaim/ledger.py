"""The front door: read one page, or keep many in a ledger and ask it questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol, Self, TextIO

from counterclaim.config import Settings, load_settings
from counterclaim.errors import InputError, LedgerMissing, MissingInput
from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Capture
from counterclaim.model.ids import sha256
from counterclaim.model.incidents import Control, Finding, FindingKind, Tally
from counterclaim.model.overviews import (
    AddReport,
    ClaimFile,
    ClaimQuery,
    DocumentFile,
    DocumentSummary,
    Dossier,
    Overview,
    SourceSummary,
    VerifyReport,
)
from counterclaim.model.stages import Reconciled, Resolved
from counterclaim.publish.lines import write_lines
from counterclaim.refreshing import Comparing, refresh, settle
from counterclaim.resolve.rulings import Rulings
from counterclaim.store.base import View, Writer
from counterclaim.store.sql import open_view, open_writer

OnPage = Callable[[str, int], None]
Pages = Iterable[tuple[str, Mapping[str, str]]]


class Stages(Comparing, Protocol):
    """What the ledger needs of the pipeline."""

    def read(self, origin: str, *, declared: Mapping[str, str]) -> tuple[Capture, Resolved]:
        """One page, captured and read.

        Raises:
            InputError: if the page cannot be used.
        """
        ...


def read(
    origin: str,
    *,
    source: str | None = None,
    published: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> Resolved:
    """The claims of one page, with what their words stand for; nothing is kept.

    Args:
        origin: path of the page, or `-` for standard input.
        source: who published the page, where the page itself does not say.
        published: ISO date of publication.
        lang: language code of the page.
        settings: other settings than the user's own.

    Raises:
        InputError: if the page cannot be used.
    """
    pipeline = stages(settings or load_settings())
    return pipeline.read(origin, declared=declare(source, published, lang))[1]


def stages(settings: Settings) -> Stages:
    """The stages as the settings want them; loading their models takes a second or two."""
    from counterclaim.pipeline import Pipeline  # noqa: PLC0415  # looking things up needs no grammar model

    return Pipeline(settings)


def declare(source: str | None, published: str | None, lang: str | None) -> dict[str, str]:
    """What the user says of a page.

    Raises:
        InputError: if the date of publication is not an ISO date.
    """
    if published is not None:
        _check_date(published)
    said = {"source": source, "published": published, "lang": lang}
    return {key: value for key, value in said.items() if value}


def _check_date(published: str) -> None:
    try:
        date.fromisoformat(published)
    except ValueError as error:
        message = f"--published {published}: this is not a date; write it as YYYY-MM-DD, for example 2020-03-04"
        raise InputError(message) from error


class Ledger:
    """A ledger of claims in one file.

    The file is made when the first page is kept; use the ledger in a `with` statement, or close it.
    """

    def __init__(self, path: str | Path, settings: Settings | None = None, pipeline: Stages | None = None) -> None:
        self.path = Path(path)
        self.settings = settings or load_settings()
        self._pipeline = pipeline
        self._writer: Writer | None = None
        self._view: View | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        for held in (self._view, self._writer):
            if held is not None:
                held.close()
        self._view = self._writer = None

    @property
    def pipeline(self) -> Stages:
        """The stages, made when they are first needed."""
        if self._pipeline is None:
            self._pipeline = stages(self.settings)
        return self._pipeline

    @property
    def view(self) -> View:
        """What looks things up.

        Raises:
            LedgerMissing: if there is no such ledger.
        """
        if self._view is None:
            self._view = open_view(self.path, self.settings.store)
        return self._view

    @property
    def writer(self) -> Writer:
        """What writes; makes the file if it is not there."""
        if self._writer is None:
            self._writer = open_writer(self.path, self.settings.store)
        return self._writer

    def add(
        self,
        origins: Iterable[str],
        *,
        source: str | None = None,
        published: str | None = None,
        lang: str | None = None,
        on_page: OnPage | None = None,
    ) -> AddReport:
        """What came of keeping pages: each wholly or not at all, the same bytes once; then all claims are compared.

        Args:
            origins: paths of the pages, `-` for standard input.
            source: who published the pages, where they do not say.
            published: ISO date of publication.
            lang: language code of the pages.
            on_page: called after each page with its origin and the number of its claims.

        Raises:
            InputError: if `published` is not a date.
            LedgerError: if the ledger cannot be written; pages kept before that stay.
        """
        declared = declare(source, published, lang)
        return self.add_pages(((origin, declared) for origin in origins), on_page=on_page)

    def add_pages(self, pages: Pages, *, on_page: OnPage | None = None) -> AddReport:
        """Like `add`, for pages that each come with what the user says of them."""
        if self.path.exists():
            _ = self.writer
        tally = _Adding()
        for origin, declared in pages:
            claims = self._add_page(origin, declared, tally)
            if on_page is not None:
                on_page(origin, claims)
        if self.stale:
            self.reconcile()
        return tally.report()

    def _add_page(self, origin: str, declared: Mapping[str, str], tally: _Adding) -> int:
        if known := self._known(origin):
            tally.known.append(known)
            return 0
        try:
            capture, resolved = self.pipeline.read(origin, declared=declared)
        except InputError as error:
            tally.failed.append((origin, str(error)))
            self._note(error)
            return 0
        if not self.writer.keep(capture, resolved):
            tally.known.append(capture.sha256)
            return 0
        tally.added.append(capture.sha256)
        kept = len(resolved.entries)
        tally.claims += kept
        return kept

    def _known(self, origin: str) -> str | None:
        """The id of the page if its bytes are in the ledger, so that it need not be read again."""
        path = Path(origin)
        if origin == "-" or not self.path.exists() or not path.is_file():
            return None
        try:
            if path.stat().st_size > self.settings.capture.max_bytes:
                return None
            name = sha256(path.read_bytes())
        except OSError:
            return None
        return name if self.view.known(name) else None

    def _note(self, error: InputError) -> None:
        if self.path.exists() and not isinstance(error, MissingInput):
            self.writer.note(Finding(kind=FindingKind.UNREADABLE_INPUT, message=str(error), stage="capture"))

    @property
    def stale(self) -> bool:
        """Whether pages or rulings were kept after the claims were last compared."""
        return self.path.exists() and self.view.stale()

    def reconcile(self, *, whole: bool = False) -> None:
        """Compares the claims that came with those that they touch, or all claims anew; the outcome is the same."""
        refresh(self.view, self.writer, self.pipeline, whole=whole)

    def settle(self) -> None:
        """Reckons running totals anew where claims came since that was last done; a large ledger waits with that."""
        if self.view.unsettled():
            settle(self.view, self.writer, self.pipeline)

    def claims(self, query: ClaimQuery | None = None) -> list[Entry]:
        """The claims that match, in the order of their pages and of the text."""
        return self._entries(query or ClaimQuery())

    def _entries(self, query: ClaimQuery) -> list[Entry]:
        """The claims that match, what people ruled laid over what was resolved."""
        return Rulings.of(self.view.decisions()).laid_over(self.view.entries(query))

    def incidents(self, query: ClaimQuery | None = None) -> list[Dossier]:
        """The incidents that hold at least one claim that matches, each with all its claims side by side."""
        view = self.view
        entries = {entry.claim.id: entry for entry in self._entries(ClaimQuery())}
        if query is None or query.everything:
            wanted = set(entries)
        else:
            wanted = {entry.claim.id for entry in self._entries(query)}
        return [dossier for dossier in _dossiers(view, entries) if not wanted.isdisjoint(dossier.incident.claims)]

    def homes(self) -> dict[str, str]:
        """For each claim of an incident the id of the incident."""
        return {claim: incident.id for incident in self.view.incidents() for claim in incident.claims}

    def documents(self) -> list[DocumentSummary]:
        """All documents, in the order in which they came."""
        return self.view.documents()

    def sources(self) -> list[SourceSummary]:
        """Everybody who claims something, those with the most claims first."""
        return self.view.sources()

    def findings(self) -> list[Finding]:
        """What a reader should know about the pages and about our own reading."""
        self.settle()
        return self.view.findings()

    def tallies(self) -> list[Tally]:
        """What claimants say over time, and whether it adds up."""
        self.settle()
        return self.view.tallies()

    def controls(self) -> list[Control]:
        """Who holds what, when, according to whom."""
        return self.view.controls()

    def overview(self) -> Overview:
        """All that the ledger holds, for a summary."""
        self.settle()
        view = self.view
        return Overview(
            documents=tuple(view.documents()),
            sources=tuple(self.sources()),
            entries=tuple(self._entries(ClaimQuery())),
            dossiers=tuple(self.incidents()),
            relations=tuple(view.relations()),
            tallies=tuple(view.tallies()),
            findings=tuple(view.findings()),
        )

    def show(self, record: str) -> ClaimFile | DocumentFile | Dossier:
        """Everything about one claim, document or incident, named by its id or the beginning of it.

        Raises:
            UnknownRecord: if none or several records are named so.
        """
        table, key = self.view.find(record)
        if table == "claims":
            return self._claim_file(key)
        if table == "documents":
            return self._document_file(key)
        return next(d for d in self.incidents() if d.incident.id == key)

    def _claim_file(self, claim: str) -> ClaimFile:
        view = self.view
        relations = tuple(view.relations([claim]))
        others = {end for relation in relations for end in (relation.a, relation.b)} - {claim}
        return ClaimFile(
            entry=self._entries(ClaimQuery(claims=(claim,)))[0],
            relations=relations,
            others=tuple(self._entries(ClaimQuery(claims=tuple(sorted(others))))),
            incidents=tuple(view.incidents([claim])),
        )

    def _document_file(self, document: str) -> DocumentFile:
        return DocumentFile(
            document=self.view.document(document),
            summary=next(summary for summary in self.view.documents() if summary.id == document),
            entries=tuple(self._entries(ClaimQuery(documents=(document,)))),
        )

    def decide(self, decision: Decision) -> bool:
        """Whether a ruling was new and has been kept."""
        if not self.path.exists():
            raise LedgerMissing(str(self.path))
        return self.writer.decide(decision)

    def export_jsonl(self, stream: TextIO) -> int:
        """How many lines were written: claims, incidents and all that belongs to them, one JSON object a line."""
        self.settle()
        view = self.view
        reconciled = Reconciled(
            incidents=tuple(view.incidents()),
            relations=tuple(view.relations()),
            estimates=tuple(view.estimates()),
            tallies=tuple(view.tallies()),
            controls=tuple(view.controls()),
            findings=tuple(view.findings()),
        )
        return write_lines(stream, self._entries(ClaimQuery()), reconciled)

    def verify(self, head: str | None = None) -> VerifyReport:
        """Whether everything still is what was written; `head` is the head of the log that was noted earlier."""
        return self.view.verify(head)


class _Adding:
    """What adding has come to so far."""

    def __init__(self) -> None:
        self.added: list[str] = []
        self.known: list[str] = []
        self.failed: list[tuple[str, str]] = []
        self.claims = 0

    def report(self) -> AddReport:
        """All of it, frozen."""
        return AddReport(
            added=tuple(self.added), known=tuple(self.known), failed=tuple(self.failed), claims=self.claims
        )


def _dossiers(view: View, entries: Mapping[str, Entry]) -> Iterator[Dossier]:
    incidents = view.incidents()
    homes: dict[str, set[str]] = defaultdict(set)
    for incident in incidents:
        for claim in incident.claims:
            homes[claim].add(incident.id)
    relations, controls = defaultdict(list), defaultdict(list)
    for relation in view.relations():
        for home in homes[relation.a] & homes[relation.b]:
            relations[home].append(relation)
    for control in view.controls():
        for home in homes[control.claim]:
            controls[home].append(control)
    estimates = defaultdict(list)
    for estimate in view.estimates():
        estimates[estimate.incident].append(estimate)
    for incident in incidents:
        yield Dossier(
            incident=incident,
            entries=tuple(entries[claim] for claim in incident.claims if claim in entries),
            relations=tuple(relations[incident.id]),
            estimates=tuple(estimates[incident.id]),
            controls=tuple(controls[incident.id]),
        )
