"""Entries of an actors file, checked one by one: the good are kept, what is wrong with the others is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import yaml

from counterclaim.errors import InputError
from counterclaim.resolve.known_actor import Known, LocalName, Term

KIND_WORDS = (
    "state territory people government ministry military armed_group alliance party monitor agency outlet "
    "international person"
)
KINDS = frozenset(KIND_WORDS.split())
ROLES = frozenset(("head", "spokesperson"))
LISTS = ("aliases", "loaded_aliases", "demonyms", "capital")
WORDS = ("part_of", "office", "country", "wikidata")
DAYS = ("since", "until")
KEYS = frozenset(("id", "name", "kind", "side", "leaders", "local_names", *DAYS, *WORDS, *LISTS))
LOCAL_KEYS = frozenset(("name", "in", "loaded", *DAYS))


class Listed(NamedTuple):
    """What a file of actors holds: those that can be used, what is wrong with the others, and entries as written."""

    actors: tuple[Known, ...]
    faults: tuple[str, ...]
    items: Mapping[str, Any]


class Fault(ValueError):
    """What is wrong with one entry."""


def read_list(origin: str, text: str) -> Listed:
    """The actors of one file.

    Raises:
        InputError: if the text is no YAML or no list.
    """
    try:
        items = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        message = f"{origin}: this list of actors is not YAML ({error}); mend it at the line named"
        raise InputError(message) from error
    if not isinstance(items, list):
        message = f"{origin}: it must be a list of actors, each beginning with “- id: …”; see docs/reference/actors.md"
        raise InputError(message)
    return _sorted_out(origin, items)


def _sorted_out(origin: str, items: list[Any]) -> Listed:
    found: dict[str, Known] = {}
    written: dict[str, Any] = {}
    faults = []
    for number, item in enumerate(items, start=1):
        ident = item.get("id", "without id") if isinstance(item, dict) else "no mapping"
        try:
            known = _known(item)
            _check(known.id not in found, "this id stands twice; give one of them another")
            found[known.id], written[known.id] = known, item
        except Fault as fault:
            faults.append(f"{origin}: entry {number} ({ident}): {fault}")
    return Listed(tuple(found.values()), tuple(faults), written)


def _known(item: Any) -> Known:
    _check(isinstance(item, dict), "it must be a mapping of keys, such as id, name and kind")
    unknown = sorted(str(key) for key in item.keys() - KEYS)
    _check(not unknown, f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(KEYS))}")
    for key in ("id", "name", "kind"):
        _check(isinstance(item.get(key), str) and item[key].strip(), f"`{key}` must be a word; add it")
    _check(item["id"] == item["id"].strip().lower().replace(" ", "-"), "`id` must be in lower case, hyphens for spaces")
    _check(item["kind"] in KINDS, f"unknown kind {item['kind']}; known are {', '.join(sorted(KINDS))}")
    values: dict[str, Any] = {key: item[key] for key in ("id", "name", "kind")}
    for key in WORDS:
        _check(isinstance(item.get(key, ""), str), f"`{key}` must be a word; quote it if it is NO")
        values[key] = item.get(key)
    values |= {key: _names(key, item.get(key, [])) for key in LISTS}
    values["sides"] = _terms(item.get("side"), "id", ())
    values["leaders"] = _terms(item.get("leaders"), "name", ("aliases", "role"))
    values["local_names"] = tuple(_local_names(item.get("local_names", [])))
    return Known(**values, **_dates(item))


def _names(key: str, value: Any) -> tuple[str, ...]:
    fine = isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value)
    _check(fine, f"`{key}` must be a list of words; quote those that YAML reads otherwise")
    return tuple(value)


def _terms(value: Any, key: str, more: tuple[str, ...]) -> tuple[Term, ...]:
    items = [{key: value}] if isinstance(value, str) else value or []
    fine = isinstance(items, list) and all(isinstance(term, dict) and isinstance(term.get(key), str) for term in items)
    _check(fine, f"each side or leader must have `{key}`")
    for term in items:
        unknown = sorted(str(name) for name in term.keys() - {key, *DAYS, *more})
        _check(not unknown, f"unknown key {', '.join(unknown)} in a side or leader")
        _check(term.get("role") in {None, *ROLES}, f"`role` must be one of {', '.join(sorted(ROLES))}")
    return tuple(
        Term(term[key], **_dates(term), aliases=_names("aliases", term.get("aliases", [])), role=term.get("role"))
        for term in items
    )


def _local_names(value: Any) -> Iterator[LocalName]:
    _check(isinstance(value, list), "`local_names` must be a list")
    for item in value:
        fine = isinstance(item, dict) and isinstance(item.get("name"), str) and not item.keys() - LOCAL_KEYS
        _check(fine, "each of `local_names` must have `name` and `in`, and may have since, until, loaded")
        countries = _names("in", item.get("in", []))
        _check(countries, "each of `local_names` must say `in` which countries it is used, as [SY, IQ]")
        yield LocalName(item["name"], countries, **_dates(item), loaded=item.get("loaded") is True)


def _dates(item: Mapping[str, Any]) -> dict[str, Any]:
    since, until = _day(item.get("since"), last=False), _day(item.get("until"), last=True)
    _check(since is None or until is None or since <= until, "`since` lies after `until`; exchange them")
    return {"since": since, "until": until}


def _day(value: Any, *, last: bool) -> date | None:
    """The first or last day of a year, month or day as written; None where nothing is written."""
    if value is None or type(value) is date:
        return value
    parts = [int(part) for part in str(value).split("-") if part.isdigit()]
    fine = len(parts) == len(str(value).split("-")) <= 3 and all(parts)
    try:
        first = date(*[*parts, 1, 1][:3]) if fine else None
    except (TypeError, ValueError):
        first = None
    _check(first is not None, f"no such date: {value}; write YEAR, YEAR-MONTH or YEAR-MONTH-DAY")
    if first is None or not last or len(parts) == 3:
        return first
    following = (
        date(first.year + 1, 1, 1) if len(parts) == 1 or first.month == 12 else first.replace(month=first.month + 1)
    )
    return following - timedelta(days=1)


def _check(fine: object, what: str) -> None:
    if not fine:
        raise Fault(what)
