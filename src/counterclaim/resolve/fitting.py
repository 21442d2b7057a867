"""Whether a known place may be meant on a page at all, or is but a far-away namesake of what the page names."""

from __future__ import annotations

import re

from counterclaim.resolve.evidence import Evidence
from counterclaim.resolve.known import KnownPlace, NameKind, is_settlement
from counterclaim.resolve.ranking import Question, is_close, lies_in
from counterclaim.resolve.spelling import place_key

LANDS = frozenset({"PCLI", "CONT", "OCN"})
LARGE = 100_000
_FOREIGN = 0.06
_AT_HOME = 0.25
_HELD_KM = 80.0
_INNER_KM = 25.0
_ENOUGH = 1.0
_SMALL_KM = 30.0
_LISTED = """
    march may battle peace reading most of police victory liberty hope union independence sun best center central
    mission enterprise justice defiance why hell surprise normal friendship success energy start
    """
_WORDS = frozenset(_LISTED.split())
_SITE = (
    r"\b(?:streets?|squares?|mosques?|church|roundabouts?|hospitals?|clinics?|schools?|university|towers?|buildings?)\b"
)
_IS_SITE = re.compile(_SITE, re.IGNORECASE)
_IS_INNER = re.compile(rf"{_SITE}|\b(?:areas?|neighbou?rhoods?|quarters?|camps?|markets?)\b", re.IGNORECASE)


def is_site(words: str) -> bool:
    """Whether words name a building or a street, which may be called after a place that is elsewhere."""
    return _IS_SITE.search(words) is not None


def is_inner(words: str) -> bool:
    """Whether words name a part of a town, or something in it."""
    return _IS_INNER.search(words) is not None


def is_likely(place: KnownPlace, question: Question) -> bool:
    """Whether a settlement may be meant by the name of a continent or an ocean."""
    return place.population >= LARGE or any(lies_in(place, region) for region in question.beside)


def fits(place: KnownPlace, question: Question, page: Evidence) -> bool:
    """Whether nothing on a page speaks against a place: no other region or town beside it, no other country."""
    if place.feature in LANDS:
        return True
    share = page.country_share(place, apart_from=question.number)
    known_well = not is_settlement(place) or place.population >= LARGE
    if _lies_elsewhere(place, question) or _is_far(place, question, page):
        return False
    narrow = [region for region in question.beside if region.feature != "PCLI"] or question.beside
    if narrow and not any(lies_in(place, region) or is_close(place, region) for region in narrow):
        return known_well and share >= _FOREIGN and not (question.stated and question.core.kind != "region")
    if known_well:
        alone = page.total_apart(question.number) < _ENOUGH
        return alone or share >= _FOREIGN or not is_inner(question.core.names[0])
    if place_key(question.core.name) in _WORDS and share < 0.3:
        return False
    if place.kind is NameKind.ALIAS and share < _AT_HOME:
        return False
    return not page.is_elsewhere(place, question.number) or share >= _FOREIGN


def _lies_elsewhere(place: KnownPlace, question: Question) -> bool:
    """Whether a place lies far from every town that the text says to hold it."""
    at = place.position
    if at is None or not question.towns or place.radius_km > _SMALL_KM:
        return False
    farthest = _INNER_KM if is_inner(question.core.names[0]) else _HELD_KM
    return all(town.position is not None and town.position.distance_km(at) > farthest for town in question.towns)


def _is_far(place: KnownPlace, question: Question, page: Evidence) -> bool:
    """Whether a town after which a building is called lies far from all that the page names besides."""
    if not (is_site(question.core.names[0]) and is_settlement(place)):
        return False
    nearest = page.nearest_km(place, question.number)
    return nearest is not None and nearest > _HELD_KM
