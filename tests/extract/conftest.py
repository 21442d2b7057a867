"""The reader with its real grammar and a handful of invented places, built once for all tests of the package."""

from __future__ import annotations

import io

import pytest

from counterclaim.capture.clean import Cleaner
from counterclaim.capture.files import Files
from counterclaim.config import load_settings
from counterclaim.errors import InputError
from counterclaim.extract.rules import RulesReader
from counterclaim.segment.parts import Segmenter

TOWNS = frozenset(
    {
        "Lower Ford",
        "Ashby",
        "Ellby",
        "Carden",
        "Nether Wick",
        "Marrow Hill",
        "Upper Ford",
        "Rowan",
        "Tarn",
        "Selby Cross",
    }
)
LANDS = frozenset({"Ardania", "Velania", "Ardanian", "Velanian"})


class Desk:
    """Reads plain text up to the claims, without resolving them."""

    refusals = InputError

    def __init__(self, *, places: frozenset[str] = frozenset()) -> None:
        settings = load_settings()
        self.files = Files(settings.capture)
        self.cleaner = Cleaner(settings.capture)
        self.segmenter = Segmenter(settings.segment)
        self.reader = RulesReader(
            settings.extract, known=(TOWNS | LANDS | places).__contains__, wide=LANDS.__contains__
        )

    def read(self, text: str, **declared: str):
        """The reading of one text, published on 2021-05-04 in the Example Herald unless declared otherwise."""
        return self.reader.read(self.segmented(text, **declared).page)

    def segmented(self, text: str, **declared: str):
        """One text told apart into parts and sentences."""
        facts = {"source": "The Example Herald", "published": "2021-05-04", "lang": "en", **declared}
        capture = self.files.capture("-", declared=facts, stdin=io.BytesIO(text.encode()))
        return self.segmenter.page(self.cleaner.document(capture))

    def claims(self, text: str):
        """The claims of one text."""
        return self.read(text).claims


@pytest.fixture(scope="session")
def desk() -> Desk:
    """One reader for the whole run."""
    return Desk()
