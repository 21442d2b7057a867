"""Whether words mean a region or the town that it is called after: `Idlib province`, `the city of Idlib`, `Idlib`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterclaim.model.documents import Span
from counterclaim.resolve.known import KnownPlace, is_settlement

REGION, SETTLEMENT = "region", "settlement"
_REGIONS = r"(?:province|governorate|oblast|region|prefecture|state|countryside|hinterland)s?"
_TOWNS = r"(?:city|town|municipality)(?: cent(?:er|re))?|cities|towns"
_SIDE = r"(?:(?:[a-z]+ern|[a-z]+ern and [a-z]+ern|north|south|east|west|rural|greater|central) )?"
_NAME = r"[A-ZÀ-ÞĀ-ŽḀ-Ỿ‘'ʿ][\w’'.‘ʿ-]*(?: (?:al-|el-|ez-|az-)?[A-ZÀ-ÞĀ-Ž][\w’'.-]*){0,2}"
_OTHERS = rf"(?:(?:, and|,| and| or| as well as) (?:the )?{_SIDE}{_NAME}){{1,5}}"
_AFTER = (
    (REGION, re.compile(rf"(?:['’]s)?[ -]{_SIDE}{_REGIONS}\b", re.IGNORECASE)),
    (SETTLEMENT, re.compile(rf"(?:['’]s)?[ -](?:{_TOWNS})\b", re.IGNORECASE)),
    (REGION, re.compile(rf"{_OTHERS} (?:provinces|governorates|oblasts|regions|prefectures|countrysides?)\b")),
    (SETTLEMENT, re.compile(rf"{_OTHERS} (?:cities|towns)\b")),
)
_LED = rf" of (?:the )?{_SIDE}"
_BEFORE_LIST = rf"(?:{_NAME}(?:, and |, | and | or )(?:the )?{_SIDE}){{0,5}}$"
_BEFORE = (
    (REGION, re.compile(rf"\b(?:{_REGIONS}|rural areas){_LED}{_BEFORE_LIST}")),
    (SETTLEMENT, re.compile(rf"\b(?:{_TOWNS}|cent(?:er|re)|downtown){_LED}{_BEFORE_LIST}")),
    (REGION, re.compile(r"\b(?:villages|towns|hamlets|settlements|farmland) (?:in|across|throughout) (?:the )?$")),
    (SETTLEMENT, re.compile(r"\b[Dd]owntown $")),
)
_INSIDE = re.compile(
    r"\b(?:(?:neighbou?rhoods?|quarters?|suburbs?|streets?|squares?) (?:of|in)|"
    r"(?:roundabouts?|mosques?|market(?:place)?s?|buildings?|apartments?) in) (?:the )?$",
    re.IGNORECASE,
)
_REACH = 90


def stated_level(text: str, span: Span, kind: str) -> str:
    """What the words beside a name call it: `region`, `settlement`, or empty where they do not say.

    `kind` is what the words of the mention itself say. A word behind or before a list holds for all of its names
    (`in Idlib and Aleppo provinces`).
    """
    if kind:
        return kind if kind in {REGION, SETTLEMENT} else ""
    after = text[span.end : span.end + _REACH].split("\n", 1)[0]
    before = text[max(0, span.start - _REACH) : span.start].rsplit("\n", 1)[-1]
    for side, patterns in ((after, _AFTER), (before, _BEFORE)):
        for level, pattern in patterns:
            if pattern.match(side) if side is after else pattern.search(side):
                return level
    return ""


def implied_level(text: str, span: Span) -> str:
    """`settlement` where the words before a name tell of something that lies in a town (`a street in Idlib`)."""
    before = text[max(0, span.start - _REACH) : span.start].rsplit("\n", 1)[-1]
    return SETTLEMENT if _INSIDE.search(before) else ""


def has_both(options: Iterable[KnownPlace]) -> bool:
    """Whether a name stands for a first-level region and for a settlement of the same country."""
    places = list(options)
    towns = {place.country for place in places if is_settlement(place)}
    return any(place.feature == "ADM1" and place.country in towns for place in places)


def levels_of(stated: Sequence[str]) -> list[str]:
    """The level of each mention of one name: where one alone is stated on the page, the others share it."""
    said = {level for level in stated if level}
    only = next(iter(said)) if len(said) == 1 else ""
    return [level or only for level in stated]
