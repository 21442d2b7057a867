"""People whom a report counts as killed or hurt in so many words, for where the tagger marks none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from counterclaim.bench.templates.numbers import how_many

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
HARM = r"(?P<harm>killed|murdered|assassinated|died|dead|massacred|slain|wounded|injured|hurt)"
SOFTLY = r"(?:(?:also|seriously|slightly|critically|reportedly|badly|severely)\s+)*"
BE = r"(?:(?:were|was|have\s+been|had\s+been|has\s+been)\s+)?"
PASSIVE = re.compile(
    rf"\b{NUMBER}\s+(?:(?:other|unidentified)\s+)*{NOUN}\s+{BE}{SOFTLY}{HARM}\b",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"\b(?P<harm>killed|killing|murdered|murdering|wounded|wounding|injured|injuring|deaths?\s+of)\s+"
    r"(?:at\s+least\s+|more\s+than\s+|about\s+)?"
    rf"{NUMBER}\s+(?:(?:other|unidentified)\s+)*{NOUN}\b",
    re.IGNORECASE,
)
BARE = re.compile(rf"\b(?P<who>{NUMBER})\s+(?:(?:others?|more)\s+)?{BE}{SOFTLY}{HARM}\b", re.IGNORECASE)
BARE_ACTIVE = re.compile(
    r"\b(?P<harm>killed|killing|wounded|wounding|injured|injuring)\s+(?:at\s+least\s+|more\s+than\s+|about\s+)?"
    rf"(?P<who>{NUMBER})(?=\s*(?:[.,;]|others?\b|more\b|and\b))",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"\b(?:an?|one|another|his|her|the|\w+'s)\s+(?P<who>(?:(?!were\b|was\b|and\b)[a-z-]+\s+){{0,2}}?{PERSON})\s+{BE}"
    rf"{SOFTLY}{HARM}\b",
    re.IGNORECASE,
)
CLASH = re.compile(r"\b(?:clash|combat|battle|fighting|confrontation|firefight|skirmish)", re.IGNORECASE)
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
HURT = ("wound", "injur", "hurt")


class Toll(NamedTuple):
    """People killed or hurt: where the words for them stand, how many, and what befell them."""

    start: int
    end: int
    number: str
    harm: str


def tolls(text: str) -> Iterator[Toll]:
    """The people whom a text counts as killed or hurt, in order of the ways of saying so."""
    for pattern in (PASSIVE, ACTIVE, ALONE, BARE, BARE_ACTIVE):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            harm = "INJURY" if match["harm"].lower().startswith(HURT) else "DEATH"
            yield Toll(start, end, how_many(text, start, end), harm)


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
