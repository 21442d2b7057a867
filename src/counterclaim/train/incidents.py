"""The roles model: who did what to whom, with what, where and when, and how sure, from MUC-4 templates.

Every word piece gets, for each role, a tag (outside, beginning, inside), for each group of values a score, and two
vectors: pieces of one incident are near each other in the first, words for one thing in the second. The lower half of
the encoder stays as it was pretrained, which halves the work, since its output is computed once.
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

from counterclaim.extract.role_labels import BIAS, HEADS, OUTPUTS, OVERLAP, ROLES, SLOPE, TYPES, VALUES, WINDOW
from counterclaim.train.data import rows, texts_near
from counterclaim.train.encoder import Encoder, load_encoder, through
from counterclaim.train.export import export
from counterclaim.train.incident_labels import Part, parts
from counterclaim.train.incident_places import write_places
from counterclaim.train.loop import Plan, fit
from counterclaim.train.sums import write_sums
from counterclaim.train.windows import framed

FROZEN = 3
GAIN = 5.0
EMPTY_SHARE = 0.35
TAG_WEIGHTS = (1.0, 1.5, 1.5)
OF_ONE_THING = frozenset(ROLES) - {"loc", "date"}
PLAN = Plan(seed=7, epochs=5, batch=16, rate=3e-4)
Json = Mapping[str, Any]


class Labelled(NamedTuple):
    """A window: its pieces, a tag for each piece and role, the parts with their pieces, and the types it reports."""

    ids: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]
    parts: tuple[tuple[int, int, Part], ...]
    types: frozenset[str]


class RolesModel(nn.Module):
    """All scores of a window's pieces.

    Args:
        encoder: the pretrained encoder.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.body = encoder.body
        self.head = nn.Linear(encoder.width, OUTPUTS)
        self.drop = nn.Dropout(0.1)
        self.known: dict[tuple[int, ...], Tensor] = {}
        for module in (self.body.embeddings, *self.body.encoder.layer[:FROZEN]):
            for weight in module.parameters():
                weight.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Scores, batch x length x OUTPUTS, and what the first piece says of the types of its whole window."""
        scores = self.upper(self.lower(ids, mask), mask)
        return scores, scores[:, :1, _columns("doc")].expand(-1, scores.shape[1], -1)

    def lower(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """What the layers that stay as they are make of the pieces."""
        return through(self.body.encoder.layer[:FROZEN], self.body.embeddings(input_ids=ids), mask)

    def upper(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """What the trained layers make of that."""
        hidden = through(self.body.encoder.layer[FROZEN:], hidden, mask)
        scores: Tensor = self.head(hidden) * GAIN
        return scores

    def loss(self, batch: Sequence[Labelled], tokenizer: Tokenizer) -> Tensor:
        """The loss of a batch, summed over all heads."""
        ids, mask = framed(tokenizer, [one.ids for one in batch])
        scores = self.upper(self._lowered(batch, ids, mask), mask).float()
        return (
            _tag_loss(scores, batch)
            + 0.3 * _type_loss(scores[:, 0, _columns("doc")], batch)
            + _part_loss(scores, batch)
        )

    def _lowered(self, batch: Sequence[Labelled], ids: Tensor, mask: Tensor) -> Tensor:
        """The lower layers' output, computed when a window is first met."""
        if any(one.ids not in self.known for one in batch):
            self.eval()
            with torch.no_grad():
                fresh = self.lower(ids, mask).to(torch.bfloat16)
            self.train()
            self.known |= {one.ids: fresh[i, : len(one.ids) + 2].clone() for i, one in enumerate(batch)}
        rows_ = [self.known[one.ids].float() for one in batch]
        return nn.utils.rnn.pad_sequence(rows_, batch_first=True)


def _columns(name: str) -> slice:
    return slice(HEADS[name].start, HEADS[name].end)


def _tag_loss(scores: Tensor, batch: Sequence[Labelled]) -> Tensor:
    """Cross entropy of the tags, summed over roles, averaged over pieces."""
    cut = [scores[i, 1 : len(one.ids) + 1, _columns("roles")].reshape(-1, 3) for i, one in enumerate(batch)]
    wanted = torch.tensor([tag for one in batch for row in one.tags for tag in row])
    total = functional.cross_entropy(torch.cat(cut), wanted, weight=torch.tensor(TAG_WEIGHTS), reduction="sum")
    return total / sum(len(one.ids) for one in batch)


def _type_loss(scores: Tensor, batch: Sequence[Labelled]) -> Tensor:
    wanted = torch.tensor([[float(name in one.types) for name in TYPES] for one in batch])
    return functional.binary_cross_entropy_with_logits(scores, wanted)


def _part_loss(scores: Tensor, batch: Sequence[Labelled]) -> Tensor:
    """What is said of each part, and which parts belong together."""
    found = [(i, first, last, part) for i, one in enumerate(batch) for first, last, part in one.parts]
    if not found:
        return scores.sum() * 0
    rows_ = torch.stack([scores[i, first + 1 : last + 1].mean(0) for i, first, last, _ in found])
    wanted = torch.tensor([[float(name in part.types) for name in TYPES] for *_, part in found])
    total = functional.binary_cross_entropy_with_logits(rows_[:, _columns("type")], wanted)
    for group, values in VALUES.items():
        known = [
            (at, values.index(part.values[group]))
            for at, (*_, part) in enumerate(found)
            if part.values.get(group) in values
        ]
        if known:
            picked = rows_[[at for at, _ in known], _columns(group)]
            share = 0.25 * min(1.0, len(known) / 8)
            total = total + share * functional.cross_entropy(picked, torch.tensor([value for _, value in known]))
    return total + _pair_loss(rows_, found, "inc") + _pair_loss(rows_, found, "ent")


def _pair_loss(rows_: Tensor, found: Sequence[tuple[int, int, int, Part]], head: str) -> Tensor:
    """Whether two parts of one window belong to one incident, or stand for one thing."""
    usable = [at for at, (*_, part) in enumerate(found) if head == "inc" or part.role in OF_ONE_THING]
    pairs = [(a, b) for x, a in enumerate(usable) for b in usable[x + 1 :] if found[a][0] == found[b][0]]
    if not pairs:
        return rows_.sum() * 0
    vectors = functional.normalize(rows_[:, _columns(head)], dim=-1)
    left, right = (torch.tensor(side) for side in zip(*pairs, strict=True))
    scores = SLOPE * (vectors[left] * vectors[right]).sum(-1) + BIAS
    same = torch.tensor([float(_together(found[a][3], found[b][3], head)) for a, b in pairs])
    return 0.5 * functional.binary_cross_entropy_with_logits(scores, same)


def _together(a: Part, b: Part, head: str) -> bool:
    return bool(a.templates & b.templates) if head == "inc" else bool(a.things & b.things)


def labelled(tokenizer: Tokenizer, record: Json) -> Iterator[Labelled]:
    """The overlapping windows of one record with their labels."""
    found = parts(record)
    encoded = tokenizer.encode(record["text"], add_special_tokens=False)
    reported = frozenset(a["value"] for t in record["templates"] for filler in t["type"] for a in filler["any"])
    step = WINDOW - OVERLAP
    starts = range(0, max(1, len(encoded.ids) - OVERLAP), step)
    for start in starts:
        offsets = encoded.offsets[start : start + WINDOW]
        inside = list(_inside(found, offsets))
        types = frozenset(name for *_, part in inside for name in part.types)
        ids = tuple(encoded.ids[start : start + WINDOW])
        yield Labelled(ids, _tags(len(ids), inside), tuple(inside), types or (reported if len(starts) == 1 else types))


def _inside(found: Sequence[Part], offsets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Part]]:
    """The parts that stand wholly in a window, with their pieces."""
    for part in found:
        if offsets[0][0] <= part.start and part.end <= offsets[-1][1]:
            pieces = [i for i, (start, end) in enumerate(offsets) if start >= part.start and end <= part.end]
            if pieces:
                yield pieces[0], pieces[-1] + 1, part


def _tags(length: int, inside: Sequence[tuple[int, int, Part]]) -> tuple[tuple[int, ...], ...]:
    tags = [[0] * len(ROLES) for _ in range(length)]
    for first, last, part in inside:
        for i in range(first, last):
            tags[i][ROLES.index(part.role)] = 2
    for first, _, part in inside:
        tags[first][ROLES.index(part.role)] = 1
    return tuple(tuple(row) for row in tags)


def train(data: Path, out: Path, plan: Plan = PLAN, *, held_out: int = 0) -> None:
    """Trains the model on `data/incidents/train.jsonl.gz` and writes it into `out`.

    Args:
        data: the folder of the tasks.
        out: where to write the model.
        plan: how to train.
        held_out: how many records, drawn by chance, to leave out for choosing thresholds.

    Raises:
        BenchError: if the data is not there or not of its form.
    """
    records = shuffled(data)[held_out:]
    torch.manual_seed(plan.seed)
    encoder = load_encoder([*(r["text"] for r in records), *texts_near(data)])
    model = RolesModel(encoder)
    relevant = [one for r in records if r["templates"] for one in labelled(encoder.tokenizer, r)]
    others = [one for r in records if not r["templates"] for one in labelled(encoder.tokenizer, r)]
    chosen = [*relevant, *others[: round(len(others) * EMPTY_SHARE)]]
    fit(
        model, lambda _: chosen, lambda batch: model.loss(batch, encoder.tokenizer), plan, size=lambda one: len(one.ids)
    )
    model.known.clear()
    export(model, encoder.tokenizer, out, outputs=("scores", "report"), facts={"version": "roles/1", "window": WINDOW})
    write_places(records, out)
    write_sums(out)


def shuffled(data: Path) -> list[Json]:
    """The training records in an order of chance that is always the same."""
    records: list[Json] = list(rows(data / "incidents" / "train.jsonl.gz"))
    Random(7).shuffle(records)  # noqa: S311  # no secret
    return records
