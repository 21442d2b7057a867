"""Who is known: actors found by id or name, searched, and told in full."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from rapidfuzz import process

from counterclaim.config import ResolveSettings
from counterclaim.errors import InputError
from counterclaim.model.claims import Actor
from counterclaim.resolve.actors import Actors
from counterclaim.resolve.known_actor import Known, LocalName, Term
from counterclaim.resolve.own_actors import load_knowledge, origins


class Wanted(NamedTuple):
    """Which actors are asked for; None leaves it open."""

    words: str | None = None
    kind: str | None = None
    side: str | None = None
    country: str | None = None
    own: bool = False
    on: date | None = None


class Line(NamedTuple):
    """One actor in a list."""

    id: str
    name: str
    kind: str
    side: str | None
    country: str | None
    since: str | None
    until: str | None


class Directory:
    """All actors of the package and the user.

    Raises:
        InputError: if a file of actors cannot be read.
    """

    def __init__(self, settings: ResolveSettings) -> None:
        self.knowledge = load_knowledge(settings)
        self.actors = Actors(knowledge=self.knowledge, max_candidates=settings.max_candidates)
        self.own = dict(origins(settings))
        self.names: dict[str, list[str]] = {}
        for known in self.knowledge.actors.values():
            for name in known.names:
                self.names.setdefault(self.knowledge.key(name), []).append(known.id)

    def find(self, asked: str) -> Actor:
        """The actor of an id or a name.

        Raises:
            InputError: if nobody or several go by it.
        """
        found = self.actors.of_id(asked, None)
        ids = list(dict.fromkeys(self.names.get(self.knowledge.key(asked), ()))) if found is None else []
        if len(ids) > 1:
            message = f"{asked}: {', '.join(ids)} all go by this name; give the id"
            raise InputError(message)
        found = found or (self.actors.of_id(ids[0], None) if ids else None)
        if found is None:
            raise self._unknown(asked)
        return found

    def speaking_for(self, asked: str) -> Actor | None:
        """The body that an id or a name speaks for: of a person whose body is known that body, else the actor itself.

        None where nobody, or more than one, goes by it.
        """
        found = self.actors.of_id(asked, None)
        if found is None:
            ids = list(dict.fromkeys(self.names.get(self.knowledge.key(asked), ())))
            found = self.actors.of_id(ids[0], None) if len(ids) == 1 else self.actors.named(asked)
        known = self.knowledge.actors.get(found.id.removeprefix("actor:")) if found else None
        if known is not None and known.kind == "person" and known.part_of:
            return self.actors.of_id(known.part_of, None) or found
        return found

    def _unknown(self, asked: str) -> InputError:
        close = process.extract(asked.lower(), list(self.knowledge.actors), limit=3, score_cutoff=70)
        hint = f"did you mean {', '.join(hit[0] for hit in close)}? " if close else ""
        message = f"{asked}: no actor has this id or name; {hint}see `counterclaim actors list`, or add it with a file"
        return InputError(message)

    def search(self, wanted: Wanted) -> list[Line]:
        """The actors that match, by id."""
        lines = (self._line(known, wanted.on) for known in self.knowledge.actors.values() if self._fits(known, wanted))
        side = wanted.side.removeprefix("actor:") if wanted.side else None
        return sorted((line for line in lines if side in {None, line.side}), key=lambda line: line.id)

    def record(self, actor: Actor, day: date | None) -> dict[str, Any]:
        """All that is known of an actor, as JSON knows it; what is unknown is None."""
        name = actor.id.removeprefix("actor:")
        known = self.knowledge.actors.get(name)
        now = self.actors.of_id(actor.id, day) or actor
        head = {"id": actor.id, "name": actor.name, "kind": actor.kind, "side": now.side, "on": day and day.isoformat()}
        if known is None:
            return head | {"made_of": "a state and an office; no list has an entry of its own"}
        shared = {id_ for one in known.names for id_ in self.names[self.knowledge.key(one)]} - {name}
        return head | {
            "part_of": [above.id for above in self.knowledge.chain(name)],
            "country": known.country,
            **_days(known),
            "existed": None if day is None else known.exists(day),
            "aliases": list(known.aliases),
            "loaded_aliases": list(known.loaded_aliases),
            "local_names": [_local(one) for one in known.local_names],
            "sides": [_term(term, "id") for term in known.sides],
            "leaders": [_term(term, "name") for term in known.leaders],
            "wikidata": known.wikidata,
            "shares_names_with": sorted(shared),
            "from": self.own[name].name if name in self.own else "the package",
        }

    @staticmethod
    def same(one: str, other: str) -> InputError:
        """The error that two words name one actor already."""
        return InputError(f"{one}, {other}: both are the same actor already; nothing is to be merged")

    def _line(self, known: Known, day: date | None) -> Line:
        actor = self.actors.of_id(known.id, day or datetime.now(UTC).date())
        side = actor.side.removeprefix("actor:") if actor and actor.side else None
        return Line(known.id, known.name, known.kind, side, known.country, *_days(known).values())

    def _fits(self, known: Known, wanted: Wanted) -> bool:
        words = wanted.words.lower() if wanted.words else ""
        return (
            (not words or any(words in name.lower() for name in (*known.names, known.id)))
            and wanted.kind in {None, known.kind}
            and (wanted.country is None or wanted.country.upper() == known.country)
            and (not wanted.own or known.id in self.own)
            and known.exists(wanted.on)
        )


def _days(one: Known | Term | LocalName) -> dict[str, str | None]:
    return {"since": _iso(one.since), "until": _iso(one.until)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _term(term: Term, key: str) -> dict[str, Any]:
    more = {"aliases": list(term.aliases), "role": term.role} if key == "name" else {}
    return {key: term.value, **more, **_days(term)}


def _local(one: LocalName) -> dict[str, Any]:
    return {"name": one.name, "in": list(one.countries), "loaded": one.loaded, **_days(one)}
