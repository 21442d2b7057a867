"""Whole articles to the events that they tell of, by names and rare words: a first sieve where no claims were read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from math import log, sqrt
from typing import NamedTuple

from counterclaim.reconcile.clustering import Cluster, cluster, pair_of

SAME_STORY = 0.18
FIRST_WORDS = 400
NAMED = 2.0
"""How much more a word counts that is written with a capital, and each word of the title."""
RARE = 60
SHARED = 2
COMMON = 0.2
FAR_DAYS = 60
FAR_COST = 0.3
"""The part of its score that a pair loses whose dates lie sixty days apart or more; follow-ups come late."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+|\d+")

Weights = Mapping[str, float]


class Article(NamedTuple):
    """A text as it was published."""

    id: str
    title: str
    text: str
    day: date | None = None


def stories(articles: Sequence[Article], *, threshold: float = SAME_STORY) -> list[Cluster]:
    """The articles in clusters of one event each, by average linkage over the cosines of their weighted words.

    The weight of a word is its logged count times the log of how rare it is (tf-idf, Spärck Jones 1972).

    Args:
        articles: the texts, in any order.
        threshold: mean cosine from which two clusters join.
    """
    ordered = sorted(articles, key=lambda a: a.id)
    counts = [_count(a) for a in ordered]
    spread = Counter(word for found in counts for word in found)
    weights = [_weigh(found, spread, len(ordered)) for found in counts]
    scores = {
        pair_of(ordered[i].id, ordered[j].id): _cosine(weights[i], weights[j]) * _near(ordered[i].day, ordered[j].day)
        for i, j in _candidates(weights, spread)
    }
    return cluster([a.id for a in ordered], scores, threshold=threshold)


def _count(article: Article) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, weight in ((article.title, NAMED), (article.text, 1.0)):
        for word in _WORD.findall(text)[:FIRST_WORDS]:
            counts[word.lower()] += weight * (NAMED if word[0].isupper() else 1.0)  # type: ignore[assignment]
    return counts


def _weigh(counts: Counter[str], spread: Counter[str], of: int) -> Weights:
    most = max(COMMON * of, SHARED)
    raw = {
        word: (1 + log(count) if count > 1 else count) * log(of / spread[word])
        for word, count in counts.items()
        if 1 < spread[word] < most
    }
    norm = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / norm for word, value in raw.items()}


def _candidates(weights: Sequence[Weights], spread: Counter[str]) -> list[tuple[int, int]]:
    """Pairs that share at least two words that few articles have."""
    where: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(weights):
        for word in found:
            if spread[word] <= RARE:
                where[word].append(index)
    shared = Counter(pair for found in where.values() for pair in combinations(found, 2))
    return [pair for pair, count in shared.items() if count >= SHARED]


def _cosine(a: Weights, b: Weights) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * large.get(word, 0.0) for word, value in small.items())


def _near(a: date | None, b: date | None) -> float:
    if a is None or b is None:
        return 1.0
    return 1 - FAR_COST * min(1.0, abs((a - b).days) / FAR_DAYS)


def homes_of(clusters: Sequence[Cluster]) -> dict[str, str]:
    """The name of the cluster of each article: the id of its first member."""
    return {member: c.members[0] for c in clusters for member in c.members}
