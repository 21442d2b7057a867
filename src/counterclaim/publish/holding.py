"""Who holds what according to whom: histories and the state at a day, as a table and as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.incidents import Control
from counterclaim.publish.layout import UNKNOWN, Column, Record, Records, clean

_DAY = len("2020-03-04")
_COLUMNS = (
    Column(name="Place", share=4),
    Column(name="According to", share=5),
    Column(name="What", share=3),
    Column(name="Holder", share=4),
    Column(name="Since", width=_DAY),
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
