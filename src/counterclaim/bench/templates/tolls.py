"""People whom a report counts as killed or hurt in so many words, for where the tagger marks none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from counterclaim.bench.templates.days import lowered
from counterclaim.bench.templates.numbers import ends_a_date, how_many
from counterclaim.bench.templates.passages import all_sentences
from counterclaim.extract.counts import Count, find_counts
from counterclaim.extract.measures import tie_counts
from counterclaim.extract.nlp import parse
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.parses import Piece as TokenSpan
from counterclaim.extract.triggers import find_triggers
from counterclaim.model.claims import Object, Role

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|several|a\s+number\s+of|some)"
)
PEOPLE = (
    r"(?:people|persons?|civilians?|individuals|men|women|children|peasants|policemen|soldiers|guards?|students|workers"
    r"|passengers|residents|villagers|bodyguards|others|bystanders|passersby|pedestrians|journalists|judges|officials)"
)
PERSON = (
    r"(?:person|civilian|man|woman|child|boy|girl|peasant|policeman|soldier|guard|student|worker|passenger|resident"
    r"|bodyguard|driver|bystander|passerby|pedestrian|journalist|reporter|judge|official|priest|officer|escort)"
)
NOUN = rf"(?P<who>(?:(?!were\b|was\b|and\b)[a-z-]+\s+){{0,2}}?{PEOPLE})"
DIED = r"(?:killed|murdered|assassinated|died|dead|massacred|slain)"
HURT = r"(?:wounded|injured|hurt)"
SOFTLY = r"(?:(?:also|seriously|slightly|critically|reportedly|badly|severely)\s+)*"
BE = r"(?:(?:were|was|have\s+been|had\s+been|has\s+been)\s+)?"
PASSIVE = re.compile(
    rf"\b{NUMBER}\s+(?:(?:other|unidentified)\s+)*{NOUN}\s+{BE}{SOFTLY}{DIED}\b",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"\b(?:killed|killing|murdered|murdering|deaths?\s+of)\s+"
    r"(?:at\s+least\s+|more\s+than\s+|about\s+)?"
    rf"{NUMBER}\s+(?:(?:other|unidentified)\s+)*{NOUN}\b",
    re.IGNORECASE,
)
BARE = re.compile(rf"\b(?P<who>{NUMBER})\s+(?:(?:others?|more)\s+)?{BE}{SOFTLY}{DIED}\b", re.IGNORECASE)
BARE_ACTIVE = re.compile(
    r"\b(?:killed|killing)\s+(?:at\s+least\s+|more\s+than\s+|about\s+)?"
    rf"(?P<who>{NUMBER})(?=\s*(?:[.,;]|others?\b|more\b|and\b))",
    re.IGNORECASE,
)
ONE = rf"\b(?:an?|one|another|his|her|the|\w+'s)\s+(?P<who>(?:(?!were\b|was\b|and\b)[a-z-]+\s+){{0,2}}?{PERSON})\s+{BE}"
ALONE = re.compile(rf"{ONE}{SOFTLY}{DIED}\b", re.IGNORECASE)
ONE_HURT = re.compile(rf"{ONE}{SOFTLY}{HURT}\b", re.IGNORECASE)
MANY_HURT = re.compile(rf"\b(?:many|several|numerous)\s+{NOUN}\s+{BE}{SOFTLY}{HURT}\b", re.IGNORECASE)
CLASH = re.compile(r"\b(?:clash|combat|battle|fighting|confrontation|firefight|skirmish|shoot-?out)", re.IGNORECASE)
NO_VICTIM = re.compile(
    r"no\s+one\b|nobody\b|none\b"
    r"|.*\b(?:terrorists?|criminals?|guerrillas?|rebels?|insurgents?|subversives?|assailants?|attackers?|gunm[ae]n)$",
    re.IGNORECASE | re.DOTALL,
)
MANY = frozenset({"many", "several", "some", "numerous", "more", "other", "least", "at", "than", "about"})
OF_DEATH = re.compile(
    r"\b(?:kill|murder|assassin|massacr|slain|slay|dead|death|die[ds]?\b|dying|fatal|lives|bod(?:y|ies)\b|corpse|execut|"
    r"casualt|victim|shot|shoot|gunned|machine-?gun|eliminat|"
    r"lost (?:his|her|their) li|perish|behead|hanged|grave|burie|"
    r"genocid|explo|blew|blow|bomb|slaughter|homicid|strangl|stabb|late\b|funeral|crime)",
    re.IGNORECASE,
)
OF_INJURY = re.compile(
    r"\b(?:wound|injur|hurt|bruis|burn(?:s|ed)\b|maim|mutilat|hospital|beat|tortur|surgery|critical|grave condition|"
    r"serious condition|casualt|shrapnel|bleed)",
    re.IGNORECASE,
)
TYPES = {
    "POLICEMEN": "LAW ENFORCEMENT",
    "SOLDIERS": "ACTIVE MILITARY",
    "GUARDS": "SECURITY GUARD",
    "BODYGUARDS": "SECURITY GUARD",
    "JUDGES": "LEGAL OR JUDICIAL",
    "OFFICIALS": "GOVERNMENT OFFICIAL",
}


class Toll(NamedTuple):
    """People killed or hurt: where the words for them stand, how many, and what befell them."""

    start: int
    end: int
    number: str
    harm: str


def tolls(text: str) -> Iterator[Toll]:
    """The people whom a text counts as killed or hurt, in order of the ways of saying so.

    The dead are sought in plain patterns alone, since the tagger marks most of them and the grammar finds many of other
    days; of the hurt it marks few, so the grammar that counts them for claims counts them here, and plain patterns find
    those without a number.
    """
    for pattern in (PASSIVE, ACTIVE, ALONE, BARE, BARE_ACTIVE):
        for match in pattern.finditer(text):
            yield Toll(*match.span("who"), how_many(text, *match.span("who")), "DEATH")
    counted = list(_hurt(text))
    yield from counted
    for pattern in (ONE_HURT, MANY_HURT):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            if not any(toll.start < end and start < toll.end for toll in counted):
                yield Toll(start, end, how_many(text, start, end), "INJURY")


def _hurt(text: str) -> Iterator[Toll]:
    """The people whom the grammar counts as hurt."""
    small = lowered(text).replace("\n", " ")
    spans = [span for span in all_sentences(text) if OF_INJURY.search(text, span.start, span.end)]
    for span, doc in zip(spans, parse([small[span.start : span.end] for span in spans]), strict=True):
        for counted in tie_counts(doc, find_counts(doc), find_triggers(doc)):
            if counted.role is Role.WOUNDED and counted.object is Object.PERSON:
                words = _words(doc, counted.count)
                start, end = span.start + words.start_char, span.start + words.end_char
                if ends_a_date(text, start) or NO_VICTIM.match(text[start:end]):
                    continue
                yield Toll(start, end, how_many(text, start, end), "INJURY")


def _words(doc: Doc, count: Count) -> TokenSpan:
    """The words for those who are counted, without the number unless there are no other words."""
    if count.noun is None:
        return doc.piece(count.start, count.end)
    first = count.end if count.noun >= count.end else count.start
    while first < count.noun and _counts(doc[first]):
        first += 1
    return doc.piece(first, count.noun + 1)


def _counts(token: Token) -> bool:
    return token.like_num or token.pos_ in {"NUM", "DET"} or token.lower_ in MANY


def told_of(harm: str, words: str) -> bool:
    """Whether words speak of this harm at all: `DEATH` or `INJURY`; any other counts as told."""
    sought = {"DEATH": OF_DEATH, "INJURY": OF_INJURY}.get(harm)
    return sought is None or sought.search(words) is not None


def add_toll(slots: dict[str, list[Any]], toll: Toll, text: str) -> None:
    """Puts counted people into the slots of the human targets, unless they stand there with that harm."""
    words = " ".join(text[toll.start : toll.end].split()).upper()
    if {"value": toll.harm, "of": [words]} in slots["hum_effect"]:
        return
    slots["hum_desc"].append(words)
    slots["hum_type"].append({"value": TYPES.get(words.split()[-1], "CIVILIAN"), "of": [words]})
    slots["hum_number"].append({"value": toll.number, "of": [words]})
    slots["hum_effect"].append({"value": toll.harm, "of": [words]})
