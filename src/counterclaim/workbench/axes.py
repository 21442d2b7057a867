"""Intervals of one measure side by side on one axis, ready to be drawn: every length is a share of the axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from counterclaim.model.claims import Entry, Measure, Object, Role
from counterclaim.model.incidents import Estimate
from counterclaim.publish import phrases
from counterclaim.publish.phrases import words
from counterclaim.workbench.lines import ClaimLine, to_line

WIDTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An interval on the axis from `left` to `right`; `open` tells that it has no upper bound."""

    left: float
    right: float
    best: float | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim on the axis, with its words; `used` tells whether the estimate rests on it."""

    line: ClaimLine
    figure: str
    counted: str | None
    bar: Bar | None
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One measure: its claims and the estimate on a common scale, with ticks as pairs of place and label."""

    role: Role
    object: Object
    label: str
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    estimate: Estimate | None
    estimate_bar: Bar | None


def axes(entries: Sequence[Entry], estimates: Sequence[Estimate]) -> tuple[Axis, ...]:
    """One axis for each measure, deaths first, the smallest figure at the top."""
    found: dict[tuple[Role, Object], list[tuple[Entry, Measure]]] = defaultdict(list)
    for entry in entries:
        for measure in entry.claim.measures:
            if measure.share is None:
                found[measure.role, measure.object].append((entry, measure))
    known = {(e.role, e.object): e for e in estimates}
    ranked = sorted(found, key=lambda key: (list(Role).index(key[0]), list(Object).index(key[1])))
    return tuple(_axis(key, found[key], known.get(key)) for key in ranked)


def _axis(key: tuple[Role, Object], rows: Sequence[tuple[Entry, Measure]], estimate: Estimate | None) -> Axis:
    role, counted = key
    bounds = [bound for _, m in rows for bound in (m.interval.low, m.interval.high) if bound is not None]
    top, step = _scale(max([*bounds, *([estimate.high] if estimate and estimate.high else [])], default=1))
    used = set(estimate.claims) if estimate else set()
    ordered = sorted(rows, key=lambda row: (*row[1].interval.bounds, row[0].claim.id))
    return Axis(
        role=role,
        object=counted,
        label=words(role.value) if counted is Object.PERSON else f"{words(role.value)}: {words(counted.value)}",
        ticks=tuple((WIDTH * n * step / top, f"{n * step:,.0f}") for n in range(int(top / step) + 1)),
        rows=tuple(_row(entry, measure, top, used) for entry, measure in ordered),
        estimate=estimate,
        estimate_bar=_bar(estimate.low, estimate.high, top, estimate.best) if estimate else None,
    )


def _scale(highest: float) -> tuple[float, float]:
    """The end of an axis that has room for the highest figure, and the distance between its ticks."""
    highest = max(highest, 1) * 1.06
    rough = highest / 5
    power: float = 10 ** floor(log10(rough))
    step = max(1, next(power * n for n in (1, 2, 5, 10) if power * n >= rough))
    return ceil(highest / step) * step, step


def _row(entry: Entry, measure: Measure, top: float, used: set[str]) -> Row:
    about = "about " if measure.approximate or measure.vague else ""
    return Row(
        line=to_line(entry),
        figure=f"{about}{phrases.interval(measure.interval)}",
        counted=measure.who,
        bar=_bar(measure.interval.low, measure.interval.high, top),
        used=entry.claim.id in used,
    )


def _bar(low: float | None, high: float | None, top: float, best: float | None = None) -> Bar | None:
    if low is None and high is None:
        return None
    left = WIDTH * (low or 0) / top
    right = float(WIDTH) if high is None else WIDTH * high / top
    return Bar(left=left, right=right, best=None if best is None else WIDTH * best / top, open=high is None)
