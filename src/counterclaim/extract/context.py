"""What one part has named so far: places and times that later sentences take over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import takewhile

from counterclaim.extract.drafts import Draft
from counterclaim.extract.holdings import held_places, places_apart
from counterclaim.extract.nlp import ancestors_within
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.speakers import PERSON_HEADS
from counterclaim.extract.times import FoundTime, is_rank
from counterclaim.extract.toponyms import FoundPlace
from counterclaim.model.claims import Mention, Modality, PlaceMention, TimeMention

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
SINCE_THEN = re.compile(r"\bsince then\b", re.IGNORECASE)
WITH_YEAR = re.compile(r"(?:19|20)\d\d")
CREDIT = re.compile(r"[ ,]*\([^)]*\b(?:Agenc(?:ies|y)|AFP|AP|EPA|Getty|Reuters|Anadolu)\b[^)]*\)")
YEAR = re.compile(r"(?:early |mid-?|late )?(?:19|20)\d\d")
HEAD = 40
LOOK_AHEAD = 4
MOST_CARRIED = 3
MOST_NAMED = 4
LEAD = 2
ANYTHING = 3
VENUE = frozenset({"from"})


class Context:
    """Places and times of a part by sentence, and what a claim without its own takes over."""

    def __init__(
        self, sentences: Sequence[Sentence], *, reach: int, wide: Callable[[str], int], ahead: Sequence[Sentence] = ()
    ) -> None:
        self.sentences = sentences
        self.ahead = ahead
        self.reach = reach
        self.wide = wide

    def places(self, number: int, draft: Draft) -> tuple[PlaceMention, ...]:
        """The places of a draft: see `near`; those that hang on its own words come first."""
        roots = {token.i for trigger in draft.triggers for token in self.sentences[number].doc[trigger.head].subtree}
        sentence = self.sentences[number]
        if draft.lead.family != "control":
            return self.near(number, draft.bounds(), roots)
        apart = frozenset(places_apart(sentence, draft.lead))
        left = [p for p in sentence.places if p.relation in VENUE and p not in apart]
        if left:
            return tuple(_place(sentence, p) for p in left)
        held = tuple(_place(sentence, p) for p in held_places(sentence, draft.lead))
        return held + tuple(p for p in self.near(number, draft.bounds(), roots, apart) if p not in held)

    def near(
        self,
        number: int,
        bounds: tuple[int, int],
        roots: AbstractSet[int] = frozenset(),
        apart: AbstractSet[FoundPlace] = frozenset(),
    ) -> tuple[PlaceMention, ...]:
        """The places of a stretch of a sentence, nearest first; wide ones and none at all take over the scene before.

        A sentence that names only a country or a province goes on with the town that was named last, which is kept
        behind its own places and marked as carried. One that names no place but that of its speaker on the spot
        (`sources in Harbin said`) happens there. Places that stand `apart` are of another claim.
        """
        sentence = self.sentences[number]
        named = tuple(_place(sentence, p) for p in _by_nearness(sentence, bounds, roots) if p not in apart)
        if not named:
            origins = [p for p in sentence.places if p.relation in VENUE and not _leaves(sentence, p)]
            spoken = set(spoken_at(sentence))
            spots = on_the_spot(sentence) or [p for p in origins if p not in spoken]
            named = tuple(_place(sentence, p, carried=True) for p in spots)
        below = min((self.wide(p.mention.text) for p in named if not p.carried), default=ANYTHING)
        return (*named, *self._scene(number, below))

    def _scene(self, number: int, below: int) -> tuple[PlaceMention, ...]:
        """The places named last before a sentence, else first after it, that are less wide than `below`.

        Where they are wide themselves, the less wide ones before them follow.
        """
        before = [self.sentences[n] for n in range(number - 1, max(-1, number - self.reach - 1), -1)]
        kept: list[PlaceMention] = []
        for sentence in [*before, *(self._following(number) if below == ANYTHING and number <= LEAD else ())]:
            if below == 0:
                break
            venues = set(spoken_at(sentence))
            barred = [p for p in sentence.places if below == ANYTHING and _leaves(sentence, p)]
            places = [p for p in sentence.places if p not in venues and p not in barred]
            found = [p for p in places if self.wide(_text(sentence, p)) < below]
            kept += [_place(sentence, p, carried=True) for p in found[:MOST_CARRIED]]
            below = min((self.wide(_text(sentence, p)) for p in found), default=below)
        return tuple(kept)

    def _following(self, number: int) -> list[Sentence]:
        """The next few sentences; for a headline those of the text below it."""
        return [*self.sentences[number + 1 : number + 1 + LOOK_AHEAD], *self.ahead][:LOOK_AHEAD]

    def time(self, number: int, draft: Draft, *, total: bool) -> TimeMention | None:
        """The time of a draft: see `time_near`; what is so while the text is written takes over no day.

        A day when somebody spoke of an event counts as taken over, since the event may lie before it.
        """
        sentence, found = self.sentences[number], self.time_near(number, draft.bounds(), total=total)
        if found is None or total:
            return found
        if found.carried:
            return None if holds_now(sentence, draft) else found
        spoken = (sentence.words(t.span.start, t.span.end) for t in spoken_on(sentence, draft.bounds()))
        return replace(found, carried=found.mention in spoken)

    def time_near(self, number: int, bounds: tuple[int, int], *, total: bool = False) -> TimeMention | None:
        """The time of a stretch: the nearest of its sentence, else the day named last, else the next one named.

        For a running total only a time of its own sentence will do, the widest kind first.
        """
        sentence = self.sentences[number]
        own = self._own_time(sentence, bounds, total=total, without=spoken_on(sentence, bounds))
        if own is None or not DAYLIKE.search(own.text):
            own = self._own_time(sentence, bounds, total=total, without=frozenset())
        if own is not None:
            return TimeMention(mention=own)
        if total:
            then = SINCE_THEN.search(sentence.text)
            return TimeMention(mention=sentence.words(*then.span())) if then else None
        return self._carried_time(number) or self._last_resort(number)

    def _carried_time(self, number: int) -> TimeMention | None:
        """The day named last before a sentence, else first after it; a headline's is that of the event it tells of.

        A headline takes the day of a dateline or of what somebody said only where the text below names no other.
        """
        before = [_daylike(self.sentences[number - step])[::-1] for step in range(1, min(self.reach, number) + 1)]
        found = [mention for mentions in before for mention in mentions]
        if not found:
            after = [mention for later in self._following(number) for mention in _daylike(later)]
            events = [mention for mention in after if not self._is_dateline(mention)]
            found = events or after if number == 0 else after
        return TimeMention(mention=found[0], carried=True) if found else None

    def _last_resort(self, number: int) -> TimeMention | None:
        """The year named last before a sentence."""
        for step in range(1, min(self.reach, number) + 1):
            earlier = self.sentences[number - step]
            years = [t for t in earlier.times if YEAR.fullmatch(t.text)]
            if years:
                return TimeMention(mention=earlier.words(years[-1].span.start, years[-1].span.end), carried=True)
        return None

    def _is_dateline(self, mention: Mention) -> bool:
        """Whether a date with its year stands at the head of the text, as the day of publication does."""
        if not WITH_YEAR.search(mention.text):
            return False
        heads = (*self.sentences[: LEAD + 1], *self.ahead[:LEAD])
        return any(0 <= mention.span.start - s.passage.span.start <= HEAD and _opens(s, mention) for s in heads)

    @staticmethod
    def _own_time(
        sentence: Sentence, bounds: tuple[int, int], *, total: bool, without: AbstractSet[FoundTime]
    ) -> Mention | None:
        start, end = sentence.span(bounds).start, sentence.span(bounds).end
        times = [
            t
            for t in sentence.times
            if t not in without
            and not t.loose
            and not is_rank(sentence.text, t.span)
            and (t.type in {"DATE", "TIME"} or _dated(t.text))
        ]
        if not total:
            narrow = [t for t in times if DAYLIKE.search(t.text) and not BROAD.search(t.text)]
            times = narrow or times
        else:
            times = [t for t in times if BROAD.search(t.text)] or times

        def distance(found: Mention) -> int:
            return max(0, found.span.start - end, start - found.span.end)

        spans = [t.whole or t.span for t in times]
        mentions = [sentence.words(span.start, span.end) for span in spans]
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
    """The days and hours that a sentence names, those when something was said only where there are no others."""
    times = [
        t
        for t in sentence.times
        if t.type in {"DATE", "TIME"}
        and DAYLIKE.search(t.text)
        and not BROAD.search(t.text)
        and not CREDIT.match(sentence.text[t.span.end :])
    ]
    said = spoken_on(sentence)
    return [sentence.words(t.span.start, t.span.end) for t in ([t for t in times if t not in said] or times)]


def _by_nearness(sentence: Sentence, bounds: tuple[int, int], roots: AbstractSet[int]) -> list[FoundPlace]:
    own = sentence.span(bounds).shift(-sentence.passage.span.start)
    venues = set(spoken_at(sentence))

    def rank(place: FoundPlace) -> tuple[int, int]:
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
        inside = span is not None and span.root.i in roots
        return (0 if inside else 1, max(0, place.start - own.end, own.start - place.end))

    told = (p for p in sentence.places if p.relation not in VENUE and p not in venues)
    ranked = sorted((p for p in told if not _seats_an_office(sentence, p)), key=rank)
    return ranked[:MOST_NAMED]


def _seats_an_office(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether a place only tells where the body is that somebody heads: `the head of a court in Brask was wounded`."""
    span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
    above = [] if span is None else [token for _, token in ancestors_within(span.root, 8)][1:]
    phrase = list(takewhile(lambda token: token.pos_ in {"NOUN", "PROPN", "ADP"}, above))
    office = next((step for step, token in enumerate(phrase) if token.lemma in PERSON_HEADS), 0)
    body = any(token.pos_ == "NOUN" for token in phrase[:office])
    return body and phrase[office - 1].lower_ == "of"


def spoken_at(sentence: Sentence) -> Iterator[FoundPlace]:
    """The places of a sentence where something was said (`told reporters in Geneva`), not where it happened."""
    cues = {i for a in sentence.attributions if not a.act for i in range(*a.cue)}
    for place in sentence.places:
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or any(a.covers(span.root.i) for a in sentence.attributions):
            continue
        above = [token.i for step, token in ancestors_within(span.root, 4) if step]
        institution = _is_speaker(sentence, span.root.i) and _text(sentence, place).endswith("hospital")
        if cues & set(above) or institution:
            yield place


def _is_speaker(sentence: Sentence, token: int) -> bool:
    """Whether a word belongs to the name of somebody who speaks."""
    return any(not a.act and a.speaker and a.speaker[0] <= token < a.speaker[1] for a in sentence.attributions)


def _leaves(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether somebody goes away from a place (`fled from`), rather than being of it (`residents from`)."""
    span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
    if place.relation not in VENUE or span is None or span.root.head.lower_ != "from":
        return place.relation in VENUE
    return span.root.head.head.pos_ == "VERB"


def _opens(sentence: Sentence, mention: Mention) -> bool:
    """Whether nothing but names and words like `published` stand before a mention in its sentence."""
    before = sentence.doc.char_span(0, mention.span.start - sentence.passage.span.start, alignment_mode="contract")
    return before is None or not any(token.pos_ in {"AUX", "ADP"} and token.lower_ != "of" for token in before)


def holds_now(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft tells who holds a place while the text is written (`is held by`, `control`, `remains under`)."""
    if draft.lead.entry.change != "held" or draft.modality is not Modality.ACTUAL:
        return False
    verb = next((t for _, t in ancestors_within(sentence.doc[draft.lead.head], 4) if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBN":
        return bool(helpers & {"is", "are"}) and not helpers & {"has", "have", "had"}
    return verb.tag_ in {"VBZ", "VBP"} and not helpers


def on_the_spot(sentence: Sentence) -> list[FoundPlace]:
    """The places where a speaker of the sentence is, by the words `in` or `from` right before them."""
    found = []
    for place in spoken_at(sentence):
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
        local = span is not None and span.start > 0 and sentence.doc[span.start - 1].lower_ in {"in", "from"}
        if local and span is not None and _is_speaker(sentence, span.root.i):
            found.append(place)
    return found


def spoken_on(sentence: Sentence, bounds: tuple[int, int] | None = None) -> frozenset[FoundTime]:
    """The times of a sentence when something was said (`the army said on Monday`), not when it happened.

    Args:
        sentence: the sentence.
        bounds: the stretch whose time is asked for; when somebody did something in words outside of it (`claimed on
            Monday to be behind the bombing`) is no time of its own either.
    """
    acts = (a for a in sentence.attributions if a.act and bounds and not bounds[0] <= a.cue[0] < bounds[1])
    cues = {i for a in (*(a for a in sentence.attributions if not a.act), *acts) for i in range(*a.cue)}
    found = set()
    for time in sentence.times if cues else ():
        span = sentence.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is None or any(a.covers(span.root.i) for a in sentence.attributions):
            continue
        above = next(
            (token for step, token in ancestors_within(span.root, 4) if step and token.pos_ in {"VERB", "AUX"}), None
        )
        if above is not None and above.i in cues:
            found.add(time)
    return frozenset(found)


def _place(sentence: Sentence, place: FoundPlace, *, carried: bool = False) -> PlaceMention:
    return PlaceMention(mention=sentence.words(place.start, place.end), relation=place.relation, carried=carried)


def _text(sentence: Sentence, place: FoundPlace) -> str:
    return sentence.doc.text[place.start : place.end]
