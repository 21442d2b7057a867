"""What is slow to make out of shipped files, kept in the cache folder in a form that loads at once.

A file is named after the checksum of what it was made from and begins with the checksum of what it holds. One that is
damaged, old or out of reach is made again; a new one is written aside and then takes its place as a whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from counterclaim.config import ResolveSettings


def cache_folder(settings: ResolveSettings) -> Path:
    """The folder of the settings, or the user's cache folder."""
    return Path(settings.cache).expanduser() if settings.cache else user_cache_path("counterclaim")


def digest(parts: Iterable[bytes]) -> str:
    """The checksum of all parts, in order."""
    found = sha256()
    for part in parts:
        found.update(sha256(part).digest())
    return found.hexdigest()


def kept(folder: Path | None, name: str, made_from: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, as JSON knows it, from the file of an earlier run where there is one.

    Args:
        folder: the cache folder; without one, nothing is read or written.
        name: what it is, the beginning of the file name.
        made_from: checksum of what it is made from.
        make: makes it anew.
    """
    if folder is None:
        return make()
    path = folder / f"{name}-{made_from[:20]}.json"
    with suppress(OSError, ValueError):
        return _read(path)
    made = make()
    with suppress(OSError):
        _write(path, made)
        _tidy(path, name)
    return made


def _read(path: Path) -> Any:
    said, _, body = path.read_bytes().partition(b"\n")
    if sha256(body).hexdigest().encode() != said:
        message = f"{path}: damaged"
        raise ValueError(message)
    return json.loads(body)


def _write(path: Path, made: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(sha256(body).hexdigest().encode() + b"\n" + body)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _tidy(path: Path, name: str) -> None:
    """Removes what other versions of the shipped files left behind, the latest few kept for others who use them."""
    others = sorted(path.parent.glob(f"{name}-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in others[4:]:
        old.unlink(missing_ok=True)
