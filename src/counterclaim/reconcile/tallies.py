"""What one claimant says over time about one measure: increments, declared totals, and whether they add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from counterclaim.model.claims import ClaimKind, Field, Measure, Modality, Object, Polarity, Role
from counterclaim.model.ids import content_id
from counterclaim.model.incidents import Finding, FindingKind, Increment, Tally
from counterclaim.model.values import Interval, Period
from counterclaim.reconcile.counting import Figure
from counterclaim.reconcile.lexicon import SUBSETS
from counterclaim.reconcile.profiles import WIDE, Profile, words_of

STAGE = "reconcile/1"


class Account(NamedTuple):
    """Whose running count of what: claimant, role, object and party."""

    claimant: str
    role: Role
    object: Object
    party: str | None


class Row(NamedTuple):
    """One figure of an account."""

    profile: Profile
    measure: Measure

    @property
    def increment(self) -> Increment:
        """The figure as a step of the tally."""
        return Increment(claim=self.profile.id, window=self.profile.period, interval=self.measure.interval)

    @property
    def places(self) -> frozenset[str]:
        """Where it was counted, as far as the places are closer than a country."""
        return frozenset(s.key for s in self.profile.spots if not (s.place and s.place.precision in WIDE))


def tally(profiles: Sequence[Profile]) -> tuple[tuple[Tally, ...], tuple[Finding, ...]]:
    """The tallies of a ledger, and what does not add up in them.

    A tally needs a declared total, or at least two increments with windows that a named claimant gives. Increments that
    come to less than the declared total are a finding only where they cover its whole window: elsewhere the ledger
    may lack some. The same figure for the same window and
    place counts once; of windows that overlap, the first and finest is added and the others are named in `why`.
    """
    made = [_tally(account, rows) for account, rows in accounts_of_claims(profiles).items()]
    kept = [pair for pair in made if pair is not None]
    return tuple(t for t, _ in kept), tuple(f for _, found in kept for f in found)


def accounts_of_claims(profiles: Sequence[Profile]) -> dict[Account, list[Row]]:
    """The figures of each account that belong into a sum, by their windows."""
    accounts: dict[Account, list[Row]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda p: (_days(p.period), p.id)):
        for index, measure in enumerate(profile.entry.claim.measures):
            if counts(profile, measure):
                accounts[account_of(profile, index, measure)].append(Row(profile, measure))
    return dict(sorted(accounts.items(), key=lambda item: _order(item[0])))


def declared_of(rows: Sequence[Row]) -> list[Row]:
    """The declared totals of an account, each once."""
    return _once([r for r in rows if r.profile.entry.claim.kind is ClaimKind.TOTAL])


def steps_of(rows: Sequence[Row]) -> list[Row]:
    """The increments of an account with windows, each once."""
    return _once([r for r in rows if r.profile.entry.claim.kind is not ClaimKind.TOTAL and r.profile.period])


def _order(account: Account) -> tuple[str, ...]:
    return (account.claimant, account.role, account.object, account.party or "")


def counts(profile: Profile, measure: Measure) -> bool:
    """Whether a figure belongs into a sum: asserted, actual, no share and no part of another figure."""
    claim = profile.entry.claim
    actual = claim.polarity is Polarity.ASSERTED and claim.modality in {Modality.ACTUAL, Modality.ONGOING}
    figure = Figure(profile, measure)
    return actual and measure.share is None and figure.counted not in SUBSETS and not figure.part


def account_of(profile: Profile, index: int, measure: Measure) -> Account:
    """Whose count of what a figure belongs to."""
    actor = profile.entry.actor(Field.PARTY, index)
    written = " ".join(words_of(measure.party.text)) if measure.party else None
    return Account(profile.claimant, measure.role, measure.object, actor.id if actor else written)


def _tally(account: Account, rows: Sequence[Row]) -> tuple[Tally, tuple[Finding, ...]] | None:
    declared, steps = declared_of(rows), steps_of(rows)
    if not declared and (len(steps) < 2 or rows[0].profile.own_voice):
        return None
    added, overlapping = disjoint(steps)
    total = sum_of(added)
    note = _note(added, overlapping, total)
    gaps = [gap for row in declared if (gap := _gap(row, steps))]
    made = Tally(
        id=content_id("t", *account),
        claimant=name_of(min((r.profile for r in rows), key=lambda p: p.id)),
        role=account.role,
        object=account.object,
        party=account.party,
        increments=tuple(r.increment for r in steps),
        declared=tuple(r.increment for r in declared),
        sum=total,
        why=" ".join([note, *(why for _, why in gaps)]),
    )
    sure = [(row, why) for row, why in gaps if "more than" in why or _covered(row, added)]
    findings = [finding(FindingKind.TOTAL_MISMATCH, why, [row]) for row, why in sure]
    findings += [*_falling(declared), *_unexplained_rises(declared, steps)]
    return made, tuple(replace(one, tally=made.id) for one in findings)


def _days(period: Period | None) -> tuple[str, str]:
    return (str(period.bounds[0]), str(period.bounds[1])) if period else ("", "")


def _once(rows: Sequence[Row]) -> list[Row]:
    """The rows without repetitions of one figure for one window and place."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        seen.setdefault((row.profile.period, row.measure.interval, row.places), row)
    return list(seen.values())


def disjoint(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that can be added, finest windows first, and those whose window and place overlap one of them."""
    added: list[Row] = []
    overlapping: list[Row] = []
    for row in sorted(rows, key=lambda r: r.profile.period.days or 10**6 if r.profile.period else 0):
        (overlapping if any(_overlap(row, other) for other in added) else added).append(row)
    return added, overlapping


def _overlap(a: Row, b: Row) -> bool:
    one, other = a.profile.period, b.profile.period
    return bool(one and other and one.overlaps(other) and not follows(one, other) and _meet(a, b))


def follows(one: Period, other: Period) -> bool:
    """Whether one of two windows begins on the day on which the other ends, as `the past 24 hours` of two days do."""
    first, second = sorted((one, other), key=lambda p: p.bounds)
    touch = first.end is not None and first.end == second.start
    return touch and first.days == second.days and (first.days or 0) > 1


def _meet(a: Row, b: Row) -> bool:
    """Whether two rows may count in one place; a place that is unknown or a whole country meets every other."""
    return not a.places or not b.places or bool(a.places & b.places)


def sum_of(rows: Sequence[Row]) -> Interval | None:
    """What figures come to together, None where there are none."""
    total: Interval | None = None
    for row in rows:
        total = row.measure.interval if total is None else total.plus(row.measure.interval)
    return total


def _note(added: Sequence[Row], overlapping: Sequence[Row], total: Interval | None) -> str:
    if total is None:
        return "No increments are known beside the declared total."
    count = f"{len(added)} increments come to" if len(added) > 1 else "1 increment comes to"
    if not overlapping:
        return f"{count} {total.caption}."
    return f"{count} {total.caption}; {len(overlapping)} more overlap their windows and are not added twice."


def _gap(row: Row, steps: Sequence[Row]) -> tuple[Row, str] | None:
    """How far a declared total lies from the increments inside its window, None where it does not or is unknown."""
    window, claimed = row.profile.period, row.measure.interval
    if window is None:
        return None
    inside = [s for s in steps if s.profile.period and s.profile.period.inside(window) and _meet(s, row)]
    added, _ = disjoint(inside)
    total = sum_of(added)
    if total is None or len(added) < 2:
        return None
    gap = total.gap(claimed)
    if not gap:
        return None
    word = "more" if total.bounds[0] > claimed.bounds[1] else "fewer"
    sums = f"The increments of {window.caption} come to {total.caption}"
    return row, f"{sums}, {gap:,} {word} than the declared {claimed.caption}."


def _covered(row: Row, added: Sequence[Row]) -> bool:
    """Whether the added windows hold every day of the window of the declared total."""
    window = row.profile.period
    if window is None or window.days is None:
        return False
    inside = [r for r in added if (p := r.profile.period) and p.inside(window)]
    return len(_days_covered(inside)) == window.days


def _unexplained_rises(declared: Sequence[Row], steps: Sequence[Row]) -> Iterator[Finding]:
    """Two declared totals from one start whose difference is not what was declared day by day in between."""
    for earlier, later in pairwise(declared):
        one, other = earlier.profile.period, later.profile.period
        if not (one and other) or one.start != other.start or one.bounds[1] >= other.bounds[1]:
            continue
        between = [s for s in steps if (p := s.profile.period) and one.bounds[1] < p.bounds[1] <= other.bounds[1]]
        added, _ = disjoint(between)
        came_to, rise = sum_of(added), difference(earlier.measure.interval, later.measure.interval)
        if came_to is None or rise is None or rise.bounds[0] < 0 or not came_to.gap(rise):
            continue
        if _days_covered(added) >= set(range(one.bounds[1].toordinal() + 1, other.bounds[1].toordinal() + 1)):
            why = (
                f"The total of {name_of(later.profile)} rises by {rise.caption} from "
                f"{earlier.measure.interval.caption} ({one.caption}) to {later.measure.interval.caption} "
                f"({other.caption}), while the increments of the days between come to "
                f"{came_to.caption}: they differ by {came_to.gap(rise):,}."
            )
            yield finding(FindingKind.TOTAL_MISMATCH, why, [earlier, *added, later])


def difference(earlier: Interval, later: Interval) -> Interval | None:
    """By how much one figure exceeds another, None where either is open."""
    if None in {earlier.low, earlier.high, later.low, later.high}:
        return None
    (a, b), (c, d) = earlier.bounds, later.bounds
    low, high = c - b, d - a
    return Interval(int(low) if low == int(low) else low, int(high) if high == int(high) else high)


def _days_covered(rows: Sequence[Row]) -> set[int]:
    periods = [p for row in rows if (p := row.profile.period) and p.days]
    return {p.bounds[0].toordinal() + day for p in periods for day in range(p.days or 0)}


def _falling(declared: Sequence[Row]) -> list[Finding]:
    """A later total from the same start that is lower than an earlier one."""
    findings = []
    for earlier, later in pairwise(declared):
        one, other = earlier.profile.period, later.profile.period
        if not (one and other) or one.start != other.start or one.bounds[1] >= other.bounds[1]:
            continue
        if later.measure.interval.bounds[1] < earlier.measure.interval.bounds[0]:
            why = (
                f"The total of {name_of(later.profile)} falls from {earlier.measure.interval.caption} ({one.caption}) "
                f"to {later.measure.interval.caption} ({other.caption}); a running total cannot fall."
            )
            findings.append(finding(FindingKind.FALLING_TOTAL, why, [earlier, later]))
    return findings


def finding(kind: FindingKind, message: str, rows: Sequence[Row], account: Account | None = None) -> Finding:
    """A finding on some figures, which stands where the last of them does."""
    last = rows[-1].profile
    return Finding(
        kind=kind,
        message=message,
        stage=STAGE,
        document=last.document,
        part=last.entry.claim.part,
        span=rows[-1].measure.mention.span,
        claims=tuple(r.profile.id for r in rows),
        tally=content_id("t", *account) if account else None,
    )


def name_of(profile: Profile) -> str:
    """Who gives a figure, as the page calls them."""
    claimant = profile.entry.claim.claimant.text
    return claimant or profile.entry.part.source or profile.entry.document.fact("source") or "own voice"
