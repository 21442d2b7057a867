"""Estimates for each incident by stated rules, beside the claims and never in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from counterclaim.model.claims import Field, Measure, Modality, Object, Polarity, Role, StanceValue
from counterclaim.model.incidents import Estimate, Relation, RelationKind
from counterclaim.model.values import Interval
from counterclaim.reconcile.counting import Figure
from counterclaim.reconcile.independence import Counting, Origins
from counterclaim.reconcile.lexicon import SUBSETS
from counterclaim.reconcile.profiles import Profile

LEFT_OUT = "figures for a part of those hurt, increments, overtaken tolls and what somebody disputes are left out"
DOZENS = {24: 12, 200: 100}
"""What ACLED takes vague words for that the ledger keeps as intervals: dozens as 12, hundreds as 100."""
TWO = 2
Rows = Sequence[tuple[Profile, Measure]]


class Figures(NamedTuple):
    """Low, best and high, and the claims that they rest on."""

    low: float | None
    best: float | None
    high: float | None
    rows: Rows


class Rule(NamedTuple):
    """A rule for estimates: its words, and how it reckons."""

    words: str
    reckon: Callable[[Rows, Counting], Figures]


def estimate(
    incident: str, members: Sequence[Profile], origins: Origins, relations: Sequence[Relation], rule: str = "majority"
) -> tuple[Estimate, ...]:
    """Low, best and high for each role and object of an incident by one of the rules in `RULES`.

    One origin counts once, however many pages print it. Claims that are denied, disputed by the page that reports them,
    negated or not actual are used for nothing but are still shown. A rule that finds too little gives no estimate.

    Args:
        incident: the id of the incident.
        members: its claims.
        origins: tells which claims have one origin.
        relations: how claims stand to those of the incident, at least those that act on them.
        rule: the name of the rule.
    """
    doubted = {r.b for r in relations if r.kind in {RelationKind.DENIES, RelationKind.DISPUTES}}
    overtaken = {r.b for r in relations if r.kind is RelationKind.UPDATES}
    table: dict[tuple[Role, Object], list[tuple[Profile, Measure]]] = defaultdict(list)
    for profile in sorted(members, key=lambda p: p.id):
        if usable(profile) and profile.id not in doubted | overtaken:
            for measure in profile.entry.claim.measures:
                if whole(profile, measure):
                    table[measure.role, measure.object].append((profile, measure))
    independent = origins.among(members)
    reckoned = ((key, RULES[rule].reckon(table[key], independent)) for key in sorted(table))
    return tuple(_estimate(incident, key, found, rule) for key, found in reckoned if found.rows)


def usable(profile: Profile) -> bool:
    """Whether a claim may carry an estimate: asserted, actual, and not doubted by the page that reports it."""
    claim = profile.entry.claim
    return (
        claim.polarity is Polarity.ASSERTED
        and claim.modality in {Modality.ACTUAL, Modality.ONGOING}
        and claim.stance.value is not StanceValue.DISPUTED
    )


def whole(profile: Profile, measure: Measure) -> bool:
    """Whether a figure counts all that its incident harmed, and not a part, a share or an addition."""
    figure = Figure(profile, measure)
    partial = figure.part or figure.added or figure.overtaken or figure.counted in SUBSETS
    return measure.share is None and not partial and measure.interval != Interval(None, None)


def _estimate(incident: str, key: tuple[Role, Object], found: Figures, rule: str) -> Estimate:
    return Estimate(
        incident=incident,
        role=key[0],
        object=key[1],
        low=found.low,
        best=found.best,
        high=found.high,
        rule=f"{RULES[rule].words}; {LEFT_OUT}",
        claims=tuple(sorted({p.id for p, _ in found.rows})),
    )


def _bounds(rows: Rows) -> tuple[float | None, float | None]:
    """The lowest and the highest bound; a lower bound that no figure tops stands for the highest where it is open."""
    bounds = [m.interval.bounds for _, m in rows]
    highs = [m.interval.high for _, m in rows if m.interval.high is not None]
    lows = [m.interval.low for _, m in rows if m.interval.low is not None]
    open_ended = max((low for low, _ in bounds), default=0)
    low, high = min(lows, default=None), max([*highs, *(low for low in lows if low == open_ended)], default=None)
    return low, high


def _figure(measure: Measure) -> float:
    """The lower bound of a figure, or its upper one where it has no lower."""
    return next(bound for bound in (measure.interval.low, measure.interval.high) if bound is not None)


def _majority(rows: Rows, independent: Counting) -> Figures:
    votes: dict[float, list[Profile]] = defaultdict(list)
    for profile, measure in rows:
        votes[_figure(measure)].append(profile)
    best = min(votes, key=lambda value: (-independent(votes[value]), value), default=None)
    low, high = _bounds(rows)
    return Figures(low, best, high, rows)


def _ucdp(rows: Rows, _: Counting) -> Figures:
    """Those who are no party to the war come first, exact figures before vague ones, the lower before the higher."""
    apart = [(p, m) for p, m in rows if not _is_party(p)] or list(rows)
    exact = [(p, m) for p, m in apart if not m.vague] or apart
    low, high = _bounds(rows)
    return Figures(low, min(_figure(m) for _, m in exact), high, rows)


def _is_party(profile: Profile) -> bool:
    actor = profile.entry.actor(Field.CLAIMANT)
    return actor is not None and actor.side is not None


def _airwars(rows: Rows, _: Counting) -> Figures:
    low, high = _bounds(rows)
    return Figures(low, None, high, rows)


def _acled(rows: Rows, _: Counting) -> Figures:
    lowest = min(_conservative(m) for _, m in rows)
    return Figures(lowest, lowest, lowest, [(p, m) for p, m in rows if _conservative(m) == lowest])


def _conservative(measure: Measure) -> float:
    figure = _figure(measure)
    return DOZENS.get(int(figure), figure) if measure.vague else figure


def _ibc(rows: Rows, independent: Counting) -> Figures:
    """The figures that at least two independent origins give."""
    votes: dict[float, list[tuple[Profile, Measure]]] = defaultdict(list)
    for profile, measure in rows:
        votes[_figure(measure)].append((profile, measure))
    kept = [row for found in votes.values() if independent(p for p, _ in found) >= TWO for row in found]
    low, high = _bounds(kept)
    return Figures(low, None, high, kept)


RULES: dict[str, Rule] = {
    "majority": Rule(
        "best: the figure that most independent origins give, the lower among equals; low and high: the lowest and the "
        "highest bound",
        _majority,
    ),
    "ucdp": Rule(
        "after UCDP GED: best: the lowest exact figure of those who are no party to the war, of all where there is "
        "none; low and high: the lowest and the highest bound",
        _ucdp,
    ),
    "airwars": Rule(
        "after Airwars: the lowest and the highest bound that a source gives, and no best figure", _airwars
    ),
    "acled": Rule("after ACLED: the most conservative figure alone; dozens are 12, hundreds 100", _acled),
    "ibc": Rule("after Iraq Body Count: the range of the figures that two independent origins give", _ibc),
}
