"""What every reader owes, held up against those of other packages: exact words, known values, no exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from counterclaim.model.claims import (
    Claim,
    ClaimKind,
    Measure,
    Mention,
    Modality,
    Mode,
    Object,
    Polarity,
    Role,
    Stance,
    StanceValue,
)
from counterclaim.model.documents import Page, SourceKind, Span
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.stages import Reading

if TYPE_CHECKING:
    from counterclaim.extract.readers import Reader

SCHEMES = frozenset({"acled", "plover"})


class GuardedReader:
    """A reader of another package; claims that do not hold are dropped and counted, and it cannot end a run.

    Args:
        reader: the reader that is guarded.
        name: by which name the settings chose it.
        package: the package that brings it.
    """

    def __init__(self, reader: Reader, *, name: str, package: str) -> None:
        self.reader = reader
        self.name = name
        self.package = package

    def read(self, page: Page) -> Reading:
        """The claims of the reader that hold; a page on which it fails has none, and a finding says so."""
        try:
            return self._checked(page, self.reader.read(page))
        except Exception as error:  # noqa: BLE001  # one page must not end the run, whatever a stranger's package does
            return Reading(page=page, claims=(), findings=(self._failed(page, f"{type(error).__name__}: {error}"),))

    def _checked(self, page: Page, reading: Reading) -> Reading:
        if not isinstance(reading, Reading) or reading.page.document.id != page.document.id:
            return Reading(page=page, claims=(), findings=(self._failed(page, "it gave no reading of this page"),))
        faults = [fault_of(claim, page) for claim in reading.claims]
        claims = tuple(c for c, fault in zip(reading.claims, faults, strict=True) if fault is None)
        dropped = [fault for fault in faults if fault is not None]
        times = tuple(words for words in reading.times if _exact(words, page))
        places = tuple(words for words in reading.places if _exact(words, page))
        findings = (*reading.findings, *self._dropped(page, dropped))
        return Reading(page=page, claims=claims, times=times, places=places, findings=findings)

    def _failed(self, page: Page, reason: str) -> Finding:
        message = (
            f"the reader “{self.name}” of the package {self.package} failed on this page ({reason}); "
            f"nothing was read from it: read it with another reader, or tell the authors of {self.package}"
        )
        return self._finding(page, FindingKind.READER_FAILED, message)

    def _dropped(self, page: Page, faults: Sequence[str]) -> Iterator[Finding]:
        if faults:
            kinds = ", ".join(f"{faults.count(fault)} {fault}" for fault in sorted(set(faults)))
            message = (
                f"{len(faults)} of the claims that the reader “{self.name}” gave were dropped: {kinds}; "
                f"tell the authors of {self.package}"
            )
            yield self._finding(page, FindingKind.DROPPED_CLAIM, message)

    def _finding(self, page: Page, kind: FindingKind, message: str) -> Finding:
        return Finding(kind=kind, message=message, stage=self.name, document=page.document.id)


def fault_of(claim: Claim, page: Page) -> str | None:
    """What is wrong with a claim of a page, as the end of a sentence; None where it holds."""
    try:
        if not _is_placed(claim, page):
            return "standing at no place of the page"
        if not all(_exact(words, page) for words in _mentions(claim)):
            return "naming words that do not stand where they are said to"
        if not _has_values(claim):
            return "with a value that no claim has"
    except (AttributeError, TypeError):
        return "not of the form of a claim"
    return None


def _is_placed(claim: Claim, page: Page) -> bool:
    parts = {part.index: part for part in page.parts}
    part = parts.get(claim.part)
    inside = part is not None and part.span.contains(claim.span)
    return claim.document == page.document.id and inside and len(claim.span) > 0


def _exact(words: Mention, page: Page) -> bool:
    """Whether words stand where they are said to."""
    span: Span = words.span
    return page.document.text[span.start : span.end] == words.text


def _mentions(claim: Claim) -> Iterator[Mention]:
    yield Mention(claim.quote.text, claim.quote.span)
    found = [claim.agent, claim.target, claim.instrument, claim.claimant.mention, *claim.stance.words]
    found += [words for link in claim.attribution for words in (link.speaker, link.cue, link.stands_for)]
    found += [words for measure in claim.measures for words in (measure.mention, measure.party)]
    found += [place.mention for place in claim.places]
    found += [claim.time.mention] if claim.time else []
    yield from (words for words in found if words is not None)


def _has_values(claim: Claim) -> bool:
    return (
        isinstance(claim.kind, ClaimKind)
        and isinstance(claim.claimant.kind, SourceKind)
        and isinstance(claim.polarity, Polarity)
        and isinstance(claim.modality, Modality)
        and _is_stance(claim.stance)
        and all(map(_is_measure, claim.measures))
        and all(isinstance(link.mode, Mode) and isinstance(link.kind, SourceKind) for link in claim.attribution)
        and (claim.event is None or claim.event.scheme in SCHEMES)
        and 0 <= claim.confidence <= 1
        and claim.id.startswith("c_")
        and bool(claim.reader)
    )


def _is_stance(stance: Stance) -> bool:
    return isinstance(stance.value, StanceValue)


def _is_measure(measure: Measure) -> bool:
    return isinstance(measure.role, Role) and isinstance(measure.object, Object)
