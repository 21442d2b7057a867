"""The readers that the setting `extract.reader` may name: those shipped here, and those that other packages bring."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from counterclaim.config import ExtractSettings
from counterclaim.errors import BrokenReader, CounterclaimError, ReaderClash, SettingsError
from counterclaim.extract.guarding import GuardedReader
from counterclaim.extract.llm.reader import LlmReader
from counterclaim.extract.rules import RulesReader
from counterclaim.extract.trained import TrainedReader
from counterclaim.model.documents import Page
from counterclaim.model.stages import Reading

Known = Callable[[str], bool]
Wide = Callable[[str], int]


class Reader(Protocol):
    """Reads the claims of pages."""

    def read(self, page: Page) -> Reading:
        """The claims of one page; what could not be read is a finding, never an error."""
        ...


class MakeReader(Protocol):
    """What makes a reader: as a rule its class."""

    def __call__(self, settings: ExtractSettings, *, known: Known, wide: Wide) -> Reader:
        """A reader; `known` tells whether words are a known place name, `wide` whether they name a country or so."""
        ...


READERS: dict[str, MakeReader] = {"rules": RulesReader, "trained": TrainedReader, "llm": LlmReader}
GROUP = "counterclaim.readers"
OURS = "Counterclaim itself"


def make_reader(settings: ExtractSettings, *, known: Known, wide: Wide) -> Reader:
    """The reader of the settings; `known` and `wide` tell what a gazetteer knows of a name.

    Raises:
        SettingsError: if there is no reader of that name, or if it lacks a setting.
        ReaderError: if it cannot be used, or if several have that name.
    """
    name = settings.reader
    own, brought = READERS.get(name), list(entry_points(group=GROUP, name=name))
    bringing = [OURS] * (own is not None) + sorted(_package(entry) for entry in brought)
    if len(bringing) > 1:
        raise ReaderClash(name, bringing)
    if own is not None:
        return own(settings, known=known, wide=wide)
    if not brought:
        message = f"extract.reader: there is no reader “{name}”; known are {', '.join(_names())}"
        raise SettingsError(message)
    return GuardedReader(_load(brought[0], settings, known, wide), name=name, package=bringing[0])


def _names() -> list[str]:
    return sorted({*READERS, *(entry.name for entry in entry_points(group=GROUP))})


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value


def _load(entry: EntryPoint, settings: ExtractSettings, known: Known, wide: Wide) -> Reader:
    """A reader of another package, made.

    Raises:
        BrokenReader: if that fails in any way but with an error of ours.
    """
    try:
        reader: Reader = entry.load()(settings, known=known, wide=wide)
    except CounterclaimError:
        raise
    except Exception as error:  # what a stranger's package raises is not known beforehand
        raise BrokenReader(entry.name, _package(entry), f"{type(error).__name__}: {error}") from error
    if not callable(getattr(reader, "read", None)):
        raise BrokenReader(entry.name, _package(entry), "what it makes has no method “read”")
    return reader
