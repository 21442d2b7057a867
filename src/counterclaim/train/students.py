"""The attribution model that ships: four narrow layers, taught by several models of six.

Each teacher is trained on its own (`attribution.teacher`). Then the student, which begins as some of the layers of the
first, learns what they make of each word piece on average (Hinton, Vinyals and Dean 2015), over the labelled articles
and over articles on wars without labels, and beside that the labels themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from counterclaim.extract.models import ATTRIBUTION_TAGS, WINDOW
from counterclaim.train.attribution import (
    LINK,
    LINK_SHARE,
    SKIPPED,
    AttributionModel,
    Labelled,
    cut_anew,
    gold,
    link_scores,
    loss_of,
    teacher,
)
from counterclaim.train.data import texts_near
from counterclaim.train.encoder import Encoder, blanked, smaller
from counterclaim.train.export import export
from counterclaim.train.loop import Plan, batches, best_device, fit
from counterclaim.train.windows import framed, windows

TEACHERS = tuple(Plan(seed=seed, epochs=5, batch=16, rate=(3e-4, 2e-4)[seed % 2]) for seed in range(8))
PLAN = Plan(seed=7, epochs=5, batch=32, rate=4e-4)
LAYERS, INNER = (0, 2, 3, 5), 768
CUTS = 2
AT_ONCE = 64
BLANKED = 0.04
LABEL_SHARE = 0.25
UNFUSED = ["SkipLayerNormFusion"]
"""What the runtime does to make models faster, and makes this one slower: eight times for a sum and its norm."""
CUE, CONTENT = slice(3, 5), slice(5, 7)
POINTING = ((CUE, 0.15, 1.0), (CONTENT, 0.2, 0.35))
"""For each half of the links: the tags that point, the share from which a piece does, the share of them to learn."""


class Pointers(NamedTuple):
    """Some pieces of a framed window and how the teachers share out what each points to (pieces x length)."""

    pieces: Tensor
    shares: Tensor


class Lesson(NamedTuple):
    """A window with what the teachers make of it: the share of each tag (length x tags), and both kinds of links."""

    window: Labelled
    tags: Tensor
    links: tuple[Pointers, Pointers]


def train(data: Path, out: Path, *, teachers: Sequence[Plan] = TEACHERS, plan: Plan = PLAN) -> None:
    """Trains teachers and student on `data/attribution/train.jsonl.gz`, and writes the student into `out`.

    Raises:
        BenchError: if the data is not there or not of its form.
    """
    with best_device():
        taught = [teacher(data, one) for one in teachers]
        student = learn(data, [model for model, _ in taught], taught[0][1], plan)
    facts = {
        "tags": ATTRIBUTION_TAGS,
        "window": WINDOW,
        "link": LINK,
        "unfused": UNFUSED,
        "version": "attribution/2",
    }
    export(student, taught[0][1].tokenizer, out, outputs=("tags", "asks", "answers"), facts=facts)


def learn(data: Path, teachers: Sequence[AttributionModel], encoder: Encoder, plan: Plan) -> AttributionModel:
    """The student of some teachers.

    Args:
        data: the folder of the tasks.
        teachers: the trained models; the student begins as the first.
        encoder: that of the first teacher.
        plan: how to train.
    """
    tokenizer, random = encoder.tokenizer, Random(plan.seed)  # noqa: S311  # no secret
    torch.manual_seed(plan.seed)
    taught = list(lessons(teachers, tokenizer, list(_windows(data, tokenizer, random)), random))
    student = AttributionModel(smaller(encoder, layers=LAYERS, inner=INNER))
    for name in ("tags", "asks", "answers"):
        getattr(student, name).load_state_dict(getattr(teachers[0], name).state_dict())

    def loss(batch: Sequence[Lesson]) -> Tensor:
        ids, mask = framed(tokenizer, [one.window.ids for one in batch])
        scores = student(blanked(tokenizer, ids, BLANKED), mask)
        total = _tag_loss(scores.tags, mask, batch) + LABEL_SHARE * loss_of(scores, mask, [one.window for one in batch])
        for half in (0, 1):
            total = total + LINK_SHARE * _link_loss(link_scores(scores, mask, half), [one.links[half] for one in batch])
        return total

    fit(student, lambda _: taught, loss, plan, size=lambda one: len(one.window.ids))
    return student


def _windows(data: Path, tokenizer: Tokenizer, random: Random) -> Iterator[Labelled]:
    """The windows of the labelled articles, cut several times, and those of articles without labels."""
    records = gold(data)
    for _ in range(CUTS):
        yield from cut_anew(tokenizer, records, random)
    for text in texts_near(data):
        for window in windows(tokenizer, text, length=WINDOW, shift=random.randrange(WINDOW)):
            none = (SKIPPED,) * len(window.ids)
            yield Labelled(window.ids, none, none, none)


def lessons(
    teachers: Sequence[AttributionModel], tokenizer: Tokenizer, given: Sequence[Labelled], random: Random
) -> Iterator[Lesson]:
    """What the teachers make of windows on average, in an order of chance."""
    for batch in batches(given, AT_ONCE, random, lambda one: len(one.ids)):
        ids, mask = framed(tokenizer, [one.ids for one in batch])
        with torch.no_grad(), torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
            said = [model(ids, mask) for model in teachers]
        tags = _mean([scores.tags.float().softmax(-1) for scores in said])
        links = [_mean([link_scores(scores, mask, half).softmax(-1) for scores in said]) for half in (0, 1)]
        for i, one in enumerate(batch):
            length = len(one.ids) + 2
            cut = tags[i, :length]
            pointers = [_pointers(cut, links[half][i, :length, :length], *POINTING[half]) for half in (0, 1)]
            yield Lesson(one, cut.half(), (pointers[0], pointers[1]))


def _mean(shares: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(shares)).mean(0)


def _pointers(tags: Tensor, links: Tensor, pointing: slice, least: float, share: float) -> Pointers:
    """The pieces that likely point to something, or a part of them drawn by chance, with what they point to."""
    pieces = (tags[:, pointing].sum(-1) > least).nonzero().flatten()
    pieces = pieces[torch.rand(len(pieces)) < share]
    return Pointers(pieces, links[pieces].half())


def _tag_loss(scores: Tensor, mask: Tensor, batch: Sequence[Lesson]) -> Tensor:
    """How far the student's tags are from the teachers' (Kullback and Leibler), over all pieces."""
    wanted = torch.nn.utils.rnn.pad_sequence([one.tags for one in batch], batch_first=True).float()
    apart = functional.kl_div(scores.float().log_softmax(-1), wanted, reduction="none").sum(-1)
    return (apart * mask).sum() / mask.sum()


def _link_loss(scores: Tensor, batch: Sequence[Pointers]) -> Tensor:
    """How little the student points where the teachers do, over the pieces that point."""
    total, count = scores.sum() * 0, 0
    for row, (pieces, shares) in zip(scores, batch, strict=True):
        logs = row[pieces, : shares.shape[1]].log_softmax(-1)
        total, count = total - (shares.float() * logs).sum(), count + len(pieces)
    return total / max(1, count)
