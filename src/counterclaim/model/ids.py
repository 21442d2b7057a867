"""Names that are made of content, so that the same input gives the same name on every machine."""

from __future__ import annotations

import hashlib


def sha256(content: bytes) -> str:
    """The hash of bytes, written `sha256:<64 hex digits>`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def content_id(prefix: str, *content: object) -> str:
    """`<prefix>_<16 hex digits>` of the given values; a change in any of them changes the name.

    Values are written with `str` and kept apart by a control character that no text normalised by us contains.
    """
    joined = "\x1f".join(str(value) for value in content)
    return f"{prefix}_{hashlib.sha256(joined.encode()).hexdigest()[:16]}"
