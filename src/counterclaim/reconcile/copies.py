"""Texts that print parts of one another: candidates by rare runs of words, then shared passages with their offsets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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

    def passage(self, one: Span, other: Span) -> Passage | None:
        """The passage in which two spans, of the first and of the second text, are the same words, at least in part."""
        return next((p for p in self.passages if _aligned(p, one, other)), None)

    @property
    def whole(self) -> bool:
        """Whether the smaller text is a reprint and no partial copy."""
        return self.share >= WHOLE

    @property
    def score(self) -> Score:
        """The share and what it means in one sentence."""
        many = f"{len(self.passages)} passages" if len(self.passages) > 1 else "one passage"
        sort = "the whole of it" if self.whole else f"{self.share:.0%} of it in {many}"
        return Score(self.share, f"the smaller text stands in the other: {sort}")


def _aligned(p: Passage, one: Span, other: Span) -> bool:
    ahead = p.other.start - p.one.start
    meeting = one.start + ahead < other.end and other.start < one.end + ahead
    return meeting and p.one.overlaps(one) and p.other.overlaps(other)


class Text(NamedTuple):
    """A text as words, with the bounds of each, its runs of words, and where each run begins."""

    words: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...]
    at: dict[Run, list[int]]


def copies(texts: Mapping[str, str]) -> list[Copy]:
    """The pairs of texts that share passages, by the ids of the texts.

    Args:
        texts: the texts by id; of each pair the smaller one is measured.
    """
    known = {name: cut(text) for name, text in texts.items()}
    found = (_align(a, b, known[a], known[b]) for a, b in _candidates(known))
    return [copy for copy in found if copy.share >= COPY]


def copy_between(a: str, b: str, texts: Mapping[str, Text]) -> Copy:
    """What two texts share; from a share of `COPY` on, the smaller one is a partial copy.

    Args:
        a: the id of a text; the first spans of passages are of it.
        b: the id of another one.
        texts: the texts by id, cut into words.
    """
    return _align(a, b, texts[a], texts[b])


def cut(text: str) -> Text:
    """A text cut into words, for comparing it with many others."""
    matches = list(_WORD.finditer(text))
    words = tuple(m[0].lower() for m in matches)
    runs = tuple(zip(*(words[i:] for i in range(RUN)), strict=False))
    at: dict[Run, list[int]] = defaultdict(list)
    for i, run in enumerate(runs):
        at[run].append(i)
    return Text(words, tuple(m.span() for m in matches), runs, dict(at))


def _candidates(known: Mapping[str, Text]) -> list[tuple[str, str]]:
    where: dict[Run, list[str]] = defaultdict(list)
    for name in sorted(known):
        for run in known[name].at:
            where[run].append(name)
    shared = Counter(pair for found in where.values() if len(found) <= RARE for pair in combinations(found, 2))
    return sorted(pair for pair, count in shared.items() if count >= FEW)


def _align(a: str, b: str, one: Text, other: Text) -> Copy:
    """The passages that two texts share, the longest run from each place first come."""
    passages, covered, i, runs = [], 0, 0, one.runs
    while i < len(runs):
        places = other.at.get(runs[i])
        if places is None:
            i += 1
            continue
        length, start = max((_length(one, other, i, j), -j) for j in places)
        if length - RUN + 1 >= PASSAGE:
            passages.append(Passage(_span(one, i, length), _span(other, -start, length)))
            covered += length - RUN + 1
            i += length
        else:
            i += 1
    smaller = max(1, min(len(runs), len(other.runs)))
    return Copy(a, b, min(1.0, covered / smaller), tuple(passages))


def _length(one: Text, other: Text, i: int, j: int) -> int:
    """How many words two texts go on alike."""
    most, count = min(len(one.words) - i, len(other.words) - j), 0
    while count < most and one.words[i + count] == other.words[j + count]:
        count += 1
    return count


def _span(text: Text, first: int, length: int) -> Span:
    return Span(text.bounds[first][0], text.bounds[first + length - 1][1])


def planted(pairs: Sequence[tuple[str, str]], found: Sequence[Copy]) -> tuple[float, float]:
    """Recall and precision over planted pairs."""
    true, said = {frozenset(p) for p in pairs}, {frozenset((c.a, c.b)) for c in found}
    hits = len(true & said)
    return hits / max(1, len(true)), hits / max(1, len(said))
