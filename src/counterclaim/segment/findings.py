"""What a reader should know of how a page was told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model.documents import Document, Part, PartKind, Passage
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.segment.abuse import abuse_in

STAGE = "segment/1"


def fallbacks(document: Document) -> Iterator[Finding]:
    """One finding where the capture could not tell the text of a page from what surrounds it."""
    fact = next((fact for name, fact in document.facts if name == "text" and fact.value == "visible"), None)
    if fact is not None:
        message = f"{fact.why}; menus and advertisements may stand among the sentences, so save the text by itself"
        yield Finding(kind=FindingKind.FALLBACK, message=message, stage=STAGE, document=document.id)


def cut(document: Document, passage: Passage, longest: int) -> Finding:
    """The finding for a sentence that was read in pieces of at most `longest` code points."""
    message = (
        f"a sentence is longer than {longest:,} characters and was read in pieces; "
        "look at the passage, or raise `segment.max_sentence`"
    )
    return Finding(
        kind=FindingKind.FALLBACK,
        message=message,
        stage=STAGE,
        document=document.id,
        part=passage.part,
        span=passage.span,
    )


def abuse(document: Document, parts: Sequence[Part]) -> Iterator[Finding]:
    """One finding for each word of abuse in a comment; the word stays in the evidence and out of the message."""
    message = "a word of abuse stands in this comment; mask it on display"
    for part in parts:
        if part.kind is PartKind.COMMENT:
            for span in abuse_in(document.text[part.span.start : part.span.end]):
                at = span.shift(part.span.start)
                yield Finding(
                    kind=FindingKind.ABUSE, message=message, stage=STAGE, document=document.id, part=part.index, span=at
                )
