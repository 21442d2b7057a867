"""All known actors: those of the package, loaded at once, with those of the user's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from counterclaim.errors import InputError
from counterclaim.resolve.actor_entries import read_list
from counterclaim.resolve.actor_rows import from_row, to_row
from counterclaim.resolve.compiled import digest, kept
from counterclaim.resolve.known_actor import Known
from counterclaim.resolve.wording import key_of

FORM = b"2"


class Ambiguity(NamedTuple):
    """One name that several actors bear."""

    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """Every known actor by id, and the words that go with actors.

    `faults` says which entries of the user's files were left out, and why; `keys` holds names as the index keeps them;
    `folder` is where things are kept that are slow to make.
    """

    actors: Mapping[str, Known]
    offices: Mapping[str, Any]
    faults: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    folder: Path | None = None

    @classmethod
    def load(cls, paths: Sequence[str | Path] = (), folder: Path | None = None) -> Knowledge:
        """The shipped actors with those of the user's files, which win where ids are the same.

        Args:
            paths: the user's files; an entry that cannot be used is left out and told in `faults`.
            folder: where the shipped files are kept in a form that loads at once; None to read them anew.

        Raises:
            InputError: if a file cannot be read or is no list.
        """
        own: dict[str, Known] = {}
        faults: list[str] = []
        for path in paths:
            found = read_list(str(path), file_text(Path(path)))
            own |= {known.id: known for known in found.actors}
            faults += found.faults
        return _shipped(folder).extended(own, faults)

    def extended(self, own: Mapping[str, Known], faults: Iterable[str] = ()) -> Knowledge:
        """These actors and others; others that name an actor which no list has are left out."""
        actors, told = {**self.actors, **own}, list(faults)
        while lost := {known.id: other for known in own.values() for other in _missing(known, actors)}:
            told += [f"{name}: it names {other}, which no list has; add that actor too" for name, other in lost.items()]
            own = {name: known for name, known in own.items() if name not in lost}
            actors = {**self.actors, **own}
        return replace(self, actors=actors, faults=(*self.faults, *told))

    @property
    def spelling(self) -> Mapping[str, str]:
        """American spellings and plurals with the form that the index keeps."""
        found: Mapping[str, str] = self.offices["spelling"]
        return found

    def key(self, name: str) -> str:
        """The words of a name as the index keeps them."""
        return self.keys.get(name) or key_of(name, self.spelling)

    @cached_property
    def homes(self) -> Mapping[str | None, str]:
        """The state of each country by its code."""
        return {known.country: known.id for known in self.actors.values() if known.kind == "state"}

    @property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """The names that more than one actor bears, sorted."""
        bearers: dict[str, set[str]] = {}
        for known in self.actors.values():
            for name in known.names:
                bearers.setdefault(self.key(name), set()).add(known.id)
        return tuple(Ambiguity(name, tuple(sorted(ids))) for name, ids in sorted(bearers.items()) if len(ids) > 1)

    def chain(self, ident: str) -> Iterator[Known]:
        """What an actor is part of, the nearest first: land forces, armed forces, state."""
        seen = {ident}
        known = self.actors.get(ident)
        while known is not None and (above := self._above(known)) is not None and above.id not in seen:
            yield above
            seen.add(above.id)
            known = above

    def _above(self, known: Known) -> Known | None:
        within = next(
            (office.get("within") for office in self.offices["offices"] if office["id"] == known.office), None
        )
        held = (one for one in self.actors.values() if within and (one.part_of, one.office) == (known.part_of, within))
        return next(held, None) or self.actors.get(known.part_of or "")


@cache
def _shipped(folder: Path | None) -> Knowledge:
    data = files("counterclaim.resolve").joinpath("data")
    listed = sorted(data.joinpath("actors").iterdir(), key=lambda item: item.name)
    sources = [data.joinpath("offices.yaml"), data.joinpath("states_of_the_world.yaml"), *listed]
    texts = {item.name: item.read_bytes() for item in sources if item.name.endswith(".yaml")}
    made_from = digest((FORM, *(name.encode() + b"\n" + text for name, text in texts.items())))
    made = kept(folder, "actors", made_from, lambda: _compile(texts))
    return Knowledge({row[0]: from_row(row) for row in made["actors"]}, made["offices"], (), made["keys"], folder)


def _compile(texts: Mapping[str, bytes]) -> dict[str, Any]:
    """The shipped files as JSON knows them, checked."""
    words = yaml.load(texts["offices.yaml"], yaml.CSafeLoader)
    found: dict[str, Known] = {}
    for name, text in texts.items():
        entries = read_list(name, text.decode()) if name != "offices.yaml" else None
        for known in entries.actors if entries else ():
            _check(known.id not in found, f"{name}: {known.id}: this id stands twice; give one of them another")
            found[known.id] = known
        _check(not (entries and entries.faults), "; ".join(entries.faults if entries else ()))
    whole = Knowledge({}, words).extended(found)
    _check(not whole.faults, "; ".join(whole.faults))
    names = {name for known in found.values() for name in _written(known)}
    names |= {noun for office in words["offices"] for noun in office["nouns"]}
    keys = {name: key_of(name, words["spelling"]) for name in sorted(names)}
    return {"actors": [to_row(known) for known in found.values()], "offices": words, "keys": keys}


def _written(known: Known) -> Iterator[str]:
    yield from (*known.names, *known.demonyms, *known.capital, *(local.name for local in known.local_names))
    for leader in known.leaders:
        yield from (leader.value, *leader.aliases)


def file_text(path: Path) -> str:
    """The text of a file of the user.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: this list of actors cannot be read ({error}); check the path"
        raise InputError(message) from error


def _missing(known: Known, actors: Mapping[str, Known]) -> Iterator[str]:
    named = [term.value for term in known.sides] + ([known.part_of] if known.part_of else [])
    yield from (other for other in named if other not in actors)


def _check(fine: object, what: str) -> None:
    if not fine:
        raise InputError(what)
