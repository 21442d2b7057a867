"""A trained model written down: ONNX with whole numbers of eight bits, tokenizer, labels, check sums."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from counterclaim.extract.processor import DEPTH, ROWS, WEIGHT
from counterclaim.train.sums import write_sums

MODEL, PIECES, FACTS = "model.onnx", "tokenizer.json", "facts.json"


def export(
    model: nn.Module, tokenizer: Tokenizer, folder: Path, *, outputs: Sequence[str], facts: Mapping[str, Any]
) -> None:
    """Writes model, tokenizer and facts into a folder, with the SHA-256 of each file.

    Args:
        model: takes `ids` (batch x length) of whole rows and gives a tuple of `outputs`.
        tokenizer: cuts texts into the pieces that the model knows.
        folder: where to write; made if need be.
        outputs: names of what the model gives, in order; each begins with batch x length.
        facts: labels and other things that the reader of the model needs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    example = (torch.ones(2, 8, dtype=torch.long, device="cpu"),)
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", *outputs)}
    with tempfile.TemporaryDirectory() as where:
        whole = Path(where) / MODEL
        _use_plain_attention(model)
        torch.onnx.export(
            model.cpu().eval(),
            example,
            str(whole),
            input_names=["ids"],
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, folder / MODEL, weight_type=QuantType.QInt8, per_channel=True)
    _without_paths(folder / MODEL)
    (folder / PIECES).write_text(tokenizer.to_str(), "utf-8")
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    write_sums(folder)


def _use_plain_attention(model: nn.Module) -> None:
    """Attention as products and shares one by one, which the runtime puts together better than one step that is all."""
    for part in model.modules():
        if isinstance(part, BertModel):
            part.set_attn_implementation("eager")


def _without_paths(path: Path) -> None:
    """Takes out what names the machine that the model was made on."""
    model = onnx.load(path)
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.save(model, path)


def write_probe(path: Path) -> None:
    """Writes the product of matrices by which `extract.processor` finds out whether eight-bit sums overflow."""
    weights = onnx.numpy_helper.from_array(np.full((DEPTH, ROWS), WEIGHT, dtype=np.int8), "weights")
    described = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("MatMulInteger", ["numbers", "weights"], ["sums"])],
        "probe",
        [described("numbers", onnx.TensorProto.UINT8, [ROWS, DEPTH])],
        [described("sums", onnx.TensorProto.INT32, [ROWS, ROWS])],
        [weights],
    )
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8), path)
