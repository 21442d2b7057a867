"""Questions as they stand in an address or on a command line, and as the ledger understands them."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from counterclaim.errors import InputError
from counterclaim.model.claims import ClaimKind, Role, StanceValue
from counterclaim.model.documents import SourceKind
from counterclaim.model.incidents import RelationKind
from counterclaim.model.overviews import ClaimQuery

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST = 400


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text}: this is not a date; write it as YYYY-MM-DD, for example 2020-03-04"
        raise InputError(message) from error


def day(text: str) -> date | None:
    """The day that was asked for, or None where none was.

    Raises:
        InputError: if it is not an ISO date.
    """
    return _day(text.strip()) if text.strip() else None


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number) or number < 0:
        message = f"{text}: this is not a number of 0 or more; write digits alone, for example 25"
        raise InputError(message)
    return number


def choice(kind: type[Choice], text: str) -> Choice:
    """The value of that name.

    Raises:
        InputError: if there is none; the sentence lists those that there are.
    """
    try:
        return kind(text)
    except ValueError as error:
        message = f"{text}: choose one of {', '.join(kind)}"
        raise InputError(message) from error


def _one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    return lambda text: choice(kind, text)


FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "text": ("words", str),
    "claimant": ("who says so", str),
    "source": ("source", str),
    "source_kind": ("kind of source", _one_of(SourceKind)),
    "side": ("side", str),
    "place": ("place", str),
    "within": ("kilometres around", _number),
    "since": ("from", _day),
    "until": ("to", _day),
    "kind": ("kind of claim", _one_of(ClaimKind)),
    "event": ("event", str),
    "role": ("measure", _one_of(Role)),
    "at_least": ("at least", _number),
    "at_most": ("at most", _number),
    "stance": ("stance", _one_of(StanceValue)),
    "relation": ("relation", _one_of(RelationKind)),
    "incident": ("incident", str),
}
"""The filters by their names in an address, with what people call them and how they are read."""


def parse(given: Mapping[str, str]) -> ClaimQuery:
    """What an address or a command line asks for; empty values ask for nothing.

    Raises:
        InputError: if a value cannot be understood; the sentence names the filter.
    """
    found: dict[str, Any] = {}
    for name, (_, read) in FIELDS.items():
        text = given.get(name, "").strip()
        if not text:
            continue
        if len(text) > LONGEST or "\0" in text:
            message = f"{name}: at most {LONGEST} printable characters; shorten it"
            raise InputError(message)
        try:
            found[name] = read(text)
        except InputError as error:
            message = f"{name}: {error}"
            raise InputError(message) from error
    return ClaimQuery(**found)


def parameters(query: ClaimQuery) -> dict[str, str]:
    """The filters of a question as they stand in an address."""
    known = {field.name for field in fields(query)}
    values = ((name, getattr(query, name)) for name in FIELDS if name in known)
    return {name: _written(value) for name, value in values if value is not None}


def _written(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def command(query: ClaimQuery, verb: str = "claims", ledger: str = "", order: str = "") -> str:
    """The same question for the command line."""
    options = [f"--{name.replace('_', '-')} {shlex.quote(text)}" for name, text in parameters(query).items()]
    options += [f"--order {order}"] if order else []
    options += [f"--ledger {shlex.quote(ledger)}"] if ledger else []
    return " ".join(["counterclaim", verb, *options])
