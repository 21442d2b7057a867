"""How the figures of one claimant go on: totals that jump, other categories, silent corrections, gaps and overlaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from counterclaim.model.claims import Measure, Object, Role
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.values import Interval, Period
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.tallies import (
    Account,
    Row,
    accounts_of_claims,
    declared_of,
    difference,
    disjoint,
    finding,
    follows,
    name_of,
    steps_of,
    sum_of,
)

MANY_TIMES, FEW_TIMES = 10, 5
"""How many times as much a day as ever a total must rise to jump, where one other rise is known, and where more are."""
REGULAR = 3
"""Figures for windows of one length from which a window between them that is missing is told."""
ALIKE = 85
"""How alike two sentences must be, figures aside, to be one sentence of two captures (0 to 100)."""
WIDER = {
    Role.KILLED_OR_WOUNDED: frozenset({Role.KILLED, Role.WOUNDED}),
    Role.NEUTRALISED: frozenset({Role.KILLED, Role.WOUNDED, Role.CAPTURED, Role.KILLED_OR_WOUNDED}),
}
"""What each category takes in beside itself."""
CORRECTING = re.compile(
    r"\b(?:correct(?:ed|ion|ions|ing|s)|revis(?:ed|es|ion|ing)|amend(?:ed|ment)|clarif\w+|updat(?:ed|es|e|ing)|lowered|"
    r"downward|earlier (?:figures?|versions?|tolls?|counts?|said|reported)|previous(?:ly)?|initial(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words by which a page says that it gives another figure than before."""
_NUMBER = re.compile(r"[\d][\d.,]*")


def courses(profiles: Sequence[Profile]) -> tuple[Finding, ...]:
    """What is odd in the course of the figures of each claimant, told in one sentence each."""
    accounts = accounts_of_claims(profiles)
    found: list[Finding] = []
    for account, rows in accounts.items():
        steps = [row for row in steps_of(rows) if not row.profile.own_voice]
        for declared in _by_start(declared_of(rows)):
            found += _jumps(account, declared, steps)
            found += _corrections(account, declared)
        found += [*_overlaps(account, steps), *_gaps(account, steps)]
    return (*found, *_categories(accounts), *_captures(profiles))


def _by_start(declared: Sequence[Row]) -> list[list[Row]]:
    """Totals in groups that count from one day, each in the order of the days up to which they count."""
    groups: dict[date | None, list[Row]] = defaultdict(list)
    for row in declared:
        if row.profile.period:
            groups[row.profile.period.start].append(row)
    return [sorted(group, key=lambda r: (_end(r), _published(r), r.profile.id)) for group in groups.values()]


def _end(row: Row) -> date:
    return row.profile.period.bounds[1] if row.profile.period else date.max


def _published(row: Row) -> date:
    return row.profile.entry.document.published or date.max


class _Rise(NamedTuple):
    """How much a total rose from one declaration to the next, and how much that is for each day."""

    earlier: Row
    later: Row
    by: Interval
    a_day: float


def _rises(declared: Sequence[Row]) -> Iterator[_Rise]:
    for earlier, later in pairwise(declared):
        by, days = difference(earlier.measure.interval, later.measure.interval), (_end(later) - _end(earlier)).days
        if by is not None and days > 0 and by.bounds[0] > 0:
            yield _Rise(earlier, later, by, by.bounds[0] / days)


def _jumps(account: Account, declared: Sequence[Row], steps: Sequence[Row]) -> Iterator[Finding]:
    """Totals that rise many times as fast as they ever do otherwise, while no increments account for it."""
    rises = list(_rises(declared))
    for rise in rises:
        others = [other.a_day for other in rises if other is not rise]
        least = MANY_TIMES if len(others) == 1 else FEW_TIMES
        if not others or rise.a_day < least * max(others) or _accounted(rise, steps):
            continue
        why = (
            f"The total of {name_of(rise.later.profile)} rises by {rise.by.caption} from {_said(rise.earlier)} to "
            f"{_said(rise.later)}, {rise.a_day / max(others):,.0f} times as much a day as it ever rises otherwise: a "
            "correction upwards, another way of counting, or one day unlike the others."
        )
        yield finding(FindingKind.JUMPING_TOTAL, why, [rise.earlier, rise.later], account)


def _accounted(rise: _Rise, steps: Sequence[Row]) -> bool:
    """Whether the increments of the days between come to the rise."""
    between = [s for s in steps if _end(rise.earlier) < _end(s) <= _end(rise.later)]
    came_to = sum_of(disjoint(between)[0])
    return came_to is not None and came_to.bounds[1] >= rise.by.bounds[0]


def _said(row: Row) -> str:
    window = row.profile.period
    return f"{row.measure.interval.caption} ({window.caption if window else 'undated'})"


def _corrections(account: Account, declared: Sequence[Row]) -> Iterator[Finding]:
    """A later page that gives a lower total for the same days and does not say so."""
    for earlier, later in combinations(sorted(declared, key=_published), 2):
        lower = later.measure.interval.bounds[1] < earlier.measure.interval.bounds[0]
        if not lower or _end(earlier) != _end(later) or _published(earlier) >= _published(later) or _says_so(later):
            continue
        why = (
            f"On {_published(later)} {name_of(later.profile)} gives {_said(later)}, where on {_published(earlier)} it "
            f"was {earlier.measure.interval.caption} for the same days; nothing says that this is a correction."
        )
        yield finding(FindingKind.SILENT_CORRECTION, why, [earlier, later], account)


def _says_so(row: Row) -> bool:
    return CORRECTING.search(row.profile.context) is not None


def _overlaps(account: Account, steps: Sequence[Row]) -> Iterator[Finding]:
    """Windows of one claimant's figures that share some days, neither within the other."""
    summing = [row for row in steps if not row.places and row.profile.period]
    for one, other in combinations(summing, 2):
        a, b = one.profile.period, other.profile.period
        if a is None or b is None or not a.overlaps(b) or a.inside(b) or b.inside(a) or follows(a, b):
            continue
        shared = Period(max(a.bounds[0], b.bounds[0]), min(a.bounds[1], b.bounds[1]))
        why = (
            f"The figures of {name_of(other.profile)} for {a.caption} ({one.measure.interval.caption}) and for "
            f"{b.caption} ({other.measure.interval.caption}) overlap in {shared.caption}: what "
            "fell on those days may count twice."
        )
        yield finding(FindingKind.OVERLAPPING_WINDOWS, why, [one, other], account)


def _gaps(account: Account, steps: Sequence[Row]) -> Iterator[Finding]:
    """Days between the windows of figures that otherwise follow one another."""
    windows = {
        row.profile.period: row for row in steps if not row.places and row.profile.period and row.profile.period.days
    }
    ordered = sorted(windows, key=lambda window: window.bounds)
    if len(ordered) < REGULAR or len({window.days for window in ordered}) > 1:
        return
    spaces = [(b.bounds[0] - a.bounds[1]).days - 1 for a, b in pairwise(ordered)]
    if 2 * sum(space <= 0 for space in spaces) <= len(spaces):
        return
    for (a, b), space in zip(pairwise(ordered), spaces, strict=True):
        if space > 0:
            day = timedelta(days=1)
            missing = Period(a.bounds[1] + day, b.bounds[0] - day)
            why = (
                f"The figures of {name_of(windows[b].profile)} leave out {missing.caption}, between those for "
                f"{a.caption} and {b.caption}, while the others follow one another; a report may be missing."
            )
            yield finding(FindingKind.WINDOW_GAP, why, [windows[a], windows[b]], account)


def _categories(accounts: dict[Account, list[Row]]) -> Iterator[Finding]:
    """One claimant's total that ends in one category where another that takes it in begins, or the reverse."""
    totals: dict[tuple[str, str | None], list[tuple[Account, list[Row]]]] = defaultdict(list)
    for account, rows in accounts.items():
        declared = sorted(declared_of(rows), key=lambda r: (_end(r), r.profile.id))
        if declared and account.object is Object.PERSON:
            totals[account.claimant, account.party].append((account, declared))
    for beside in totals.values():
        for pair in combinations(beside, 2):
            (_, earlier), (account, later) = sorted(pair, key=lambda one: _end(one[1][0]))
            last, begin = earlier[-1], later[0]
            if _nested(last, begin) and _end(last) < _end(begin) and _start(last) == _start(begin):
                yield finding(FindingKind.CHANGED_CATEGORY, _changed(last, begin), [last, begin], account)


def _nested(one: Row, other: Row) -> bool:
    """Whether the category of one figure takes in that of the other."""
    roles = (one.measure.role, other.measure.role)
    return any(a in WIDER.get(b, ()) for a, b in (roles, roles[::-1]))


def _start(row: Row) -> date | None:
    return row.profile.period.start if row.profile.period else None


def _changed(last: Row, begin: Row) -> str:
    old, new = (row.measure.role.value.replace("_", " ") for row in (last, begin))
    return (
        f"{name_of(begin.profile)} counts “{old}” up to {_said(last)} and “{new}” from {_said(begin)}: the category "
        "has changed, and the two cannot be read as one total."
    )


def _captures(profiles: Sequence[Profile]) -> Iterator[Finding]:
    """Sentences of a page that was captured twice, with another figure the second time and no word of a correction."""
    pages: dict[str, dict[str, list[Profile]]] = defaultdict(lambda: defaultdict(list))
    for profile in profiles:
        address = profile.entry.document.fact("address")
        if address and profile.entry.claim.measures:
            pages[address][profile.document].append(profile)
    for address, captures in sorted(pages.items()):
        ordered = sorted(captures.values(), key=lambda some: (some[0].entry.document.captured_at, some[0].document))
        for before, after in pairwise(ordered):
            if not CORRECTING.search(after[0].entry.document.text):
                yield from _altered(address, before, after)


def _altered(address: str, before: Sequence[Profile], after: Sequence[Profile]) -> Iterator[Finding]:
    for old in before:
        for new in after:
            pair = next(
                ((m, n) for m in old.entry.claim.measures for n in new.entry.claim.measures if _other(m, n)), None
            )
            if pair is None or old.claimant != new.claimant or not _one_sentence(old, new):
                continue
            days = [p.entry.document.captured_at.date() for p in (old, new)]
            when = f"captured on {days[0]} and {days[1]}" if days[0] != days[1] else f"captured twice on {days[0]}"
            where = "its headline" if new.headline else "the same sentence"
            why = (
                f"The page {address} was {when}: at first it gives {_amount(pair[0])}, then {_amount(pair[1])} in "
                f"{where}, and nothing on it says that it was corrected."
            )
            yield finding(FindingKind.SILENT_CORRECTION, why, [Row(old, pair[0]), Row(new, pair[1])])


def _other(old: Measure, new: Measure) -> bool:
    """Whether two measures count one thing and come to different figures."""
    return (old.role, old.object, old.who) == (new.role, new.object, new.who) and not old.interval.overlaps(
        new.interval
    )


def _one_sentence(old: Profile, new: Profile) -> bool:
    if old.headline != new.headline:
        return False
    one, other = (_NUMBER.sub("#", profile.context) for profile in (old, new))
    return fuzz.ratio(one, other) >= ALIKE


def _amount(measure: Measure) -> str:
    return f"{measure.interval.caption} {measure.role.value.replace('_', ' ')}"
