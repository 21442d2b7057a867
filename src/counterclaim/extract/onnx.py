"""A trained encoder at work: texts cut into overlapping windows, so that a text of any length is read whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from tokenizers import Tokenizer

from counterclaim.errors import ModelError

Numbers = npt.NDArray[np.float32]
OVERLAP = 64
BATCH = 2048
MODEL, PIECES, FACTS = "model.onnx", "tokenizer.json", "facts.json"


class Pieces(NamedTuple):
    """The word pieces of a text: ids, where each stands (`[start, end)` in characters), whether it goes on a word."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    inner: list[bool]


class Window(NamedTuple):
    """What a model says of one window: pieces `[start, end)` of the text, and each output cut to them."""

    start: int
    end: int
    outputs: tuple[Numbers, ...]


def model_folder(name: str) -> Path:
    """Where the shipped weights of this name lie."""
    return Path(str(files("counterclaim.extract") / "models" / name))


class Model:
    """A trained model with its tokenizer and facts.

    Args:
        folder: holds `model.onnx`, `tokenizer.json` and `facts.json`.
        threads: processor threads that one call may use.

    Raises:
        ModelError: if a file is missing or damaged.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        try:
            self.facts: Mapping[str, Any] = json.loads((folder / FACTS).read_text("utf-8"))
            self.tokenizer = Tokenizer.from_file(str(folder / PIECES))
            self.session = InferenceSession(str(folder / MODEL), _options(threads), ["CPUExecutionProvider"])
        except Exception as error:  # the tokenizer and the runtime raise errors of many kinds
            raise ModelError(folder, error) from error
        self.marks = tuple(self.tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]", "[PAD]"))
        self.length = int(self.facts["window"])

    def pieces(self, text: str) -> Pieces:
        """The word pieces of a text."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        return Pieces(encoded.ids, encoded.offsets, [token.startswith("##") for token in encoded.tokens])

    def windows(self, rows: Sequence[Sequence[int]]) -> list[list[Window]]:
        """What the model says of each row of pieces, window by window; rows may be of any length, also empty.

        Windows of like length share a batch, so that little is filled up.
        """
        bounds = [(number, *pair) for number, row in enumerate(rows) for pair in cut(len(row), self.length)]
        bounds.sort(key=lambda found: found[2] - found[1])
        read: list[list[Window]] = [[] for _ in rows]
        for batch in _batches(bounds):
            given = [rows[number][start:end] for number, start, end in batch]
            for (number, start, end), outputs in zip(batch, self.run(given), strict=True):
                read[number].append(Window(start, end, outputs))
        return read

    def run(self, rows: Sequence[Sequence[int]]) -> Iterator[tuple[Numbers, ...]]:
        """The outputs for each row of pieces, without the marks at the ends; no row may exceed the window."""
        begin, end, pad = self.marks
        longest = max(map(len, rows), default=0) + 2
        ids = np.full((len(rows), longest), pad, dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.int64)
        for number, row in enumerate(rows):
            ids[number, : len(row) + 2] = [begin, *row, end]
            mask[number, : len(row) + 2] = 1
        outputs = self.session.run(None, {"ids": ids, "mask": mask})
        for number, row in enumerate(rows):
            yield tuple(output[number, 1 : len(row) + 1] for output in outputs)


def cut(count: int, length: int) -> Iterator[tuple[int, int]]:
    """Windows `[start, end)` over a row of pieces: each shares OVERLAP pieces with the next, none is left out."""
    start = 0
    while start < count:
        end = min(start + length, count)
        yield start, end
        if end == count:
            return
        start = end - OVERLAP


def _batches(bounds: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Windows in batches of at most BATCH pieces, filled ones among them."""
    batch: list[tuple[int, int, int]] = []
    for found in bounds:
        if batch and (len(batch) + 1) * (found[2] - found[1] + 2) > BATCH:
            yield batch
            batch = []
        batch.append(found)
    if batch:
        yield batch


def centrality(window: Window) -> npt.NDArray[np.int64]:
    """How far each piece of a window stands from its nearer edge: what stands deeper is read better."""
    places = np.arange(window.end - window.start)
    return np.minimum(places, places[::-1])


def _options(threads: int) -> SessionOptions:
    """Options by which the same weights give the same answer on every processor.

    One that lacks the instructions for sums of products of eight-bit numbers overflows, unless it is told to take the
    slower way that does not.
    """
    options = SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
    return options
