"""Known actors as rows of JSON and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterclaim.resolve.known_actor import Known, LocalName, Term

PLAIN = ("id", "name", "kind", "part_of", "office", "country", "wikidata")
LISTS = ("aliases", "loaded_aliases", "demonyms", "capital")
Row = list[Any]


def to_row(known: Known) -> Row:
    """The row of an actor; its first value is the id."""
    values = [getattr(known, name) for name in PLAIN]
    lists = [list(getattr(known, name)) for name in LISTS]
    sides, leaders = ([_term_row(term) for term in terms] for terms in (known.sides, known.leaders))
    local = [[one.name, list(one.countries), *_days(one.since, one.until), one.loaded] for one in known.local_names]
    return [*values, *lists, sides, leaders, local, *_days(known.since, known.until)]


def from_row(row: Row) -> Known:
    """The actor of a row."""
    ident, name, kind, part_of, office, country, wikidata = row[:7]
    aliases, loaded, demonyms, capital, sides, leaders, local, since, until = row[7:]
    return Known(
        id=ident,
        name=name,
        kind=kind,
        part_of=part_of,
        office=office,
        country=country,
        wikidata=wikidata,
        aliases=tuple(aliases),
        loaded_aliases=tuple(loaded),
        demonyms=tuple(demonyms),
        capital=tuple(capital),
        sides=tuple(_term(one) for one in sides),
        leaders=tuple(_term(one) for one in leaders),
        local_names=tuple(LocalName(one[0], tuple(one[1]), _day(one[2]), _day(one[3]), one[4]) for one in local),
        since=_day(since),
        until=_day(until),
    )


def _term_row(term: Term) -> Row:
    return [term.value, *_days(term.since, term.until), list(term.aliases), term.role]


def _term(row: Row) -> Term:
    value, since, until, aliases, role = row
    return Term(value, _day(since), _day(until), tuple(aliases), role)


def _days(since: date | None, until: date | None) -> Row:
    return [since and since.isoformat(), until and until.isoformat()]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
