"""A file or the standard input in, a capture out: bytes first, hashed before anything reads them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from counterclaim.config import CaptureSettings
from counterclaim.errors import BinaryInput, EmptyInput, MissingInput, OversizedInput
from counterclaim.model.documents import Capture
from counterclaim.model.ids import sha256

_HEAD = 4096
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\v\x1b\x1f")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"\x1aE\xdf\xa3", "a Matroska video"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TAGS = frozenset(
    b"html head body title meta link script div p span a br h1 h2 h3 article section table ul ol li img main".split()
)
_TAG = re.compile(rb"<([a-z][a-z0-9]{0,9})[\s>/]", re.IGNORECASE)


class Files:
    """Captures of files on this machine.

    Args:
        settings: the limits on what comes in.
    """

    def __init__(self, settings: CaptureSettings) -> None:
        self.settings = settings

    def capture(
        self,
        origin: str,
        *,
        declared: Mapping[str, str] | None = None,
        clock: Callable[[], datetime] | None = None,
        stdin: BinaryIO | None = None,
    ) -> Capture:
        """The bytes at `origin` with their hash, time and media type.

        Args:
            origin: a path, or `-` for the standard input.
            declared: what the user says of the page: `source`, `published`, `lang`, `title`, `author`.
            clock: gives the time of the capture; the machine's clock in UTC by default.
            stdin: read for `-`; the standard input of the process by default.

        Raises:
            MissingInput: if nothing can be read at `origin`.
            EmptyInput: if there are no bytes, or white space and NULs alone.
            BinaryInput: if the bytes are not text.
            OversizedInput: if there are more bytes than the settings allow; no more than that are read.
        """
        content = self._read(origin, stdin)
        digest = sha256(content)
        refuse(content, origin)
        now = clock() if clock else datetime.now(UTC)
        return Capture(
            sha256=digest,
            content=content,
            origin=origin,
            captured_at=now,
            media_type=media_type(content),
            declared=tuple(sorted((declared or {}).items())),
        )

    def _read(self, origin: str, stdin: BinaryIO | None) -> bytes:
        limit = self.settings.max_bytes
        content = (stdin or sys.stdin.buffer).read(limit + 1) if origin == "-" else _read_path(origin, limit + 1)
        if len(content) > limit:
            raise OversizedInput(origin, f"the page is larger than {limit:,} bytes", "capture.max_bytes")
        return content


def _read_path(origin: str, most: int) -> bytes:
    try:
        path = Path(origin)
        if path.is_dir():
            raise MissingInput(origin, "this is a folder, not a page")
        with path.open("rb") as handle:
            return handle.read(most)
    except FileNotFoundError as error:
        raise MissingInput(origin, "there is no such file") from error
    except PermissionError as error:
        raise MissingInput(origin, "this file may not be read") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is not a path"
        raise MissingInput(origin, f"this file cannot be read ({reason})") from error


def refuse(content: bytes, origin: str) -> None:
    """Nothing where the bytes may be text.

    Raises:
        EmptyInput: if there are no bytes, or white space and NULs alone.
        BinaryInput: if the bytes are an archive, an image or another binary form.
    """
    if not content.strip(b"\x00 \t\r\n\v\f\xef\xbb\xbf\xfe\xff"):
        raise EmptyInput(origin)
    if (found := _looks_like(content)) is not None:
        raise BinaryInput(origin, found)


def _looks_like(content: bytes) -> str | None:
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    if content[:4] == b"RIFF":
        return "a WebP image, a recording or a video"
    if content[4:8] == b"ftyp":
        return "a video or an image"
    if content.startswith(_WIDE_BOMS) or wide_order(content):
        return None
    if b"\x00" in content:
        return "binary data (it holds NUL bytes)"
    head = content[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data (it is full of control characters)" if controls > len(head) * 0.1 else None


def wide_order(content: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where NULs fill one half of the byte pairs, as in Latin text; else None."""
    head = content[:_HEAD]
    pairs = len(head) // 2
    if pairs < 4:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.7 * pairs and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd == 0 else None


def media_type(content: bytes) -> str:
    """`text/html` or `text/plain`, guessed from the first bytes."""
    head = content[: 4 * _HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head):
        return "text/html"
    known = {tag for tag in _TAG.findall(head) if tag in _TAGS}
    opens = head.startswith(b"<")
    return "text/html" if known & {b"html", b"body"} or len(known) >= (1 if opens else 3) else "text/plain"
