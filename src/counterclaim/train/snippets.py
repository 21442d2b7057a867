"""Sentences that we wrote ourselves to teach the types of events, with names drawn into their places.

A snippet says `{G} shelled {T} {D}`; every epoch draws other names. The names of one draw come from one theatre, and in
each theatre any group or force may stand in any place, so that a type is never learnt from who acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import NamedTuple

import yaml

PLACE = re.compile(r"\{([A-Z])\}")
HEADING = re.compile(r"\[(\w+)\]")
FOLDER = files("counterclaim.train") / "event_types"


class Snippet(NamedTuple):
    """A text of one type, with places for names."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in the places: by theatre, and what fits everywhere."""

    theatres: tuple[Mapping[str, Sequence[str]], ...]
    anywhere: Mapping[str, Sequence[str]]


def snippets() -> Iterator[Snippet]:
    """Every snippet, file by file, in the order in which it is written down."""
    for path in sorted(FOLDER.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".txt"):
            yield from _labelled(path.read_text("utf-8").splitlines())


def _labelled(lines: Sequence[str]) -> Iterator[Snippet]:
    label = ""
    for line in filter(None, map(str.strip, lines)):
        heading = HEADING.fullmatch(line)
        if heading:
            label = heading[1]
        else:
            yield Snippet(label, line)


@cache
def names() -> Names:
    """The names of `names.yaml`."""
    data = yaml.safe_load((FOLDER / "names.yaml").read_text("utf-8"))
    places = {"D": "dates", "N": "numbers", "W": "sources", "A": "states", "P": "governments"}
    anywhere = {place: tuple(map(str, data[key])) for place, key in places.items()}
    return Names(tuple(data["theatres"]), anywhere)


def filled(text: str, random: Random) -> str:
    """A snippet with names of one theatre in its places; a place that occurs twice gets one name."""
    theatre = random.choice(names().theatres)
    chosen = {place: random.choice(found) for place, found in theatre.items()}

    def name(match: re.Match[str]) -> str:
        return chosen.get(match[1]) or random.choice(names().anywhere[match[1]])

    whole = PLACE.sub(name, text)
    return whole[0].upper() + whole[1:]
