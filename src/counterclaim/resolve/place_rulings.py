"""What people ruled on places, laid over what was resolved: which words name which place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from counterclaim.model.claims import Candidate, Entry, Field, Mention, Resolution
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.documents import Document, Span
from counterclaim.model.incidents import Finding
from counterclaim.model.places import Place
from counterclaim.model.values import Position
from counterclaim.resolve.composite import related_by, relation_within
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.relations import relation_before
from counterclaim.resolve.ruled import EVERYWHERE, OPEN, by_hand, set_by
from counterclaim.resolve.spelling import place_key
from counterclaim.resolve.surroundings import core_of

_TEXTS = ("name", "precision")
_TEXTS_OR_NONE = ("id", "country", "region", "feature")
_NUMBERS = ("lat", "lon", "radius_km")


class RuledPlace(NamedTuple):
    """A place that a person chose, or None for no place that is known, with the reason that the reader is shown."""

    place: Place | None
    why: str


@dataclass(frozen=True)
class PlaceRulings:
    """The rulings that hold, by claim (or `EVERYWHERE`) and key of the name; of two on the same words the later one."""

    words: Mapping[tuple[str, str], RuledPlace] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was ruled."""
        return bool(self.words)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> PlaceRulings:
        """The rulings on places among all decisions, which stand in the order in which they were made."""
        words: dict[tuple[str, str], RuledPlace] = {}
        for decision in decisions:
            if (said := _said(decision)) is None:
                continue
            about = (decision.subjects[0], place_key(said["words"]))
            if said.get(OPEN):
                words.pop(about, None)
            else:
                words[about] = RuledPlace(_read(said["place"]), by_hand(decision, "resolved"))
        return cls(words)

    def laid_over(self, found: Resolution, entry: Entry) -> Resolution:
        """The resolution of a place with what a person ruled on its words first; the machine's stay behind it.

        A ruling on a name holds for `the town of` that name too, not for its province. How something lies to the
        place (`12 km north of`) is heeded as ever.
        """
        if found.field is not Field.PLACE or found.mention is None:
            return found
        ruled = self._on(found.claim, found.mention.text)
        if ruled is None:
            return found
        if ruled.place is None:
            return replace(found, candidates=(), why=ruled.why)
        chosen = _related(Candidate(value=ruled.place, score=1.0, why=ruled.why), found.mention, entry.document)
        others = [c for c in found.candidates if not _is_same(c.value, ruled.place)]
        return replace(found, candidates=(chosen, *others), why=ruled.why)

    def answering(self, entries: Iterable[Entry]) -> Callable[[Finding], bool]:
        """What tells of a finding on a place of these claims whether a ruling on its words holds in all of them."""
        words: dict[tuple[str, Span | None], str] = {}
        for entry in entries if self.words else ():
            for found in entry.resolutions:
                if found.field is Field.PLACE and found.mention is not None:
                    words[found.claim, found.mention.span] = found.mention.text

        def is_answered(finding: Finding) -> bool:
            said = next(
                (words[claim, finding.span] for claim in finding.claims if (claim, finding.span) in words), None
            )
            return said is not None and all(self._on(claim, said) for claim in finding.claims)

        return is_answered

    def _on(self, claim: str, words: str) -> RuledPlace | None:
        keys = list(dict.fromkeys(map(place_key, _names(words))))
        pairs = ((where, key) for where in (claim, EVERYWHERE) for key in keys)
        return next((self.words[pair] for pair in pairs if pair in self.words), None)


def on_places(decision: Decision) -> bool:
    """Whether a ruling changes which place is meant by words."""
    return _said(decision) is not None


def resolve_place(words: str, place: Place | None, claim: str | None = None) -> tuple[tuple[str, ...], str]:
    """Subjects and value of a decision that words name a place, or none that is known, in one claim or everywhere."""
    return (claim or EVERYWHERE,), json.dumps({"words": words, "place": place and _plain(place)}, ensure_ascii=False)


def withdraw(words: str, claim: str | None = None) -> tuple[tuple[str, ...], str]:
    """Subjects and value of a decision that no ruling holds any more on which place words name."""
    return (claim or EVERYWHERE,), json.dumps({"words": words, "place": None, OPEN: True}, ensure_ascii=False)


def _names(words: str) -> Iterator[str]:
    yield words
    core = core_of(words)
    if core.kind in {"", "settlement"}:
        yield from core.names


def _related(chosen: Candidate, mention: Mention, document: Document) -> Candidate:
    inner = {place_key(name) for name in core_of(mention.text).names[1:]}
    relation = relation_within(mention, lambda name: place_key(name) in inner)
    relation = relation or relation_before(document.text, mention.span)
    return related_by(relation, Ranked((chosen,), chosen.why)).candidates[0]


def _is_same(value: object, place: Place) -> bool:
    return isinstance(value, Place) and value.id is not None and value.id == place.id


def _plain(place: Place) -> dict[str, Any]:
    at = place.position
    said: dict[str, Any] = {name: getattr(place, name) for name in (*_TEXTS_OR_NONE, *_TEXTS)}
    return said | {"lat": at and at.lat, "lon": at and at.lon, "radius_km": place.radius_km}


def _said(decision: Decision) -> dict[str, Any] | None:
    """What a decision sets, where it is one on places."""
    if decision.ruling is not Ruling.RESOLVE or len(decision.subjects) != 1:
        return None
    said = set_by(decision)
    fits = said is not None and isinstance(said.get("words"), str) and _is_place(said.get("place", ""))
    return said if fits else None


def _is_place(value: object) -> bool:
    """Whether a value tells a place, or, by being None, none that is known."""
    if not isinstance(value, dict):
        return value is None
    return (
        value.keys() == {*_TEXTS, *_TEXTS_OR_NONE, *_NUMBERS}
        and all(isinstance(value[name], str) for name in _TEXTS)
        and all(isinstance(value[name], str | None) for name in _TEXTS_OR_NONE)
        and all(isinstance(value[name], int | float | None) for name in _NUMBERS)
        and (value["lat"] is None) == (value["lon"] is None)
    )


def _read(said: Mapping[str, Any] | None) -> Place | None:
    if said is None:
        return None
    rest = {key: value for key, value in said.items() if key not in {"lat", "lon"}}
    return Place(**rest, position=None if said["lat"] is None else Position(said["lat"], said["lon"]))
