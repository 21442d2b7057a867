"""What is known of one actor: who it is, what it is part of, on whose side it stood when, who led it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """Something that held from one day to another, both included; None where it is open.

    `role` says of a person of an actor whether a `head` is named or a `spokesperson`.
    """

    value: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    role: str | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it held on that day; an unknown day fits every term."""
        return day is None or ((self.since or day) <= day <= (self.until or day))


@dataclass(frozen=True, slots=True)
class LocalName:
    """A common word that stands for an actor in reporting about some countries alone ("the separatists")."""

    name: str
    countries: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    loaded: bool = False

    def holds(self, country: str | None, day: date | None) -> bool:
        """Whether it is used so on a page about that country, of that day."""
        return country in self.countries and Term(self.name, self.since, self.until).holds(day)


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
    local_names: tuple[LocalName, ...] = ()
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

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands for it anywhere: its own, others, and those that carry a judgement."""
        return (self.name, *self.aliases, *self.loaded_aliases)
