"""Weighs what a name may stand for: how large a place is, what stands beside it, what the rest of the page names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log10
from typing import NamedTuple

from counterclaim.resolve.evidence import Evidence
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, is_settlement
from counterclaim.resolve.surroundings import Core

_SHARPNESS = 7.0
_LARGEST = 7.5
_CLOSE_KM = 40.0
_KIND_FEATURES = {"region": ("ADM1",), "county": ("ADM2",), "settlement": ("PPL",), "part": ("PPL", "S.", "AIR", "CMP")}


class Weights(NamedTuple):
    """What each piece of evidence is worth beside the size of a place, which is worth at most 1."""

    beside: float = 1.6
    country_beside: float = 0.9
    kind: float = 0.35
    levelled: float = 1.0
    country: float = 0.55
    region: float = 0.55
    near: float = 0.7
    chosen: float = 0.25
    listed: float = 0.6


class Option(NamedTuple):
    """One place that a group of mentions may stand for; `likeness` is 1 where the key is the same."""

    place: KnownPlace
    likeness: float = 1.0


Reasons = tuple[tuple[float, str], ...]


class Weighed(NamedTuple):
    """An option with its weight, its share of all options and what each reason adds to the weight."""

    option: Option
    weight: float
    share: float
    reasons: Reasons

    @property
    def why(self) -> str:
        """The reasons that weigh most, as a sentence."""
        return _sentence(self.option, self.reasons)


class Question(NamedTuple):
    """What is to be decided: one name, the regions that stand beside it, and its group's number.

    `stated` tells that the text itself calls what stands beside it a province or the like, `levelled` that it says
    whether a region or the town of its name is meant; `listed` are the groups of the names that stand with it in one
    list, `towns` what the name may stand for of a town that the text says to hold it.
    """

    core: Core
    beside: tuple[KnownPlace, ...]
    number: int
    stated: bool = False
    levelled: bool = False
    towns: tuple[KnownPlace, ...] = ()
    listed: tuple[int, ...] = ()


def size_of(place: KnownPlace) -> float:
    """How likely a text means this place before anything else is known, 0 to 1: by kind and by population."""
    if place.feature == "PCLI":
        return 1.05
    if place.feature == "ADM1":
        return 0.83
    if place.feature == "ADM2":
        return 0.62 if place.kind is NameKind.NAME else 0.42
    if place.feature in {"ADM3", "ADM4", "ADM5"}:
        return 0.4
    if not is_settlement(place):
        return 0.86 if place.origin is not Origin.GEONAMES or place.feature in {"CONT", "OCN"} else 0.1
    capital = 0.1 if place.feature == "PPLC" else 0.0
    return min(1.0, log10(place.population + 10) / _LARGEST) + capital


def weigh(
    options: Sequence[Option], question: Question, page: Evidence, *, weights: Weights, at: Callable[[str], str]
) -> list[Weighed]:
    """The options, best first, each with its share of the likelihood; `at` names a country from its code."""
    scored = [(option, *_weight(option, question, page, weights, at)) for option in options]
    total = sum(exp(_SHARPNESS * weight) for _, weight, _ in scored)
    ranked = [Weighed(option, w, exp(_SHARPNESS * w) / total, reasons) for option, w, reasons in scored]
    return sorted(ranked, key=lambda x: (-x.weight, x.option.place.origin, x.option.place.id))


def _weight(
    option: Option, question: Question, page: Evidence, weights: Weights, at: Callable[[str], str]
) -> tuple[float, Reasons]:
    place = option.place
    parts = [(size_of(place), "it is the best known of that name")]
    parts.append(_beside(place, question.beside, weights))
    kind = weights.levelled if question.levelled else weights.kind
    parts.append((kind * _kind(place, question.core.kind), f"the words call it a {question.core.kind}"))
    share = page.country_share(place)
    country = at(place.country) if place.country else "no one country"
    parts.append((weights.country * share, f"the page speaks mostly of {country}"))
    parts.append((weights.region * page.region_share(place), "the page names the same region elsewhere"))
    parts.append((weights.near * page.nearness(place, question.number), "other places of the page lie near it"))
    like = page.likeness_to(place, question.listed)
    parts.append((weights.listed * like, "the text lists it with others of its kind"))
    parts.append((weights.chosen if place.origin is Origin.USER else 0.0, "your own gazetteer has it"))
    parts.append((_manner(option), ""))
    return sum(worth for worth, _ in parts), tuple(parts)


def _manner(option: Option) -> float:
    penalty = {NameKind.NAME: 0.0, NameKind.ALIAS: -0.12, NameKind.PEOPLE: 0.0, NameKind.SHORT: 0.0}[option.place.kind]
    return penalty - 2.0 * (1.0 - option.likeness) - (0.2 if option.likeness < 1 else 0.0)


def _beside(place: KnownPlace, beside: Sequence[KnownPlace], weights: Weights) -> tuple[float, str]:
    best = (0.0, "")
    for region in beside:
        if region.id == place.id:
            continue
        if lies_in(place, region):
            worth = weights.country_beside if region.feature == "PCLI" else weights.beside
            best = max(best, (worth, f"the text names {region.name} beside it"))
    return best


def lies_in(place: KnownPlace, region: KnownPlace) -> bool:
    """Whether a place lies in a region, by its codes or, for an area without one, by its distance."""
    if region.country and place.country != region.country:
        return False
    if region.feature == "PCLI":
        return True
    if region.feature == "ADM1" and place.region == region.region:
        return True
    if region.position is None:
        return place.region == region.region
    if place.position is None or (region.feature == "ADM1" and place.origin is not Origin.USER):
        return False
    return place.position.distance_km(region.position) <= region.radius_km * 1.3


def is_close(place: KnownPlace, region: KnownPlace) -> bool:
    """Whether a place lies so near the middle of a region that a text may count it there, whatever its code says."""
    if place.position is None or region.position is None:
        return False
    return place.position.distance_km(region.position) <= max(region.radius_km * 1.5, _CLOSE_KM)


def _kind(place: KnownPlace, kind: str) -> float:
    if not kind:
        return 0.0
    return 1.0 if place.feature.startswith(_KIND_FEATURES[kind]) else -0.6


def _sentence(option: Option, parts: Reasons) -> str:
    first = parts[0]
    reasons = sorted((part for part in parts[1:] if part[0] > 0.12 and part[1]), reverse=True)[:2]
    said = " and ".join(why for _, why in reasons) or first[1]
    if option.likeness < 1:
        said = f"{option.place.name} is another spelling of the name, and {said}"
    return said[:1].upper() + said[1:] + "."
