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
from counterclaim.extract.processor import sums_are_exact

Numbers = npt.NDArray[np.float32]
OVERLAP = 64
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
            self.session = InferenceSession(
                str(folder / MODEL),
                _options(threads),
                ["CPUExecutionProvider"],
                disabled_optimizers=self.facts.get("unfused", []),
            )
        except Exception as error:  # the tokenizer and the runtime raise errors of many kinds
            raise ModelError(folder, error) from error
        self.marks = tuple(self.tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]"))
        self.length = int(self.facts["window"])

    def pieces(self, text: str) -> Pieces:
        """The word pieces of a text."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        return Pieces(encoded.ids, encoded.offsets, [token.startswith("##") for token in encoded.tokens])

    def windows(self, rows: Sequence[Sequence[int]], *, overlap: int = OVERLAP) -> list[list[Window]]:
        """What the model says of each row of pieces, window by window; rows may be of any length, also empty.

        Args:
            rows: word pieces by their ids.
            overlap: how many pieces a window shares with the next, fewer than a window holds.
        """
        return [
            [Window(start, end, self.run(row[start:end])) for start, end in cut(len(row), self.length, overlap)]
            for row in rows
        ]

    def run(self, row: Sequence[int]) -> tuple[Numbers, ...]:
        """The outputs for a row of pieces, without the marks at the ends; it may not exceed the window.

        Every row goes through the model alone, since in a batch the numbers are rounded to eight bits on one scale: the
        reading of a sentence would depend on its company. Nor is anything filled up then.
        """
        begin, end = self.marks
        ids = np.array([[begin, *row, end]], dtype=np.int64)
        outputs = self.session.run(None, {"ids": ids})
        return tuple(output[0, 1 : len(row) + 1] for output in outputs)


def cut(count: int, length: int, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
    """Windows `[start, end)` over a row of pieces: each shares `overlap` pieces with the next, none is left out."""
    start = 0
    while start < count:
        end = min(start + length, count)
        yield start, end
        if end == count:
            return
        start = end - overlap


def centrality(window: Window) -> npt.NDArray[np.int64]:
    """How far each piece of a window stands from its nearer edge: what stands deeper is read better."""
    places = np.arange(window.end - window.start)
    return np.minimum(places, places[::-1])


def _options(threads: int) -> SessionOptions:
    """Options by which the same weights give the same answer on every processor.

    One whose sums of eight-bit products overflow is told to take the way that does not, which takes more than twice as
    long.
    """
    options = SessionOptions()
    if not sums_are_exact():
        options.add_session_config_entry("session.x64quantprecision", "1")
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
    return options
