"""Who says what, as the trained model proposes it: spans of source, cue and content, linked by their cue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterclaim.extract.models import ATTRIBUTION_TAGS
from counterclaim.extract.onnx import Model, Numbers, Pieces, Window, centrality, model_folder
from counterclaim.model.documents import Span

ROLES = ("source", "cue", "content")
LEAN = 0.5
STAY = 0.8
ALONE = 0.6
OVERLAP = 190
DEEP = 40
NEXT = 3
TINY = 1e-9
AT_ONCE = 64
Run = tuple[int, int]
Links = dict[tuple[int, int], tuple[int, float]]


class Proposal(NamedTuple):
    """One attribution: offsets in characters of the text read, and how sure the model is (0 to 1)."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    score: float

    def shift(self, by: int) -> Proposal:
        """The same, so many characters further on."""
        source = self.source.shift(by) if self.source else None
        return Proposal(source, self.cue.shift(by), tuple(span.shift(by) for span in self.content), self.score)


class _Found(NamedTuple):
    """The runs of pieces `[first, last + 1)` of each role; how sure each tag is, and that it is a cue's."""

    runs: Mapping[str, list[Run]]
    sure: Numbers
    cue: Numbers


class Proposer:
    """Proposes the attributions of texts.

    Args:
        model: the trained model; the shipped one if None.

    Raises:
        ModelError: if the weights cannot be used.
    """

    def __init__(self, model: Model | None = None) -> None:
        self.model = model or Model(model_folder("attribution"))
        self.half = int(self.model.facts["link"])

    def propose(self, texts: Sequence[str]) -> list[list[Proposal]]:
        """The attributions of each text, in order of their cues; a text may have any length."""
        starts = range(0, len(texts), AT_ONCE)
        return [found for first in starts for found in self._some(texts[first : first + AT_ONCE])]

    def _some(self, texts: Sequence[str]) -> Iterator[list[Proposal]]:
        pieces = [self.model.pieces(text) for text in texts]
        read = self.model.windows([found.ids for found in pieces], overlap=OVERLAP)
        for pair in zip(pieces, read, strict=True):
            yield list(self._of(*pair))

    def _of(self, pieces: Pieces, windows: Sequence[Window]) -> Iterator[Proposal]:
        if windows:
            found = _runs(_merged(windows, len(pieces.ids)), pieces)
            yield from _proposals(pieces, found, *self._links(windows, found))

    def _links(self, windows: Iterable[Window], found: _Found) -> tuple[Links, Links]:
        """For each pair (cue, source) and (content, cue) of one window the score, from where both stand deepest."""
        sources: Links = {}
        contents: Links = {}
        for window in windows:
            depth = centrality(window)
            _, asks, answers = window.outputs
            cues = _within(found.runs["cue"], window)
            spoken = _within(found.runs["source"], window)
            said = _within(found.runs["content"], window)
            for cue in cues:
                ask, at = asks[cue - window.start, : self.half], int(depth[cue - window.start])
                for other in [cue, *spoken]:
                    score = float(ask @ answers[other - window.start, : self.half]) / self.half**0.5
                    _keep(sources, (cue, other), min(at, int(depth[other - window.start])), score)
            if cues and said:
                self._to_cues(contents, window, found, (cues, said), depth)
        return sources, contents

    def _to_cues(
        self,
        links: Links,
        window: Window,
        found: _Found,
        pair: tuple[list[int], list[int]],
        depth: npt.NDArray[np.int64],
    ) -> None:
        cues, said = pair
        answers = window.outputs[2][[c - window.start for c in cues], self.half :]
        ends = dict(found.runs["content"])
        for first in said:
            cut = slice(first - window.start, min(ends[first], window.end) - window.start)
            scores = (window.outputs[1][cut, self.half :] @ answers.T / self.half**0.5).mean(axis=0)
            for cue, score in zip(cues, scores, strict=True):
                _keep(links, (first, cue), min(int(depth[cut].max()), int(depth[cue - window.start])), float(score))


def _keep(links: Links, pair: tuple[int, int], depth: int, score: float) -> None:
    if pair not in links or links[pair][0] < depth:
        links[pair] = (depth, score)


def _within(runs: Sequence[Run], window: Window) -> list[int]:
    return [first for first, _ in runs if window.start <= first < window.end]


def _merged(windows: Iterable[Window], count: int) -> Numbers:
    """The probabilities of the tags of each piece: the mean of all windows, those weighing more in which it is deep."""
    logs = np.zeros((count, len(ATTRIBUTION_TAGS)), dtype=np.float32)
    weights = np.zeros((count, 1), dtype=np.float32)
    for window in windows:
        deep = (1 + np.minimum(centrality(window), DEEP)).astype(np.float32)[:, None]
        logs[window.start : window.end] += deep * np.log(_shares(window.outputs[0]) + TINY)
        weights[window.start : window.end] += deep
    return _shares(logs / weights)


def _shares(scores: Numbers) -> Numbers:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Numbers = shifted / shifted.sum(axis=1, keepdims=True)
    return shares


def _runs(tags: Numbers, pieces: Pieces) -> _Found:
    """The runs of each role: whole words, each of the role that its pieces make likeliest."""
    inner = np.array(pieces.inner)
    inner[0] = False
    first = np.flatnonzero(~inner)
    logs = np.add.reduceat(np.log(tags + TINY), first, axis=0)
    pairs = [np.logaddexp(logs[:, 2 * r + 1], logs[:, 2 * r + 2]) for r in range(3)]
    roles = np.stack([logs[:, 0], *pairs], axis=1)
    roles[:, 1 + ROLES.index("source")] += LEAN
    chosen = _grown(roles.argmax(axis=1), roles)
    begins = tags[first]
    bounds = [*first.tolist(), len(pieces.ids)]
    found: dict[str, list[Run]] = {name: [] for name in ROLES}
    for number, role in enumerate(chosen.tolist()):
        if not role:
            continue
        runs = found[ROLES[role - 1]]
        goes_on = number > 0 and chosen[number - 1] == role
        if goes_on and begins[number, 2 * role - 1] <= begins[number, 2 * role]:
            runs[-1] = (runs[-1][0], bounds[number + 1])
        else:
            runs.append((bounds[number], bounds[number + 1]))
    return _Found(found, tags.max(axis=1), tags[:, 3] + tags[:, 4])


def _grown(chosen: npt.NDArray[np.int64], roles: Numbers) -> npt.NDArray[np.int64]:
    """The roles with cues grown over neighbours that are nearly cues: `said` becomes `said in an interview`."""
    cue = 1 + ROLES.index("cue")
    nearly = (chosen == 0) & (roles[:, cue] + STAY > roles[:, 0])
    for order in (range(1, len(chosen)), range(len(chosen) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            if nearly[number] and chosen[number + step] == cue:
                chosen[number] = cue
    return chosen


def _proposals(pieces: Pieces, found: _Found, sources: Links, contents: Links) -> Iterator[Proposal]:
    ends = {role: dict(found.runs[role]) for role in ROLES}
    said = _said(found, contents)
    for cue, end in found.runs["cue"]:
        source = _best([(score, s) for (c, s), (_, score) in sources.items() if c == cue])
        if said[cue]:
            runs = [(cue, end), *((f, ends["content"][f]) for f in said[cue])]
            yield Proposal(
                source=_span(pieces, (source, ends["source"][source])) if source not in {None, cue} else None,
                cue=_span(pieces, (cue, end)),
                content=tuple(_span(pieces, (f, ends["content"][f])) for f in said[cue]),
                score=float(min(found.sure[slice(*run)].mean() for run in runs)),
            )


def _said(found: _Found, contents: Links) -> Mapping[int, list[int]]:
    """The contents of each cue: every content goes to one cue, and a sure cue that is left without shares one.

    It shares what follows it at once, else what it points to: `he began by recalling that she had denied …`.
    """
    to: dict[int, list[tuple[float, int]]] = defaultdict(list)
    of: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (first, cue), (_, score) in contents.items():
        to[first].append((score, cue))
        of[cue].append((score, first))
    said: dict[int, list[int]] = defaultdict(list)
    for first, _ in found.runs["content"]:
        if to[first]:
            said[max(to[first])[1]].append(first)
    for cue, end in found.runs["cue"]:
        if not said[cue] and of[cue] and found.cue[cue:end].mean() >= ALONE:
            following = [first for first, _ in found.runs["content"] if end <= first <= end + NEXT]
            said[cue].append(following[0] if following else max(of[cue])[1])
    return said


def _best(scored: Sequence[tuple[float, int]]) -> int | None:
    return max(scored)[1] if scored else None


def _span(pieces: Pieces, run: Run) -> Span:
    return Span(pieces.offsets[run[0]][0], pieces.offsets[run[1] - 1][1])
