"""Who holds what according to whom: histories and the state at a day, as a table and as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.incidents import Control, Disagreement
from counterclaim.publish.layout import UNKNOWN, Column, Record, Records, clean

_DAY = len("2020-03-04")
_COLUMNS = (
    Column(name="Place", share=4),
    Column(name="According to", share=5),
    Column(name="What", share=3),
    Column(name="Holder", share=4),
    Column(name="Since", width=_DAY),
)
_DISAGREED = (
    Column(name="Place", share=2),
    Column(name="From", width=_DAY),
    Column(name="To", width=_DAY),
    Column(name="Holder, according to", share=6),
)


def table(lines: Sequence[Control], disputed: frozenset[str]) -> RenderableType:
    """The lines one below the other; places that claimants give to different holders are marked."""
    if not lines:
        return Text("Nobody says who holds a place by then.")
    records = [_record(line, marked=_key(line) in disputed) for line in lines]
    shown: list[RenderableType] = [Records(columns=_COLUMNS, records=records)]
    if any(_key(line) in disputed for line in lines):
        shown += [Text(""), Text("⊘ claimants name different holders", style="dim")]
    return Group(*shown)


def disagreements(found: Sequence[Disagreement]) -> RenderableType:
    """For each place and run of days who holds it according to whom."""
    if not found:
        return Text("No claimants name different holders of one place on one day.")
    records = [_disagreement(one) for one in found]
    return Records(columns=_DISAGREED, records=records)


def _disagreement(one: Disagreement) -> Record:
    held = "; ".join(
        f"{clean(line.holder)} ({line.change.replace('_', ' ')}: {clean(line.claimant)})" for line in one.held
    )
    return Record(
        cells=(clean(one.place), one.since.isoformat(), one.until.isoformat() if one.until else UNKNOWN, held)
    )


def disagreement_to_wire(one: Disagreement) -> dict[str, Any]:
    """The days on which claimants disagree over a place, as `counterclaim.disagreement/1`."""
    return {
        "schema": "counterclaim.disagreement/1",
        "place": one.place,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "held": [
            {"claimant": line.claimant, "holder": line.holder, "change": line.change, "claim": line.claim}
            for line in one.held
        ],
    }


def _key(line: Control) -> str:
    return line.place_id or line.place


def _record(line: Control, *, marked: bool) -> Record:
    day = line.period.start.isoformat() if line.period and line.period.start else UNKNOWN
    place = f"{'⊘ ' if marked else ''}{clean(line.place)}"
    return Record(cells=(place, clean(line.claimant), line.change.replace("_", " "), clean(line.holder), day))


def geojson(lines: Sequence[Control], disputed: frozenset[str], day: str) -> dict[str, Any]:
    """The state at a day as a feature collection (RFC 7946); a place of unknown position has a null geometry."""
    return {
        "type": "FeatureCollection",
        "day": day,
        "features": [_feature(line, disputed=_key(line) in disputed) for line in lines],
    }


def _feature(line: Control, *, disputed: bool) -> dict[str, Any]:
    point = line.position
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]} if point else None,
        "properties": {
            "place": line.place,
            "place_id": line.place_id,
            "claimant": line.claimant,
            "holder": line.holder,
            "loser": line.loser,
            "change": line.change,
            "since": line.period.start.isoformat() if line.period and line.period.start else None,
            "disputed": disputed,
            "claim": line.claim,
        },
    }
