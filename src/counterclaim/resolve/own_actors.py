"""The actors that a person added: each file one in a folder, its good entries kept, the others told."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from platformdirs import user_data_path

from counterclaim.config import ResolveSettings
from counterclaim.errors import InputError
from counterclaim.resolve.actor_entries import read_list
from counterclaim.resolve.compiled import cache_folder
from counterclaim.resolve.knowledge import Knowledge, file_text
from counterclaim.resolve.known_actor import Known

SUFFIX = ".actors.yaml"
HEAD = "# Added with `counterclaim actors add`; to change an actor, add a file with its id again.\n"


class Added(NamedTuple):
    """What adding a file did: the actors that are new, those that replaced others, and the faults of the rest."""

    new: tuple[Known, ...]
    replaced: tuple[Known, ...]
    faults: tuple[str, ...]


class OwnActors:
    """The folder of added actors."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: ResolveSettings) -> OwnActors:
        """The folder that the settings name, else that of the user account."""
        return cls(Path(settings.added).expanduser() if settings.added else user_data_path("counterclaim"))

    def paths(self) -> list[Path]:
        """The files of added actors, by name."""
        return sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []

    def add(self, file: Path, known: Knowledge) -> Added:
        """Keeps the good entries of a file, in place of those of an earlier file of that name.

        Args:
            file: a list of actors in YAML.
            known: all that is known so far, which entries may refer to.

        Raises:
            InputError: if the file cannot be read, is no list or holds no good entry, or nothing can be written.
        """
        listed = read_list(str(file), file_text(file))
        extended = known.extended({one.id: one for one in listed.actors}, listed.faults)
        faults = extended.faults[len(known.faults) :]
        kept = [one for one in listed.actors if extended.actors.get(one.id) is one]
        if not kept:
            told = "; ".join(faults) or "the list is empty"
            message = f"{file}: no entry can be used, nothing was added: {told}"
            raise InputError(message)
        self._write(file, [listed.items[one.id] for one in kept])
        new = tuple(one for one in kept if one.id not in known.actors)
        return Added(new, tuple(one for one in kept if one.id in known.actors), tuple(faults))

    def _write(self, file: Path, items: list[object]) -> None:
        stem = re.sub(r"[^\w.-]+", "-", file.stem.removesuffix(".actors")).strip("-.")[:64] or "actors"
        target = self.folder / f"{stem}{SUFFIX}"
        text = HEAD + yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=110)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".actors-", dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(name).replace(target)
        except OSError as error:
            message = (
                f"{target}: the actors cannot be kept there ({error.strerror}); free some space, "
                "or name another folder in `resolve.added`"
            )
            raise InputError(message) from error


def load_knowledge(settings: ResolveSettings) -> Knowledge:
    """All actors: those of the package, those that were added, and those of the settings, the later ones winning.

    Raises:
        InputError: if a file cannot be read or is no list.
    """
    return Knowledge.load([*OwnActors.of(settings).paths(), *settings.actors], cache_folder(settings))


def origins(settings: ResolveSettings) -> Iterator[tuple[str, Path]]:
    """The ids of the user's own actors with the file that each came from, in the order in which they win."""
    for path in (*OwnActors.of(settings).paths(), *map(Path, settings.actors)):
        yield from ((known.id, path) for known in read_list(str(path), file_text(path)).actors)
