"""What one part has named so far: places and times that later sentences take over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.extract.drafts import Draft
from counterclaim.extract.sentences import Sentence
from counterclaim.model.claims import Mention, PlaceMention, TimeMention
from counterclaim.model.documents import Span

DAYLIKE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:to|yester)day\b|\b(?:night|morning|evening|afternoon|overnight|dawn)\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d|\bhours\b|\b(?:same|next|previous) day\b|\b(?:this|last|past) week\b|\bdays? (?:ago|earlier|before|later)\b",
    re.IGNORECASE,
)
BROAD = re.compile(r"\b(?:since|year|years|month|months|decade)\b", re.IGNORECASE)
VENUE = frozenset({"from"})


class Context:
    """Places and times of a part by sentence, and what a claim without its own takes over."""

    def __init__(self, sentences: Sequence[Sentence], *, reach: int) -> None:
        self.sentences = sentences
        self.reach = reach

    def places(self, number: int, draft: Draft) -> tuple[PlaceMention, ...]:
        """The places of a draft: those in its own clause first, then of its sentence, else those named last."""
        sentence = self.sentences[number]
        own = _by_nearness(sentence, draft)
        if own:
            return tuple(_place(sentence, p.start, p.end, p.relation) for p in own)
        for step in range(1, self.reach + 1):
            if number - step < 0:
                break
            earlier = self.sentences[number - step]
            located = [p for p in earlier.places if p.relation not in VENUE]
            if located:
                return tuple(_place(earlier, p.start, p.end, p.relation, carried=True) for p in located)
        return self._following_places(number)

    def _following_places(self, number: int) -> tuple[PlaceMention, ...]:
        for later in self.sentences[number + 1 : number + 3]:
            located = [p for p in later.places if p.relation not in VENUE]
            if located:
                return tuple(_place(later, p.start, p.end, p.relation, carried=True) for p in located)
        return ()

    def time(self, number: int, draft: Draft, *, total: bool) -> TimeMention | None:
        """The time of a draft: the nearest of its sentence, else the day named last, else the next one named."""
        sentence = self.sentences[number]
        own = self._own_time(sentence, draft, total=total)
        if own is not None:
            return TimeMention(mention=own)
        if total:
            return None
        for step in range(1, self.reach + 1):
            if number - step < 0:
                break
            found = _daylike(self.sentences[number - step])
            if found:
                return TimeMention(mention=found[-1], carried=True)
        for later in self.sentences[number + 1 : number + 4]:
            found = _daylike(later)
            if found:
                return TimeMention(mention=found[0], carried=True)
        return None

    def _own_time(self, sentence: Sentence, draft: Draft, *, total: bool) -> Mention | None:
        start, end = sentence.span(draft.bounds()).start, sentence.span(draft.bounds()).end
        times = [t for t in sentence.times if t.type in {"DATE", "TIME"} or t.type == "DURATION" and _dated(t.text)]
        times = [t for t in times if DAYLIKE.search(t.text) or BROAD.search(t.text) or any(c.isdigit() for c in t.text) or _dated(t.text)]
        if not total:
            narrow = [t for t in times if DAYLIKE.search(t.text) and not BROAD.search(t.text)]
            times = narrow or times
        else:
            times = [t for t in times if BROAD.search(t.text)] or times

        def distance(found: Mention) -> int:
            return max(0, found.span.start - end, start - found.span.end)

        mentions = [sentence.words(t.span.start, t.span.end) for t in times]
        return min(mentions, key=distance, default=None)


def _dated(text: str) -> bool:
    return bool(re.match(r"(?:over |during |in |within |for )?(?:the )?(?:past|last|previous)\b|since\b|from\b|between\b", text, re.IGNORECASE))


def _daylike(sentence: Sentence) -> list[Mention]:
    return [
        sentence.words(t.span.start, t.span.end)
        for t in sentence.times
        if t.type in {"DATE", "TIME"} and DAYLIKE.search(t.text) and not BROAD.search(t.text)
    ]


def _by_nearness(sentence: Sentence, draft: Draft) -> list:  # type: ignore[type-arg]
    """The sentence's places, those that hang on the draft's own words first, then by distance."""
    bounds = sentence.span(draft.bounds()).shift(-sentence.passage.span.start)
    subtree = {token.i for trigger in draft.triggers for token in sentence.doc[trigger.head].subtree}

    def rank(place: object) -> tuple[int, int]:
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")  # type: ignore[attr-defined]
        inside = span is not None and span.root.i in subtree
        gap = max(0, place.start - bounds.end, bounds.start - place.end)  # type: ignore[attr-defined]
        return (0 if inside else 1, gap)

    return sorted((p for p in sentence.places if p.relation not in VENUE), key=rank)


def _place(sentence: Sentence, start: int, end: int, relation: str, *, carried: bool = False) -> PlaceMention:
    return PlaceMention(mention=sentence.words(start, end), relation=relation, carried=carried)


def span_of(mentions: Sequence[Mention]) -> Span | None:
    """The span that covers all mentions, None where there are none."""
    if not mentions:
        return None
    return Span(min(m.span.start for m in mentions), max(m.span.end for m in mentions))
