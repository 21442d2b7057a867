"""Claims to incidents: within each document first, then across documents, then what is said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from counterclaim.config import ReconcileSettings
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.reconcile.blocking import candidates
from counterclaim.reconcile.clustering import Cluster, Pair, Rulings, cluster, finish, pair_of
from counterclaim.reconcile.comparing import Comparison, compare
from counterclaim.reconcile.profiles import Profile

UNREACHED = 2.0
ATTACH = 0.85
"""The part of the threshold from which what is said joins the event that it is said about."""


class Grouping(NamedTuple):
    """The clusters of a ledger and the comparisons that they rest on."""

    clusters: tuple[Cluster, ...]
    comparisons: dict[Pair, Comparison]


def group(profiles: Sequence[Profile], settings: ReconcileSettings, decisions: Sequence[Decision] = ()) -> Grouping:
    """The incidents of a ledger, each a cluster of claims.

    Args:
        profiles: the claims, in any order.
        settings: thresholds.
        decisions: what people ruled; `merge` and `split` name claims that belong together or do not.
    """
    pairs = candidates(profiles, max_gap_days=settings.max_gap_days)
    comparisons = {pair_of(a.id, b.id): compare(a, b, settings) for a, b in pairs}
    scores = {pair: found.score for pair, found in comparisons.items()}
    rulings = _rulings(decisions)
    threshold = settings.same_incident
    first = [c for part in _by_document(profiles) for c in _inside(part, scores, threshold, rulings)]
    comparisons |= _between(first, profiles, scores, settings)
    scores = {pair: found.score for pair, found in comparisons.items()}
    held = Rulings(rulings.together | _links(c.members for c in first), rulings.apart)
    joined = cluster([p.id for p in profiles], scores, threshold=threshold, rulings=held)
    held = Rulings(
        held.together | _links(c.members for c in joined) | _said_of(joined, profiles, scores, threshold), held.apart
    )
    last = cluster([p.id for p in profiles], scores, threshold=UNREACHED, rulings=held)
    comparisons |= _within(last, profiles, scores, settings)
    scores = {pair: found.score for pair, found in comparisons.items()}
    return Grouping(tuple(finish(c.members, scores) for c in last), comparisons)


def _by_document(profiles: Sequence[Profile]) -> list[list[Profile]]:
    documents: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        documents[profile.document].append(profile)
    return [documents[name] for name in sorted(documents)]


def _inside(part: Sequence[Profile], scores: Mapping[Pair, float], threshold: float, rulings: Rulings) -> list[Cluster]:
    names = {p.id for p in part}
    inner = {pair: score for pair, score in scores.items() if pair[0] in names and pair[1] in names}
    return cluster(sorted(names), inner, threshold=threshold, rulings=rulings)


def _between(
    clusters: Sequence[Cluster], profiles: Sequence[Profile], scores: Mapping[Pair, float], settings: ReconcileSettings
) -> dict[Pair, Comparison]:
    """The pairs still missing between two clusters of which some pair may speak of one event."""
    known = {p.id: p for p in profiles}
    home = {member: c for c in clusters for member in c.members}
    meeting = {pair_of(home[a].members[0], home[b].members[0]) for (a, b), score in scores.items() if score > 0}
    wanted = (pair_of(x, y) for a, b in meeting if a != b for x in home[a].members for y in home[b].members)
    return {pair: compare(known[pair[0]], known[pair[1]], settings) for pair in wanted if pair not in scores}


def _within(
    clusters: Sequence[Cluster], profiles: Sequence[Profile], scores: Mapping[Pair, float], settings: ReconcileSettings
) -> dict[Pair, Comparison]:
    """The pairs still missing inside the clusters, so that the weakest link is known."""
    known = {p.id: p for p in profiles}
    pairs = (pair for c in clusters for pair in combinations(c.members, 2) if pair not in scores)
    return {pair: compare(known[pair[0]], known[pair[1]], settings) for pair in pairs}


def _links(groups: Iterable[tuple[str, ...]]) -> frozenset[Pair]:
    return frozenset(pair_of(members[0], other) for members in groups for other in members[1:])


def _said_of(
    clusters: Sequence[Cluster], profiles: Sequence[Profile], scores: Mapping[Pair, float], threshold: float
) -> frozenset[Pair]:
    """Links of speech acts that found no event of their own to the event that they fit best."""
    known = {p.id: p for p in profiles}
    spoken = [c for c in clusters if all(known[m].speech for m in c.members)]
    events = [c for c in clusters if c not in spoken]
    links = set()
    for cluster_ in spoken:
        fits = [(_fit(cluster_, event, scores), event.members[0]) for event in events]
        score, event = max(fits, key=lambda fit: (fit[0], fit[1]), default=(0.0, ""))
        if score >= ATTACH * threshold:
            links.add(pair_of(cluster_.members[0], event))
    return frozenset(links)


def _fit(a: Cluster, b: Cluster, scores: Mapping[Pair, float]) -> float:
    values = [scores[pair] for x in a.members for y in b.members if (pair := pair_of(x, y)) in scores]
    return 0.0 if not values or min(values) <= 0 else sum(values) / len(values)


def _rulings(decisions: Sequence[Decision]) -> Rulings:
    def pairs(ruling: Ruling) -> frozenset[Pair]:
        return frozenset(
            pair_of(d.subjects[0], other) for d in decisions if d.ruling is ruling for other in d.subjects[1:]
        )

    return Rulings(pairs(Ruling.MERGE), pairs(Ruling.SPLIT))
