"""Claims to incidents: within each document first, then across documents, then what is said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from counterclaim.config import ReconcileSettings
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.reconcile.blocking import candidates
from counterclaim.reconcile.clustering import Cluster, Pair, Rulings, cluster, finish, pair_of
from counterclaim.reconcile.comparing import Comparison
from counterclaim.reconcile.parts import set_beside
from counterclaim.reconcile.profiles import Profile

UNREACHED = 2.0
ATTACH = 0.85
"""The part of the threshold from which what is said joins the event that it is said about."""

ELSEWHERE = 0.15
"""The score of place below which what one page says is not about what another tells: they name different places."""


class Grouping(NamedTuple):
    """The clusters of a ledger, the comparisons that they rest on, and the pairs by which claims may share one."""

    clusters: tuple[Cluster, ...]
    comparisons: dict[Pair, Comparison]
    links: frozenset[Pair]


def group(
    profiles: Sequence[Profile],
    settings: ReconcileSettings,
    decisions: Sequence[Decision] = (),
    compared: Mapping[Pair, Comparison] | None = None,
    links: Collection[Pair] | None = None,
) -> Grouping:
    """The incidents of a ledger, each a cluster of claims.

    Claims that no chain of links joins cannot share an incident, so each such component is clustered by itself: that
    gives the same clusters as all claims at once, and lets new claims leave the other components alone.

    Args:
        profiles: the claims, in any order.
        settings: thresholds.
        decisions: what people ruled; `merge` and `split` name claims that belong together or do not.
        compared: the comparisons of all pairs that are worth it, where they were made before.
        links: the pairs of `links_of`, where they were found before.
    """
    comparisons = dict(compared) if compared is not None else _compared(profiles, settings)
    rulings = rulings_of(decisions)
    known = {p.id: p for p in profiles}
    links = links_of(profiles, comparisons, settings, rulings) if links is None else frozenset(links)
    held = [pair for pair in rulings.together if pair[0] in known and pair[1] in known]
    found: list[Cluster] = []
    groups = components(known, [*links, *held])
    joined = _by_group(groups, links)
    for names in groups:
        if len(names) == 1:
            found.append(finish((names[0],), {}))
            continue
        inside = {pair: comparisons[pair] for pair in combinations(names, 2) if pair in comparisons}
        clusters, more = _cluster([known[name] for name in names], inside, settings, rulings, joined[names])
        comparisons |= more
        found += clusters
    return Grouping(tuple(sorted(found)), comparisons, links)


def links_of(
    profiles: Sequence[Profile], comparisons: Mapping[Pair, Comparison], settings: ReconcileSettings, rulings: Rulings
) -> frozenset[Pair]:
    """The pairs by which claims may share an incident: likely ones of two documents, and those of `inner_links`."""
    known = {p.id: p for p in profiles}
    across = frozenset(
        pair
        for pair, found in comparisons.items()
        if known[pair[0]].document != known[pair[1]].document and is_likely(known, pair, found, settings)
    )
    return across.union(*(inner_links(part, comparisons, settings, rulings) for part in _by_document(profiles)))


def inner_links(
    part: Sequence[Profile], comparisons: Mapping[Pair, Comparison], settings: ReconcileSettings, rulings: Rulings
) -> frozenset[Pair]:
    """The pairs of one document that hold together the claims of one event, and what is said with what it fits best.

    What a document tells of two events stays apart in it, however alike two of the claims are; so it needs no link.
    """
    pairs = (pair for pair in combinations([p.id for p in part], 2) if pair in comparisons)
    scores = {pair: comparisons[pair].score for pair in pairs}
    units = _inside(part, scores, settings.same_incident, rulings)
    return _links(c.members for c in units) | _said_of(units, part, scores, settings.same_incident)


def _compared(profiles: Sequence[Profile], settings: ReconcileSettings) -> dict[Pair, Comparison]:
    pairs = candidates(profiles, max_gap_days=settings.max_gap_days)
    return {pair_of(a.id, b.id): set_beside(a, b, settings) for a, b in pairs}


def is_likely(known: Mapping[str, Profile], pair: Pair, found: Comparison, settings: ReconcileSettings) -> bool:
    """Whether two claims may end up in one incident because of this pair: without one such pair no clusters join."""
    one, other = known[pair[0]], known[pair[1]]
    if not (one.speech or other.speech):
        return found.veto is None and found.score >= settings.same_incident
    elsewhere = one.document != other.document and dict(found.features)["place"].value < ELSEWHERE
    return found.veto is None and not elsewhere and found.score >= settings.same_incident * ATTACH


def components(names: Iterable[str], links: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The names in groups that links join, each sorted, in the order of their first names."""
    parents = {name: name for name in sorted(names)}

    def root(name: str) -> str:
        while parents[name] != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    for a, b in links:
        first, second = sorted((root(a), root(b)))
        parents[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for name in parents:
        groups[root(name)].append(name)
    return [tuple(members) for members in groups.values()]


def _by_group(groups: Iterable[tuple[str, ...]], links: Iterable[Pair]) -> dict[tuple[str, ...], set[Pair]]:
    """The links inside each group of names."""
    homes = {name: names for names in groups for name in names}
    found: dict[tuple[str, ...], set[Pair]] = defaultdict(set)
    for pair in links:
        if pair[0] in homes and homes[pair[0]] is homes.get(pair[1]):
            found[homes[pair[0]]].add(pair)
    return found


def _cluster(
    profiles: Sequence[Profile],
    comparisons: Mapping[Pair, Comparison],
    settings: ReconcileSettings,
    rulings: Rulings,
    links: Collection[Pair],
) -> tuple[list[Cluster], dict[Pair, Comparison]]:
    """The clusters of one component, and the comparisons that it took beside those given."""
    known, threshold = dict(comparisons), settings.same_incident
    scores = {pair: found.score for pair, found in known.items()}
    first = [c for part in _by_document(profiles) for c in _inside(part, scores, threshold, rulings)]
    known |= _between(first, profiles, scores, settings, links)
    scores = {pair: found.score for pair, found in known.items()}
    held = Rulings(rulings.together | _links(c.members for c in first), rulings.apart)
    joined = cluster([p.id for p in profiles], scores, threshold=threshold, rulings=held)
    said = _said_of(joined, profiles, scores, threshold, links)
    held = Rulings(held.together | _links(c.members for c in joined) | said, held.apart)
    last = cluster([p.id for p in profiles], scores, threshold=UNREACHED, rulings=held)
    known |= _within(last, profiles, scores, settings)
    scores = {pair: found.score for pair, found in known.items()}
    return [finish(c.members, scores) for c in last], known


def _by_document(profiles: Sequence[Profile]) -> list[list[Profile]]:
    documents: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        documents[profile.document].append(profile)
    return [documents[name] for name in sorted(documents)]


def _inside(part: Sequence[Profile], scores: Mapping[Pair, float], threshold: float, rulings: Rulings) -> list[Cluster]:
    names = {p.id for p in part}
    inner = {pair: scores[pair] for pair in combinations(sorted(names), 2) if pair in scores}
    return cluster(sorted(names), inner, threshold=threshold, rulings=rulings)


def _between(
    clusters: Sequence[Cluster],
    profiles: Sequence[Profile],
    scores: Mapping[Pair, float],
    settings: ReconcileSettings,
    links: Collection[Pair],
) -> dict[Pair, Comparison]:
    """The pairs still missing between two clusters that a link joins."""
    known = {p.id: p for p in profiles}
    home = {member: c for c in clusters for member in c.members}
    meeting = {(home[a].members, home[b].members) for a, b in links if a in home and b in home}
    wanted = (pair_of(x, y) for one, other in meeting if one != other for x in one for y in other)
    return {pair: set_beside(known[pair[0]], known[pair[1]], settings) for pair in wanted if pair not in scores}


def _within(
    clusters: Sequence[Cluster], profiles: Sequence[Profile], scores: Mapping[Pair, float], settings: ReconcileSettings
) -> dict[Pair, Comparison]:
    """The pairs still missing inside the clusters, so that the weakest link is known."""
    known = {p.id: p for p in profiles}
    pairs = (pair for c in clusters for pair in combinations(c.members, 2) if pair not in scores)
    return {pair: set_beside(known[pair[0]], known[pair[1]], settings) for pair in pairs}


def _links(groups: Iterable[tuple[str, ...]]) -> frozenset[Pair]:
    return frozenset(pair_of(members[0], other) for members in groups for other in members[1:])


def _said_of(
    clusters: Sequence[Cluster],
    profiles: Sequence[Profile],
    scores: Mapping[Pair, float],
    threshold: float,
    links: Collection[Pair] | None = None,
) -> frozenset[Pair]:
    """Links of speech acts that found no event of their own to the event that they fit best, of those linked to."""
    known = {p.id: p for p in profiles}
    spoken = [c for c in clusters if all(known[m].speech for m in c.members)]
    events = [c for c in clusters if c not in spoken]
    found = set()
    for cluster_ in spoken:
        reached = (event for event in events if links is None or _linked(cluster_, event, links))
        fits = [(_fit(cluster_, event, scores), event.members[0]) for event in reached]
        score, event = max(fits, key=lambda fit: (fit[0], fit[1]), default=(0.0, ""))
        if score >= ATTACH * threshold:
            found.add(pair_of(cluster_.members[0], event))
    return frozenset(found)


def _linked(a: Cluster, b: Cluster, links: Collection[Pair]) -> bool:
    return any(pair_of(x, y) in links for x in a.members for y in b.members)


def _fit(a: Cluster, b: Cluster, scores: Mapping[Pair, float]) -> float:
    values = [scores[pair] for x in a.members for y in b.members if (pair := pair_of(x, y)) in scores]
    return 0.0 if not values or min(values) <= 0 else sum(values) / len(values)


def rulings_of(decisions: Sequence[Decision]) -> Rulings:
    """The pairs of claims that people joined and parted."""

    def pairs(ruling: Ruling) -> frozenset[Pair]:
        return frozenset(
            pair_of(d.subjects[0], other) for d in decisions if d.ruling is ruling for other in d.subjects[1:]
        )

    return Rulings(pairs(Ruling.MERGE), pairs(Ruling.SPLIT))
