"""What a whole page says about where it is: the countries and regions that it names, and the places already known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from math import exp
from typing import NamedTuple

from counterclaim.model.documents import Span
from counterclaim.model.values import Position
from counterclaim.resolve.known import KnownPlace, NameKind, is_settlement, may_be_written
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.surroundings import capitalised_spans

Find = Callable[[str], Sequence[KnownPlace]]
_WIDE = ("PCLI", "ADM1", "ADM2")
_LARGE = 400_000
_NEAR_KM = 120.0
_LONGEST = 60_000
_SLIGHT = 0.08
_SURE = 1.5
_PLAINLY = 0.6
_ENOUGH = 0.4
_FAR_DEGREES = 5.0


class Named(NamedTuple):
    """A country, a region or a large city that the text names, with all it may stand for."""

    span: Span
    key: str
    places: tuple[KnownPlace, ...]


def named_regions(text: str, find: Find) -> list[Named]:
    """The countries, regions and large cities that the first 60,000 characters of the text name, in its order."""
    taken = 0
    found: list[Named] = []
    for words, span in capitalised_spans(text[:_LONGEST]):
        if span.start < taken or len(words) < 2:
            continue
        places = tuple(p for p in find(words) if _tells_where(p, words))
        if places:
            found.append(Named(span, place_key(words), places))
            taken = span.end
    return found


def _tells_where(place: KnownPlace, words: str) -> bool:
    if place.kind is NameKind.SHORT:
        return may_be_written(place, words) and (place.feature == "PCLI" or words.endswith("."))
    if place.feature == "ADM2":
        return place.kind is NameKind.NAME and " " in words
    if is_settlement(place):
        return place.population >= _LARGE and place.kind is NameKind.NAME
    return place.feature in _WIDE


def _kind_of(place: KnownPlace) -> tuple[str, str | None]:
    """What a place has in common with others of a list: countries and continents with their like, others by country."""
    wide = place.feature in {"PCLI", "CONT", "OCN"}
    return ("PPL" if is_settlement(place) else place.feature, None if wide else place.country)


class Evidence:
    """How much of a page speaks for each country and each first-level region, and which points it names."""

    def __init__(self) -> None:
        self.countries: Counter[str] = Counter()
        self.regions: Counter[tuple[str, str]] = Counter()
        self._lands: Counter[str] = Counter()
        self._given: defaultdict[tuple[int | None, str | None], float] = defaultdict(float)
        self._total_countries = 0.0
        self._total_regions = 0.0
        self.towns: list[tuple[Position, float, tuple[str | None, str | None]]] = []
        self.points: list[tuple[Position, float, int]] = []
        self._kinds: defaultdict[int, Counter[tuple[str, str | None]]] = defaultdict(Counter)

    def add(self, place: KnownPlace, weight: float, owner: int = -1) -> None:
        """Counts one place that the page names, as far as it is sure; `owner` is the group of mentions it is for."""
        if owner >= 0:
            self._kinds[owner][_kind_of(place)] += weight  # type: ignore[assignment]
        if place.country:
            self.countries[place.country] += weight  # type: ignore[assignment]
            self._lands[place.country] += weight  # type: ignore[assignment]
            self._total_countries += weight
            self._given[owner, place.country] += weight
            self._given[owner, None] += weight
            if place.region:
                self.regions[place.country, place.region] += weight  # type: ignore[assignment]
                self._total_regions += weight
        if weight > _SLIGHT and place.position and (is_settlement(place) or place.feature == "ADM2"):
            self.points.append((place.position, weight, owner))
            self.towns.append((place.position, weight, (place.country, place.region)))

    def add_named(self, named: Iterable[Named], apart_from: Container[str]) -> None:
        """Counts what the text names, each name once and shared evenly where it may be several.

        Names that are themselves to be decided are left out, so that none speaks for itself.
        """
        for places in {n.key: n.places for n in named if n.key not in apart_from}.values():
            people = places[0].kind is NameKind.PEOPLE
            for place in places:
                self.add(place._replace(position=None), (0.5 if people else 1.0) / len(places))
                if people and place.country:
                    self._lands[place.country] -= 0.5 / len(places)  # type: ignore[assignment]

    def likeness_to(self, place: KnownPlace, others: Iterable[int]) -> float:
        """How far the names of some other groups stand for places of the same kind and country, 0 to 1."""
        if is_settlement(place):
            return 0.0
        kind = _kind_of(place)
        return max((self._kinds[other][kind] for other in others if other in self._kinds), default=0.0)

    def country_share(self, place: KnownPlace, *, apart_from: int | None = None) -> float:
        """The part of the evidence that speaks for the country of a place, 0 to 1, without what one group says."""
        own, own_total = self._given[apart_from, place.country], self._given[apart_from, None]
        total = self._total_countries - own_total
        if not place.country or total <= _SLIGHT:
            return 0.0
        return max(0.0, self.countries[place.country] - own) / total

    def total_apart(self, owner: int) -> float:
        """The sum of the evidence for all countries, without what one group says."""
        return self._total_countries - self._given[owner, None]

    def nearest_km(self, place: KnownPlace, owner: int) -> float | None:
        """How far the nearest town that the page names apart from one group lies from a place, or None."""
        at = place.position
        return (
            min((at.distance_km(town) for town, _, whose in self.points if whose != owner), default=None)
            if at
            else None
        )

    def is_elsewhere(self, place: KnownPlace, owner: int) -> bool:
        """Whether the page, without what one group says, is plainly about a country that is not the place's own."""
        total = self._total_countries - self._given[owner, None]
        chief = max(
            (count - self._given[owner, code] for code, count in self.countries.items() if code != place.country),
            default=0.0,
        )
        return total >= _SURE and chief / total >= _PLAINLY

    def region_share(self, place: KnownPlace) -> float:
        """The part of the evidence that speaks for the region of a place, 0 to 1."""
        total = self._total_regions
        if not (place.country and place.region and total):
            return 0.0
        return self.regions[place.country, place.region] / total

    def nearness(self, place: KnownPlace, owner: int) -> float:
        """How much of what else the page names lies near a place, 0 to 1, falling over 120 km."""
        if place.position is None:
            return 0.0
        lat, lon = place.position.lat, place.position.lon
        score = 0.0
        for at, weight, whose in self.points:
            if whose != owner and abs(at.lat - lat) < _FAR_DEGREES and abs(at.lon - lon) < 2 * _FAR_DEGREES:
                score += weight * exp(-place.position.distance_km(at) / _NEAR_KM)
        return score / (score + 1.0)

    def middle_of(self, place: KnownPlace) -> Position | None:
        """The mean of the towns that the page names in the region of a place, or None."""
        towns = [(at, w) for at, w, where in self.towns if where == (place.country, place.region)]
        weight = sum(w for _, w in towns)
        if weight < _ENOUGH:
            return None
        return Position(sum(at.lat * w for at, w in towns) / weight, sum(at.lon * w for at, w in towns) / weight)

    @property
    def total(self) -> float:
        """The sum of the evidence for all countries."""
        return self._total_countries

    def chief_country(self) -> tuple[str, float] | None:
        """The country that most places of the page lie in, with its share of all evidence, or None.

        The peoples that it names say who acts there, and not where.
        """
        best = self._lands.most_common(1)
        return (best[0][0], best[0][1] / self.total) if best and best[0][1] > _SLIGHT and self.total else None

    def chief_region(self) -> tuple[tuple[str, str], float] | None:
        """The region that most of the page speaks of, with its share of all regions, or None."""
        best = self.regions.most_common(1)
        total = self._total_regions
        return (best[0][0], best[0][1] / total) if best and total else None
