"""What people ruled, laid over what was resolved: whom or which place words name, who is one actor, who is two."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from counterclaim.errors import InputError
from counterclaim.model.claims import Actor, Candidate, Entry, Field, Resolution
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.resolve.place_rulings import PlaceRulings, on_places
from counterclaim.resolve.ruled import EVERYWHERE, OPEN, by_hand, set_by
from counterclaim.resolve.wording import key_of

ACTOR_FIELDS = frozenset((Field.AGENT, Field.TARGET, Field.CLAIMANT, Field.SPEAKER, Field.PARTY))
PREFIX = "actor:"


class Ruled(NamedTuple):
    """An actor that a person chose, or None for nobody, with the reason that the reader is shown."""

    actor: Actor | None
    why: str


@dataclass(frozen=True)
class Rulings:
    """The rulings that hold: of two on the same matter, the later one.

    `words` is by claim (or `EVERYWHERE`) and words; `merged` is by the id of the actor that goes up in another;
    `places` are those on places.
    """

    words: Mapping[tuple[str, str], Ruled] = field(default_factory=dict)
    merged: Mapping[str, Ruled] = field(default_factory=dict)
    places: PlaceRulings = field(default_factory=PlaceRulings)

    def __bool__(self) -> bool:
        """Whether anything was ruled."""
        return bool(self.words or self.merged or self.places)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Rulings:
        """The rulings on actors and places among all decisions, which stand in the order in which they were made."""
        words: dict[tuple[str, str], Ruled] = {}
        merged: dict[str, Ruled] = {}
        decisions = list(decisions)
        for decision in decisions:
            said = _said(decision)
            if said is None:
                continue
            about = (decision.subjects[0], key_of(said.get("words", ""), {}))
            if decision.ruling is Ruling.RESOLVE and said.get(OPEN):
                words.pop(about, None)
            elif decision.ruling is Ruling.RESOLVE:
                words[about] = _ruled(decision, "resolved")
            elif decision.ruling is Ruling.MERGE:
                merged[decision.subjects[1]] = _ruled(decision, "merged")
            elif decision.ruling is Ruling.SPLIT:
                merged = {k: r for k, r in merged.items() if not _between(decision, k, r)}
        return cls(words, merged, PlaceRulings.of(decisions))

    def laid_over(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries with what people ruled before what the machine found; its candidates stay behind it."""
        if not self:
            return list(entries)
        return [
            replace(entry, resolutions=tuple(self._resolution(found, entry) for found in entry.resolutions))
            for entry in entries
        ]

    def check_merged(self, one: Actor, other: Actor) -> None:
        """Passes where a ruling makes the two one.

        Raises:
            InputError: if none does.
        """
        ends = {one.id, other.id}
        if not any({name, ruled.actor.id} == ends for name, ruled in self.merged.items() if ruled.actor):
            message = (
                f"{one.id}, {other.id}: nobody has merged these two; to give words to another actor, "
                "use `counterclaim actors resolve WORDS ACTOR`"
            )
            raise InputError(message)

    def _resolution(self, found: Resolution, entry: Entry) -> Resolution:
        if found.field not in ACTOR_FIELDS:
            return self.places.laid_over(found, entry)
        ruled = self._on(found)
        chosen = [Candidate(value=ruled.actor, score=1.0, why=ruled.why)] if ruled and ruled.actor else []
        others = () if ruled and ruled.actor is None else found.candidates
        candidates = _once(map(self._merged, (*chosen, *others)))
        if not ruled and candidates == found.candidates:
            return found
        why = ruled.why if ruled else candidates[0].why
        return replace(found, candidates=candidates, why=why)

    def _on(self, found: Resolution) -> Ruled | None:
        words = key_of(found.mention.text, {}) if found.mention else ""
        return self.words.get((found.claim, words)) or self.words.get((EVERYWHERE, words))

    def _merged(self, candidate: Candidate) -> Candidate:
        value, seen = candidate.value, set[str]()
        while isinstance(value, Actor) and value.id in self.merged and value.id not in seen:
            seen.add(value.id)
            ruled = self.merged[value.id]
            if ruled.actor is None:
                break
            value, candidate = ruled.actor, replace(candidate, value=ruled.actor, why=f"{candidate.why}; {ruled.why}")
        return candidate


def on_meaning(decision: Decision) -> bool:
    """Whether a ruling changes whom or which place words mean, or which actors are one."""
    return _said(decision) is not None or on_places(decision)


def resolve_words(words: str, actor: Actor | None, claim: str | None = None) -> tuple[tuple[str, ...], str]:
    """Subjects and value of a decision that the words name an actor, or nobody, in one claim or everywhere."""
    return (claim or EVERYWHERE,), json.dumps({"words": words, "actor": actor and _plain(actor)}, ensure_ascii=False)


def withdraw_words(words: str, claim: str | None = None) -> tuple[tuple[str, ...], str]:
    """Subjects and value of a decision that no ruling holds any more on whom words name."""
    return (claim or EVERYWHERE,), json.dumps({"words": words, "actor": None, OPEN: True}, ensure_ascii=False)


def merge_actors(kept: Actor, other: Actor) -> tuple[tuple[str, ...], str]:
    """Subjects and value of a decision that two actors are one, under the id of the first."""
    return (kept.id, other.id), json.dumps({"actor": _plain(kept)}, ensure_ascii=False)


def split_actors(one: str, other: str) -> tuple[tuple[str, ...], str]:
    """Subjects and value of a decision that two actors are two."""
    return (one, other), json.dumps({"actor": None})


def _plain(actor: Actor) -> dict[str, str | None]:
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "side": actor.side}


def _said(decision: Decision) -> dict[str, Any] | None:
    """What a decision sets, where it is one on actors."""
    on_words = decision.ruling is Ruling.RESOLVE and len(decision.subjects) == 1
    on_two = decision.ruling in {Ruling.MERGE, Ruling.SPLIT} and len(decision.subjects) == 2
    if not on_words and not (on_two and all(subject.startswith(PREFIX) for subject in decision.subjects)):
        return None
    said = set_by(decision)
    fits = said is not None and _is_actor(said.get("actor", "")) and (on_two or isinstance(said.get("words"), str))
    return said if fits else None


def _is_actor(value: object) -> bool:
    """Whether a value tells an actor, or, by being None, nobody."""
    names = ("id", "name", "kind")
    known = (
        isinstance(value, dict) and value.keys() == {*names, "side"} and all(isinstance(value[n], str) for n in names)
    )
    return value is None or known


def _ruled(decision: Decision, how: str) -> Ruled:
    actor = json.loads(decision.value or "{}")["actor"]
    return Ruled(Actor(**actor) if actor else None, by_hand(decision, how))


def _between(decision: Decision, merged: str, ruled: Ruled) -> bool:
    return ruled.actor is not None and {merged, ruled.actor.id} == set(decision.subjects)


def _once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    seen: dict[object, Candidate] = {}
    for candidate in candidates:
        value = candidate.value
        seen.setdefault(value.id if isinstance(value, Actor) else value, candidate)
    return tuple(seen.values())
