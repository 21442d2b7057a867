"""Truth discovery over the figures of incidents, with copies counted once and without: a model, and marked as such.

The method is CRH: Li, Li, Gao, Zhao, Fan and Han, Resolving Conflicts in Heterogeneous Data by Truth Discovery and
Source Reliability Estimation (SIGMOD 2014). In turns, the figure of each incident becomes the one with the smallest
weighted distance from the claims, and the weight of each claimant the negative logarithm of its share of the
distances; here claims are intervals, and a claimant with few figures is drawn toward the middle. That copies must not
vote again is the point of Dong, Berti-Équille and Srivastava, Integrating Conflicting Data: The Role of Source
Dependence (VLDB 2009); here the origins are those of the ledger, and each has one vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import log
from statistics import mean, pstdev
from typing import NamedTuple

from counterclaim.model.claims import Entry, Measure, Object, Role
from counterclaim.model.discovery import Discovery, Weighed, Weight
from counterclaim.model.incidents import Incident, Relation, RelationKind
from counterclaim.model.values import Interval
from counterclaim.reconcile.audits.claimants import Lookup, Speakers
from counterclaim.reconcile.independence import Origins
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.referring import accounts_of
from counterclaim.reconcile.weighing import usable, whole

NAME = "truth discovery after CRH (Li et al. 2014)"
ROUNDS = 30
DRAWN = 2
"""How many figures of middling distance each claimant is credited with beforehand."""


class Vote(NamedTuple):
    """A claimant's figure for one measure of one incident."""

    claimant: str
    interval: Interval


class Item(NamedTuple):
    """One measure of one incident: all claims on it, and one for each origin."""

    incident: Incident
    measure: str
    claims: tuple[Vote, ...]
    origins: tuple[Vote, ...]


def discover(
    entries: Sequence[Entry], incidents: Sequence[Incident], relations: Sequence[Relation], lookup: Lookup
) -> Discovery:
    """The figures that the model weighs out for every measure on which two claimants speak, and its weights.

    Args:
        entries: all claims of the ledger.
        incidents: which claims speak of one event.
        relations: how they stand to one another; tolls that a later one overtakes have no vote.
        lookup: the actor that a name or an id stands for.
    """
    profiles = {p.id: p for p in accounts_of(entries)}
    speakers = Speakers(profiles.values(), lookup, everybody=True)
    overtaken = {r.b for r in relations if r.kind is RelationKind.UPDATES}
    origins = Origins(tuple(profiles.values()))
    members = ((i, [profiles[c] for c in i.claims if c in profiles and c not in overtaken]) for i in incidents)
    items = [item for incident, found in members for item in _items(incident, found, speakers, origins)]
    plain, plain_weights = _weigh([item.claims for item in items])
    once, once_weights = _weigh([item.origins for item in items])
    figures = (
        Weighed(
            incident=item.incident.id,
            title=item.incident.title,
            measure=item.measure,
            claims=len(item.claims),
            origins=len(item.origins),
            by_claims=one,
            by_origins=other,
        )
        for item, one, other in zip(items, plain, once, strict=True)
    )
    return Discovery(
        model=NAME, figures=tuple(figures), weights=tuple(_weights(items, speakers, plain_weights, once_weights))
    )


def _items(incident: Incident, members: Sequence[Profile], speakers: Speakers, origins: Origins) -> Iterator[Item]:
    """The measures of an incident of which at least two claimants speak."""
    table: dict[tuple[Role, Object], list[tuple[Profile, Measure]]] = defaultdict(list)
    for profile in members:
        for measure in profile.entry.claim.measures if usable(profile) else ():
            if whole(profile, measure):
                table[measure.role, measure.object].append((profile, measure))
    for (role, what), rows in sorted(table.items()):
        votes = {p.id: Vote(speakers.of[p.id].key, m.interval) for p, m in rows}
        if len({vote.claimant for vote in votes.values()}) > 1:
            groups = origins.groups(p for p, _ in rows)
            heads = [min(group, key=_first) for group in groups]
            yield Item(
                incident,
                f"{what.value} {role.value}".replace("_", " "),
                tuple(votes[name] for name in sorted(votes)),
                tuple(votes[head.id] for head in heads),
            )


def _first(profile: Profile) -> tuple[object, ...]:
    """The order in which the claims of one origin speak for it: whom pages quote before pages, the earliest first."""
    return (profile.own_voice, profile.entry.document.published or date.max, profile.sentence, profile.id)


def _weigh(items: Sequence[Sequence[Vote]]) -> tuple[list[float], dict[str, float]]:
    """The figure of each item and the weight of each claimant, found in turns until no figure changes."""
    weights: dict[str, float] = defaultdict(lambda: 1.0)
    figures: list[float] = []
    for _ in range(ROUNDS):
        found = [_figure(votes, weights) for votes in items]
        if found == figures:
            break
        figures, weights = found, _reliability(items, found)
    return figures, weights


def _figure(votes: Sequence[Vote], weights: Mapping[str, float]) -> float:
    """The bound with the smallest weighted distance from all intervals, the lowest among equals."""
    bounds = {bound for vote in votes for bound in (vote.interval.low, vote.interval.high) if bound is not None}
    return min(bounds, key=lambda b: (round(sum(weights[v.claimant] * _distance(v, b) for v in votes), 9), b))


def _distance(vote: Vote, figure: float) -> float:
    return vote.interval.gap(Interval(figure, figure))


def _reliability(items: Sequence[Sequence[Vote]], figures: Sequence[float]) -> dict[str, float]:
    """The negative logarithm of each claimant's share of the distances, scaled so that 1 is the middle of all."""
    losses: dict[str, list[float]] = defaultdict(list)
    for votes, figure in zip(items, figures, strict=True):
        bounds = [b for v in votes for b in (v.interval.low, v.interval.high) if b is not None]
        scale = pstdev(bounds) or 1.0
        for vote in votes:
            losses[vote.claimant].append(_distance(vote, figure) / scale)
    middle = mean(loss for found in losses.values() for loss in found) if losses else 0.0
    drawn = {name: (sum(found) + DRAWN * middle) / (len(found) + DRAWN) for name, found in losses.items()}
    total = sum(drawn.values())
    if not total:
        return defaultdict(lambda: 1.0, dict.fromkeys(drawn, 1.0))
    raw = {name: -log(max(loss, 1e-9) / (total + middle)) for name, loss in drawn.items()}
    unit = mean(raw.values()) or 1.0
    return defaultdict(lambda: 1.0, {name: weight / unit for name, weight in raw.items()})


def _weights(
    items: Sequence[Item], speakers: Speakers, plain: Mapping[str, float], once: Mapping[str, float]
) -> Iterator[Weight]:
    counts: dict[str, int] = defaultdict(int)
    for item in items:
        for vote in item.claims:
            counts[vote.claimant] += 1
    names = {speaker.key: speaker.name for speaker in speakers.of.values()}
    for key in sorted(counts, key=lambda name: (-counts[name], name)):
        yield Weight(claimant=key, name=names[key], figures=counts[key], by_claims=plain[key], by_origins=once[key])
