"""Names that no gazetteer has: the smallest town or region that the text gives for them, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from counterclaim.model.claims import Candidate, Mention
from counterclaim.model.places import Place
from counterclaim.model.values import Position
from counterclaim.resolve.evidence import Evidence, Named
from counterclaim.resolve.known import KnownPlace, is_settlement
from counterclaim.resolve.ranking import Question

_PART_OF_TOWN = re.compile(
    r"\b(?:neighbou?rhoods?|quarters?|streets?|squares?|markets?|mosques?|roundabouts?)\b", re.IGNORECASE
)


class Regions(Protocol):
    """Where regions and countries are looked up."""

    def region(self, country: str, code: str) -> KnownPlace | None:
        """The first-level region with this code."""

    def country(self, code: str) -> KnownPlace | None:
        """The country with this ISO 3166 code of two letters."""

    def heart(self, country: str, code: str) -> Position | None:
        """Where most settlements of a first-level region lie."""


class _Container(NamedTuple):
    """What holds an unknown place, how sure that is, and why."""

    place: KnownPlace
    score: float
    why: str


class Unknown:
    """Puts unknown names within what the page says to hold them."""

    def __init__(self, *, regions: Regions, knows: Callable[[str], bool]) -> None:
        self.regions = regions
        self.knows = knows

    def within(self, mention: Mention, question: Question, page: Evidence, named: Sequence[Named]) -> list[Candidate]:
        """The unknown place somewhere within a known one; empty where the page names none."""
        found = self._container(mention, question, page, named)
        if found is None:
            return []
        holder = found.place
        region = self._region_name(holder)
        place = Place(
            id=None, name=mention.text, position=self._heart(holder), country=holder.country, region=region,
            feature=None, precision="within", radius_km=holder.radius_km,
        )  # fmt: skip
        return [Candidate(value=place, score=found.score, why=found.why)]

    def lacking(self, question: Question) -> str:
        """Why a name stands for no place: none is called so, or what is called so does not fit the page."""
        known = any(map(self.knows, question.core.names))
        return "Every known place of that name lies far from here" if known else "No gazetteer has a place of that name"

    def _region_name(self, holder: KnownPlace) -> str | None:
        if holder.feature == "PCLI":
            return None
        if not is_settlement(holder):
            return holder.name
        region = self.regions.region(holder.country, holder.region) if holder.country and holder.region else None
        return region.name if region else holder.name

    def _heart(self, region: KnownPlace) -> Position | None:
        """Where most settlements of a region lie, or its middle."""
        if region.feature != "ADM1" or not (region.country and region.region):
            return region.position
        return self.regions.heart(region.country, region.region) or region.position

    def _container(
        self, mention: Mention, question: Question, page: Evidence, named: Sequence[Named]
    ) -> _Container | None:
        lacking = self.lacking(question)
        if question.towns:
            town = max(question.towns, key=lambda place: _likeliness(place, question, page))
            return _Container(town, 0.6, f"{lacking}; the text names {town.name} beside it.")
        if question.beside:
            region = min(question.beside, key=lambda place: place.radius_km)
            return _Container(region, 0.6, f"{lacking}; the text names {region.name} beside it.")
        if _PART_OF_TOWN.search(mention.text) and (holder := _town_before(mention, named)):
            why = f"{lacking}; the words call it a part of a town, and {holder.name} is the one named with it."
            return _Container(holder, 0.4, why)
        return self._of_page(mention, page, named, lacking)

    def _of_page(self, mention: Mention, page: Evidence, named: Sequence[Named], lacking: str) -> _Container | None:
        """The region named last before an unknown name, else that or the country that the page speaks mostly of."""
        before = [n for n in named if 0 <= mention.span.start - n.span.end < 300 and len(n.places) == 1]
        near = [n.places[0] for n in before if n.places[0].feature == "ADM1"]
        if near:
            return _Container(near[-1], 0.4, f"{lacking}; {near[-1].name} is the region named last before it.")
        chief = page.chief_region()
        if chief and chief[1] >= 0.6 and (region_of := self.regions.region(*chief[0])):
            return _Container(region_of, 0.3, f"{lacking}; the page speaks mostly of {region_of.name}.")
        country = page.chief_country()
        if country and country[1] >= 0.3 and (land := self.regions.country(country[0])):
            return _Container(land, 0.2, f"{lacking}; the page speaks mostly of {land.name}.")
        return None


def _likeliness(town: KnownPlace, question: Question, page: Evidence) -> tuple[float, int]:
    return (round(page.country_share(town) + page.nearness(town, question.number), 3), town.population)


def _town_before(mention: Mention, named: Sequence[Named]) -> KnownPlace | None:
    """The large town that the page names last before a mention, else the first one behind it."""
    towns = [(n.span.start, p) for n in named for p in n.places if is_settlement(p)]
    before = [p for at, p in towns if at < mention.span.start]
    return before[-1] if before else towns[0][1] if towns else None
