"""A claim in one line, as lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.model.claims import Claim, Entry, Mention, StanceValue
from counterclaim.model.documents import BlockKind, Document, PartKind, Span
from counterclaim.model.incidents import FindingKind
from counterclaim.publish import masking, phrases
from counterclaim.publish.layout import UNKNOWN
from counterclaim.resolve.rulings import Rulings
from counterclaim.store.base import View
from counterclaim.store.keys import source_key

_BEGINNING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim in a few words; what is unknown is None."""

    id: str
    document: str
    who: str
    who_key: str
    stance: StanceValue
    what: str
    parties: str | None
    measures: tuple[str, ...]
    where: tuple[str, ...]
    when: str | None
    quote: str
    title: str
    outlet: str | None
    published: str | None
    part: PartKind
    part_author: str | None


def to_line(entry: Entry) -> ClaimLine:
    """The claim as lists show it."""
    claim, document = entry.claim, entry.document
    what, _, parties = phrases.what(_without_counted(claim)).partition("\n")
    actor = entry.source
    return ClaimLine(
        id=claim.id,
        document=document.id,
        who=actor.name if actor else phrases.speaker(entry),
        who_key=source_key(entry),
        stance=claim.stance.value,
        what=what,
        parties=parties or None,
        measures=tuple(phrases.measure(measure) for measure in claim.measures),
        where=tuple(line for line in phrases.where(entry).split("\n") if line != UNKNOWN),
        when=None if phrases.when(entry) == UNKNOWN else phrases.when(entry),
        quote=claim.quote.text,
        title=title_of(entry),
        outlet=document.fact("source") or document.fact("site"),
        published=entry.part.published or document.fact("published"),
        part=entry.part.kind,
        part_author=entry.part.author,
    )


def _without_counted(claim: Claim) -> Claim:
    """The claim without parties whose words are those of a figure, which stands beside them."""
    figures = [measure.mention.span for measure in claim.measures]

    def party(mention: Mention | None) -> Mention | None:
        return None if mention and any(span.overlaps(mention.span) for span in figures) else mention

    return replace(claim, agent=party(claim.agent), target=party(claim.target))


def title_of(entry: Entry) -> str:
    """What the page of a claim is called."""
    return called(entry.document)


def called(document: Document) -> str:
    """What a page is called."""
    commented = bool(document.blocks) and document.blocks[0].kind is BlockKind.COMMENT
    beginning = "" if commented else document.text[:_BEGINNING]
    return phrases.called(document.fact("title"), beginning, document.origin)


def hidden_in(view: View, documents: Iterable[str]) -> dict[str, Sequence[Span]]:
    """The stretches of the documents that hold abuse."""
    findings = view.findings_in(sorted(set(documents)), FindingKind.ABUSE)
    return dict(masking.masks(findings))


def masked_lines(view: View, entries: Sequence[Entry], *, unmasked: bool = False) -> tuple[ClaimLine, ...]:
    """Claims as lists show them, abuse behind blocks unless it is asked for."""
    return tuple(map(to_line, masked(view, entries, unmasked=unmasked)))


def masked(view: View, entries: Sequence[Entry], *, unmasked: bool = False) -> list[Entry]:
    """The claims as people ruled on their words, abuse behind blocks unless it is asked for."""
    entries = ruled(view, entries)
    if unmasked:
        return entries
    return masking.masked(entries, hidden_in(view, (entry.claim.document for entry in entries)))


def ruled(view: View, entries: Sequence[Entry]) -> list[Entry]:
    """The claims with what people ruled laid over what was resolved."""
    return Rulings.of(view.decisions()).laid_over(entries)
