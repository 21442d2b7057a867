"""The readers that the setting `extract.reader` may name."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.config import ExtractSettings
from counterclaim.errors import SettingsError
from counterclaim.extract.rules import RulesReader

READERS: dict[str, type[RulesReader]] = {"rules": RulesReader}


def make_reader(settings: ExtractSettings, *, known: Callable[[str], bool], wide: Callable[[str], bool]) -> RulesReader:
    """The reader of the settings; `known` and `wide` tell what a gazetteer knows of a name.

    Raises:
        SettingsError: if there is no reader of that name.
    """
    chosen = READERS.get(settings.reader)
    if chosen is None:
        message = f"extract.reader: there is no reader “{settings.reader}”; known are {', '.join(sorted(READERS))}"
        raise SettingsError(message)
    return chosen(settings, known=known, wide=wide)
