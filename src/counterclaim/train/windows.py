"""Texts cut into windows of word pieces that a model can see at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor


class Window(NamedTuple):
    """A stretch of a text: word pieces with where they stand (`[start, end)` in characters), and labels for each."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    first: int


def windows(tokenizer: Tokenizer, text: str, *, length: int, shift: int) -> Iterator[Window]:
    """The windows of a text, end to end, the first one `shift` pieces long (0 for whole).

    Args:
        tokenizer: cuts the text into pieces.
        text: the text.
        length: pieces in a window, without the two marks at its ends.
        shift: where the second window begins; other shifts give other windows of the same text.
    """
    encoded = tokenizer.encode(text, add_special_tokens=False)
    starts = [0, *range(shift or length, len(encoded.ids), length)]
    for start, end in zip(starts, [*starts[1:], len(encoded.ids)], strict=True):
        if end > start:
            yield Window(tuple(encoded.ids[start:end]), tuple(encoded.offsets[start:end]), start)


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of one length, filled up at the right."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


def framed(tokenizer: Tokenizer, rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask of windows between the marks of beginning and end."""
    begin, end, pad = (mark(tokenizer, name) for name in ("[CLS]", "[SEP]", "[PAD]"))
    full = [[begin, *row, end] for row in rows]
    return padded(full, pad), padded([[1] * len(row) for row in full], 0)


def mark(tokenizer: Tokenizer, name: str) -> int:
    """The id of a mark such as `[CLS]`.

    Raises:
        KeyError: if the tokenizer has no such mark.
    """
    found = tokenizer.token_to_id(name)
    if found is None:
        raise KeyError(name)
    return int(found)
