"""What a ledger holds, as an analyst reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import Document, Part
from counterclaim.model.incidents import Finding
from counterclaim.model.overviews import DocumentSummary, Dossier, SourceSummary
from counterclaim.model.stages import Resolved
from counterclaim.publish import phrases
from counterclaim.publish.layout import Column, Record, Records, bullet, clean, cut_front, heading

_DAY = len("2020-03-04")
_ORIGIN = 48
_CLAIM_COLUMNS = (
    Column(name="Who says", share=5),
    Column(name="What", share=6),
    Column(name="How many", share=5),
    Column(name="Where", share=4),
    Column(name="When", width=_DAY),
)
_INCIDENT_COLUMNS = (
    Column(name="Incident", share=8),
    Column(name="When", width=_DAY),
    Column(name="Where", share=4),
    Column(name="Claims", number=True),
    Column(name="Sources", number=True),
    Column(name="Estimate", share=5),
)
_DOCUMENT_COLUMNS = (
    Column(name="Title", share=8),
    Column(name="Source", share=5),
    Column(name="Published", width=_DAY),
    Column(name="Language", share=2),
    Column(name="Claims", number=True),
    Column(name="Findings", number=True),
)
_SOURCE_COLUMNS = (
    Column(name="Source", share=8),
    Column(name="Kind", share=3),
    Column(name="Claims", number=True),
    Column(name="Pages", number=True),
    Column(name="Opposed", number=True),
    Column(name="From", width=_DAY),
    Column(name="To", width=_DAY),
)
_GRADE = Column(name="Grade", width=5)


def claim_records(entries: Iterable[Entry], *, names: Mapping[str, str] | None = None, heading: bool = True) -> Records:
    """Claims in rows, the exact words below each; `names` puts a name of its own before a claimant."""
    return Records(columns=_CLAIM_COLUMNS, records=[_claim(entry, names or {}) for entry in entries], heading=heading)


def _claim(entry: Entry, names: Mapping[str, str]) -> Record:
    claim = entry.claim
    name = names.get(claim.id)
    who = phrases.who(entry)
    cells = (
        f"{name} {who}" if name else who,
        phrases.what(claim),
        phrases.how_many(claim),
        phrases.where(entry),
        phrases.when(entry),
    )
    return Record(cells=cells, note=phrases.quote(claim), tag=claim.id)


def reading(resolved: Resolved, entries: Sequence[Entry]) -> RenderableType:
    """One page as it was read: its claims, masked or not, part by part, then what a reader should know."""
    document = resolved.reading.page.document
    findings = (*resolved.reading.findings, *resolved.findings)
    shown: list[RenderableType] = [title(document, len(entries)), Text("")]
    shown += by_part(entries)
    if entries:
        shown.append(Text(phrases.LEGEND, style="dim"))
    else:
        shown.append(Text("There are no claims on this page."))
    if findings:
        shown += [Text(""), heading("What a reader should know"), finding_list(findings)]
    return Group(*shown)


def title(document: Document, claims: int) -> RenderableType:
    """What the page is called, who published it and when, and how many claims it makes."""
    facts = [document.fact("source"), document.fact("published") or "no date", document.fact("lang")]
    about = " · ".join([clean(fact) for fact in facts if fact] + [phrases.plural(claims, "claim")])
    name = document.fact("title") or document.origin
    return Group(Text(clean(name), style="bold"), Text(about, style="dim"))


def by_part(entries: Sequence[Entry]) -> Iterator[RenderableType]:
    """Claims below the headings of their parts."""
    for _, group in groupby(entries, key=lambda entry: entry.part.index):
        held = list(group)
        yield _part_heading(held[0].part)
        yield claim_records(held)


def _part_heading(part: Part) -> Text:
    return Text(phrases.part(part), style="bold cyan")


def claims(entries: Sequence[Entry]) -> RenderableType:
    """Claims of several pages, page by page."""
    shown: list[RenderableType] = []
    for _, group in groupby(entries, key=lambda entry: entry.document.id):
        held = list(group)
        shown += [title(held[0].document, len(held)), Text(""), claim_records(held)]
    legend = Text(phrases.LEGEND, style="dim")
    return Group(*shown, legend) if shown else Text("No claims match.")


def incidents(dossiers: Sequence[Dossier]) -> RenderableType:
    """Incidents, one in a row."""
    if not dossiers:
        return Text("No incidents match.")
    return Records(columns=_INCIDENT_COLUMNS, records=[_incident(dossier) for dossier in dossiers], note_lines=1)


def _incident(dossier: Dossier) -> Record:
    incident = dossier.incident
    sources = {phrases.speaker(entry) for entry in dossier.entries}
    cells = (
        clean(incident.title),
        incident.period.caption if incident.period else clean(None),
        clean(incident.place),
        str(len(dossier.entries)),
        str(len(sources)),
        "\n".join(phrases.estimate(estimate) for estimate in dossier.estimates) or clean(None),
    )
    return Record(cells=cells, note="", tag=incident.id)


def documents(found: Sequence[DocumentSummary]) -> RenderableType:
    """Documents, one in a row."""
    if not found:
        return Text("The ledger holds no pages.")
    return Records(columns=_DOCUMENT_COLUMNS, records=[_document(summary) for summary in found], note_lines=1)


def _document(summary: DocumentSummary) -> Record:
    cells = (
        clean(summary.title),
        clean(summary.source),
        clean(summary.published),
        clean(summary.language),
        str(summary.claims),
        str(summary.findings),
    )
    return Record(cells=cells, note=cut_front(clean(summary.origin), _ORIGIN), tag=summary.id[:19])


def sources(found: Sequence[SourceSummary], grades: Mapping[str, Decision] | None = None) -> RenderableType:
    """Who claims something, one in a row; `grades` are the letters that people gave, by key."""
    given = {key: decision.value for key, decision in (grades or {}).items()}
    records = [
        Record(
            cells=(
                clean(source.name),
                phrases.words(source.kind),
                str(source.claims),
                str(source.documents),
                str(source.contradicted),
                clean(source.first),
                clean(source.last),
                *((given.get(source.key) or "",) if given else ()),
            )
        )
        for source in found
    ]
    columns = (*_SOURCE_COLUMNS, _GRADE) if given else _SOURCE_COLUMNS
    return Records(columns=columns, records=records) if records else Text("The ledger holds no claims.")


def finding_list(found: Sequence[Finding], origins: Mapping[str, str] | None = None) -> RenderableType:
    """Findings, one sentence each; `origins` says what the documents are called."""
    if not found:
        return Text("There are no findings.")
    return Group(*(bullet(_finding(finding, origins or {})) for finding in found))


def _finding(finding: Finding, origins: Mapping[str, str]) -> str:
    origin = origins.get(finding.document or "")
    return f"{phrases.words(finding.kind.value)}: {clean(finding.message)}" + (f" ({clean(origin)})" if origin else "")
