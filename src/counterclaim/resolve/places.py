"""Mentions of places -> places: all mentions of a page are decided together, several candidates are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from counterclaim.model.claims import Candidate, Mention
from counterclaim.model.documents import Document, Span
from counterclaim.model.places import Place
from counterclaim.model.values import Position
from counterclaim.resolve.anchors import anchored
from counterclaim.resolve.composite import joined, parts_of, related_by, relation_within, with_relations
from counterclaim.resolve.evidence import Evidence, Named, named_regions
from counterclaim.resolve.fitting import LANDS, LARGE, fits, is_inner, is_likely, is_site
from counterclaim.resolve.known import KnownPlace, NameKind, is_settlement, may_be_written, precision_of
from counterclaim.resolve.levels import has_both, implied_level, levels_of, stated_level
from counterclaim.resolve.mentions import lies_inside, listed_with, longer_names
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.ranking import Option, Question, Weighed, Weights, weigh
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.surroundings import Core, core_of, holder_of, is_part, names_beside, stated_region
from counterclaim.resolve.unknown import Regions, Unknown

_ROUNDS = 3
_SAME_KM = 12.0
_WATERS = frozenset({"CONT", "OCN"})
_SMALL_KM = 15.0
_SURELY_ALIKE = 0.95
_FEW = 3


class Gazetteer(Regions, Protocol):
    """Where places are looked up."""

    def find(self, name: str) -> Sequence[KnownPlace]:
        """The places that go by this name, in any spelling that counts as the same."""

    def find_alike(self, name: str, country: str) -> Sequence[tuple[KnownPlace, float]]:
        """Places of one country with a similar name, with their likeness in 0..1."""

    def find_anywhere(self, name: str, likeness: float) -> Sequence[tuple[KnownPlace, float]]:
        """Places of any country with nearly the same name, with their likeness."""


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
        self.unknown = Unknown(regions=gazetteer, knows=self._knows)

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
        longer = longer_names(mentions)
        named = [n for n in named_regions(document.text, self.gazetteer.find) if not lies_inside(n, longer, document)]
        lands = tuple(dict.fromkeys(place.country for n in named for place in n.places if place.country))
        groups = self._groups(mentions, document, lands)
        page = self._weigh_page(groups, named)
        groups = [self._with_alike(group, page) for group in groups]
        page = self._weigh_page(groups, named)
        answers: list[Ranked] = [Ranked((), "")] * len(mentions)
        for group in groups:
            weighed = self._weighed(group, page)
            for member in group.members:
                answers[member] = self._ranked(weighed, group, mentions[member], (page, named))
        return answers

    def _groups(self, mentions: Sequence[Mention], document: Document, lands: Sequence[str]) -> list[_Group]:
        cores = [core_of(mention.text) for mention in mentions]
        beside = [
            self._beside(document.text, mention.span, core) for mention, core in zip(mentions, cores, strict=True)
        ]
        members: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        names = [place_key(next((name for name in core.names if self._options_of(name)), core.name)) for core in cores]
        levels = self._levels(names, cores, mentions, document.text)
        for i, key in enumerate(zip(names, self._places_meant(cores, beside), levels, strict=True)):
            members[key].append(i)
        groups = []
        number_of = {i: number for number, found in enumerate(members.values()) for i in found}
        listed = listed_with(mentions, document.text)
        for number, found in enumerate(members.values()):
            core = max((cores[i] for i in found), key=lambda c: bool(c.kind))
            regions = tuple(dict.fromkeys(region for i in found for region in beside[i]))
            stated = [name for i in found if (name := stated_region(document.text, mentions[i].span))]
            if level := levels[found[0]]:
                core = core._replace(kind=level)
            elif not core.kind and place_key(core.name) in map(place_key, stated):
                core = core._replace(kind="settlement")
            question = Question(
                core,
                regions,
                number,
                stated=bool(stated),
                levelled=bool(level),
                towns=tuple(
                    dict.fromkeys(town for i in found for town in self._towns(document.text, mentions[i], core, lands))
                ),
                listed=tuple(dict.fromkeys(number_of[j] for i in found for j in listed[i])),
            )
            groups.append(_Group(question, self._options(core), tuple(found)))
        return groups

    def _levels(self, names: Sequence[str], cores: Sequence[Core], mentions: Sequence[Mention], text: str) -> list[str]:
        """For each mention `region` or `settlement` where its name may be both and the words or the page say which."""
        found = [""] * len(names)
        for name in dict.fromkeys(names):
            alike = [i for i, other in enumerate(names) if other == name]
            if has_both(option.place for option in self._options(cores[alike[0]])):
                stated = [stated_level(text, mentions[i].span, cores[i].kind) for i in alike]
                implied = [implied_level(text, mentions[i].span) for i in alike]
                for i, level, other in zip(alike, levels_of(stated), implied, strict=True):
                    found[i] = level or other
        return found

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

    def _towns(self, text: str, mention: Mention, core: Core, lands: Sequence[str]) -> list[KnownPlace]:
        """The towns and smaller places that the text says to hold a mention (`the market in Saraqib`)."""
        inner = is_inner(core.names[0]) or is_part(text, mention.span)
        name = holder_of(text, mention.span, inner=inner)
        if name is None or place_key(name) in map(place_key, core.names) or (not inner and self._regions_named(name)):
            return []
        names = core_of(name).names
        found = list(next((found for one in names if (found := self.gazetteer.find(one))), ()))
        if not found:
            found = [p for land in lands[:_FEW] for p, _ in self.gazetteer.find_alike(names[-1], land)]
        return [p for p in found if p.position and p.radius_km <= _SMALL_KM and p.kind is not NameKind.PEOPLE]

    def _options(self, core: Core) -> tuple[Option, ...]:
        for at, name in enumerate(core.names):
            found = self._options_of(name)
            if at and is_site(core.names[0]):
                found = tuple(o for o in found if is_settlement(o.place) and o.place.feature != "PPLX")
            if found:
                return found
        return self._owners(core.name)

    def _owners(self, name: str) -> tuple[Option, ...]:
        """The countries, regions and cities that a genitive without its apostrophe names (`Syrias north`)."""
        options = self._options_of(name[:-1]) if name.endswith("s") and " " not in name else ()
        wide = (o for o in options if o.place.feature in {"PCLI", "ADM1"} or o.place.population >= LARGE)
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
        fitting = tuple(option for option in group.options if fits(option.place, group.question, page))
        if any(o.place.feature in _WATERS and o.place.kind is NameKind.NAME for o in fitting):
            fitting = tuple(o for o in fitting if not is_settlement(o.place) or is_likely(o.place, group.question))
        if any(option.place.feature in LANDS and option.place.kind is NameKind.NAME for option in fitting):
            fitting = tuple(o for o in fitting if o.place.kind is not NameKind.ALIAS or not is_settlement(o.place))
        if fitting:
            return group._replace(options=fitting)
        alike = self._alike(group, page)
        return group._replace(options=tuple(option for option in alike if fits(option.place, group.question, page)))

    def _alike(self, group: _Group, page: Evidence) -> list[Option]:
        """Other spellings from the countries of the page, else very like ones from any; none for a building."""
        name = group.question.core.name
        if is_site(group.question.core.names[0]):
            return []
        countries = [region.country for region in (*group.question.towns, *group.question.beside) if region.country]
        countries += [code for code, _ in page.countries.most_common(2)]
        found: list[Option] = []
        for country in dict.fromkeys(countries):
            found += [
                Option(place, min(likeness, 0.99)) for place, likeness in self.gazetteer.find_alike(name, country)
            ]
        if found:
            return found
        surely = self.gazetteer.find_anywhere(name, _SURELY_ALIKE)
        return [Option(place._replace(kind=NameKind.NAME), min(likeness, 0.99)) for place, likeness in surely]

    def _ranked(
        self, weighed: Sequence[Weighed], group: _Group, mention: Mention, around: tuple[Evidence, list[Named]]
    ) -> Ranked:
        page, named = around
        kept = _distinct(weighed)[: self.max_candidates]
        candidates = [self._candidate(found, page) for found in kept]
        if not candidates:
            candidates = self.unknown.within(mention, group.question, page, named)
        if not candidates:
            return Ranked(
                (), f"{self.unknown.lacking(group.question)}, and the page names no region that it may lie in."
            )
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
