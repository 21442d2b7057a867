"""Bytes to text: which encoding, and why that one."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from counterclaim.capture.files import wide_order
from counterclaim.errors import UndecodableInput
from counterclaim.model.documents import Fact

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 8192
_SAMPLE = 65_536
_LATIN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_SPOILT = 0.002


class Decoded(NamedTuple):
    """Text and the encoding that it was read with; `damage` counts characters that could not be read."""

    text: str
    encoding: Fact
    damage: int


def decode(content: bytes, origin: str) -> Decoded:
    """The text of a page, with the encoding and the reason for it.

    A byte order mark comes first, then strict UTF-8, then what the page says of itself, then a guess by
    charset-normalizer.

    Raises:
        UndecodableInput: if none of them fits.
    """
    for attempt in (_by_mark, _by_utf8, _by_declaration, _by_damaged_utf8, _by_statistics):
        found = attempt(content)
        if found is not None:
            return found
    raise UndecodableInput(origin)


def _by_mark(content: bytes) -> Decoded | None:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _lenient(content, name, "a byte order mark opens the file")
    order = wide_order(content)
    return _lenient(content, order, "every second byte is zero") if order else None


def _by_utf8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), Fact(value="utf-8", why="the bytes are valid UTF-8"), 0)
    except UnicodeDecodeError:
        return None


def _by_declaration(content: bytes) -> Decoded | None:
    named = _META.search(content[:_HEAD])
    if named is None:
        return None
    name = named.group(1).decode("ascii", "replace").lower()
    if name.replace("_", "-").startswith(("utf-8", "utf8", "utf-16", "utf16", "utf-32", "utf32", "ucs")):
        return None  # what could be read in single bytes is in none of the wide encodings
    try:
        codec = codecs.lookup(_LATIN.get(name, name))
        text = content.decode(codec.name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return _patched_cp1252(content) if name in _LATIN or name == "windows-1252" else None
    return Decoded(text, Fact(value=codec.name, why=f"the page declares {name}"), 0)


def _patched_cp1252(content: bytes) -> Decoded:
    text = content.decode("cp1252", "replace")
    why = "the page declares a Latin encoding; bytes that it does not know were replaced"
    return Decoded(text, Fact(value="cp1252", why=why), text.count("\ufffd"))


def _by_damaged_utf8(content: bytes) -> Decoded | None:
    text = content.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    wide = sum(byte >= 0xC2 for byte in content[:_SAMPLE])
    if damage > max(3, len(text) * _SPOILT) or damage * 4 > wide:
        return None
    why = f"the bytes are UTF-8 but for {damage} damaged characters, which were replaced"
    return Decoded(text, Fact(value="utf-8", why=why), damage)


def _by_statistics(content: bytes) -> Decoded | None:
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        return None
    why = "guessed from the frequency of its characters; the page declares none that fits"
    return _lenient(content, best.encoding, why)


def _lenient(content: bytes, name: str, why: str) -> Decoded | None:
    text = content.decode(name, "replace")
    damage = text.count("\ufffd")
    if damage > max(3, len(text) * 0.05):
        return None
    reason = f"{why}; {damage} damaged characters were replaced" if damage else why
    return Decoded(text, Fact(value=name.removesuffix("-sig").replace("_", "-"), why=reason), damage)
