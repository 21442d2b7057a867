"""What one part has named so far: places and times that later sentences take over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from counterclaim.extract.drafts import Draft
from counterclaim.extract.nlp import ancestors_within, text_of
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.toponyms import FoundPlace
from counterclaim.model.claims import Mention, PlaceMention, TimeMention

_MONTHS = r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
DAYLIKE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:days?)?\b|\b(?:to|yester)days?\b"
    r"|\b(?:night|morning|evening|afternoon|overnight|dawn)\b"
    rf"|\b(?:{_MONTHS})[a-z]*\.? \d{{1,2}}(?!\d)|\d (?:{_MONTHS})"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d|\bhours\b|\b(?:same|next|previous) day\b|\b(?:this|last|past) week\b"
    r"|\bdays? (?:ago|earlier|before|later)\b",
    re.IGNORECASE,
)
BROAD = re.compile(r"\b(?:since|year|years|month|months|decade)\b", re.IGNORECASE)
LOOK_AHEAD = 4
MOST_CARRIED = 3
MOST_NAMED = 4
LEAD = 2
VENUE = frozenset({"from"})


class Context:
    """Places and times of a part by sentence, and what a claim without its own takes over."""

    def __init__(
        self, sentences: Sequence[Sentence], *, reach: int, wide: Callable[[str], bool], ahead: Sequence[Sentence] = ()
    ) -> None:
        self.sentences = sentences
        self.ahead = ahead
        self.reach = reach
        self.wide = wide

    def places(self, number: int, draft: Draft) -> tuple[PlaceMention, ...]:
        """The places of a draft: see `near`; those that hang on its own words come first."""
        roots = {token.i for trigger in draft.triggers for token in self.sentences[number].doc[trigger.head].subtree}
        sentence = self.sentences[number]
        left = [p for p in sentence.places if p.relation in VENUE] if draft.lead.family == "control" else []
        return tuple(_place(sentence, p) for p in left) or self.near(number, draft.bounds(), roots)

    def near(
        self, number: int, bounds: tuple[int, int], roots: AbstractSet[int] = frozenset()
    ) -> tuple[PlaceMention, ...]:
        """The places of a stretch of a sentence, nearest first; wide ones and none at all take over the scene before.

        A sentence that names only a country or a province goes on with the town that was named last, which is kept
        behind its own places and marked as carried.
        """
        sentence = self.sentences[number]
        named = tuple(_place(sentence, p) for p in _by_nearness(sentence, bounds, roots))
        if any(not self.wide(p.mention.text) for p in named):
            return named
        return (*named, *self._scene(number, narrow=bool(named)))

    def _scene(self, number: int, *, narrow: bool) -> tuple[PlaceMention, ...]:
        """The places named last before a sentence, else first after it; with `narrow`, no countries or provinces."""
        before = [self.sentences[n] for n in range(number - 1, max(-1, number - self.reach - 1), -1)]
        for sentence in [*before, *(self._following(number) if not narrow and number <= LEAD else ())]:
            venues = set(spoken_at(sentence))
            found = [p for p in sentence.places if p.relation not in VENUE and p not in venues]
            if narrow:
                found = [p for p in found if not self.wide(_text(sentence, p))]
            if found:
                return tuple(_place(sentence, p, carried=True) for p in found[:MOST_CARRIED])
        return ()

    def _following(self, number: int) -> list[Sentence]:
        """The next few sentences; for a headline those of the text below it."""
        return [*self.sentences[number + 1 : number + 1 + LOOK_AHEAD], *self.ahead][:LOOK_AHEAD]

    def time(self, number: int, draft: Draft, *, total: bool) -> TimeMention | None:
        """The time of a draft: see `time_near`."""
        return self.time_near(number, draft.bounds(), total=total)

    def time_near(self, number: int, bounds: tuple[int, int], *, total: bool = False) -> TimeMention | None:
        """The time of a stretch: the nearest of its sentence, else the day named last, else the next one named.

        For a running total only a time of its own sentence will do, the widest kind first.
        """
        sentence = self.sentences[number]
        own = self._own_time(sentence, bounds, total=total)
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
        for later in self._following(number):
            found = _daylike(later)
            if found:
                return TimeMention(mention=found[0], carried=True)
        return None

    @staticmethod
    def _own_time(sentence: Sentence, bounds: tuple[int, int], *, total: bool) -> Mention | None:
        start, end = sentence.span(bounds).start, sentence.span(bounds).end
        times = [t for t in sentence.times if not t.loose and (t.type in {"DATE", "TIME"} or _dated(t.text))]
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
    return bool(
        re.match(
            r"(?:over |during |in |within |for )?(?:the )?(?:past|last|previous)\b|since\b|from\b|between\b",
            text,
            re.IGNORECASE,
        )
    )


def _daylike(sentence: Sentence) -> list[Mention]:
    return [
        sentence.words(t.span.start, t.span.end)
        for t in sentence.times
        if t.type in {"DATE", "TIME"} and DAYLIKE.search(t.text) and not BROAD.search(t.text)
    ]


def _by_nearness(sentence: Sentence, bounds: tuple[int, int], roots: AbstractSet[int]) -> list[FoundPlace]:
    own = sentence.span(bounds).shift(-sentence.passage.span.start)
    venues = set(spoken_at(sentence))

    def rank(place: FoundPlace) -> tuple[int, int]:
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
        inside = span is not None and span.root.i in roots
        return (0 if inside else 1, max(0, place.start - own.end, own.start - place.end))

    ranked = sorted((p for p in sentence.places if p.relation not in VENUE and p not in venues), key=rank)
    return ranked[:MOST_NAMED]


def spoken_at(sentence: Sentence) -> Iterator[FoundPlace]:
    """The places of a sentence where something was said (`told reporters in Geneva`), not where it happened."""
    cues = {i for a in sentence.attributions if not a.act for i in range(*a.cue)}
    for place in sentence.places:
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or any(a.covers(span.root.i) for a in sentence.attributions):
            continue
        above = [token.i for step, token in ancestors_within(span.root, 4) if step]
        if cues & set(above):
            yield place


def _place(sentence: Sentence, place: FoundPlace, *, carried: bool = False) -> PlaceMention:
    return PlaceMention(mention=sentence.words(place.start, place.end), relation=place.relation, carried=carried)


def _text(sentence: Sentence, place: FoundPlace) -> str:
    return text_of(sentence.doc)[place.start : place.end]
