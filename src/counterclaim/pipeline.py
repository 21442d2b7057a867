"""The one place that knows the order of the stages: capture, segment, extract, resolve, reconcile."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from counterclaim.capture.clean import Cleaner
from counterclaim.capture.files import Files
from counterclaim.collecting import rarely_collected
from counterclaim.config import Settings
from counterclaim.extract.equipment import Vocabulary
from counterclaim.extract.readers import make_reader
from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Capture, Document
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.stages import Change, Index, Neighbourhood, Reading, Reconciled, Resolved
from counterclaim.reconcile.relating import Relater
from counterclaim.reconcile.stage import Reconciler
from counterclaim.resolve.stage import Resolver
from counterclaim.segment.parts import Segmenter

STAGE = "pipeline/1"
LANGUAGES = frozenset({"en"})


class Pipeline:
    """All stages, ready to read.

    Raises:
        InputError: if a gazetteer or an actors file of the settings cannot be used.
        SettingsError: if the settings name a reader that there is not.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.files = Files(settings.capture)
        self.cleaner = Cleaner(settings.capture)
        self.segmenter = Segmenter(settings.segment)
        self.resolver = Resolver(settings.resolve)
        self.reader = make_reader(settings.extract, known=self.resolver.known, wide=self.resolver.wide)
        self.vocabulary = Vocabulary(self.resolver.catalogue.own)
        self.reconciler = Reconciler(settings.reconcile)

    def read(self, origin: str, *, declared: Mapping[str, str]) -> tuple[Capture, Resolved]:
        """One page, captured and read; `-` is the standard input.

        Raises:
            InputError: if the page cannot be used.
        """
        capture = self.files.capture(origin, declared=declared)
        return capture, self.read_capture(capture)

    def read_text(self, text: str, *, declared: Mapping[str, str]) -> Resolved:
        """A text that is at hand already, read like a page.

        Raises:
            InputError: if the text cannot be used.
        """
        capture = self.files.capture("-", declared=declared, stdin=io.BytesIO(text.encode()))
        return self.read_capture(capture)

    def read_capture(self, capture: Capture) -> Resolved:
        """The claims of one capture with what their words stand for.

        Raises:
            InputError: if the bytes are no text, or larger, longer or emptier than the settings allow.
        """
        with rarely_collected():
            return self._read(capture)

    def _read(self, capture: Capture) -> Resolved:
        segmented = self.segmenter.page(self.cleaner.document(capture))
        document = segmented.page.document
        found = tuple(_of_document(document))
        unread = any(finding.kind is FindingKind.LANGUAGE_NOT_READ for finding in found)
        with self.vocabulary.in_use():
            reading = Reading(page=segmented.page, claims=()) if unread else self.reader.read(segmented.page)
        resolved = self.resolver.resolve(reading)
        findings = (*segmented.findings, *found, *resolved.findings)
        return replace(resolved, findings=findings)

    def reconcile(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """What the claims of a ledger say together; the same for any order of `entries`."""
        return self.reconciler(entries, decisions)

    @property
    def rules(self) -> str:
        """What names the rules by which claims are compared."""
        return self.reconciler.rules

    def totals(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """Running totals and what does not add up in them, and nothing else."""
        return self.reconciler.totals(entries, decisions)

    def index(self, entries: Sequence[Entry]) -> Index:
        """The blocks and the outlines of claims; `entries` are all claims of their documents."""
        return self.reconciler.index(entries)

    def update(
        self, seeds: Collection[str], fresh: Collection[str], near: Neighbourhood, decisions: Sequence[Decision] = ()
    ) -> Change:
        """What claims that came change in a ledger."""
        return self.reconciler.update(seeds, fresh, near, decisions)

    def relater(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Relater:
        """What tells of any two claims of a ledger how they stand."""
        return self.reconciler.relater(entries, decisions)


def _of_document(document: Document) -> list[Finding]:
    """What a reader should know of a document before its claims: no date, a language that is not read."""
    found = []
    if document.published is None:
        found.append(
            _finding(
                document,
                FindingKind.NO_PUBLICATION_DATE,
                "the page does not say when it was published, so that “yesterday” and days without a year stay open; "
                "give the date with --published",
            )
        )
    language = document.fact("lang")
    if language is not None and language not in LANGUAGES:
        found.append(
            _finding(
                document,
                FindingKind.LANGUAGE_NOT_READ,
                f"the page is written in “{language}”, which no reader here reads; nothing was read from it "
                f"(say --lang en if it is English){_to_add(document)}",
            )
        )
    stated = document.fact("translation")
    if stated is not None:
        message = (
            f"the page is a translation (“{stated}”): its words are those of a translator, and it is of one origin "
            "with its original and with other translations of it, as far as the pages name it"
        )
        found.append(_finding(document, FindingKind.TRANSLATION, message))
    return found


def _to_add(document: Document) -> str:
    """Where the page says that its text stands in a language that is read."""
    editions = dict(pair.split("=", 1) for pair in (document.fact("editions") or "").split())
    readable = next((at for lang, at in editions.items() if lang.partition("-")[0] in LANGUAGES), None)
    return f"; the page says that it stands in English at {readable}: add that page" if readable else ""


def _finding(document: Document, kind: FindingKind, message: str) -> Finding:
    return Finding(kind=kind, message=message, stage=STAGE, document=document.id)
