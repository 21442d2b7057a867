"""Claims to incidents: average linkage over all pairs, which one bad link cannot chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

Pair = tuple[str, str]


class Cluster(NamedTuple):
    """Claims of one event; `weakest` is the pair with the lowest score among them, None for a single claim."""

    members: tuple[str, ...]
    weakest: Pair | None
    cohesion: float


class Rulings(NamedTuple):
    """What people ruled: pairs that belong together and pairs that do not."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


NONE = Rulings()
RULED_OUT = -0.25


def pair_of(a: str, b: str) -> Pair:
    """The pair in the order of names."""
    return (a, b) if a <= b else (b, a)


def cluster(
    names: Sequence[str], scores: Mapping[Pair, float], *, threshold: float, rulings: Rulings = NONE
) -> list[Cluster]:
    """The clusters that average linkage gives, each the same whatever the order of `names`.

    Two clusters join while the mean score over all pairs between them reaches `threshold`; a pair that was ruled out
    by a score of 0 counts as -0.25 in that mean, one that was never compared as 0. The best pair joins first, the
    smaller names first among equals (unweighted pair groups, Sokal and Michener 1958).

    Args:
        names: the claims.
        scores: score in 0..1 of each compared pair; 0 rules it out.
        threshold: mean score from which clusters join.
        rulings: pairs that people joined or parted, which outweigh every score.
    """
    state = _State(names, scores, rulings)
    for a, b in sorted(rulings.together):
        state.join_holding(a, b)
    while (best := state.best(threshold)) is not None:
        state.join(*best)
    groups = sorted(tuple(sorted(group)) for group in state.groups.values())
    return [finish(group, scores) for group in groups]


class _State:
    """The groups so far, with the sums of the scores between them."""

    def __init__(self, names: Sequence[str], scores: Mapping[Pair, float], rulings: Rulings) -> None:
        self.groups = {name: [name] for name in sorted(set(names))}
        self.roots = {name: name for name in self.groups}
        self.sums: dict[str, dict[str, float]] = {name: {} for name in self.groups}
        self.barred: dict[str, set[str]] = {name: set() for name in self.groups}
        for (a, b), score in sorted(scores.items()):
            self.sums[a][b] = self.sums[b][a] = score if score > 0 else RULED_OUT
        self.heap: list[tuple[float, str, str]] = []
        for a, row in self.sums.items():
            for b in row:
                if a < b:
                    self._push(a, b)
        for a, b in rulings.apart:
            if a in self.groups and b in self.groups:
                self._bar(a, b)

    def _bar(self, a: str, b: str) -> None:
        self.barred[a].add(b)
        self.barred[b].add(a)

    def best(self, threshold: float) -> Pair | None:
        """The best pair that may join, from a heap in which outdated entries are passed over."""
        while self.heap:
            score, a, b = self.heap[0]
            if -score < threshold:
                return None
            if b in self.sums.get(a, {}) and b not in self.barred[a] and self._mean(a, b) == -score:
                return (a, b)
            heappop(self.heap)
        return None

    def _mean(self, a: str, b: str) -> float:
        return round(self.sums[a][b] / (len(self.groups[a]) * len(self.groups[b])), 9)

    def _push(self, a: str, b: str) -> None:
        first, second = pair_of(a, b)
        heappush(self.heap, (-self._mean(first, second), first, second))

    def join_holding(self, a: str, b: str) -> None:
        roots = sorted({self.roots[name] for name in (a, b) if name in self.roots})
        if len(roots) == 2:
            self.join(roots[0], roots[1])

    def join(self, a: str, b: str) -> None:
        self.roots |= dict.fromkeys(self.groups[b], a)
        self.groups[a] += self.groups.pop(b)
        for other, total in self.sums.pop(b).items():
            self.sums[other].pop(b)
            if other != a:
                self.sums[a][other] = self.sums[other][a] = self.sums[a].get(other, 0.0) + total
        for other in self.sums[a]:
            self._push(a, other)
        for other in self.barred.pop(b):
            self.barred[other].discard(b)
            if other != a:
                self._bar(a, other)


def finish(group: tuple[str, ...], scores: Mapping[Pair, float]) -> Cluster:
    """A cluster with its weakest link; a pair that was never compared counts as 0."""
    pairs = [(a, b) for i, a in enumerate(group) for b in group[i + 1 :]]
    weakest = min(pairs, key=lambda pair: (scores.get(pair, 0.0), pair), default=None)
    return Cluster(group, weakest, scores.get(weakest, 0.0) if weakest else 1.0)
