"""Whose own voice a page has: the outlet or body in the lists that bears just the name of who publishes it."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model.claims import Actor, Candidate, Entry, Field, Resolution
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.model.stages import Reading
from counterclaim.resolve.actors import Actors


def voices(reading: Reading, actors: Actors, stage: str) -> Iterator[Resolution]:
    """For each claim of a page's own voice whose publisher is known, who that is; commenters are nobody of the lists.

    The publisher is not set as the claimant, whom words of the page would have to name: so what is compared by
    claimants stays as the page has it, and an outlet is still one source, whether it speaks or is quoted.
    """
    parts = {part.index: part for part in reading.page.parts}
    known: dict[str, Actor | None] = {}
    for claim in reading.claims:
        part = parts.get(claim.part)
        if claim.claimant.kind is not SourceKind.OWN_VOICE or part is None or part.kind is PartKind.COMMENT:
            continue
        name = Entry(claim=claim, document=reading.page.document, part=part).speaker or ""
        if name not in known:
            known[name] = _bearer(name, actors)
        actor = known[name]
        if actor is not None:
            why = f"The page is published by {name}."
            candidate = Candidate(value=actor, score=1.0, why=why)
            yield Resolution(
                claim=claim.id, field=Field.VOICE, mention=None, candidates=(candidate,), why=why, stage=stage
            )


def _bearer(name: str, actors: Actors) -> Actor | None:
    """The actor of that very name, None where there is none or the name only holds one."""
    found = actors.named(name)
    known = actors.knowledge.actors.get(found.id.removeprefix("actor:")) if found else None
    key = actors.knowledge.key
    return found if known and key(name) in {key(other) for other in known.names} else None
