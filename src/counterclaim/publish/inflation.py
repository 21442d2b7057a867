"""What a model expects to be confirmed of claims, always marked as a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.inflation import Inflation
from counterclaim.publish.layout import UNKNOWN, Column, Record, Records, clean, heading

DIRECTIONS = {"own": "own losses", "others": "losses of others", None: UNKNOWN}
NO_EVIDENCE = (
    "A model, no evidence: it takes what was confirmed for all that can be, and claims to come for like those before. "
    "Each interval should hold nine times of ten; what was never confirmed may have happened all the same."
)
_COLUMNS = (
    Column(name="Claimant", share=4),
    Column(name="Of", share=3),
    Column(name="What", share=4),
    Column(name="Pairs", number=True),
    Column(name="Times more claimed", share=4),
    Column(name="Of 100 claimed, confirmed", share=4),
)


def table(found: Sequence[Inflation]) -> RenderableType:
    """For each claimant, direction and group how many times more is claimed, and what comes of a hundred claimed."""
    name = found[0].model if found else ""
    return Group(
        Text(""),
        heading("Model: what may be confirmed of claims to come", name),
        Records(columns=_COLUMNS, records=[_record(one) for one in found]),
        Text(""),
        Text(NO_EVIDENCE, style="dim"),
    )


def _record(one: Inflation) -> Record:
    times = f"{one.middle:.3g} ({one.low:.2g}–{one.high:.3g})"
    expected = f"{one.next.middle:,.0f} ({one.next.low:,.0f}–{one.next.high:,.0f})"
    cells = (clean(one.source), DIRECTIONS[one.direction], clean(one.group), str(one.pairs), times, expected)
    return Record(cells=cells)


def to_wire(one: Inflation) -> dict[str, Any]:
    """What a model says of one claimant and group, as `counterclaim.inflation/1`."""
    return {
        "schema": "counterclaim.inflation/1",
        "model": one.model,
        "claimant": one.source,
        "direction": one.direction,
        "group": one.group,
        "pairs": one.pairs,
        "ratio": {"low": one.low, "middle": one.middle, "high": one.high},
        "expected": {
            "claimed": one.next.claimed,
            "low": one.next.low,
            "middle": one.next.middle,
            "high": one.next.high,
        },
        "interval": 0.9,
    }
