"""What is known of actors: read from reviewable files, checked item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from counterclaim.errors import InputError
from counterclaim.resolve.wording import key_of

KIND_WORDS = (
    "state territory people government ministry military armed_group alliance party monitor agency outlet "
    "international person"
)
KINDS = frozenset(KIND_WORDS.split())
LISTS = ("aliases", "loaded_aliases", "demonyms", "capital")
KEYS = frozenset(
    ("id", "name", "kind", "side", "part_of", "office", "country", "leaders", "since", "until", "wikidata", *LISTS)
)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that held from one day to another, both included; None where it is open."""

    value: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()

    def holds(self, day: date | None) -> bool:
        """Whether it held on that day; an unknown day fits every term."""
        return day is None or ((self.since or day) <= day <= (self.until or day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One actor of the files; `office` says which office of the state `part_of` it is."""

    id: str
    name: str
    kind: str
    sides: tuple[Term, ...] = ()
    part_of: str | None = None
    office: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    loaded_aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    leaders: tuple[Term, ...] = ()
    since: date | None = None
    until: date | None = None
    wikidata: str | None = None

    def side(self, day: date | None) -> str | None:
        """The id of the party that it belonged to or was aligned with on that day."""
        return next((term.value for term in self.sides if term.holds(day)), None)

    def exists(self, day: date | None) -> bool:
        """Whether it was there on that day, as far as the files tell."""
        return Term(self.id, self.since, self.until).holds(day)


class Ambiguity(NamedTuple):
    """One name that several actors bear."""

    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """Every known actor by id, and the names that several of them bear."""

    actors: Mapping[str, Known] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, paths: Sequence[str] = ()) -> Knowledge:
        """The shipped actors with those of the user's files, which win where ids are the same.

        Raises:
            InputError: if a file cannot be read or an item has an unknown key, a missing or a wrong value.
        """
        actors = dict(_shipped())
        for path in paths:
            actors.update((known.id, known) for known in _items(path, _read(Path(path))))
        _check_references(actors)
        return cls(actors, offices()["spelling"])

    @property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """The names that more than one actor bears, sorted."""
        bearers: dict[str, set[str]] = {}
        for known in self.actors.values():
            for name in (known.name, *known.aliases, *known.loaded_aliases):
                bearers.setdefault(key_of(name, self.spelling), set()).add(known.id)
        return tuple(Ambiguity(name, tuple(sorted(ids))) for name, ids in sorted(bearers.items()) if len(ids) > 1)


@cache
def offices() -> dict[str, Any]:
    """The shipped list of offices and of words that go with actors."""
    text = files("counterclaim.resolve").joinpath("data", "offices.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


@cache
def _shipped() -> tuple[tuple[str, Known], ...]:
    data = files("counterclaim.resolve").joinpath("data")
    folder = sorted((item for item in data.joinpath("actors").iterdir()), key=lambda item: item.name)
    found: dict[str, Known] = {}
    for item in (data.joinpath("states_of_the_world.yaml"), *folder):
        for known in _items(item.name, item.read_text("utf-8")):
            _check(known.id not in found, item.name, known.id, "this id stands twice; give one of them another")
            found[known.id] = known
    return tuple(found.items())


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: this list of actors cannot be read ({error}); check the path in `resolve.actors`"
        raise InputError(message) from error


def _items(origin: str, text: str) -> Iterator[Known]:
    try:
        items = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        message = f"{origin}: this list of actors is not YAML ({error}); mend it at the line named"
        raise InputError(message) from error
    _check(isinstance(items, list), origin, "the file", "it must be a list of actors")
    for number, item in enumerate(items, start=1):
        yield _known(origin, number, item)


def _known(origin: str, number: int, item: Any) -> Known:
    where = f"item {number}"
    _check(isinstance(item, dict), origin, where, "it must be a mapping")
    where = f"{where} ({item.get('id', 'without id')})"
    unknown = sorted(str(key) for key in item.keys() - KEYS)
    _check(not unknown, origin, where, f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(KEYS))}")
    for key in ("id", "name", "kind"):
        _check(isinstance(item.get(key), str), origin, where, f"`{key}` must be a word")
    _check(item["kind"] in KINDS, origin, where, f"unknown kind {item['kind']}; known are {', '.join(sorted(KINDS))}")
    values: dict[str, Any] = {key: item[key] for key in ("id", "name", "kind")}
    for key in ("part_of", "office", "country", "wikidata"):
        _check(isinstance(item.get(key, ""), str), origin, where, f"`{key}` must be a word; quote it if it is NO")
        values[key] = item.get(key)
    values |= {key: _names(origin, where, key, item.get(key, [])) for key in LISTS}
    values |= {"sides": _terms(origin, where, item.get("side"), "id")}
    values |= {"leaders": _terms(origin, where, item.get("leaders"), "name")}
    return Known(**values, **_dates(origin, where, item))


def _names(origin: str, where: str, key: str, value: Any) -> tuple[str, ...]:
    fine = isinstance(value, list) and all(isinstance(name, str) and name for name in value)
    _check(fine, origin, where, f"`{key}` must be a list of words; quote those that YAML reads otherwise")
    return tuple(value)


def _terms(origin: str, where: str, value: Any, key: str) -> tuple[Term, ...]:
    items = [{key: value}] if isinstance(value, str) else value or []
    fine = isinstance(items, list) and all(isinstance(term, dict) and isinstance(term.get(key), str) for term in items)
    _check(fine, origin, where, f"each side or leader must have `{key}`")
    for term in items:
        unknown = sorted(str(name) for name in term.keys() - {key, "since", "until", "aliases"})
        _check(not unknown, origin, where, f"unknown key {', '.join(unknown)} in a side or leader")
    return tuple(
        Term(
            term[key],
            **_dates(origin, where, term),
            aliases=_names(origin, where, "aliases", term.get("aliases", [])),
        )
        for term in items
    )


def _dates(origin: str, where: str, item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "since": _day(origin, where, item.get("since"), last=False),
        "until": _day(origin, where, item.get("until"), last=True),
    }


def _day(origin: str, where: str, value: Any, *, last: bool) -> date | None:
    """The first or last day of a year, month or day as written; None where nothing is written."""
    if value is None or type(value) is date:
        return value
    parts = [int(part) for part in str(value).split("-") if part.isdigit()]
    fine = len(parts) == len(str(value).split("-")) <= 3 and all(parts)
    try:
        first = date(*[*parts, 1, 1][:3]) if fine else None
    except (TypeError, ValueError):
        first = None
    _check(first is not None, origin, where, f"no such date: {value}; write YEAR, YEAR-MONTH or YEAR-MONTH-DAY")
    if first is None or not last or len(parts) == 3:
        return first
    following = (
        date(first.year + 1, 1, 1) if len(parts) == 1 or first.month == 12 else first.replace(month=first.month + 1)
    )
    return following - timedelta(days=1)


def _check_references(actors: Mapping[str, Known]) -> None:
    for known in actors.values():
        for other in _references(known):
            _check(other in actors, "actors", known.id, f"it names {other}, which no list has")


def _references(known: Known) -> Iterable[str]:
    yield from (term.value for term in known.sides)
    if known.part_of:
        yield known.part_of


def _check(fine: object, origin: str, where: str, what: str) -> None:
    if not fine:
        message = f"{origin}: {where}: {what}"
        raise InputError(message)
