"""Words that name several places at once: `between X and Y`, `X, Y`, `X (Y)`, `X and Y`, `the X bridge in Y`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from counterclaim.model.claims import Candidate, Mention
from counterclaim.model.documents import Span
from counterclaim.model.places import Place
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.relations import Relation, between, is_partner, moved, relation_before
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.surroundings import core_of

_CUT = re.compile(r"\s*[,/();:]\s*|\s+(?:and|near|in|at|close to|north of|south of|east of|west of)\s+", re.IGNORECASE)
_KINDS = re.compile(
    r"(?:the )?(?:\w+ )?(?:roads?|streets?|houses?|homes?|villages?|towns?|schools?|bridges?|junctions?|mosques?|"
    r"markets?|hospitals?|farms?|camps?|barriers?|checkpoints?|highways?|locations?|places?|areas?|countryside|outskirts|route)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_ROAD = re.compile(r"(?:the )?(\w[^-–]*)[-–](\w[^-–]*) (?:highway|motorway|road|route|railway|line)", re.IGNORECASE)
_INNER_KM = 6.0
_MOST = 6
_FARTHEST_HALF_KM = 100.0
_POINTS = frozenset({"point", "settlement"})


class Composite(NamedTuple):
    """The names within one mention, and whether the place lies between the first two."""

    parts: tuple[Mention, ...]
    between: bool


def parts_of(mention: Mention, known: Callable[[str], bool]) -> Composite:
    """The names within a mention; the mention itself where a gazetteer has it whole, or it is but one name."""
    core = core_of(mention.text)
    whole = any(known(name) for name in core.names[:-1])
    if not whole and (road := _ROAD.fullmatch(mention.text)):
        ends = [
            Mention(road[i], Span(mention.span.start + road.start(i), mention.span.start + road.end(i))) for i in (1, 2)
        ]
        if all(known(end.text) for end in ends):
            return Composite(tuple(ends), between=True)
    parts = () if whole else tuple(_pieces(mention))[:_MOST]
    if len(parts) < 2:
        return Composite((mention,), between=False)
    return Composite(parts, between=bool(_BETWEEN.search(mention.text)))


def _pieces(mention: Mention) -> Iterator[Mention]:
    """The pieces between commas, brackets and joining words; one before a colon holds the others, and goes last."""
    start, last = 0, []
    for cut in [*_CUT.finditer(mention.text), None]:
        end = cut.start() if cut else len(mention.text)
        words = mention.text[start:end]
        if _is_name(words):
            at = mention.span.start + start
            piece = Mention(words, Span(at, at + len(words)))
            if cut and ":" in cut[0]:
                last.append(piece)
            else:
                yield piece
        start = cut.end() if cut else end
    yield from last


def _is_name(words: str) -> bool:
    """Whether words name a place, and are not but a word for its kind."""
    name = core_of(words).name
    return len(name) > 1 and any(char.isalpha() for char in name) and not _KINDS.fullmatch(name)


def joined(composite: Composite, answers: Sequence[Ranked], mention: Mention) -> Ranked:
    """What a mention of several names stands for, from what each of them does.

    Between two places it is the middle. Else the first name that is known answers; where it is not the first of the
    mention, the place is unknown and lies within the known one.
    """
    known = [(at, ranked) for at, ranked in enumerate(answers) if _place(ranked) is not None]
    settled = [(at, ranked) for at, ranked in known if (place := _place(ranked)) and place.id]
    if composite.between and len(settled) >= 2 and (middle := _middle(settled[0][1], settled[1][1], mention)):
        return middle
    if not settled:
        return known[0][1] if known else Ranked((), answers[0].why)
    at, ranked = min(settled, key=lambda pair: (_is_wide(pair[1]), pair[0]))
    return ranked if at == 0 else _inside(ranked, mention)


def _place(ranked: Ranked) -> Place | None:
    value = ranked.candidates[0].value if ranked.candidates else None
    return value if isinstance(value, Place) else None


def _is_wide(ranked: Ranked) -> bool:
    place = _place(ranked)
    return place is None or place.precision not in {"point", "settlement", "district"}


def _middle(first: Ranked, second: Ranked, mention: Mention) -> Ranked | None:
    one, two = _place(first), _place(second)
    place = between(one, two, Relation("between")) if one and two else None
    if place is None or one is None or two is None:
        return None
    why = f"The middle between {one.name} and {two.name}."
    score = min(first.candidates[0].score, second.candidates[0].score)
    return Ranked((Candidate(value=replace(place, name=mention.text), score=score, why=why), *first.candidates), why)


def _inside(ranked: Ranked, mention: Mention) -> Ranked:
    """An unknown place within a known one."""
    chosen, place = ranked.candidates[0], _place(ranked)
    if place is None:
        return ranked
    why = f"No gazetteer has a place of that name; the text names {place.name} with it."
    inner = replace(
        place, id=None, name=mention.text, feature=None, precision="within",
        radius_km=max(place.radius_km or 0.0, _INNER_KM),
    )  # fmt: skip
    return Ranked((Candidate(value=inner, score=round(chosen.score * 0.8, 3), why=why), *ranked.candidates[1:]), why)


def relation_within(mention: Mention, known: Callable[[str], bool]) -> Relation | None:
    """How something lies to the name within a mention, by the words before it: none for "North Carolina"."""
    core = core_of(mention.text)
    name = next((name for name in core.names if known(name)), core.name)
    at = mention.text.find(name)
    return relation_before(mention.text, Span(at, at + len(name))) if at > 0 else None


def related_by(relation: Relation | None, ranked: Ranked) -> Ranked:
    """The candidates put where something lies that has this relation to them."""
    if relation is None:
        return ranked
    ranked = _pointed(relation, ranked)
    if relation.between:
        return ranked
    candidates = tuple(
        replace(candidate, value=moved(candidate.value, relation)) if isinstance(candidate.value, Place) else candidate
        for candidate in ranked.candidates
    )
    return ranked._replace(candidates=candidates)


def _pointed(relation: Relation, ranked: Ranked) -> Ranked:
    """The town before the region of its name where words reckon from a point (`12 km north of Taiz`, `near Idlib`)."""
    if len(ranked.candidates) < 2 or not relation.from_point:
        return ranked
    first, *others = ranked.candidates
    region = first.value
    town = next((c for c in others if isinstance(region, Place) and _is_seat(c.value, region)), None)
    if town is None:
        return ranked
    why = f"{town.why.rstrip('.')}; “{relation.words}” reckons from a point, so the town and not the region."
    chosen = replace(town, score=first.score, why=why)
    return Ranked((chosen, replace(first, score=town.score), *(c for c in others if c is not town)), why)


def _is_seat(town: object, region: Place) -> bool:
    """Whether one place is a settlement that lies in the other, a first-level region of the same name."""
    return (
        region.feature == "ADM1"
        and isinstance(town, Place)
        and town.precision == "settlement"
        and town.country == region.country
        and place_key(town.name) == place_key(region.name)
    )


def with_relations(mentions: Sequence[Mention], answers: Sequence[Ranked], text: str) -> list[Ranked]:
    """The answers put where the words before each mention say; two that `between` joins share their middle."""
    found = list(answers)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    for place, i in enumerate(order):
        relation = relation_before(text, mentions[i].span)
        found[i] = related_by(relation, found[i])
        if relation is None or not relation.between:
            continue
        for j in order[place + 1 : place + 3]:
            if is_partner(text, mentions[i].span, mentions[j].span):
                found[j] = _pointed(relation, found[j])
                one, two = _place(found[i]), _place(found[j])
                for at, first, second in ((i, one, two), (j, two, one)):
                    found[at] = _moved_between(found[at], first, second, relation)
    return found


def _moved_between(ranked: Ranked, first: Place | None, second: Place | None, relation: Relation) -> Ranked:
    """The first candidate put in the middle between two places, where both are points near one another."""
    if first is None or second is None or {first.precision, second.precision} - _POINTS:
        return ranked
    place = between(first, second, relation)
    if place is None or (place.radius_km or 0.0) > _FARTHEST_HALF_KM:
        return ranked
    return ranked._replace(candidates=(replace(ranked.candidates[0], value=place), *ranked.candidates[1:]))
