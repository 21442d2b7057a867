"""What the roles model tells apart: the parts that words play in an attack, and what it says of each of them.

The parts and values are those of the MUC-4 templates (Sundheim 1992): who, whom, with what and how sure.
"""

from __future__ import annotations

from typing import NamedTuple

ROLES = ("perp_ind", "perp_org", "phys", "hum_name", "hum_desc", "instr", "loc", "date")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
STAGES = ("ACCOMPLISHED", "THREATENED", "ATTEMPTED")
CONFIDENCES = (
    "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "CLAIMED OR ADMITTED",
    "POSSIBLE",
)
PEOPLE = (
    "CIVILIAN",
    "POLITICAL FIGURE",
    "GOVERNMENT OFFICIAL",
    "LAW ENFORCEMENT",
    "LEGAL OR JUDICIAL",
    "ACTIVE MILITARY",
    "SECURITY GUARD",
    "FORMER GOVERNMENT OFFICIAL",
    "DIPLOMAT",
    "FORMER ACTIVE MILITARY",
)
HARM = ("NONE", "DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM", "NO DEATH")
THINGS = (
    "COMMERCIAL",
    "OTHER",
    "TRANSPORT VEHICLE",
    "ENERGY",
    "GOVERNMENT OFFICE OR RESIDENCE",
    "ORGANIZATION OFFICE",
    "COMMUNICATIONS",
    "FINANCIAL",
    "CIVILIAN RESIDENCE",
    "DIPLOMAT OFFICE OR RESIDENCE",
    "TRANSPORTATION ROUTE",
    "POLITICAL FIGURE OFFICE OR RESIDENCE",
    "LAW ENFORCEMENT FACILITY",
    "WATER",
)
DAMAGE = ("NONE", "SOME DAMAGE", "DESTROYED", "NO DAMAGE", "PROPERTY TAKEN FROM TARGET")
WEAPONS = (
    "BOMB",
    "GUN",
    "DYNAMITE",
    "EXPLOSIVE",
    "MACHINE GUN",
    "VEHICLE BOMB",
    "MORTAR",
    "RIFLE",
    "GRENADE",
    "AERIAL BOMB",
    "TORTURE",
    "CUTTING DEVICE",
    "MOLOTOV COCKTAIL",
    "ROCKET",
    "FIRE",
    "MINE",
)
CATEGORIES = ("NONE", "TERRORIST ACT", "STATE-SPONSORED VIOLENCE")
VECTOR = 32
SLOPE, BIAS = 6.0, -2.0
WINDOW, OVERLAP = 320, 128


class Head(NamedTuple):
    """One group of the model's outputs for a word piece: its name and its columns `[start, end)`."""

    name: str
    start: int
    end: int


VALUES: dict[str, tuple[str, ...]] = {
    "stage": STAGES,
    "ht": PEOPLE,
    "he": HARM,
    "pt": THINGS,
    "pe": DAMAGE,
    "it": WEAPONS,
    "conf": CONFIDENCES,
    "cat": CATEGORIES,
}


def _heads() -> dict[str, Head]:
    sizes = {"roles": 3 * len(ROLES), "type": len(TYPES)}
    sizes |= {name: len(values) for name, values in VALUES.items()}
    sizes |= {"inc": VECTOR, "ent": VECTOR, "doc": len(TYPES)}
    heads, at = {}, 0
    for name, size in sizes.items():
        heads[name], at = Head(name, at, at + size), at + size
    return heads


HEADS = _heads()
OUTPUTS = max(head.end for head in HEADS.values())
