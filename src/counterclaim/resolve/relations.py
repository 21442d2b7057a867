"""How an event lies to the place that its words name: `12 km north of`, `between X and Y`, `on the outskirts of`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from counterclaim.model.calendar import small_number
from counterclaim.model.documents import Span
from counterclaim.model.places import Place
from counterclaim.model.values import Position

_BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_UNITS = {"mi": 1.609, "me": 0.001, "m": 0.001, "ki": 1.0, "km": 1.0}
_DIRECTION = r"(north|south|east|west|north[- ]?east|north[- ]?west|south[- ]?east|south[- ]?west)(?:ern)?"
_FIGURE = r"\d+(?:[.,]\d+)?"
_NUMBER = rf"({_FIGURE}|[a-z]+(?:[- ][a-z]+)?)(?:(?: to | or |[ ]?[-–][ ]?)({_FIGURE}|[a-z]+))?"
_UNIT = r"(km|kms|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?)"
_KIND = "city|town|village|cities|towns|villages|capital|centre|center|district|camp|base"
_NAMED = rf"(?:the |a |an )?(?:[a-z-]+ )?(?:(?:{_KIND}) (?:centre |center )?(?:of )?)?[\"“]?"
_STRETCH = (
    "outskirts|countryside|suburbs?|edges?|parts?|side|sector|neighbou?rhoods?|districts?|axis|entrance|approaches|"
    "areas?|rural areas?"
)
_INNER_NOUN = r"(?:neighbou?rhoods?|quarters?|streets?|squares?|roundabouts?|mosques?|refugee camps?)"
_BESIDE = "near|near to|close to|around|(?:in the )?vicinity of|not far from|next to|adjacent to|nearby"


def _ending(pattern: str) -> re.Pattern[str]:
    """A pattern for words that lead up to a name."""
    return re.compile(rf"\b{pattern} {_NAMED}$", re.IGNORECASE)


_MEASURED = _ending(
    rf"{_NUMBER}(?:(?<=\d)|[ -]){_UNIT}\b(?: \([^)]*\))?,? (?:away )?(?:due |to the |in the )?(?:{_DIRECTION} )?"
    r"(?:of|from|outside|away from)"
)
_SIDE_OF = _ending(rf"{_DIRECTION} (?:of|from)")
_PART = _ending(rf"{_DIRECTION} (?:{_STRETCH}) of")
_INNER = _ending(
    rf"(?:(?<!to )the|{_INNER_NOUN},?(?: which is| that is)?(?: located| situated)?(?: (?:to|in) the)?) {_DIRECTION} of"
)
_SIDED = re.compile(rf"\b{_DIRECTION} (?:rural )?[\"“]?$", re.IGNORECASE)
_NEAR = _ending(rf"({_BESIDE})")
_EDGE = _ending(r"(?:outskirts|suburbs?|edges?|countryside|outside)(?: of)?")
_BETWEEN = _ending("between")
_AND = re.compile(rf"[ ]+(?:and|&|to)[ ]+{_NAMED}", re.IGNORECASE)
_REACH = 90
_AREA_KM = 25.0
_AREAS = frozenset({"region", "country"})
_FARTHEST_KM = 500.0
_WITHIN = 6.0
_POINTED = 10.0
_EDGE_OF = 0.4


class Relation(NamedTuple):
    """How something lies to a named place.

    `bearing` is in degrees, `km` the distance that the text states, `spread_km` how much less exactly it is known than
    the place itself; `words` are those of the text. `between` asks for a second place.
    """

    words: str
    bearing: float | None = None
    km: float | None = None
    spread_km: float = 0.0
    between: bool = False

    @property
    def from_point(self) -> bool:
        """Whether the words reckon from a point, as a town is, and not from an area."""
        return self.between or self.km is not None or self.spread_km >= _POINTED


def relation_before(text: str, span: Span) -> Relation | None:
    """What the words before a name say of how something lies to it, or None where they say that it is there."""
    before = " ".join(text[max(0, span.start - _REACH) : span.start].rsplit("\n", 1)[-1].split())
    before += " " if before and text[span.start - 1].isspace() else ""
    for pattern, make in _READERS:
        if match := pattern.search(before):
            return make(match)
    return None


def _measured(match: re.Match[str]) -> Relation | None:
    low, high = _number(match[1]), _number(match[2] or "")
    factor = next(value for unit, value in _UNITS.items() if match[3].lower().startswith(unit))
    if low is None:
        return _sided(match, 4) if match[4] else None
    km = (low + (high or low)) / 2 * factor
    if km > _FARTHEST_KM:
        return None
    spread = max(0.1 * km, abs((high or low) - low) * factor / 2)
    bearing = _bearing(match[4])
    return Relation(match[0].strip(), bearing, km, spread + (0.2 * km if bearing is not None else km))


def _number(words: str) -> float | None:
    if words[:1].isdigit():
        return float(words.replace(",", "" if re.fullmatch(r"\d+,\d{3}", words) else "."))
    whole = small_number(words.lower()) if words else None
    return whole if whole is not None or " " not in words else _number(words.rsplit(" ", maxsplit=1)[-1])


def _bearing(words: str | None) -> float | None:
    return _BEARINGS[re.sub(r"[- ]", "", words.lower())] if words else None


def _sided(match: re.Match[str], group: int = 1) -> Relation:
    return Relation(match[0].strip(), _bearing(match[group]), None, 15.0)


_READERS = (
    (_MEASURED, _measured),
    (_INNER, lambda match: Relation(match[0].strip(), _bearing(match[1]), None, 6.0)),
    (_SIDE_OF, _sided),
    (_PART, lambda match: Relation(match[0].strip(), _bearing(match[1]), None, 6.0)),
    (_BETWEEN, lambda match: Relation(match[0].strip(), None, None, 15.0, between=True)),
    (_NEAR, lambda match: Relation(match[0].strip(), None, None, 10.0)),
    (_EDGE, lambda match: Relation(match[0].strip(), None, None, 4.0)),
    (_SIDED, lambda match: Relation(match[0].strip(), _bearing(match[1]), None, 0.0)),
)


def is_partner(text: str, first: Span, second: Span) -> bool:
    """Whether a second name closes what `between` opens before the first."""
    return _AND.fullmatch(text[first.end : second.start]) is not None


def moved(place: Place, relation: Relation) -> Place:
    """The place where something lies that has this relation to a named one, with the uncertainty that this leaves.

    A settlement is left behind by the distance; where none is stated, by as much as leads out of its streets. What is
    called a part of it (`in the west of`, `a neighbourhood east of`) is not moved. `Northern` before an area is its
    northern part: half its radius away, and two thirds as wide; before a settlement it is the same town.
    """
    radius = place.radius_km or 0.0
    if place.position is None or place.precision == "within":
        return replace(place, relation=relation.words)
    if (radius > _AREA_KM or place.precision in _AREAS) and relation.km is None:
        if relation.bearing is None:
            return place
        at = place.position.moved(radius / 2, relation.bearing)
        return replace(place, position=at, radius_km=round(radius * 2 / 3, 1), relation=relation.words)
    km = relation.km if relation.km is not None else _EDGE_OF * radius + 1.0 if relation.spread_km > _WITHIN else 0.0
    at = place.position.moved(km, relation.bearing) if relation.bearing is not None else place.position
    return replace(place, position=at, radius_km=round(radius + relation.spread_km, 1), relation=relation.words)


def between(first: Place, second: Place, relation: Relation) -> Place | None:
    """The first place moved to the middle between two, or None where one of them is no point of the map."""
    if first.position is None or second.position is None:
        return None
    apart = first.position.distance_km(second.position)
    radius = apart / 2 + min(first.radius_km or 0.0, 5.0)
    middle = middle_of(first.position, second.position)
    words = f"{relation.words} {first.name} and {second.name}"
    return replace(first, position=middle, radius_km=round(radius, 1), relation=words)


def middle_of(first: Position, second: Position) -> Position:
    """The middle of two points that lie near one another."""
    return Position((first.lat + second.lat) / 2, (first.lon + second.lon) / 2)
