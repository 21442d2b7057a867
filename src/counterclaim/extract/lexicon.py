"""The words that the rules go by, loaded from the data files beside this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from counterclaim.model.claims import ClaimKind, EventType, Role

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one word or phrase of the lexicon means.

    `family` is `event`, `casualty`, `control` or `act`; `frame` tells on which side of the word the count stands
    (`verb`, `before`, `adjective`, `noun`); `weak` words need company; `needs` names it for acts.
    """

    family: str
    frame: str
    event: EventType | None = None
    role: Role | None = None
    kind: ClaimKind = ClaimKind.EVENT
    change: str | None = None
    taker: str = "subject"
    weak: bool = False
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by lemma, apart for verbs, nouns and adjectives (`single` are the lemmas of these), and by phrase."""

    verbs: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[Phrase, Entry], ...]] = field(default_factory=dict)
    single: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Speech:
    """Words that report, by lemma."""

    say: frozenset[str]
    strong: frozenset[str]
    nouns: frozenset[str]
    distancing: frozenset[str]
    hedges: frozenset[str]


def read_data(name: str) -> Any:
    """What one YAML file of the package's data folder holds."""
    text = files("counterclaim.extract").joinpath("data", name).read_text("utf-8")
    return yaml.load(text, yaml.CSafeLoader)


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = read_data("words.yaml")
    return found


def words(name: str) -> frozenset[str]:
    """The word list of this name."""
    return frozenset(_words()[name])


@cache
def speech() -> Speech:
    """The words that report."""
    data = read_data("speech.yaml")
    return Speech(*(frozenset(data[key]) for key in ("say", "strong_say", "nouns", "distancing", "hedges")))


@cache
def lexicon() -> Lexicon:
    """Every trigger: events, casualties, control of places, acts of speech."""
    tables: dict[str, dict[str, list[Any]]] = {"verbs": {}, "nouns": {}, "adjectives": {}, "phrases": {}}
    for table, word, entry in _entries():
        if table == "phrases":
            phrase = tuple(word.split())
            tables[table].setdefault(phrase[0], []).append((phrase, entry))
        else:
            tables[table].setdefault(word, []).append(entry)
    single = frozenset(word for name, table in tables.items() if name != "phrases" for word in table)
    filled = {name: {key: tuple(found) for key, found in table.items()} for name, table in tables.items()}
    return Lexicon(**filled, single=single)


def _entries() -> Iterator[tuple[str, str, Entry]]:
    yield from _event_entries()
    yield from _casualty_entries()
    yield from _control_entries()
    yield from _act_entries()


def _event_entries() -> Iterator[tuple[str, str, Entry]]:
    for group in read_data("triggers.yaml"):
        event = EventType(scheme="acled", type=group["type"], subtype=group["subtype"]) if group["type"] else None
        role = Role(group["role"]) if "role" in group else None
        for key, frame in (("verbs", "verb"), ("nouns", "noun"), ("phrases", "phrase")):
            for prefix in ("", "weak_"):
                for word in group.get(prefix + key) or ():
                    entry = Entry(family="event", frame=frame, event=event, role=role, weak=bool(prefix))
                    yield key, word, entry


CASUALTY_FRAMES = {
    "verbs": ("verbs", "verb"),
    "intransitive": ("verbs", "before"),
    "adjectives": ("adjectives", "adjective"),
    "nouns": ("nouns", "noun"),
    "weak_nouns": ("nouns", "noun"),
    "phrases": ("phrases", "verb"),
    "suffered": ("phrases", "before"),
}


def _casualty_entries() -> Iterator[tuple[str, str, Entry]]:
    for role, groups in read_data("casualties.yaml").items():
        for key, words in groups.items():
            table, frame = CASUALTY_FRAMES[key]
            for word in words or ():
                entry = Entry(family="casualty", frame=frame, role=Role(role), weak=key == "weak_nouns")
                yield table, word, entry


def _control_entries() -> Iterator[tuple[str, str, Entry]]:
    for group in read_data("control.yaml"):
        frames = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"), ("phrases", "phrase"))
        for key, frame in frames:
            for word in group.get(key) or ():
                entry = Entry(
                    family="control",
                    frame=frame,
                    kind=ClaimKind.CONTROL,
                    change=group["change"],
                    taker=group.get("taker", "subject"),
                )
                yield key, word, entry


def _act_entries() -> Iterator[tuple[str, str, Entry]]:
    for group in read_data("speech.yaml")["acts"]:
        event = EventType(scheme="plover", type=group["plover"])
        frames = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"), ("phrases", "phrase"))
        for key, frame in frames:
            for word in group.get(key) or ():
                kind = ClaimKind(group["kind"])
                entry = Entry(family="act", frame=frame, event=event, kind=kind, needs=group.get("needs"))
                yield key, word, entry
