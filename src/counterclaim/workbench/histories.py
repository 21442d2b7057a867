"""Running totals of one claimant, and who holds which place according to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.errors import UnknownRecord
from counterclaim.model.incidents import ON_COURSES, Control, Finding, FindingKind, Increment, Tally
from counterclaim.model.overviews import ClaimQuery, PlaceSummary, Slice
from counterclaim.model.series import Point, Series
from counterclaim.model.values import Period
from counterclaim.store.base import View
from counterclaim.workbench import beside
from counterclaim.workbench.beside import Beside, Track
from counterclaim.workbench.browsing import window
from counterclaim.workbench.lines import ClaimLine, masked, to_line

ODD = (FindingKind.TOTAL_MISMATCH, FindingKind.FALLING_TOTAL, *ON_COURSES)
PAGE, BESIDE, DRAWN, TABLES = 40, 30, 3, 4
NOT_HELD = frozenset({"lost", "evacuated", "contested"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyLine:
    """A running total in one line, with who gives it (`source` is the key) and what is odd about it."""

    tally: Tally
    claimant: str
    source: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of a running total, with its words; `note` tells of days that stand in two windows or in none."""

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
    more: int
    tables: tuple[Beside, ...]
    known: tuple[Series, ...]
    table: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyList:
    """The page of running totals: those of claims, and the series of tables."""

    words: str
    found: Slice[TallyLine]
    first: bool
    tables: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The page of one series of a table, its latest figures first, and the totals that count the same."""

    series: Series
    found: Slice[Point]
    first: bool
    totals: tuple[TallyLine, ...]


def tallies(view: View, words: str = "") -> tuple[TallyLine, ...]:
    """All running totals, those that do not add up first, then those with the most figures."""
    found = view.tallies()
    odd: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in (f for kind in ODD for f in view.findings(None, kind)):
        odd[finding.tally].append(finding)
    keys = view.sources_of([claim for claim in map(_first, found) if claim])
    names = view.names_of(sorted(set(keys.values())))
    lines = [_line(tally, keys.get(_first(tally) or ""), names, odd[tally.id]) for tally in found]
    wanted = [line for line in lines if words.casefold() in f"{line.claimant}\n{line.tally.claimant}".casefold()]
    size = {line.tally.id: len(line.tally.increments) + len(line.tally.declared) for line in wanted}
    return tuple(sorted(wanted, key=lambda line: (-len(line.findings), -size[line.tally.id], line.claimant)))


def _first(tally: Tally) -> str | None:
    """A claim of the total, which says whose it is."""
    return next((step.claim for step in (*tally.increments, *tally.declared)), None)


def _line(tally: Tally, key: str | None, names: Mapping[str, str], odd: Sequence[Finding]) -> TallyLine:
    name = names.get(key or "") or tally.claimant
    return TallyLine(tally=tally, claimant=name, source=key, findings=tuple(odd))


def listed(view: View, words: str = "", cursor: str | None = None, size: int = PAGE) -> TallyList:
    """Running totals from the cursor on.

    Raises:
        BadCursor: if no such list gave the cursor.
    """
    found = window(tallies(view, words), cursor, size)
    tables = [series for series in view.series() if words.casefold() in series.name.casefold()]
    return TallyList(words=words, found=found, first=cursor is None, tables=tuple(tables))


def tally(view: View, key: str, table: str | None = None) -> TallyPage:
    """The page of one running total, beside it the series of tables that count the same, or the one of an id.

    Raises:
        UnknownRecord: if there is no total or no series of that id.
    """
    lines = tallies(view)
    line = _of_id(lines, key)
    found = line.tally
    ids = tuple(sorted({step.claim for step in (*found.increments, *found.declared)}))
    claims = {e.claim.id: to_line(e) for e in masked(view, view.entries(ClaimQuery(claims=ids)))}
    alike = _alike(lines, found)
    known = tuple(view.series())
    return TallyPage(
        line=line,
        steps=_steps(found.increments, claims),
        declared=_steps(found.declared, claims, windows=False),
        others=tuple(alike[:BESIDE]),
        more=len(alike[BESIDE:]),
        tables=tuple(beside.beside(found, series) for series in _tables(known, found, table)),
        known=known,
        table=table,
    )


def tracks(view: View, key: str, table: str | None = None) -> tuple[Track, ...]:
    """What is drawn of one running total: its figures, those of others on the same measure, and the series beside it.

    Raises:
        UnknownRecord: if there is no total or no series of that id.
    """
    lines = tallies(view)
    line = _of_id(lines, key)
    others = [other for other in _alike(lines, line.tally) if other.tally.party == line.tally.party]
    shown = [(shown.claimant, shown.tally) for shown in (line, *others[:DRAWN])]
    return beside.tracks(shown, _tables(view.series(), line.tally, table))


def of_table(view: View, key: str, cursor: str | None = None) -> TablePage:
    """The page of one series of a table.

    Raises:
        UnknownRecord: if there is none of that id.
        BadCursor: if no such list gave the cursor.
    """
    (series,) = _chosen(view.series(), key)
    totals = tuple(line for line in tallies(view) if beside.fits(line.tally, series))
    return TablePage(
        series=series, found=window(series.points[::-1], cursor), first=cursor is None, totals=totals[:BESIDE]
    )


def _of_id(lines: Sequence[TallyLine], key: str) -> TallyLine:
    line = next((line for line in lines if line.tally.id == key), None)
    if line is None:
        raise UnknownRecord(key)
    return line


def _alike(lines: Sequence[TallyLine], tally: Tally) -> list[TallyLine]:
    """The totals of others on the same measure."""
    measure = (tally.role, tally.object)
    return [other for other in lines if (other.tally.role, other.tally.object) == measure and other.tally is not tally]


def _tables(known: Sequence[Series], tally: Tally, table: str | None) -> Sequence[Series]:
    """The series that was asked for, else those that count the same, what was confirmed first."""
    if table is not None:
        return _chosen(known, table)
    found = [series for series in known if beside.fits(tally, series)]
    return sorted(found, key=lambda series: not series.confirmed)[:TABLES]


def _chosen(known: Sequence[Series], key: str) -> Sequence[Series]:
    found = [series for series in known if series.id == key]
    if not found:
        raise UnknownRecord(key)
    return found


class _Named:
    """Names of claimants and actors, asked for at once."""

    def __init__(self, view: View, keys: Iterable[str | None]) -> None:
        self.known = view.names_of(sorted({key for key in keys if key and ":" in key}))

    def __call__(self, key: str) -> str:
        if ":" not in key:
            return key
        return self.known.get(key) or key.partition(":")[2].replace("-", " ").title()


def _steps(steps: Sequence[Increment], claims: Mapping[str, ClaimLine], *, windows: bool = True) -> tuple[Step, ...]:
    ordered = sorted(steps, key=lambda step: step.window.bounds if step.window else (date.max, date.max))
    made, before = [], None
    for step in ordered:
        note = _note(before, step.window) if windows else None
        made.append(Step(step=step, line=claims.get(step.claim), note=note))
        before = step.window or before
    return tuple(made)


def _note(before: Period | None, window: Period | None) -> str | None:
    """What lies between one window and the next: days that stand in both, or in neither."""
    if before is None or window is None or before.end is None or window.start is None:
        return None
    between = (window.start - before.end).days - 1
    if between > 0:
        first, last = before.end + timedelta(days=1), window.start - timedelta(days=1)
        return f"gap: no figure for {Period(first, last).caption}"
    if between < 0:
        end = min(before.end, window.end or before.end)
        return f"overlap: {Period(window.start, end).caption} lies in both windows" if window.start <= end else None
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
    """Who holds what on a day, according to whom; `days` are the days on which something changes.

    `found` has the places of one page, those of which something is claimed up to the day first; `told` counts these.
    """

    day: date | None
    days: tuple[date, ...]
    found: Slice[ControlledPlace]
    told: int
    undated: int
    at: str | None

    @property
    def first(self) -> bool:
        """Whether this is the first page."""
        return self.at is None

    @property
    def places(self) -> tuple[ControlledPlace, ...]:
        """The places of the page."""
        return self.found.items


def control(view: View, day: date | None = None, cursor: str | None = None, size: int = PAGE) -> ControlPage:
    """Who holds what up to a day (the last if none is given), according to whom.

    Raises:
        BadCursor: if no such list gave the cursor.
    """
    found = view.controls()
    days = tuple(sorted({c.period.start for c in found if c.period and c.period.start}))
    until = day or (days[-1] if days else None)
    groups: dict[str, list[Control]] = defaultdict(list)
    for line in sorted(found, key=_start):
        groups[line.place_id or line.place].append(line)
    told = {key for key, lines in groups.items() if until is not None and any(_said(c, until) for c in lines)}
    ranked = sorted(groups, key=lambda key: (key not in told, -len(groups[key]), groups[key][0].place, key))
    shown = window(ranked, cursor, size)
    places = tuple(_places(view, {key: groups[key] for key in shown.items}, until))
    return ControlPage(
        day=until,
        days=days,
        found=Slice(items=places, total=shown.total, next=shown.next),
        told=len(told),
        undated=sum(c.period is None or c.period.start is None for c in found),
        at=cursor,
    )


def _places(view: View, groups: Mapping[str, Sequence[Control]], until: date | None) -> Iterator[ControlledPlace]:
    held = [c for lines in groups.values() for c in lines]
    named = _Named(view, (key for c in held for key in (c.claimant, c.holder, c.loser)))
    known = {place.key: place for place in view.places()}
    ids = tuple(sorted({c.claim for c in held}))
    claims = {e.claim.id: to_line(e) for e in masked(view, view.entries(ClaimQuery(claims=ids)))}
    for key, lines in groups.items():
        yield _place([_control_line(c, named, claims) for c in lines], known.get(key), until)


def _control_line(control: Control, named: _Named, claims: Mapping[str, ClaimLine]) -> ControlLine:
    return ControlLine(
        control=control,
        claimant=named(control.claimant),
        holder=named(control.holder) if control.holder else None,
        loser=named(control.loser) if control.loser else None,
        line=claims.get(control.claim),
    )


def _start(control: Control) -> date:
    period = control.period
    return period.start if period and period.start else date.min


def _said(control: Control, until: date) -> bool:
    return date.min < _start(control) <= until


def _place(lines: Sequence[ControlLine], place: PlaceSummary | None, until: date | None) -> ControlledPlace:
    last = {line.control.claimant: line for line in lines if until is not None and _said(line.control, until)}
    return ControlledPlace(
        name=lines[0].control.place,
        key=lines[0].control.place_id,
        place=place,
        now=tuple(last.values()),
        disputed=_disagree(last.values()),
        history=tuple(lines),
    )


def _disagree(lines: Iterable[ControlLine]) -> bool:
    """Whether two claimants name different holders, or one says that the holder of the other does not hold it."""
    held = {(line.holder or "").casefold() for line in lines if line.holder and line.control.change not in NOT_HELD}
    lost = {(line.loser or line.holder or "").casefold() for line in lines if line.control.change in NOT_HELD}
    return len(held) > 1 or bool(held & (lost - {""}))
