"""Words of abuse behind blocks: they stay in the evidence and are shown only to who asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from counterclaim.model.claims import Claim, Entry, Mention
from counterclaim.model.documents import Quote, Span
from counterclaim.model.incidents import Finding, FindingKind

BLOCK = "▒"
Masks = Mapping[str, Sequence[Span]]


def masks(findings: Iterable[Finding]) -> Masks:
    """For each document the stretches that hold abuse."""
    found: dict[str, list[Span]] = defaultdict(list)
    for finding in findings:
        if finding.kind is FindingKind.ABUSE and finding.document and finding.span:
            found[finding.document].append(finding.span)
    return found


def masked(entries: Iterable[Entry], hidden: Masks) -> list[Entry]:
    """The claims with every masked letter behind a block; all offsets stay."""
    return [_entry(entry, hidden.get(entry.claim.document, ())) for entry in entries]


def _entry(entry: Entry, spans: Sequence[Span]) -> Entry:
    if not spans:
        return entry
    text = entry.document.text
    document = replace(entry.document, text=cover(text, Span(0, len(text)), spans))
    return replace(entry, claim=_claim(entry.claim, spans), document=document)


def _claim(claim: Claim, spans: Sequence[Span]) -> Claim:
    found: Claim = _value(claim, spans)
    mention = found.claimant.mention
    if mention is None or not any(mention.span.overlaps(span) for span in spans):
        return found
    return replace(found, claimant=replace(found.claimant, text=mention.text))


def _value(value: Any, spans: Sequence[Span]) -> Any:
    if isinstance(value, Mention | Quote):
        return replace(value, text=cover(value.text, value.span, spans))
    if isinstance(value, tuple):
        return tuple(_value(inner, spans) for inner in value)
    if is_dataclass(value) and not isinstance(value, type | Span):
        return replace(value, **{f.name: _value(getattr(value, f.name), spans) for f in fields(value)})
    return value


def cover(text: str, at: Span, spans: Sequence[Span]) -> str:
    """The text that stands at `at`, with blocks for the letters that lie in one of the spans."""
    letters = list(text)
    for span in spans:
        for i in range(max(0, span.start - at.start), min(len(letters), span.end - at.start)):
            letters[i] = letters[i] if letters[i].isspace() else BLOCK
    return "".join(letters)
