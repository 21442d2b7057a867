"""Drafts turned into claims: chain of attribution, claimant, places, time, stance, confidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from counterclaim.extract.attribution import Attribution, Origin, named_speakers
from counterclaim.extract.confidence import with_confidence
from counterclaim.extract.context import Context, holds_now
from counterclaim.extract.drafts import Draft, make_drafts
from counterclaim.extract.happenings import event_of
from counterclaim.extract.kinds import is_total
from counterclaim.extract.loss_lists import LossList, find_loss_lists
from counterclaim.extract.measures import Counted
from counterclaim.extract.quotations import Quotation
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.speakers import SpeakerMemory
from counterclaim.extract.stance import mode_of, stance_of
from counterclaim.extract.statements import Statement, find_statements, statement_in
from counterclaim.model.claims import (
    Claim,
    Claimant,
    ClaimKind,
    Link,
    Measure,
    Mention,
    Modality,
    Mode,
    Role,
    Stance,
    StanceValue,
)
from counterclaim.model.documents import Page, Part, SourceKind, Span
from counterclaim.model.ids import content_id

OPENING = 2
INTRODUCTION = re.compile(
    r"\s*(?:\([^)]{2,30}\)\s*)?(\S.{2,90}?)"
    r" (reports|reported|informs|informed|announces|announced|states|stated|communicates|writes|said|says)"
    r"(?: today| the following| on \w+)?:\s*$"
)
"""A sentence that brings in a whole bulletin and says nothing itself."""
MOST_BETWEEN = 140
BULLETS = ("–", "—", "-", "•", "*", "·")


class Claimer:
    """Makes the claims of one part, sentence after sentence; it remembers who spoke."""

    def __init__(
        self, *, page: Page, part: Part, context: Context, quotations: Sequence[Quotation], reader: str
    ) -> None:
        self.reader = reader
        self.origins: dict[Span, Origin] = {}
        self.page = page
        self.part = part
        self.context = context
        self.quotations = sorted(quotations, key=lambda quotation: quotation.span.start)
        self._opened = [quotation.span.start for quotation in self.quotations]
        self._closed = [quotation.span.end for quotation in self.quotations]
        self.memory = SpeakerMemory(span=context.reach)
        self.links: dict[tuple[int, tuple[int, int]], Link] = {}
        self.quoted: dict[Span, Link] = {}
        for number, sentence in enumerate(context.sentences):
            for bounds, kind in named_speakers(sentence.doc):
                self.memory.hear(sentence.mention(bounds), kind)
            for attribution in sorted(sentence.attributions, key=lambda a: a.cue):
                self._meet(number, sentence, attribution)
        self._continue_quotations()
        self._follow_quotations()
        self.listed = dict(self._lists())
        self.losses = list(find_loss_lists(context.sentences))

    def claims(self, number: int) -> Iterator[Claim]:
        """The claims of one sentence in text order."""
        sentence = self.context.sentences[number]
        listed = [claim for losses in self.losses if losses.heading == number for claim in self._lost(losses)]
        yield from listed
        if any(losses.holds(sentence.passage.span) for losses in self.losses):
            return
        found = [c for draft in make_drafts(sentence) if (c := self._claim(number, sentence, draft)) is not None]
        yield from found
        taken = [claim.span for claim in found]
        for attribution, statement in find_statements(sentence, taken):
            if (number, attribution.cue) in self.links:
                made = self._statement(number, sentence, self._links_of(number, attribution), statement)
                taken.append(made.span)
                yield made
        yield from self._quoted_statements(number, sentence, taken)

    def _quoted_statements(self, number: int, sentence: Sentence, taken: Sequence[Span]) -> Iterator[Claim]:
        """What a quotation says in sentences that name no speaker of their own."""
        if any(not a.act for a in sentence.attributions):
            return
        for span in self._spoken(sentence):
            link, bounds = self.quoted[span], sentence.tokens(span)
            statement = statement_in(sentence, bounds, taken) if bounds is not None else None
            if statement is not None:
                yield self._statement(number, sentence, (link,), statement)

    def _lost(self, losses: LossList) -> Iterator[Claim]:
        """What a list of losses claims: the totals, and what came to them since the list before."""
        number = losses.heading
        sentence = self.context.sentences[number]
        bounds = (0, len(sentence.doc))
        span = Span(losses.start, losses.end)
        chain = [
            self.links[number, a.cue] for a in sentence.attributions if not a.act and (number, a.cue) in self.links
        ]
        links = tuple(chain or [self.listed[n] for n in (number,) if n in self.listed])
        stance = Stance(value=StanceValue.REPORTED if links else StanceValue.OWN)
        plain = Claim(
            id="",
            document=self.page.document.id,
            part=self.part.index,
            quote=self.page.document.quote(span),
            kind=ClaimKind.TOTAL if losses.running else ClaimKind.EVENT,
            claimant=self._claimant(links),
            stance=stance,
            reader=self._reader(links),
            confidence=0.0,
            measures=losses.totals,
            time=self.context.time_near(number, bounds, total=losses.running),
            attribution=links,
        )
        yield _finished(plain)
        if losses.more:
            yield _finished(replace(plain, kind=ClaimKind.EVENT, measures=losses.more, time=None))

    def _lists(self) -> Iterator[tuple[int, Link]]:
        """The sentences of a list that a speaker introduces (`Le Monde makes three points:`), with that speaker.

        A text that opens with `The ministry reports:` and no list is that speaker's to its end.
        """
        lead: Link | None = None
        bulletin = False
        for number, sentence in enumerate(self.context.sentences):
            text = sentence.doc.text.strip()
            if lead is not None and (bulletin or text.startswith(BULLETS)):
                yield number, lead
                continue
            links = [self.links[number, a.cue] for a in sentence.attributions if (number, a.cue) in self.links]
            said = self._introduced(sentence) or (links[-1] if links else None)
            lead = said if text.endswith(":") else None
            bulletin = lead is not None and number <= OPENING and not self._bulleted(number + 1)

    def _introduced(self, sentence: Sentence) -> Link | None:
        """Who is said to report what follows, by the words alone: `(AGENCY) The ministry informs:`."""
        found = INTRODUCTION.match(sentence.text)
        if found is None:
            return None
        mention = sentence.words(*found.span(1))
        fuller, kind, why = self.memory.carry(mention, kind_of(mention.text))
        cue = sentence.words(*found.span(2))
        return Link(speaker=mention, cue=cue, mode=Mode.INDIRECT, kind=kind, stands_for=fuller, why=why)

    def _continue_quotations(self) -> None:
        """A quotation right after `“…,” he said.` in the same paragraph goes on with the same speaker."""
        long = [q.span for q in self.quotations if not q.short]
        text = self.page.document.text
        for earlier, later in pairwise(long):
            between = text[earlier.end : later.start]
            near = len(between) <= MOST_BETWEEN and "\n" not in between
            if later not in self.quoted and earlier in self.quoted and near:
                self.quoted[later] = self.quoted[earlier]

    def _follow_quotations(self) -> None:
        """A quotation that names no speaker goes on with whoever spoke in the sentence right before it."""
        ends = [sentence.passage.span.end for sentence in self.context.sentences]
        for quotation in self.quotations:
            number = bisect_right(ends, quotation.span.start)
            if quotation.short or quotation.span in self.quoted or not 0 < number < len(ends):
                continue
            here, before = self.context.sentences[number], self.context.sentences[number - 1]
            opens = quotation.span.start - here.passage.span.start <= 1
            links = [self.links[number - 1, a.cue] for a in before.attributions if (number - 1, a.cue) in self.links]
            if opens and links and not any(not a.act for a in here.attributions):
                self.quoted[quotation.span] = links[-1]

    def _near(self, sentence: Sentence) -> Sequence[Quotation]:
        """The quotations that reach into a sentence."""
        span = sentence.passage.span
        return self.quotations[bisect_right(self._closed, span.start) : bisect_left(self._opened, span.end)]

    def _spoken(self, sentence: Sentence) -> list[Span]:
        """Those of them that have a speaker."""
        return [quotation.span for quotation in self._near(sentence) if quotation.span in self.quoted]

    def _bulleted(self, number: int) -> bool:
        following = self.context.sentences[number : number + 1]
        return any(sentence.doc.text.strip().startswith(BULLETS) for sentence in following)

    def _meet(self, number: int, sentence: Sentence, attribution: Attribution) -> None:
        """Makes the link of one attribution, with its speaker carried back, once."""
        if attribution.speaker is None:
            return
        mention = sentence.mention(attribution.speaker)
        nested = any(a.covers(attribution.cue[0]) and (number, a.cue) in self.links for a in sentence.attributions)
        fuller, kind, why = self.memory.carry(mention, attribution.kind, nested=nested)
        cue = sentence.mention(attribution.cue) if attribution.cue[0] < attribution.cue[1] else None
        link = Link(speaker=mention, cue=cue, mode=Mode.INDIRECT, kind=kind, stands_for=fuller, why=why)
        self.links[(number, attribution.cue)] = link
        self.origins[mention.span] = attribution.origin
        for quotation in self.quotations if attribution.afar else ():
            if not quotation.short and any(span.overlaps(quotation.span) for span in attribution.afar):
                self.quoted.setdefault(quotation.span, link)
        for quotation in self._near(sentence):
            covered = any(sentence.span(c).overlaps(quotation.span) for c in attribution.content if c[0] < c[1])
            if not quotation.short and covered and not quotation.span.contains(sentence.span(attribution.speaker)):
                self.quoted.setdefault(quotation.span, link)

    def _claim(self, number: int, sentence: Sentence, draft: Draft) -> Claim | None:
        kind = _kind(sentence, draft)
        if kind is None:
            return None
        own = sentence.span(_with_article(sentence, draft.bounds()))
        stance = stance_of(sentence, draft, self._near(sentence))
        links = self._chain(number, draft, own, stance)
        if links and stance.value is StanceValue.OWN:
            stance = Stance(value=StanceValue.REPORTED)
        time = self.context.time(number, draft, total=kind is ClaimKind.TOTAL)
        measures = tuple(_measure(sentence, counted) for counted in draft.counted)
        claim = Claim(
            id="",
            document=self.page.document.id,
            part=self.part.index,
            quote=self.page.document.quote(own),
            kind=kind,
            claimant=self._claimant(links),
            stance=stance,
            reader=self._reader(links),
            confidence=0.0,
            event=event_of(sentence, draft, kind),
            agent=_mention(sentence, draft.arguments.agent),
            target=_mention(sentence, draft.arguments.target),
            instrument=_mention(sentence, draft.arguments.instrument),
            measures=measures,
            places=self.context.places(number, draft),
            time=time,
            attribution=links,
            polarity=draft.polarity,
            modality=Modality.ONGOING if time is None and holds_now(sentence, draft) else draft.modality,
        )
        return _finished(claim)

    def _links_of(self, number: int, attribution: Attribution) -> tuple[Link, ...]:
        """The link of an attribution with those of the speakers around it."""
        return tuple(
            self.links[number, a.cue]
            for a in self.context.sentences[number].attributions
            if (number, a.cue) in self.links and (a is attribution or a.covers(attribution.cue[0])) and not a.act
        )

    def _statement(self, number: int, sentence: Sentence, said_by: Sequence[Link], statement: Statement) -> Claim:
        """A claim that somebody says something which is no event."""
        bounds, own = statement.bounds, sentence.span(statement.bounds)
        mode = mode_of(own, self._near(sentence), Stance(value=StanceValue.REPORTED))
        links = tuple(replace(link, mode=mode) for link in said_by)
        plain = Claim(
            id="",
            document=self.page.document.id,
            part=self.part.index,
            quote=self.page.document.quote(own),
            kind=statement.kind,
            claimant=self._claimant(links),
            stance=Stance(value=StanceValue.REPORTED),
            reader=self._reader(links),
            confidence=0.0,
            target=_mention(sentence, statement.blamed),
            places=self.context.near(number, bounds),
            time=self.context.time_near(number, bounds),
            attribution=links,
            polarity=statement.polarity,
            modality=statement.modality,
        )
        return _finished(plain)

    def _reader(self, links: Sequence[Link]) -> str:
        """The reader with its version, and which half of it found who speaks: `#grammar`, `#model` or `#both`."""
        origins = {self.origins.get(link.speaker.span, Origin.GRAMMAR) for link in links if link.speaker}
        origin = origins.pop() if len(origins) == 1 else Origin.BOTH if origins else Origin.GRAMMAR
        return f"{self.reader}#{origin.value}"

    def _chain(self, number: int, draft: Draft, own: Span, stance: Stance) -> tuple[Link, ...]:
        sentence = self.context.sentences[number]
        mode = mode_of(own, self._near(sentence), stance)
        links = [self.links[(number, a.cue)] for a in draft.chain if (number, a.cue) in self.links]
        if not links and number in self.listed:
            links = [
                replace(self.listed[number], why="the list that this item belongs to is introduced as this speaker's")
            ]
        if not links and (teller := self._teller(number, draft)) is not None:
            links = [replace(teller, why="the exact total goes on with what this monitor said in the sentence before")]
        quoted = next((self.quoted[span] for span in self._spoken(sentence) if span.overlaps(own)), None)
        if quoted is not None and all(link.speaker != quoted.speaker for link in links):
            links.insert(0, quoted)
        return tuple(replace(link, mode=mode) if link is links[-1] else link for link in links)

    def _teller(self, number: int, draft: Draft) -> Link | None:
        """The monitor of the sentence before, where a sentence goes on with an exact total that it does not ascribe."""
        sentence = self.context.sentences[number]
        exact = all(c.count.interval.exact and not c.count.vague for c in draft.counted)
        if number == 0 or sentence.attributions or not draft.counted or not exact:
            return None
        if not is_total(sentence, draft.counted, draft.triggers):
            return None
        before = self.context.sentences[number - 1].attributions
        links = [self.links[number - 1, a.cue] for a in before if (number - 1, a.cue) in self.links and not a.act]
        return links[-1] if links and links[-1].kind is SourceKind.MONITOR else None

    def _claimant(self, links: Sequence[Link]) -> Claimant:
        if not links:
            voice = (
                self.part.author if self.part.author and not self.part.source else self.part.source or self.part.author
            )
            return Claimant(text=voice, kind=SourceKind.OWN_VOICE)
        link = links[-1]
        fuller = link.stands_for or link.speaker
        return Claimant(text=fuller.text if fuller else None, kind=link.kind, mention=fuller)


def _finished(claim: Claim) -> Claim:
    """A claim with its name and with how sure its reading is."""
    return with_confidence(replace(claim, id=claim_id(claim)))


def claim_id(claim: Claim) -> str:
    """The content-derived name of a claim."""
    measures = [
        (m.role.value, m.object.value, m.interval.low, m.interval.high, m.mention.span.start) for m in claim.measures
    ]
    span = claim.quote.span
    return content_id("c", claim.document, span.start, span.end, claim.kind.value, claim.claimant.text, measures)


def _mention(sentence: Sentence, bounds: tuple[int, int] | None) -> Mention | None:
    return sentence.mention(bounds) if bounds else None


def _with_article(sentence: Sentence, bounds: tuple[int, int]) -> tuple[int, int]:
    """Bounds that begin with the article of their first noun, where it stands right before them."""
    start, end = bounds
    article = start > 0 and sentence.doc[start - 1].lower_ in {"a", "an", "the"}
    return (start - 1, end) if article and start <= sentence.doc[start - 1].head.i < end else bounds


def _measure(sentence: Sentence, counted: Counted) -> Measure:
    count = counted.count
    return Measure(
        role=counted.role,
        object=counted.object,
        mention=sentence.mention((count.start, count.end)),
        interval=count.interval,
        who=counted.who,
        model=counted.model,
        approximate=count.approximate,
        vague=count.vague,
        share=count.share,
        share_of=count.share_of,
    )


def _kind(sentence: Sentence, draft: Draft) -> ClaimKind | None:
    """The kind of claim a draft makes, None where it only plays with the thought of it."""
    lead = draft.lead
    if draft.modality is Modality.HYPOTHETICAL:
        return None
    if lead.family == "act":
        doubting = lead.entry.kind is ClaimKind.DISPUTE and any(a.act for a in draft.chain)
        return ClaimKind.DENIAL if doubting else lead.entry.kind
    speaking = [a for a in draft.chain if a.act]
    if speaking:
        return None
    if draft.modality in {Modality.THREATENED, Modality.FUTURE} and sentence.doc[lead.head].pos_ == "NOUN":
        return None
    if draft.modality is Modality.THREATENED:
        return ClaimKind.THREAT
    if draft.modality is Modality.FUTURE:
        return ClaimKind.PLAN
    if lead.family == "control":
        return ClaimKind.CONTROL
    counted = {c.role for c in draft.counted}
    if lead.entry.role is Role.DISPLACED or (Role.DISPLACED in counted and Role.KILLED not in counted):
        return ClaimKind.DISPLACEMENT
    if is_total(sentence, draft.counted, draft.triggers):
        return ClaimKind.TOTAL
    return ClaimKind.EVENT
