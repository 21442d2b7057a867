"""A first estimate for each incident, beside the claims and never in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from counterclaim.model.claims import Measure, Modality, Object, Polarity, Role, StanceValue
from counterclaim.model.incidents import Estimate, Relation, RelationKind
from counterclaim.model.values import Interval
from counterclaim.reconcile.figures import Figure
from counterclaim.reconcile.independence import Origins
from counterclaim.reconcile.lexicon import SUBSETS
from counterclaim.reconcile.profiles import Profile

RULE = (
    "best: the figure that most independent origins give, the lower among equals; low and high: the lowest and the "
    "highest bound among claims that nobody disputes; figures for a part of those hurt, increments and overtaken tolls "
    "are left out"
)


def estimate(
    incident: str, members: Sequence[Profile], origins: Origins, relations: Sequence[Relation]
) -> tuple[Estimate, ...]:
    """Low, best and high for each role and object of an incident, after UCDP's GED codebook in spirit.

    One origin counts once, however many pages print it. The best estimate is the figure (its lower bound where it is
    an interval) that most origins give; among equals the lower one, as UCDP codes conservatively. Claims that are
    denied, disputed by the page that reports them, negated or not actual are used for nothing but are still shown.

    Args:
        incident: the id of the incident.
        members: its claims.
        origins: tells which claims have one origin.
        relations: how claims stand to those of the incident, at least those that act on them.
    """
    doubted = {r.b for r in relations if r.kind in {RelationKind.DENIES, RelationKind.DISPUTES}}
    overtaken = {r.b for r in relations if r.kind is RelationKind.UPDATES}
    table: dict[tuple[Role, Object], list[tuple[Profile, Measure]]] = defaultdict(list)
    for profile in sorted(members, key=lambda p: p.id):
        if _counts(profile) and profile.id not in doubted | overtaken:
            for measure in profile.entry.claim.measures:
                if _whole(profile, measure):
                    table[measure.role, measure.object].append((profile, measure))
    return tuple(_estimate(incident, key, table[key], origins) for key in sorted(table))


def _counts(profile: Profile) -> bool:
    claim = profile.entry.claim
    return (
        claim.polarity is Polarity.ASSERTED
        and claim.modality in {Modality.ACTUAL, Modality.ONGOING}
        and claim.stance.value is not StanceValue.DISPUTED
    )


def _whole(profile: Profile, measure: Measure) -> bool:
    figure = Figure(profile, measure)
    partial = figure.part or figure.added or figure.overtaken or figure.counted in SUBSETS
    return measure.share is None and not partial and measure.interval != Interval(None, None)


def _estimate(
    incident: str, key: tuple[Role, Object], rows: Sequence[tuple[Profile, Measure]], origins: Origins
) -> Estimate:
    bounds = [m.interval.bounds for _, m in rows]
    highs = [m.interval.high for _, m in rows if m.interval.high is not None]
    lows = [m.interval.low for _, m in rows if m.interval.low is not None]
    open_ended = max((low for low, _ in bounds), default=0)
    return Estimate(
        incident=incident,
        role=key[0],
        object=key[1],
        low=min(lows, default=None),
        best=_best(rows, origins),
        high=max([*highs, *(low for low in lows if low == open_ended)], default=None),
        rule=RULE,
        claims=tuple(sorted({p.id for p, _ in rows})),
    )


def _best(rows: Sequence[tuple[Profile, Measure]], origins: Origins) -> float | None:
    """The figure with most origins, the lower among equals; a lower bound stands for an open figure."""
    votes: dict[float, list[Profile]] = defaultdict(list)
    for profile, measure in rows:
        bounds = (measure.interval.low, measure.interval.high)
        votes[next(bound for bound in bounds if bound is not None)].append(profile)
    return min(votes, key=lambda value: (-len(origins.groups(votes[value])), value), default=None)
