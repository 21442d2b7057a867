"""Running totals of one claimant, and who holds which place according to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.errors import UnknownRecord
from counterclaim.model.incidents import Control, Finding, FindingKind, Increment, Tally
from counterclaim.model.overviews import ClaimQuery, PlaceSummary
from counterclaim.model.values import Period
from counterclaim.store.base import View
from counterclaim.workbench.lines import ClaimLine, masked, to_line

ODD = (FindingKind.TOTAL_MISMATCH, FindingKind.FALLING_TOTAL)
NOT_HELD = frozenset({"lost", "evacuated", "contested"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyLine:
    """A running total in one line, with what is odd about it."""

    tally: Tally
    claimant: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of a running total, with its words; `note` tells of days counted twice or left out before it."""

    step: Increment
    line: ClaimLine | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyPage:
    """The page of a running total."""

    line: TallyLine
    steps: tuple[Step, ...]
    declared: tuple[Step, ...]
    others: tuple[TallyLine, ...]


def tallies(view: View, words: str = "") -> tuple[TallyLine, ...]:
    """All running totals, those that do not add up first, then those with the most figures."""
    found = view.tallies()
    named = _Named(view, (tally.claimant for tally in found))
    odd = [f for kind in ODD for f in view.findings(None, kind)]
    lines = [_line(tally, odd, named) for tally in found]
    wanted = [line for line in lines if words.casefold() in line.claimant.casefold()]
    size = {line.tally.id: len(line.tally.increments) + len(line.tally.declared) for line in wanted}
    return tuple(sorted(wanted, key=lambda line: (-len(line.findings), -size[line.tally.id], line.claimant)))


def tally(view: View, key: str) -> TallyPage:
    """The page of one running total.

    Raises:
        UnknownRecord: if there is none of that id.
    """
    lines = tallies(view)
    line = next((line for line in lines if line.tally.id == key), None)
    if line is None:
        raise UnknownRecord(key)
    found = line.tally
    ids = tuple(sorted({step.claim for step in (*found.increments, *found.declared)}))
    claims = {e.claim.id: to_line(e) for e in masked(view, view.entries(ClaimQuery(claims=ids)))}
    alike = (other for other in lines if (other.tally.role, other.tally.object) == (found.role, found.object))
    return TallyPage(
        line=line,
        steps=_steps(found.increments, claims),
        declared=_steps(found.declared, claims, windows=False),
        others=tuple(other for other in alike if other.tally.id != key),
    )


class _Named:
    """Names of claimants and actors, asked for at once."""

    def __init__(self, view: View, keys: Iterable[str | None]) -> None:
        self.known = view.names_of(sorted({key for key in keys if key and ":" in key}))

    def __call__(self, key: str) -> str:
        if ":" not in key:
            return key
        return self.known.get(key) or key.partition(":")[2].replace("-", " ").title()


def _line(tally: Tally, odd: Sequence[Finding], named: _Named) -> TallyLine:
    totals = {step.claim for step in tally.declared}
    about = tuple(f for f in odd if totals and totals & set(f.claims) and _speaks_of(f, tally))
    return TallyLine(tally=tally, claimant=named(tally.claimant), findings=about)


def _speaks_of(finding: Finding, tally: Tally) -> bool:
    """Whether the finding names a total that this series declares."""
    figures = {f"{int(bound):,}" for step in tally.declared for bound in (step.interval.low,) if bound is not None}
    words = finding.message.replace(",", "").split()
    return sum(figure.replace(",", "") in words for figure in figures) >= min(2, len(figures))


def _steps(steps: Sequence[Increment], claims: Mapping[str, ClaimLine], *, windows: bool = True) -> tuple[Step, ...]:
    ordered = sorted(steps, key=lambda step: step.window.bounds if step.window else (date.max, date.max))
    made, before = [], None
    for step in ordered:
        note = _note(before, step.window) if windows else None
        made.append(Step(step=step, line=claims.get(step.claim), note=note))
        before = step.window or before
    return tuple(made)


def _note(before: Period | None, window: Period | None) -> str | None:
    """What lies between one window and the next: days that both count, or that neither does."""
    if before is None or window is None or before.end is None or window.start is None:
        return None
    between = (window.start - before.end).days - 1
    if between > 0:
        first, last = before.end + timedelta(days=1), window.start - timedelta(days=1)
        return f"gap: no figure for {Period(first, last).caption}"
    if between < 0:
        end = min(before.end, window.end or before.end)
        return f"overlap: {Period(window.start, end).caption} is counted twice" if window.start <= end else None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """One line of the history of a place, with the names of who holds it and who says so, and the words."""

    control: Control
    claimant: str
    holder: str | None
    loser: str | None
    line: ClaimLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlledPlace:
    """A place: its last line for each claimant up to the day, whether they disagree, and its whole history."""

    name: str
    key: str | None
    place: PlaceSummary | None
    now: tuple[ControlLine, ...]
    disputed: bool
    history: tuple[ControlLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPage:
    """Who holds what on a day, according to whom; `days` are the days on which something changes."""

    day: date | None
    days: tuple[date, ...]
    places: tuple[ControlledPlace, ...]
    undated: int


def control(view: View, day: date | None = None) -> ControlPage:
    """Who holds what up to a day (the last if none is given), according to whom."""
    found = view.controls()
    days = tuple(sorted({c.period.start for c in found if c.period and c.period.start}))
    until = day or (days[-1] if days else None)
    named = _Named(view, (key for c in found for key in (c.claimant, c.holder, c.loser)))
    places = {place.key: place for place in view.places()}
    ids = tuple(sorted({c.claim for c in found}))
    claims = {e.claim.id: to_line(e) for e in masked(view, view.entries(ClaimQuery(claims=ids)))}
    groups: dict[str, list[ControlLine]] = defaultdict(list)
    for line in sorted((_control_line(c, named, claims) for c in found), key=_start):
        groups[line.control.place_id or line.control.place].append(line)
    return ControlPage(
        day=until,
        days=days,
        places=tuple(_place(key, lines, places, until) for key, lines in sorted(groups.items(), key=_by_name)),
        undated=sum(c.period is None or c.period.start is None for c in found),
    )


def _control_line(control: Control, named: _Named, claims: Mapping[str, ClaimLine]) -> ControlLine:
    return ControlLine(
        control=control,
        claimant=named(control.claimant),
        holder=named(control.holder) if control.holder else None,
        loser=named(control.loser) if control.loser else None,
        line=claims.get(control.claim),
    )


def _start(line: ControlLine) -> date:
    period = line.control.period
    return period.start if period and period.start else date.min


def _by_name(item: tuple[str, list[ControlLine]]) -> tuple[int, str]:
    return (-len(item[1]), item[1][0].control.place)


def _place(
    key: str, lines: Sequence[ControlLine], places: Mapping[str, PlaceSummary], until: date | None
) -> ControlledPlace:
    last: dict[str, ControlLine] = {}
    for line in lines:
        if until is not None and date.min < _start(line) <= until:
            last[line.control.claimant] = line
    return ControlledPlace(
        name=lines[0].control.place,
        key=lines[0].control.place_id,
        place=places.get(key),
        now=tuple(last.values()),
        disputed=_disagree(last.values()),
        history=tuple(lines),
    )


def _disagree(lines: Iterable[ControlLine]) -> bool:
    """Whether two claimants name different holders, or one says that the holder of the other does not hold it."""
    held = {(line.holder or "").casefold() for line in lines if line.holder and line.control.change not in NOT_HELD}
    lost = {(line.loser or line.holder or "").casefold() for line in lines if line.control.change in NOT_HELD}
    return len(held) > 1 or bool(held & (lost - {""}))
