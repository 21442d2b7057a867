"""One form of text: NFC, newline as line end, nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_JOINERS = re.compile("(?<=[A-Za-zÀ-ɏ0-9])[\u200c\u200d]+(?=[A-Za-zÀ-ɏ0-9])")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_OTHER = re.compile(r"\W+")
_RUNS = re.compile(" {2,}")


def normalise(text: str) -> str:
    """The text in NFC, with newlines as line ends, plain spaces, and no control or invisible characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSEEN.sub("", text)
    text = _JOINERS.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """The normalised text with single spaces, trimmed lines and no empty lines."""
    lines = (_RUNS.sub(" ", line).strip() for line in normalise(text).split("\n"))
    return "\n".join(line for line in lines if line)


def letters(text: str) -> str:
    """The letters and figures of a text in one case: what two forms of the same words share."""
    return _OTHER.sub("", text).casefold()
