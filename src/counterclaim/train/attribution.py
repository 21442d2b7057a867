"""The attribution model: who says what, as tags of word pieces and as links from words to their cue.

Two heads stand on one encoder. The first tags each piece (source, cue, content; beginning or inside). The second links:
each cue looks for the beginning of its source (or at itself where there is none), each piece of content for the
beginning of its cue, by a scaled product of two projections (after Dozat and Manning, ICLR 2017, without the bias of
labels). Data in the form of PolNeAR (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.extract.models import ATTRIBUTION_TAGS, WINDOW
from counterclaim.train.data import rows, texts_near
from counterclaim.train.encoder import Encoder, blanked, encode, load_encoder
from counterclaim.train.loop import Plan, fit
from counterclaim.train.windows import framed, padded, windows

ROLES = ("source", "cue", "content")
SKIPPED = -100
LINK = 128
LINK_SHARE = 0.3
BLANKED = 0.06
Json = Mapping[str, Any]


class Labelled(NamedTuple):
    """A window with its labels: a tag for each piece, and for each the place in the window that it points to.

    `source` is filled at the beginning of each cue, `cue` at each piece of content; elsewhere they are SKIPPED.
    """

    ids: tuple[int, ...]
    tags: tuple[int, ...]
    source: tuple[int, ...]
    cue: tuple[int, ...]


class Scores(NamedTuple):
    """Tag scores (batch x length x tags), what each piece asks for and what it answers (batch x length x 2 LINK).

    The first half of asking and answering is for sources of cues, the second for cues of contents.
    """

    tags: Tensor
    asks: Tensor
    answers: Tensor


class AttributionModel(nn.Module):
    """Tags and links over one window.

    Args:
        encoder: the pretrained encoder.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.body = encoder.body
        self.tags = nn.Linear(encoder.width, len(ATTRIBUTION_TAGS))
        self.asks = nn.Linear(encoder.width, 2 * LINK)
        self.answers = nn.Linear(encoder.width, 2 * LINK)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Scores:
        """The scores of each piece."""
        hidden = self.drop(encode(self.body, ids, mask))
        return Scores(self.tags(hidden), self.asks(hidden), self.answers(hidden))


def link_scores(scores: Scores, mask: Tensor, half: int) -> Tensor:
    """How far each piece (second place) points to each other (third): to sources with half 0, to cues with half 1."""
    cut = slice(half * LINK, (half + 1) * LINK)
    found = scores.asks[..., cut].float() @ scores.answers[..., cut].float().transpose(1, 2) / LINK**0.5
    return found.masked_fill((mask == 0)[:, None, :], -1e4)


def loss_of(scores: Scores, mask: Tensor, batch: Sequence[Labelled]) -> Tensor:
    """The loss of a batch beside its labels: tags, links to sources, links to cues."""
    tags, *links = [_framed([one[i] for one in batch], int(i > 1)) for i in (1, 2, 3)]
    total = _against(scores.tags.float(), tags)
    for half, wanted in enumerate(links):
        total = total + LINK_SHARE * _against(link_scores(scores, mask, half), wanted)
    return total


def _against(scores: Tensor, wanted: Tensor) -> Tensor:
    """The mean cross entropy over what is labelled."""
    total = functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=SKIPPED, reduction="sum")
    return total / (wanted != SKIPPED).sum().clamp(min=1)


def _framed(labels: Sequence[Sequence[int]], shift: int) -> Tensor:
    """Labels between the marks of a window; `shift` moves those that are places in it."""
    moved = [[SKIPPED, *(x + shift if x != SKIPPED else x for x in row), SKIPPED] for row in labels]
    return padded(moved, SKIPPED)


def labelled(tokenizer: Tokenizer, record: Json, *, shift: int) -> Iterator[Labelled]:
    """The windows of one record (`text`, `attributions` with spans of source, cue and content) with their labels."""
    for window in windows(tokenizer, record["text"], length=WINDOW, shift=shift):
        tags = [0] * len(window.ids)
        links = ([SKIPPED] * len(window.ids), [SKIPPED] * len(window.ids))
        for relation in record["attributions"]:
            stretches = {role: _pieces(window.offsets, relation[role]) for role in ROLES}
            for number, role in enumerate(ROLES):
                for stretch in stretches[role]:
                    for step, i in enumerate(stretch):
                        tags[i] = 1 + 2 * number + (step > 0)
            _link(stretches, bool(relation["source"]), links)
        yield Labelled(window.ids, tuple(tags), tuple(links[0]), tuple(links[1]))


def _pieces(offsets: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """The pieces of each span that stand in the window."""
    found = [[i for i, (start, end) in enumerate(offsets) if start < span[1] and span[0] < end] for span in spans]
    return [pieces for pieces in found if pieces]


def _link(stretches: Mapping[str, list[list[int]]], sourced: bool, links: tuple[list[int], list[int]]) -> None:
    if not stretches["cue"]:
        return
    cue = stretches["cue"][0][0]
    if stretches["source"]:
        links[0][cue] = stretches["source"][0][0]
    elif not sourced:
        links[0][cue] = cue
    for stretch in stretches["content"]:
        for i in stretch:
            links[1][i] = cue


def teacher(data: Path, plan: Plan) -> tuple[AttributionModel, Encoder]:
    """A model of all six layers, trained on `data/attribution/train.jsonl.gz`, with its encoder.

    Raises:
        BenchError: if the data is not there or not of its form.
    """
    records = gold(data)
    torch.manual_seed(plan.seed)
    encoder = load_encoder([*(r["text"] for r in records), *texts_near(data)])
    model = AttributionModel(encoder)
    tokenizer = encoder.tokenizer

    def examples(epoch: int) -> list[Labelled]:
        return list(cut_anew(tokenizer, records, Random(plan.seed * 1000 + epoch)))  # noqa: S311  # no secret

    def loss(batch: Sequence[Labelled]) -> Tensor:
        ids, mask = framed(tokenizer, [one.ids for one in batch])
        return loss_of(model(blanked(tokenizer, ids, BLANKED), mask), mask, batch)

    fit(model, examples, loss, plan, size=lambda one: len(one.ids))
    return model, encoder


def gold(data: Path) -> list[Json]:
    """The training records.

    Raises:
        BenchError: if they are not there or not of their form.
    """
    return list(rows(data / "attribution" / "train.jsonl.gz"))


def cut_anew(tokenizer: Tokenizer, records: Sequence[Json], random: Random) -> Iterator[Labelled]:
    """All windows of the records, each record cut where chance wills."""
    for record in records:
        yield from labelled(tokenizer, record, shift=random.randrange(WINDOW))
