"""A template filled for each incident of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from counterclaim.bench.templates import days, spots
from counterclaim.bench.templates.days import Day
from counterclaim.bench.templates.entities import entities, people, things
from counterclaim.bench.templates.grouping import Group, affinity, grouped
from counterclaim.bench.templates.passages import sentences_of
from counterclaim.bench.templates.spots import Atlas
from counterclaim.bench.templates.tidying import tidied
from counterclaim.bench.templates.tolls import CLASH, Toll, add_toll, tolls
from counterclaim.extract.role_labels import CATEGORIES, CONFIDENCES, STAGES, TYPES
from counterclaim.extract.roles import Filler, Reading
from counterclaim.model.documents import Span

SHOT = re.compile(r"\b(?:SHOT|SHOOT\w*|GUNFIRE|GUNNED|GUNM[AE]N|BULLETS?|RIDDLED)\b", re.IGNORECASE)
MACHINE_GUN = re.compile(r"\bMACHINE[- ]?GUN", re.IGNORECASE)
EXPLOSIVE = re.compile(r"\bEXPLOSIVES?\b", re.IGNORECASE)
CLAIMED = re.compile(
    r"\b(?:claim\w*\s+(?:the\s+|full\s+)?(?:responsib\w+|credit)|(?:took|taken|takes|accept\w*)\s+(?:responsib\w+|credit)"
    r"|admitted\s+(?:having|to|that\s+(?:it|they)))",
    re.IGNORECASE,
)
REACH = 80
UNHURT = re.compile(
    r"\b(?:NO|WITHOUT|NOT\s+CAUSE|NEITHER)\s+(?:ANY\s+)?(?:\w+\s+)?(?:CASUALT\w+|VICTIMS|INJUR\w+|DEATHS|PERSONAL\s+INJURIES)\b"
    r"|\bNO\s+ONE\s+WAS\s+(?:HURT|INJURED|KILLED|WOUNDED)",
    re.IGNORECASE,
)
Template = dict[str, list[Any]]


class Choices(NamedTuple):
    """How sure the reader must be, chosen on the 200 development documents for two ways of running the tagger at once.

    Attributes:
        core: the score of a filler that makes an incident.
        people: the score of a human target.
        organisation: the score of an organisation that did it.
        evidence: the summed score of the fillers of an incident.
        relevant: how likely the text must report an attack at all.
        type: how likely a further type of the same incident must be.
        together: how likely two targets must be of one incident.
        shared: how likely a perpetrator must be of a further incident.
        same: how likely two fillers must be one thing.
        near: how likely a place or time must be of the incident.
    """

    core: float
    people: float
    organisation: float
    evidence: float
    relevant: float
    type: float
    together: float
    shared: float
    same: float
    near: float


CHOICES = Choices(
    core=0.28,
    people=0.35,
    organisation=0.4,
    evidence=0.5,
    relevant=0.2,
    type=0.7,
    together=0.5,
    shared=0.5,
    same=0.35,
    near=0.2,
)


class Report(NamedTuple):
    """One report: its text, the day of its dateline, and where the dateline ends."""

    text: str
    published: str | None
    head: int


class _Case(NamedTuple):
    """All that the templates of one report are filled from."""

    report: Report
    reading: Reading
    times: Sequence[Day]
    atlas: Atlas
    choices: Choices


def templates(report: Report, reading: Reading, atlas: Atlas, choices: Choices) -> list[Template]:
    """The templates of a report from the fillers that its text was found to have."""
    if max(reading.types) < choices.relevant:
        return []
    tidy = tidied([f for f in reading.fillers if f.score >= _least(f.role, choices)], report.text)
    core = [f for f in tidy if f.role not in ("loc", "date") and f.score >= choices.core]
    core = [f for f in core if f.span.start >= report.head]
    case = _Case(report, reading, days.days(report.text, report.published), atlas, choices)
    found: list[Template] = []
    for group in grouped(core, together=choices.together, shared=choices.shared) if core else ():
        if sum(f.score for f in group.fillers) >= choices.evidence:
            found += _of_group(group, case)
    return found


def _least(role: str, choices: Choices) -> float:
    """How sure the tagger must be of a filler of a role."""
    if role.startswith("hum_"):
        return choices.people
    return choices.organisation if role == "perp_org" else 0.0


def _of_group(group: Group, case: _Case) -> list[Template]:
    likely = group.types()
    chosen = [name for name, share in zip(TYPES, likely, strict=True) if share >= case.choices.type]
    chosen = chosen or [TYPES[max(range(len(TYPES)), key=likely.__getitem__)]]
    base = _base(group, case)
    return [_typed(name, base, group, case.report.text) for name in chosen]


def _base(group: Group, case: _Case) -> Template:
    text, report = case.report.text, case.report
    where, when = _belonging("loc", group, case), _belonging("date", group, case)
    stages, categories = group.shares("stage"), group.shares("cat")
    category = CATEGORIES[max(range(len(CATEGORIES)), key=categories.__getitem__)]
    here = sentences_of(text, group.fillers)
    named = [day for f in when for day in days.touching(case.times, f.span.start, f.span.end)]
    return {
        "date": days.slot(named, report.published),
        "location": spots.slot([f.span for f in where], text, report.head, case.atlas),
        "stage": [STAGES[max(range(len(STAGES)), key=stages.__getitem__)]],
        "perp_category": [] if category == "NONE" else [category],
        **_perpetrators(group, here, case),
        **things(group.of("phys"), text, threshold=case.choices.same),
        **_people(group, here, case),
    }


def _people(group: Group, here: Sequence[Span], case: _Case) -> Template:
    """The people whom the tagger marks, those whom the same sentences count, or the word that nobody was hurt."""
    text = case.report.text
    counted = [toll for toll in tolls(text) if _outside_clashes(toll, here, text)]
    slots = people(group.of("hum_name", "hum_desc"), text, threshold=case.choices.same, told=counted)
    marked = [filler.span for filler in group.of("hum_name", "hum_desc")]
    for toll in counted:
        if not any(span.start < toll.end and toll.start < span.end for span in marked):
            add_toll(slots, toll, text)
    if not slots["hum_type"] and UNHURT.search(text):
        slots["hum_effect"] = ["NO INJURY OR DEATH"]
    return slots


def _outside_clashes(toll: Toll, here: Sequence[Span], text: str) -> bool:
    """Whether one of the sentences counts these people, and tells of no clash between forces."""
    told = next((span for span in here if span.start <= toll.start < span.end), None)
    return told is not None and not CLASH.search(text, told.start, told.end)


def _belonging(role: str, group: Group, case: _Case) -> list[Filler]:
    """The places or times of an incident, the likeliest first."""
    found = [f for f in case.reading.fillers if f.role == role and f.span.start >= case.report.head]
    weights = {id(f): f.score * affinity(f, group.fillers) for f in found}
    near = [f for f in found if weights[id(f)] >= case.choices.near]
    return sorted(near, key=lambda f: (-weights[id(f)], f.span.start))


def _around(group: Group, text: str) -> str:
    return " ".join(text[max(0, f.span.start - 80) : f.span.end + 80] for f in group.fillers)


def _perpetrators(group: Group, here: Sequence[Span], case: _Case) -> Template:
    """Who did it: as the tagger marks them, else the known organisation that the same sentences name most often."""
    slots: Template = {"perp_ind": [], "perp_org": [], "perp_org_confidence": []}
    text, same = case.report.text, case.choices.same
    for one in entities(group.of("perp_ind"), text, threshold=same):
        slots["perp_ind"].append(one.likeliest("perp_ind", text))
    whole = [_whole(filler, text, case.atlas) for filler in group.of("perp_org")]
    for organisation in entities(whole, text, threshold=same):
        name = organisation.likeliest("perp_org", text)
        admitted = any(CLAIMED.search(text, s.start, s.end) for s in sentences_of(text, organisation.mentions))
        slots["perp_org"].append(name)
        value = "CLAIMED OR ADMITTED" if admitted else organisation.value("conf")
        slots["perp_org_confidence"].append({"value": value, "of": [name]})
    if not slots["perp_org"] and (
        known := _known_organisation(" ".join(text[s.start : s.end] for s in here), case.atlas)
    ):
        shares = group.shares("conf")
        slots["perp_org"] = [known]
        slots["perp_org_confidence"] = [{"value": CONFIDENCES[shares.index(max(shares))], "of": [known]}]
    return slots


def _whole(filler: Filler, text: str, atlas: Atlas) -> Filler:
    """A filler that is a piece of a known organisation's name, grown to the name."""
    start, end = filler.span.start, filler.span.end
    for name in sorted(atlas.organisations, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        for match in re.finditer(rf"\b{words}\b", text[max(0, start - REACH) : end + REACH], re.IGNORECASE):
            span = Span(*match.span()).shift(max(0, start - REACH))
            if span.start <= start and end <= span.end:
                return replace(filler, span=span)
    return filler


def _known_organisation(text: str, atlas: Atlas) -> str | None:
    plain = " ".join(text.upper().split())
    counts = {name: len(re.findall(rf"(?<![A-Z]){re.escape(name)}(?![A-Z])", plain)) for name in atlas.organisations}
    best = max(counts, key=lambda name: (counts[name], len(name)), default="")
    return best if counts.get(best) else None


def _typed(name: str, base: Mapping[str, list[Any]], group: Group, text: str) -> Template:
    instruments = _instruments(name, group, text)
    return {**base, "type": [name], **instruments}


def _instruments(name: str, group: Group, text: str) -> Template:
    found = {e.likeliest("instr", text): e.value("it") for e in entities(group.of("instr"), text, threshold=0.5)}
    if found:
        return {"instr_id": list(found), "instr_type": [{"value": v, "of": [k]} for k, v in found.items()]}
    around = _around(group, text)
    if name == "BOMBING":
        return {"instr_type": ["EXPLOSIVE" if EXPLOSIVE.search(around) else "BOMB"]}
    if name == "ATTACK" and MACHINE_GUN.search(around):
        return {"instr_type": ["MACHINE GUN"]}
    return {"instr_type": ["GUN"]} if name == "ATTACK" and SHOT.search(around) else {}
