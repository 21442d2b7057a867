"""MUC-4 templates turned into labelled words of their text: the strings of a template are looked up near its event.

A string that stands in several places is labelled where other fillers of the same template stand in the same sentence
or beside it; names of people are labelled wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.bench.templates.days import Day, days
from counterclaim.extract.role_labels import TYPES

Json = Mapping[str, Any]
SLOTS = {
    "perp_ind": "perp_ind",
    "perp_org": "perp_org",
    "phys_id": "phys",
    "hum_name": "hum_name",
    "hum_desc": "hum_desc",
    "instr_id": "instr",
}
SAID = {
    "hum_name": {"ht": "hum_type", "he": "hum_effect"},
    "hum_desc": {"ht": "hum_type", "he": "hum_effect"},
    "phys": {"pt": "phys_type", "pe": "phys_effect"},
    "instr": {"it": "instr_type"},
    "perp_org": {"conf": "perp_org_confidence"},
}
MAY_LACK = ("he", "pe")
GLOSS = re.compile(r"\s*\[[^\]]*\]")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\n\"'(\[A-Z0-9])|\n\s*\n")
SHORTENED = re.compile(r"\b(?:DR|MR|MRS|GEN|COL|LT|CAPT|SGT|MAJ|U\.S|NO|ST|JR|SR|[A-Z])\.\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """Words that play a role in one or more templates of a text.

    Attributes:
        role: one of `role_labels.ROLES`.
        start: where the words begin.
        end: where they end.
        templates: the numbers of the templates.
        things: numbers of what the words stand for; the same number is the same person or thing.
        types: the types of the templates.
        values: what the templates say of it, by group of `role_labels.VALUES`.
    """

    role: str
    start: int
    end: int
    templates: set[int] = field(default_factory=set)
    things: set[int] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Filler:
    """A filler of one template with all places where its strings stand."""

    role: str
    thing: int
    places: tuple[tuple[int, int], ...]
    values: Mapping[str, str]


def parts(record: Json) -> list[Part]:
    """The labelled words of one record (`text`, `dateline`, `templates`), in text order."""
    text, dateline = record["text"], record.get("dateline") or {}
    times = days(text, dateline.get("date"))
    starts = _sentence_starts(text)
    found: dict[tuple[int, int, str], Part] = {}
    things = iter(range(10**6))
    for number, template in enumerate(record["templates"]):
        fillers = list(_fillers(template, text, dateline.get("end") or 0, times, things))
        for filler, (start, end) in _near_the_event(fillers, starts):
            part = found.setdefault(
                (start, end, filler.role), Part(filler.role, start, end, values=dict(filler.values))
            )
            part.templates.add(number)
            part.things.add(filler.thing)
            part.types.update(_values(template, "type", TYPES))
            part.values |= {group: value for group, value in _of_template(template).items() if group not in part.values}
    return sorted(found.values(), key=lambda part: (part.start, part.role))


def _of_template(template: Json) -> dict[str, str]:
    stage = next(iter(_values(template, "stage", ())), None)
    category = next(iter(_values(template, "perp_category", ())), "NONE")
    return {"cat": category} | ({"stage": stage} if stage else {})


def _values(template: Json, slot: str, known: Sequence[str]) -> list[str]:
    values = [alternative["value"] for filler in template.get(slot, ()) for alternative in filler["any"]]
    return [value for value in values if not known or value in known]


def _fillers(template: Json, text: str, head: int, times: Sequence[Day], things: Iterator[int]) -> Iterator[_Filler]:
    people: dict[str, int] = {}
    for slot, role in SLOTS.items():
        for filler in template.get(slot, ()):
            strings = {alternative["value"] for alternative in filler["any"]}
            others = {name for alternative in filler["any"] for name in alternative.get("of", ()) if name != "-"}
            thing = (
                next((people[name] for name in sorted(others) if name in people), None) if role == "hum_desc" else None
            )
            thing = next(things) if thing is None else thing
            people |= dict.fromkeys(strings, thing) if role == "hum_name" else {}
            values = {
                group: value
                for group, said in SAID.get(role, {}).items()
                if (value := _said(template, said, strings | others) or ("NONE" if group in MAY_LACK else None))
            }
            yield _Filler(role, thing, tuple(_found(text, _plain(strings))), values)
    for name in sorted(_place_names(template)):
        yield _Filler("loc", next(things), tuple(p for p in _found(text, [name]) if p[0] >= head), {})
    if moments := [(day.start, day.end) for day in times if day.start >= head and _is_date(template, day)]:
        yield _Filler("date", next(things), tuple(moments), {})


def _said(template: Json, slot: str, names: set[str]) -> str | None:
    """The value of a slot that is cross-referenced to one of these names."""
    for filler in template.get(slot, ()):
        for alternative in filler["any"]:
            if names & set(alternative.get("of", ())):
                return str(alternative["value"].split(" / ")[0])
    return None


def _plain(strings: Iterable[str]) -> list[str]:
    """The strings as written and without glosses in square brackets."""
    return sorted({form for string in strings for form in (string, GLOSS.sub("", string))})


def _place_names(template: Json) -> set[str]:
    levels = [
        level
        for filler in template.get("location", ())
        for alternative in filler["any"]
        for key in ("levels", "to_levels")
        for level in alternative.get(key) or ()
    ]
    return {name for name, kind in levels if kind != "COUNTRY"}


def _is_date(template: Json, day: Day) -> bool:
    """Whether a time is the date of a template, or one end of it."""
    first, last = str(day.period.start), str(day.period.end)
    for filler in template.get("date", ()):
        for alternative in filler["any"]:
            bounds = (alternative.get("from"), alternative.get("to"))
            if None not in bounds and ((first, last) == bounds or (first == last and first in bounds)):
                return True
    return False


def _found(text: str, strings: Iterable[str]) -> list[tuple[int, int]]:
    """Where the strings stand as whole words, whatever the space between; not where one stands within another."""
    large = text.upper()
    hits: set[tuple[int, int]] = set()
    for string in strings:
        if words := string.upper().split():
            pattern = r"(?<![A-Z0-9])" + r"\s+".join(map(re.escape, words)) + r"(?![A-Z0-9])"
            hits.update(match.span() for match in re.finditer(pattern, large))
    return [hit for hit in sorted(hits) if not any(o != hit and o[0] <= hit[0] and hit[1] <= o[1] for o in hits)]


def _sentence_starts(text: str) -> list[int]:
    ends = [
        m for m in SENTENCE_END.finditer(text) if m[0].count("\n") > 1 or not SHORTENED.search(text[: m.start()][-8:])
    ]
    return [0, *(match.end() for match in ends)]


def _near_the_event(fillers: Sequence[_Filler], starts: Sequence[int]) -> Iterator[tuple[_Filler, tuple[int, int]]]:
    """Each filler with those of its places that have most of the other fillers around them."""
    present: dict[int, set[int]] = defaultdict(set)
    for filler in fillers:
        for place in filler.places:
            present[bisect_right(starts, place[0])].add(filler.thing)
    for filler in fillers:
        weighed = [(_company(filler.thing, bisect_right(starts, place[0]), present), place) for place in filler.places]
        best = max((weight for weight, _ in weighed), default=0.0)
        for weight, place in weighed:
            if filler.role == "hum_name" or weight >= best - min(3.0, max(best, 0.0) / 2):
                yield filler, place


def _company(thing: int, sentence: int, present: Mapping[int, set[int]]) -> float:
    here = present[sentence] - {thing}
    beside = (present[sentence - 1] | present[sentence + 1]) - {thing} - here
    return 2 * len(here) + len(beside) - 0.02 * sentence
