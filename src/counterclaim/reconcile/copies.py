"""Texts that print parts of one another: candidates by rare runs of words, then shared passages with their offsets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from counterclaim.model.documents import Span
from counterclaim.model.values import Score

RUN = 3
"""Words of a run."""
RARE = 20
"""Texts that may hold a run of words which still tells one text from another."""
FEW = 4
"""Rare runs that two texts must share to be set side by side."""
COPY = 0.2
"""The share of the smaller text's runs, within passages, from which it counts as a partial copy."""
WHOLE = 0.8
PASSAGE = 6
"""Runs one after the other that make a passage; shorter ones are phrases that anybody uses."""
SHORTEST = RUN + PASSAGE - 1
"""Words of the shortest passage."""
_WORD = re.compile(r"[^\W_]+")

Run = tuple[str, ...]


class Passage(NamedTuple):
    """The same words in two texts, with where they stand in each."""

    one: Span
    other: Span


class Copy(NamedTuple):
    """Two texts of which one prints a part of the other, or both of a third; `share` is that of the smaller."""

    a: str
    b: str
    share: float
    passages: tuple[Passage, ...]

    def holds(self, one: Span, other: Span) -> bool:
        """Whether two spans, of the first and of the second text, are the same words of a passage, at least in part."""
        return any(
            p.one.overlaps(one)
            and p.other.overlaps(other)
            and one.start + p.other.start - p.one.start < other.end
            and other.start < one.end + p.other.start - p.one.start
            for p in self.passages
        )

    @property
    def score(self) -> Score:
        """The share and what it means in one sentence."""
        sort = "the whole of it" if self.share >= WHOLE else f"{self.share:.0%} of it in {len(self.passages)} passages"
        return Score(self.share, f"the smaller text stands in the other: {sort}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as its words with where they stand, its runs in order, and where the words of a passage begin."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    runs: tuple[Run, ...]
    at: Mapping[Run, Sequence[int]]


def copies(texts: Mapping[str, str]) -> list[Copy]:
    """The pairs of texts that share passages, by the ids of the texts.

    Args:
        texts: the texts by id; of each pair the smaller one is measured.
    """
    cut = {name: _cut(text) for name, text in texts.items()}
    found = (_align(a, b, cut[a], cut[b]) for a, b in _candidates(cut))
    return [copy for copy in found if copy.share >= COPY]


def copy_between(a: str, b: str, texts: Mapping[str, str]) -> Copy | None:
    """What two texts share, None where it is less than a partial copy.

    Args:
        a: the id of a text; the first spans of passages are of it.
        b: the id of another one.
        texts: the texts by id.
    """
    found = _align(a, b, _cut(texts[a]), _cut(texts[b]))
    return found if found.share >= COPY else None


@lru_cache(maxsize=512)
def _cut(text: str) -> _Text:
    matches = list(_WORD.finditer(text))
    words = tuple(m[0].lower() for m in matches)
    runs = tuple(words[i : i + RUN] for i in range(len(words) - RUN + 1))
    at: dict[Run, list[int]] = defaultdict(list)
    for i in range(len(words) - SHORTEST + 1):
        at[words[i : i + SHORTEST]].append(i)
    return _Text(words, tuple(Span(*m.span()) for m in matches), runs, dict(at))


def _candidates(cut: Mapping[str, _Text]) -> list[tuple[str, str]]:
    where: dict[Run, list[str]] = defaultdict(list)
    for name in sorted(cut):
        for run in set(cut[name].runs):
            where[run].append(name)
    shared = Counter(pair for found in where.values() if len(found) <= RARE for pair in combinations(found, 2))
    return sorted(pair for pair, count in shared.items() if count >= FEW)


def _align(a: str, b: str, one: _Text, other: _Text) -> Copy:
    """The passages that two texts share, the longest run from each place first come."""
    passages, covered, i, runs, at = [], 0, 0, one.runs, other.at
    while i < len(runs):
        begun = at.get(one.words[i : i + SHORTEST], ())
        length, start = max(((_length(one, other, i, j), -j) for j in begun), default=(0, 0))
        if length:
            passages.append(Passage(_span(one, i, length), _span(other, -start, length)))
            covered += length - RUN + 1
            i += length
        else:
            i += 1
    smaller = max(1, min(len(runs), len(other.runs)))
    return Copy(a, b, min(1.0, covered / smaller), tuple(passages))


def _length(one: _Text, other: _Text, i: int, j: int) -> int:
    """How many words two texts go on alike."""
    most, count = min(len(one.words) - i, len(other.words) - j), 0
    while count < most and one.words[i + count] == other.words[j + count]:
        count += 1
    return count


def _span(text: _Text, first: int, length: int) -> Span:
    return Span(text.spans[first].start, text.spans[first + length - 1].end)


def planted(pairs: Sequence[tuple[str, str]], found: Sequence[Copy]) -> tuple[float, float]:
    """Recall and precision over planted pairs."""
    true, said = {frozenset(p) for p in pairs}, {frozenset((c.a, c.b)) for c in found}
    hits = len(true & said)
    return hits / max(1, len(true)), hits / max(1, len(said))
