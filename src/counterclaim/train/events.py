"""The event model: how sure a text is that an event happened, and of what type the event is.

Two heads stand on one encoder. The first gives each word piece a certainty from -3 (it did not happen) to 3 (it did),
learnt from the targets of UW (Lee et al., EMNLP 2015) and MEANTIME. The second gives each piece its say on the type of
the text, and the text has the mean of them; it is learnt from sentences that we wrote ourselves. The lower layers stay
as they came: what they know of words outside our few sentences is not to be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.extract.models import WINDOW
from counterclaim.train.band import best_band
from counterclaim.train.data import rows, texts_near
from counterclaim.train.encoder import Encoder, encode, load_encoder
from counterclaim.train.export import export
from counterclaim.train.loop import Plan, fit
from counterclaim.train.snippets import filled, snippets
from counterclaim.train.windows import framed

PLAN = Plan(seed=11, epochs=4, batch=24, rate=2e-4, threads=1)
SMOOTHED = 0.1
CALIBRATING = 10
FROZEN = 4
Json = Mapping[str, Any]


class Target(NamedTuple):
    """Pieces `[start, end)` of a text that name an event, and how certain the event is, -3 to 3."""

    start: int
    end: int
    certainty: float


class Example(NamedTuple):
    """A text in pieces: with the events it names, or with the number of its type (-1 where that is not known)."""

    ids: tuple[int, ...]
    targets: tuple[Target, ...] = ()
    label: int = -1


class EventModel(nn.Module):
    """Certainty and type of each piece.

    Args:
        encoder: the pretrained encoder.
        types: how many types there are.
    """

    def __init__(self, encoder: Encoder, types: int) -> None:
        super().__init__()
        self.body = encoder.body
        for layer in self.body.encoder.layer[:FROZEN]:
            layer.requires_grad_(requires_grad=False)
        self.body.embeddings.requires_grad_(requires_grad=False)
        self.certainty = nn.Linear(encoder.width, 1)
        self.types = nn.Linear(encoder.width, types)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Certainty (batch x length) and scores of the types (batch x length x types)."""
        hidden = self.drop(encode(self.body, ids, mask))
        return self.certainty(hidden).squeeze(-1), self.types(hidden)

    def loss(self, batch: Sequence[Example], tokenizer: Tokenizer) -> Tensor:
        """How far certainties lie off, and how little the right types are believed."""
        ids, mask = framed(tokenizer, [one.ids for one in batch])
        certainty, types = (output.float() for output in self(ids, mask))
        total = types.sum() * 0
        said = [certainty[i, t.start + 1 : t.end + 1].mean() for i, one in enumerate(batch) for t in one.targets]
        if said:
            total = total + functional.smooth_l1_loss(torch.stack(said), torch.tensor(_certainties(batch)))
        typed = [i for i, one in enumerate(batch) if one.label >= 0]
        if typed:
            scores = torch.stack([types[i, 1 : len(batch[i].ids) + 1].mean(0) for i in typed])
            wanted = torch.tensor([batch[i].label for i in typed])
            total = total + functional.cross_entropy(scores, wanted, label_smoothing=SMOOTHED)
        return total


def _certainties(batch: Iterable[Example]) -> list[float]:
    return [target.certainty for one in batch for target in one.targets]


def marked(tokenizer: Tokenizer, record: Json) -> Example:
    """One sentence (`text`, `targets` with `start`, `end` and `label`) cut to the model's window."""
    encoded = tokenizer.encode(record["text"], add_special_tokens=False)
    offsets = encoded.offsets[:WINDOW]
    found = []
    for target in record["targets"]:
        pieces = [i for i, (start, end) in enumerate(offsets) if start < target["end"] and target["start"] < end]
        if pieces:
            found.append(Target(pieces[0], pieces[-1] + 1, float(target["label"])))
    return Example(tuple(encoded.ids[:WINDOW]), tuple(found))


def typed(tokenizer: Tokenizer, labels: Sequence[str], random: Random) -> list[Example]:
    """All snippets with names drawn into them."""
    known = list(snippets())
    encoded = tokenizer.encode_batch([filled(one.text, random) for one in known], add_special_tokens=False)
    return [
        Example(tuple(text.ids[:WINDOW]), label=labels.index(one.label))
        for one, text in zip(known, encoded, strict=True)
    ]


def train(data: Path, out: Path, plan: Plan = PLAN) -> None:
    """Trains the model on `data/factuality/train.jsonl.gz` and our snippets, and writes it into `out`.

    One sentence in ten is kept aside to set the band of certainties that mean "open".

    Raises:
        BenchError: if the data is not there or not of its form.
    """
    records = list(rows(data / "factuality" / "train.jsonl.gz"))
    labels = sorted({one.label for one in snippets()})
    torch.manual_seed(plan.seed)
    drawn = [filled(one.text, Random(turn)) for turn in range(plan.epochs) for one in snippets()]  # noqa: S311
    encoder = load_encoder([*(r["text"] for r in records), *drawn, *texts_near(data)])
    model = EventModel(encoder, len(labels))
    sentences = [marked(encoder.tokenizer, record) for record in records]
    aside, learnt = sentences[::CALIBRATING], [s for i, s in enumerate(sentences) if i % CALIBRATING]

    def examples(epoch: int) -> list[Example]:
        random = Random(plan.seed * 1000 + epoch)  # noqa: S311  # no secret
        return [*learnt[epoch % 2 :: 2], *typed(encoder.tokenizer, labels, random)]

    fit(model, examples, lambda batch: model.loss(batch, encoder.tokenizer), plan, size=lambda one: len(one.ids))
    band = best_band(_certainties(aside), certainties(model, encoder.tokenizer, aside))
    facts = {"types": labels, "open": band, "window": WINDOW, "version": "events/1"}
    export(model, encoder.tokenizer, out, outputs=("certainty", "types"), facts=facts)


def certainties(model: EventModel, tokenizer: Tokenizer, examples: Sequence[Example]) -> list[float]:
    """What the model says of each target, in order."""
    said = []
    with torch.no_grad():
        for one in examples:
            certainty, _ = model(*framed(tokenizer, [one.ids]))
            said += [float(certainty[0, t.start + 1 : t.end + 1].mean()) for t in one.targets]
    return said
