"""The gazetteers that a person added: each one file in one folder, added whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path

from counterclaim.config import ResolveSettings
from counterclaim.errors import InputError, MissingInput
from counterclaim.resolve.entries import BadRow, RegionCode
from counterclaim.resolve.index import Index
from counterclaim.resolve.indexing import FORM, write_index
from counterclaim.resolve.tables import table_batches

_NAME = re.compile(r"[\w][\w.-]{0,63}")
_SUFFIX = ".places.sqlite"


class Held(NamedTuple):
    """One gazetteer of the shelf: its name, the file that it came from, what it holds and when it was added."""

    name: str
    file: str
    places: int
    skipped: int
    added: str
    sha256: str
    bytes: int


class Added(NamedTuple):
    """What adding a file did: the gazetteer, the first lines that could not be used, whether it replaced another."""

    held: Held
    bad: tuple[BadRow, ...]
    replaced: bool


class Shelf:
    """The folder of added gazetteers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: ResolveSettings) -> Shelf:
        """The shelf that the settings name, else that of the user account."""
        return cls(Path(settings.added).expanduser() if settings.added else user_data_path("counterclaim"))

    def paths(self) -> list[Path]:
        """The files of all gazetteers, by name."""
        return sorted(self.folder.glob(f"*{_SUFFIX}")) if self.folder.is_dir() else []

    def indexes(self) -> list[Index]:
        """All gazetteers, opened for reading.

        Raises:
            InputError: if one is broken or was made by a version that wrote another form.
        """
        return [_checked(Index(path)) for path in self.paths()]

    def held(self) -> list[Held]:
        """What is on the shelf, by name."""
        return [_held(index) for index in self.indexes()]

    def add(self, file: Path, name: str | None, *, region_code: RegionCode, note: Callable[[str], None]) -> Added:
        """Puts a file on the shelf, in place of what went by the same name; an error leaves everything as it was.

        Raises:
            InputError: if the file holds no usable place or is of no form that is read here.
        """
        name = name or _plain(file.stem)
        if not _NAME.fullmatch(name):
            message = f"{name}: a gazetteer cannot go by this name; use up to 64 letters, digits, dots and hyphens"
            raise InputError(message)
        path = self.folder / f"{name}{_SUFFIX}"
        replaced = path.is_file()
        about = {
            "name": name,
            "file": file.name,
            "sha256": _digest(file),
            "added": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        filled = write_index(path, table_batches(file, region_code), about=about, note=note)
        return Added(_held(Index(path)), filled.bad, replaced)

    def remove(self, name: str) -> Held:
        """Takes a gazetteer off the shelf; its own file is not touched.

        Raises:
            InputError: if none goes by this name.
        """
        path = self.folder / f"{name}{_SUFFIX}"
        known = [one.name.removesuffix(_SUFFIX) for one in self.paths()]
        if name not in known:
            listed = ", ".join(known) or "none"
            message = (
                f"{name}: no gazetteer of this name was added (added are: {listed}); see `counterclaim gazetteer list`"
            )
            raise InputError(message)
        held = _held(Index(path))
        path.unlink()
        return held


def _plain(stem: str) -> str:
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:64]


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            return file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise MissingInput(str(file), error.strerror or "the gazetteer cannot be opened") from error


def _checked(index: Index) -> Index:
    if index.about.get("form") != FORM:
        name = index.path.name.removesuffix(_SUFFIX)
        message = (
            f"{index.path}: another version of Counterclaim made this gazetteer; "
            f"run `counterclaim gazetteer add {index.about.get('file', 'FILE')} --name {name}` again"
        )
        raise InputError(message)
    return index


def _held(index: Index) -> Held:
    about = index.about
    return Held(
        about.get("name", ""), about.get("file", ""), int(about.get("places", 0)), int(about.get("skipped", 0)),
        about.get("added", ""), about.get("sha256", ""), index.path.stat().st_size,
    )  # fmt: skip
