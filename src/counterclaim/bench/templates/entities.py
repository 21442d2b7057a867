"""The people and things of an incident: the words for each of them put together, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim.bench.templates.grouping import linked, sameness
from counterclaim.bench.templates.numbers import how_many
from counterclaim.bench.templates.passages import sentences_of
from counterclaim.bench.templates.tolls import Toll, told_of
from counterclaim.extract.role_labels import VALUES
from counterclaim.extract.roles import Filler

BETWEEN = re.compile(r"[\s,.]*(?:\[[^\]]*\])?[\s,.]*")
SPACE = re.compile(r"\s+")
NEXT = 150
Slots = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, thing or group with the fillers that stand for it."""

    mentions: tuple[Filler, ...]

    def longest(self, role: str, text: str) -> str | None:
        """The fullest words for it in a role, None without any."""
        words = [written(text, m) for m in self.mentions if m.role == role]
        return max(words, key=lambda w: (len(w.split()), len(w)), default=None)

    def likeliest(self, role: str, text: str) -> str | None:
        """The surest words for it in a role, None without any."""
        found = max((m for m in self.mentions if m.role == role), key=lambda m: m.score, default=None)
        return written(text, found) if found else None

    def value(self, group: str) -> str:
        """The likeliest value of a group over all mentions."""
        rows = np.array([m.values[group] for m in self.mentions])
        return VALUES[group][int(np.average(rows, axis=0, weights=[m.score for m in self.mentions]).argmax())]


def written(text: str, filler: Filler) -> str:
    """The words of a filler in capitals with single spaces, as templates have them."""
    return SPACE.sub(" ", text[filler.span.start : filler.span.end]).strip().upper()


def entities(fillers: Sequence[Filler], text: str, *, threshold: float) -> list[Entity]:
    """The fillers put together to entities, in the order of their first mentions."""

    def alike(a: Filler, b: Filler) -> float:
        return _alike(a, b, text)

    found = [Entity(tuple(group)) for group in linked(fillers, alike, threshold=threshold)]
    return sorted(found, key=lambda entity: entity.mentions[0].span.start)


def _alike(a: Filler, b: Filler, text: str) -> float:
    one, other = written(text, a).split(), written(text, b).split()
    if a.role == b.role == "hum_desc" and _counted_apart(a, b, text):
        return 0.0
    if one == other or (a.role == b.role == "hum_name" and one[-1:] == other[-1:]):
        return 1.0
    if a.role == b.role == "hum_name":
        return 1.0 if set(one) <= set(other) or set(other) <= set(one) else 0.0
    first, second = sorted((a, b), key=lambda f: f.span.start)
    gap = text[first.span.end : max(second.span.start, first.span.end)]
    if {a.role, b.role} == {"hum_name", "hum_desc"} and BETWEEN.fullmatch(gap):
        return 1.0
    return sameness(a, b)


def _counted_apart(a: Filler, b: Filler, text: str) -> bool:
    """Whether two descriptions are of other people: not as many, and counted exactly or harmed in another way."""
    one, other = (how_many(text, f.span.start, f.span.end) for f in (a, b))
    exact = one.isdigit() and other.isdigit()
    return one != other and (exact or a.best("he")[0] != b.best("he")[0])


def people(fillers: Sequence[Filler], text: str, *, threshold: float, told: Sequence[Toll] = ()) -> Slots:
    """The slots of the human targets; `told` are those whom the text says in plain words to be dead or hurt."""
    slots: Slots = {name: [] for name in ("hum_name", "hum_desc", "hum_type", "hum_number", "hum_effect")}
    for person in entities(fillers, text, threshold=threshold):
        name, description = person.longest("hum_name", text), person.likeliest("hum_desc", text)
        tag = name or description
        if name:
            slots["hum_name"].append(name)
        if description:
            slots["hum_desc"].append({"value": description, "of": [name]} if name else description)
        slots["hum_type"].append({"value": person.value("ht"), "of": [tag]})
        slots["hum_number"].append({"value": "1" if name else _number(person, "hum_desc", text), "of": [tag]})
        plain = next((t.harm for t in told for m in person.mentions if _meets(t, m)), None)
        if plain or ((harm := person.value("he")) != "NONE" and told_of(harm, _around(person, text))):
            harm = plain or harm
            slots["hum_effect"].append({"value": harm, "of": [tag]})
    return slots


def _meets(toll: Toll, filler: Filler) -> bool:
    return filler.span.start < toll.end and toll.start < filler.span.end


def _around(entity: Entity, text: str) -> str:
    """The sentences in which somebody is named, and the one after each."""
    near = sentences_of(text, entity.mentions)
    return " ".join(text[span.start : span.end + NEXT] for span in near)


def things(fillers: Sequence[Filler], text: str, *, threshold: float) -> Slots:
    """The slots of the physical targets."""
    slots: Slots = {name: [] for name in ("phys_id", "phys_type", "phys_number", "phys_effect")}
    for thing in entities(fillers, text, threshold=threshold):
        name = thing.likeliest("phys", text)
        slots["phys_id"].append(name)
        slots["phys_type"].append({"value": thing.value("pt"), "of": [name]})
        slots["phys_number"].append({"value": _number(thing, "phys", text), "of": [name]})
        if (damage := thing.value("pe")) != "NONE":
            slots["phys_effect"].append({"value": damage, "of": [name]})
    return slots


def _number(entity: Entity, role: str, text: str) -> str:
    found = max((m for m in entity.mentions if m.role == role), key=lambda m: m.score)
    numbers = [how_many(text, m.span.start, m.span.end) for m in (found, *entity.mentions)]
    exact = [number for number in numbers if number[-1].isdigit() and number != "1"]
    return numbers[0] if numbers[0] not in ("PLURAL", "1") else next(iter(exact), numbers[0])
