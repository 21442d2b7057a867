"""Attributions as spans of source, cue and content, in the form of the reference scorer."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from counterclaim.capture.clean import Cleaner
from counterclaim.capture.files import Files
from counterclaim.config import Settings, load_settings
from counterclaim.extract.attribution import Attribution, find_attributions
from counterclaim.extract.headlines import in_title_case, plain_case, words_in_lower_case
from counterclaim.extract.nlp import parse
from counterclaim.extract.quotations import Quotation, find_quotations
from counterclaim.extract.triggers import find_triggers
from counterclaim.model.documents import Page, Part, PartKind, Span
from counterclaim.segment.parts import Segmenter

Json = Mapping[str, Any]
Spans = list[list[int]]
GOLD = frozenset({"attributions", "other_annotations", "annotator"})


class Said(NamedTuple):
    """One attribution in offsets of the document; `source` and `cue` are None where the text has none.

    `quoted` are the quotations that belong to it wholly; they are part of `content`.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()


def predict(records: Iterable[Json]) -> Iterator[dict[str, Any]]:
    """The attributions of each record (`id`, `text`), one prediction a record, in order."""
    settings = load_settings()
    for record in records:
        page = _page(record["text"], settings)
        origins = origins_of(page.document.text, record["text"])
        said = [_line(found, origins) for found in outermost(list(attributions(page)))]
        yield {"id": record["id"], "attributions": said}


def _page(text: str, settings: Settings) -> Page:
    capture = Files(settings.capture).capture("-", declared={"lang": "en"}, stdin=io.BytesIO(text.encode()))
    return Segmenter(settings.segment).page(Cleaner(settings.capture).document(capture)).page


def attributions(page: Page) -> Iterator[Said]:
    """The attributions of every sentence of a page; a quotation that one of them touches belongs to it wholly."""
    text = page.document.text
    quotations = {part.index: find_quotations(text, part.span) for part in page.parts}
    lower = words_in_lower_case(text)
    sentences = [text[p.span.start : p.span.end] for p in page.passages]
    docs = parse(plain_case(s, lower) if in_title_case(s) else s for s in sentences)
    for passage, doc in zip(page.passages, docs, strict=True):
        part: Part = page.parts[passage.part]
        found = find_attributions(doc, find_triggers(doc), headline=part.kind is PartKind.HEADLINE)

        def span(bounds: tuple[int, int], at: int = passage.span.start, doc: Any = doc) -> Span:
            piece = doc[bounds[0] : bounds[1]]
            return Span(piece.start_char, piece.end_char).shift(at)

        for attribution in found:
            yield _said(attribution, span, quotations[part.index])


def outermost(said: Sequence[Said]) -> list[Said]:
    """Those that nobody quotes: in the form of this task no word stands in two attributions."""
    quoted = [span for one in said for span in one.quoted]
    return [one for one in said if one.cue is None or not any(span.contains(one.cue) for span in quoted)]


def _said(attribution: Attribution, span: Any, quotations: Sequence[Quotation]) -> Said:
    source = span(attribution.speaker) if attribution.speaker else None
    cue = span(attribution.cue) if attribution.cue[0] < attribution.cue[1] else None
    content = [span(bounds) for bounds in attribution.content if bounds[0] < bounds[1]]
    whole = [q.span for q in quotations if not q.short and any(q.span.overlaps(c) for c in content)]
    kept = [q for q in whole if source is not None and not q.overlaps(source) and not (cue and q.overlaps(cue))]
    return Said(source, cue, tuple(sorted([*content, *kept])), tuple(kept))


def _line(said: Said, origins: Sequence[int]) -> dict[str, Spans]:
    return {
        "source": _spans([said.source] if said.source else [], origins),
        "cue": _spans([said.cue] if said.cue else [], origins),
        "content": _spans(said.content, origins),
    }


def _spans(spans: Iterable[Span], origins: Sequence[int]) -> Spans:
    return [[origins[span.start], origins[span.end - 1] + 1] for span in spans if len(span)]


def origins_of(text: str, original: str) -> list[int]:
    """Where each code point of a normalised text stands in the original, which differs from it in white space alone.

    Anything else that differs is found by the longest common stretches.
    """
    mine = [at for at, char in enumerate(text) if not char.isspace()]
    theirs = [at for at, char in enumerate(original) if not char.isspace()]
    if [text[at] for at in mine] != [original[at] for at in theirs]:
        blocks = SequenceMatcher(None, text, original, autojunk=False).get_matching_blocks()
        pairs = [(block.a + i, block.b + i) for block in blocks for i in range(block.size)]
        mine, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    found, at = [], 0
    for place in range(len(text)):
        while at + 1 < len(mine) and mine[at + 1] <= place:
            at += 1
        found.append(theirs[at] if mine else place)
    return found
