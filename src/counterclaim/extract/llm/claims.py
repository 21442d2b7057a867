"""From what a model says of a sentence to a claim: every word is looked up, every figure is read by our own grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from counterclaim.extract.claiming import claim_id
from counterclaim.extract.llm.figures import read_measure
from counterclaim.extract.llm.sheets import Sheet
from counterclaim.extract.nlp import parse
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.stance import mode_of
from counterclaim.extract.times import find_times
from counterclaim.extract.triggers import find_triggers
from counterclaim.model.claims import (
    Claim,
    Claimant,
    ClaimKind,
    EventType,
    Link,
    Measure,
    Mention,
    Modality,
    Mode,
    PlaceMention,
    Polarity,
    Role,
    Stance,
    StanceValue,
    TimeMention,
)
from counterclaim.model.documents import SourceKind, Span

CONFIDENCE = 0.5
LEAST_WORDS = 2
MOST_LISTED = 50
WHY = "the language model names this speaker, in words of the text"
PHYSICAL = frozenset({ClaimKind.EVENT, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT, ClaimKind.CONTROL})
Value = TypeVar("Value", bound=StrEnum)


class Fault(StrEnum):
    """Why an entry of an answer is dropped, as the end of a sentence."""

    FORM = "not of the form that was asked for"
    SENTENCE = "about a sentence that was not asked about"
    QUOTE = "quoting words that do not stand in their sentence"
    WORDS = "naming words that do not stand in the text"
    VALUE = "with a value that no claim has"
    SUPPOSED = "about something merely supposed"


class Unfit(Exception):  # it never leaves this package
    """An entry of an answer makes no claim."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Made(NamedTuple):
    """A claim, and how many of the figures named for it our grammar does not read."""

    claim: Claim
    unread: int


def claim_of(entry: object, sheet: Sheet, reader: str) -> Made:
    """The claim that an entry of an answer makes of a sentence of the sheet.

    Raises:
        Unfit: if it quotes, names or says anything that is not there.
    """
    if not isinstance(entry, Mapping) or not {"sentence", "quote", "kind", "claimant"} <= entry.keys():
        raise Unfit(Fault.FORM)
    return _Entry(entry, sheet).claim(reader)


class _Entry:
    """One entry of an answer, field by field; whatever does not hold raises `Unfit`."""

    def __init__(self, entry: Mapping[str, Any], sheet: Sheet) -> None:
        self.entry = entry
        self.sheet = sheet
        self.number = self._number()
        self.sentence = sheet.asked[self.number].span
        self.quote = self._quote()

    def claim(self, reader: str) -> Made:
        kind = self._value("kind", ClaimKind)
        modality = self._value("modality", Modality, Modality.ACTUAL)
        if modality is Modality.HYPOTHETICAL:
            raise Unfit(Fault.SUPPOSED)
        stance = self._stance()
        links = self._links(stance)
        measures = list(self._measures())
        page = self.sheet.page
        claim = Claim(
            id="",
            document=page.document.id,
            part=self.sheet.part.index,
            quote=page.document.quote(self.quote),
            kind=kind,
            claimant=self._claimant(links),
            stance=stance,
            reader=reader,
            confidence=CONFIDENCE,
            event=self._event(kind),
            agent=self._words("agent"),
            target=self._words("target"),
            instrument=self._words("instrument"),
            measures=tuple(measure for measure in measures if measure is not None),
            places=tuple(self._places()),
            time=self._time(),
            attribution=links,
            polarity=self._value("polarity", Polarity, Polarity.ASSERTED),
            modality=modality,
        )
        return Made(replace(claim, id=claim_id(claim)), measures.count(None))

    def _number(self) -> int:
        number = self.entry["sentence"]
        if not isinstance(number, int) or isinstance(number, bool) or number not in self.sheet.asked:
            raise Unfit(Fault.SENTENCE)
        return number

    def _quote(self) -> Span:
        words = self._text("quote") or ""
        found = self.sheet.find_within(words, self.sentence) if len(words.split()) >= LEAST_WORDS else None
        if found is None:
            raise Unfit(Fault.QUOTE)
        return found.span

    def _value(self, key: str, values: type[Value], default: Value | None = None) -> Value:
        given: Any = self.entry.get(key)
        return default if given is None and default is not None else _one_of(values, given)

    def _text(self, key: str) -> str | None:
        """The text of a key, None where it is empty or not given."""
        given = self.entry.get(key)
        if given is not None and not isinstance(given, str):
            raise Unfit(Fault.FORM)
        return given.strip() or None if given is not None else None

    def _list(self, key: str) -> list[Any]:
        given = self.entry.get(key) or []
        if not isinstance(given, list) or len(given) > MOST_LISTED:
            raise Unfit(Fault.FORM)
        return given

    def _words(self, key: str) -> Mention | None:
        """The words of a key, where they stand: in the quote, in its sentence, or in the sentences around it."""
        words = self._text(key)
        return self._found(words) if words is not None else None

    def _found(self, words: object) -> Mention:
        if not isinstance(words, str):
            raise Unfit(Fault.FORM)
        found = self.sheet.find_within(words, self.quote) or self.sheet.find(words, self.number)
        if found is None:
            raise Unfit(Fault.WORDS)
        return found

    def _in_sentence(self, words: object) -> Mention:
        found = self._found(words)
        if not self.sentence.contains(found.span):
            raise Unfit(Fault.WORDS)
        return found

    def _stance(self) -> Stance:
        value = self._value("stance", StanceValue, StanceValue.OWN)
        words = tuple(sorted({self._in_sentence(words) for words in self._list("stance_words")}))
        if value is StanceValue.OWN and self._text("claimant") is not None:
            value = StanceValue.REPORTED
        return Stance(value=value, words=words)

    def _links(self, stance: Stance) -> tuple[Link, ...]:
        """The one link from the text to the claimant, none where the text speaks in its own voice."""
        speaker, cue = self._text("claimant"), self._text("cue")
        cue_words = self._in_sentence(cue) if cue is not None else None
        if speaker is None:
            return ()
        words = self.sheet.find(speaker, self.number)
        if words is None:
            raise Unfit(Fault.WORDS)
        mode: Mode = mode_of(self.quote, self.sheet.quotations, stance)
        return (Link(speaker=words, cue=cue_words, mode=mode, kind=kind_of(words.text), why=WHY),)

    def _claimant(self, links: tuple[Link, ...]) -> Claimant:
        if links and links[0].speaker is not None:
            return Claimant(text=links[0].speaker.text, kind=links[0].kind, mention=links[0].speaker)
        part = self.sheet.part
        voice = part.author if part.author and not part.source else part.source or part.author
        return Claimant(text=voice, kind=SourceKind.OWN_VOICE)

    def _measures(self) -> Iterator[Measure | None]:
        for given in self._list("measures"):
            if not isinstance(given, Mapping):
                raise Unfit(Fault.FORM)
            words = self._in_sentence(given.get("text"))
            role = _one_of(Role, given.get("role"))
            yield read_measure(self.sheet.mention(self.sentence), words, role)

    def _places(self) -> Iterator[PlaceMention]:
        for words in self._list("places"):
            found = self._found(words)
            yield PlaceMention(mention=found, carried=not self.sentence.contains(found.span))

    def _event(self, kind: ClaimKind) -> EventType | None:
        """The type of a claim: its own words tell what happened, its sentence tells what is done by speaking."""
        span = self.quote if kind in PHYSICAL else self.sentence
        return next(_events(self.sheet.mention(span).text, kind), None)

    def _time(self) -> TimeMention | None:
        """The words of the time, cut to what our own grammar of times reads in them."""
        words = self._words("time")
        if words is None:
            return None
        read = next((t.span.shift(words.span.start) for t in find_times(words.text)), words.span)
        return TimeMention(mention=self.sheet.mention(read), carried=not self.sentence.contains(read))


def _events(text: str, kind: ClaimKind) -> Iterator[EventType]:
    """The types that our own lexicon gives to words of a text: of what happened, or of what is done by speaking."""
    physical = kind in PHYSICAL
    for trigger in (trigger for doc in parse([text]) for trigger in find_triggers(doc)):
        event = trigger.entry.event
        if event is not None and (event.scheme == "acled" if physical else trigger.entry.kind is kind):
            yield event


def _one_of(values: type[Value], given: Any) -> Value:
    try:
        return values(given)
    except ValueError as error:
        raise Unfit(Fault.VALUE) from error
