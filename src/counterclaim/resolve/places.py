"""Mentions of places -> places: all mentions of a page are decided together, several candidates are kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from counterclaim.model.claims import Candidate, Mention, Place
from counterclaim.model.documents import Document, Span
from counterclaim.model.values import Position
from counterclaim.resolve.anchors import anchored
from counterclaim.resolve.composite import joined, parts_of, related_by, relation_within, with_relations
from counterclaim.resolve.evidence import Evidence, Named, named_regions
from counterclaim.resolve.known import KnownPlace, NameKind, is_settlement, may_be_written, precision_of
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.ranking import Option, Question, Weighed, Weights, is_close, lies_in, weigh
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.surroundings import Core, core_of, names_beside, stated_region

_ROUNDS = 3
_SAME_KM = 12.0
_SMALL = 100_000
_FOREIGN = 0.06
_AT_HOME = 0.25
_WATERS = frozenset({"CONT", "OCN"})
_LANDS = frozenset({"PCLI", "CONT", "OCN"})
_LISTED = """
    march may battle peace reading most of police victory liberty hope union independence sun best center central
    mission enterprise justice defiance why hell surprise normal friendship success energy start
    """
_WORDS = frozenset(_LISTED.split())


class Gazetteer(Protocol):
    """Where places are looked up."""

    def find(self, name: str) -> Sequence[KnownPlace]:
        """The places that go by this name, in any spelling that counts as the same."""

    def find_alike(self, name: str, country: str) -> Sequence[tuple[KnownPlace, float]]:
        """Places of one country with a similar name, with their likeness in 0..1."""

    def region(self, country: str, code: str) -> KnownPlace | None:
        """The first-level region with this code."""

    def country(self, code: str) -> KnownPlace | None:
        """The country with this ISO 3166 code of two letters."""

    def heart(self, country: str, code: str) -> Position | None:
        """Where most settlements of a first-level region lie."""


class _Group(NamedTuple):
    """The mentions of one name on a page, which stand for one place."""

    question: Question
    options: tuple[Option, ...]
    members: tuple[int, ...]


class Places:
    """Resolves the place mentions of a page against a gazetteer."""

    def __init__(self, *, gazetteer: Gazetteer, max_candidates: int) -> None:
        self.gazetteer = gazetteer
        self.max_candidates = max_candidates

    def resolve(self, mentions: Sequence[Mention], document: Document, *, related: bool = False) -> list[Ranked]:
        """One ranking for each mention, in their order; words within it that say how something lies to it are heeded.

        With `related`, so are the words before a mention (`12 km north of`, `between`).

        A name is settled by what the text names beside it, then by the other places of the page (same country, same
        region, distance), and by population only where nothing else speaks. A name that the gazetteer lacks gets the
        region that the text gives, with the precision `within`; it is never carried to a far-away namesake.
        """
        composites = [parts_of(self._without_land(mention), self._knows) for mention in mentions]
        answers = iter(self._resolve_names([part for whole in composites for part in whole.parts], document))
        found = []
        for mention, whole in zip(mentions, composites, strict=True):
            parts = [related_by(relation_within(part, self._knows), next(answers)) for part in whole.parts]
            found.append(parts[0] if len(parts) == 1 else joined(whole, parts, mention))
        return anchored(mentions, with_relations(mentions, found, document.text), document.text) if related else found

    def _without_land(self, mention: Mention) -> Mention:
        """A mention without the country behind its name where the comma was lost (`Daraya Syria`)."""
        name, _, last = mention.text.rpartition(" ")
        lands = self.gazetteer.find(last) if name and not self._knows(mention.text) else ()
        if (
            not lands
            or lands[0].feature != "PCLI"
            or lands[0].kind is not NameKind.NAME
            or core_of(name).name in {"", last}
        ):
            return mention
        return Mention(name, Span(mention.span.start, mention.span.start + len(name)))

    def _knows(self, name: str) -> bool:
        return bool(self.gazetteer.find(name))

    def _resolve_names(self, mentions: Sequence[Mention], document: Document) -> list[Ranked]:
        longer = _longer_names(mentions)
        named = [n for n in named_regions(document.text, self.gazetteer.find) if not _inside(n, longer, document)]
        groups = self._groups(mentions, document)
        page = self._weigh_page(groups, named)
        groups = [self._with_alike(group, page) for group in groups]
        page = self._weigh_page(groups, named)
        answers: list[Ranked] = [Ranked((), "")] * len(mentions)
        for group in groups:
            weighed = self._weighed(group, page)
            for member in group.members:
                answers[member] = self._ranked(weighed, group, mentions[member], (page, named))
        return answers

    def _groups(self, mentions: Sequence[Mention], document: Document) -> list[_Group]:
        cores = [core_of(mention.text) for mention in mentions]
        beside = [
            self._beside(document.text, mention.span, core) for mention, core in zip(mentions, cores, strict=True)
        ]
        members: dict[tuple[str, str], list[int]] = defaultdict(list)
        names = [place_key(next((name for name in core.names if self._options_of(name)), core.name)) for core in cores]
        for i, key in enumerate(zip(names, self._places_meant(cores, beside), strict=True)):
            members[key].append(i)
        groups = []
        number_of = {i: number for number, found in enumerate(members.values()) for i in found}
        listed = _listed(mentions, document.text)
        for number, found in enumerate(members.values()):
            core = max((cores[i] for i in found), key=lambda c: bool(c.kind))
            regions = tuple(dict.fromkeys(region for i in found for region in beside[i]))
            stated = [name for i in found if (name := stated_region(document.text, mentions[i].span))]
            if not core.kind and place_key(core.name) in map(place_key, stated):
                core = core._replace(kind="settlement")
            question = Question(
                core,
                regions,
                number,
                stated=bool(stated),
                listed=tuple(dict.fromkeys(number_of[j] for i in found for j in listed[i])),
            )
            groups.append(_Group(question, self._options(core), tuple(found)))
        return groups

    @staticmethod
    def _places_meant(cores: Sequence[Core], beside: Sequence[tuple[KnownPlace, ...]]) -> list[str]:
        """For each mention the region that sets it apart from others of its name, the first one's where it has none."""
        first: dict[str, str] = {}
        for core, regions in zip(cores, beside, strict=True):
            if regions:
                first.setdefault(place_key(core.name), regions[0].id)
        return [
            regions[0].id if regions else first.get(place_key(core.name), "")
            for core, regions in zip(cores, beside, strict=True)
        ]

    def _beside(self, text: str, span: Span, core: Core) -> tuple[KnownPlace, ...]:
        own = {place_key(name) for name in core.names}
        names = [name for name in names_beside(text, span) if place_key(name) not in own]
        found = [place for name in names for place in self._regions_named(name)]
        return tuple(dict.fromkeys(found))

    def _regions_named(self, name: str) -> list[KnownPlace]:
        for core in core_of(name).names:
            regions = [
                place
                for place in self.gazetteer.find(core)
                if place.feature in {"PCLI", "ADM1", "ADM2", "RGN"} and place.kind is not NameKind.PEOPLE
            ]
            if regions:
                return regions
        return []

    def _options(self, core: Core) -> tuple[Option, ...]:
        found = next((found for name in core.names if (found := self._options_of(name))), ())
        return found or self._owners(core.name)

    def _owners(self, name: str) -> tuple[Option, ...]:
        """The countries, regions and cities that a genitive without its apostrophe names (`Syrias north`)."""
        options = self._options_of(name[:-1]) if name.endswith("s") and " " not in name else ()
        wide = (o for o in options if o.place.feature in {"PCLI", "ADM1"} or o.place.population >= _SMALL)
        return tuple(o for o in wide if o.place.kind is NameKind.NAME)

    def _options_of(self, name: str) -> tuple[Option, ...]:
        return tuple(Option(place) for place in self.gazetteer.find(name) if may_be_written(place, name))

    def _weigh_page(self, groups: Sequence[_Group], named: Iterable[Named]) -> Evidence:
        named = list(named)
        decided = {place_key(name) for group in groups for name in group.question.core.names}
        page = Evidence()
        page.add_named(named, decided)
        for _ in range(_ROUNDS):
            following = Evidence()
            following.add_named(named, decided)
            for group in groups:
                for weighed in self._weighed(group, page):
                    following.add(weighed.option.place, weighed.share, group.question.number)
            page = following
        return page

    def _weighed(self, group: _Group, page: Evidence) -> list[Weighed]:
        return weigh(group.options, group.question, page, weights=Weights(), at=self._country_name)

    def _country_name(self, code: str) -> str:
        country = self.gazetteer.country(code)
        return country.name if country else code

    def _with_alike(self, group: _Group, page: Evidence) -> _Group:
        """Adds other spellings from the countries that the page speaks of, and drops small far-away namesakes."""
        fitting = tuple(option for option in group.options if self._fits(option.place, group.question, page))
        if any(o.place.feature in _WATERS and o.place.kind is NameKind.NAME for o in fitting):
            fitting = tuple(o for o in fitting if not is_settlement(o.place) or self._is_likely(o.place, group))
        if any(option.place.feature in _LANDS and option.place.kind is NameKind.NAME for option in fitting):
            fitting = tuple(o for o in fitting if o.place.kind is not NameKind.ALIAS or not is_settlement(o.place))
        if fitting:
            return group._replace(options=fitting)
        countries = [region.country for region in group.question.beside if region.country]
        countries += [code for code, _ in page.countries.most_common(2)]
        alike = [
            Option(place, min(likeness, 0.99))
            for country in dict.fromkeys(countries)
            for place, likeness in self.gazetteer.find_alike(group.question.core.name, country)
            if self._fits(place, group.question, page)
        ]
        return group._replace(options=tuple(alike))

    @staticmethod
    def _is_likely(place: KnownPlace, group: _Group) -> bool:
        """Whether a settlement may be meant by the name of a continent or an ocean."""
        return place.population >= _SMALL or any(lies_in(place, region) for region in group.question.beside)

    @staticmethod
    def _fits(place: KnownPlace, question: Question, page: Evidence) -> bool:
        """Whether nothing on the page speaks against a place: no other region beside it, no other country's page."""
        if place.feature in _LANDS:
            return True
        share = page.country_share(place, apart_from=question.number)
        known_well = not is_settlement(place) or place.population >= _SMALL
        narrow = [region for region in question.beside if region.feature != "PCLI"] or question.beside
        if narrow and not any(lies_in(place, region) or is_close(place, region) for region in narrow):
            return known_well and share >= _FOREIGN and not (question.stated and question.core.kind != "region")
        if known_well:
            return True
        if place_key(question.core.name) in _WORDS and share < 0.3:
            return False
        if place.kind is NameKind.ALIAS and share < _AT_HOME:
            return False
        return not page.is_elsewhere(place, question.number) or share >= _FOREIGN

    def _ranked(
        self, weighed: Sequence[Weighed], group: _Group, mention: Mention, around: tuple[Evidence, list[Named]]
    ) -> Ranked:
        page, named = around
        kept = _distinct(weighed)[: self.max_candidates]
        candidates = [self._candidate(found, page) for found in kept]
        if not candidates:
            candidates = self._within(mention, group, page, named)
        if not candidates:
            return Ranked((), f"{self._lacking(group)}, and the page names no region that it may lie in.")
        return Ranked(tuple(candidates), candidates[0].why)

    def _candidate(self, found: Weighed, page: Evidence) -> Candidate:
        known = found.option.place
        region = self._region_name(known)
        position = known.position or self._stand_in(known, page)
        place = Place(
            id=known.id, name=known.name, position=position, country=known.country, region=region,
            feature=known.feature, precision=precision_of(known), radius_km=known.radius_km,
        )  # fmt: skip
        return Candidate(value=place, score=round(found.share * found.option.likeness, 3), why=found.why)

    def _region_name(self, known: KnownPlace) -> str | None:
        if not (known.country and known.region) or known.feature == "ADM1":
            return None
        region = self.gazetteer.region(known.country, known.region)
        return region.name if region else None

    def _stand_in(self, known: KnownPlace, page: Evidence) -> Position | None:
        """For a place whose own position is unknown: the other places of the page in its region, or its middle."""
        if not (known.country and known.region):
            return None
        region = self.gazetteer.region(known.country, known.region)
        return page.middle_of(known) or (region.position if region else None)

    def _within(self, mention: Mention, group: _Group, page: Evidence, named: list[Named]) -> list[Candidate]:
        found = self._containing(mention, group, page, named)
        if found is None:
            return []
        region, score, why = found
        place = Place(
            id=None, name=mention.text, position=self._heart(region), country=region.country,
            region=region.name if region.feature != "PCLI" else None, feature=None, precision="within",
            radius_km=region.radius_km,
        )  # fmt: skip
        return [Candidate(value=place, score=score, why=why)]

    def _lacking(self, group: _Group) -> str:
        """Why a name stands for no place: none is called so, or what is called so does not fit the page."""
        known = any(map(self._knows, group.question.core.names))
        return "Every known place of that name lies far from here" if known else "No gazetteer has a place of that name"

    def _heart(self, region: KnownPlace) -> Position | None:
        """Where most settlements of a region lie, or its middle."""
        if region.feature != "ADM1" or not (region.country and region.region):
            return region.position
        return self.gazetteer.heart(region.country, region.region) or region.position

    def _containing(
        self, mention: Mention, group: _Group, page: Evidence, named: list[Named]
    ) -> tuple[KnownPlace, float, str] | None:
        """The smallest region that the text gives for a name that no gazetteer has, with score and reason."""
        lacking = self._lacking(group)
        if group.question.beside:
            region = min(group.question.beside, key=lambda place: place.radius_km)
            return region, 0.6, f"{lacking}; the text names {region.name} beside it."
        if _PART_OF_TOWN.search(mention.text) and (town := self._town_before(mention, named)):
            return (
                town,
                0.4,
                f"{lacking}; the words call it a part of a town, and {town.name} is the one named with it.",
            )
        before = [n for n in named if 0 <= mention.span.start - n.span.end < 300 and len(n.places) == 1]
        near = [n.places[0] for n in before if n.places[0].feature == "ADM1"]
        if near:
            return near[-1], 0.4, f"{lacking}; {near[-1].name} is the region named last before it."
        chief = page.chief_region()
        if chief and chief[1] >= 0.6 and (region_of := self.gazetteer.region(*chief[0])):
            return region_of, 0.3, f"{lacking}; the page speaks mostly of {region_of.name}."
        country = page.chief_country()
        if country and country[1] >= 0.3 and (land := self.gazetteer.country(country[0])):
            return land, 0.2, f"{lacking}; the page speaks mostly of {land.name}."
        return None

    @staticmethod
    def _town_before(mention: Mention, named: list[Named]) -> KnownPlace | None:
        """The large town that the page names last before a mention, else the first one behind it."""
        towns = [(n.span.start, p) for n in named for p in n.places if is_settlement(p)]
        before = [p for at, p in towns if at < mention.span.start]
        return before[-1] if before else towns[0][1] if towns else None


_PART_OF_TOWN = re.compile(
    r"\b(?:neighbou?rhoods?|quarters?|streets?|squares?|markets?|mosques?|roundabouts?)\b", re.IGNORECASE
)
_IN_LIST = re.compile(r"[\s]*(?:,|;|/|&|,?\s*\b(?:and|or|as well as)\b)\s*(?:the |in )?", re.IGNORECASE)


def _listed(mentions: Sequence[Mention], text: str) -> dict[int, list[int]]:
    """For each mention those that stand before and after it in one list."""
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    found: dict[int, list[int]] = {i: [] for i in order}
    for first, second in pairwise(order):
        if _IN_LIST.fullmatch(text[mentions[first].span.end : mentions[second].span.start]):
            found[first].append(second)
            found[second].append(first)
    return found


def _longer_names(mentions: Sequence[Mention]) -> dict[int, list[tuple[Span, str]]]:
    """The mentions of several words, with the keys of their names, by each code point that a word may begin at."""
    found: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for mention in mentions:
        key = place_key(core_of(mention.text).name)
        for at, char in enumerate(mention.text):
            if char in " -":
                found[mention.span.start + at + 1].append((mention.span, key))
        found[mention.span.start].append((mention.span, key))
    return found


def _inside(region: Named, longer: Mapping[int, list[tuple[Span, str]]], document: Document) -> bool:
    """Whether the name of a region is but a word of a longer name (`Mus` in `Kafr Mus`)."""
    key = place_key(document.text[region.span.start : region.span.end])
    return any(span.contains(region.span) and name != key for span, name in longer.get(region.span.start, ()))


def _distinct(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The options without second entries of one settlement."""
    kept: list[Weighed] = []
    for found in weighed:
        place = found.option.place
        same = (
            other.option.place
            for other in kept
            if is_settlement(place) and is_settlement(other.option.place) and place.position
        )
        if not any(o.position and place.position and o.position.distance_km(place.position) < _SAME_KM for o in same):
            kept.append(found)
    return kept
