"""Pages told apart, and readers that ask a service."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from counterclaim.config import load_settings
from counterclaim.extract.llm.reader import LlmReader

TEXT = (
    "The Northern Army said that at least 12 fighters were killed near Lower Ford on Monday. "
    "Its spokesman denied that a bridge had been shelled.\n\n"
    "Two tanks were destroyed, residents reported."
)
GOOD = {
    "sentence": 1,
    "quote": "at least 12 fighters were killed near Lower Ford on Monday",
    "kind": "event",
    "claimant": "The Northern Army",
    "cue": "said",
    "agent": None,
    "target": "fighters",
    "instrument": None,
    "measures": [{"role": "killed", "text": "12 fighters"}],
    "places": ["Lower Ford"],
    "time": "on Monday",
    "polarity": "asserted",
    "modality": "actual",
    "stance": "reported",
    "stance_words": ["said"],
}
TANKS = {
    "sentence": 3,
    "quote": "Two tanks were destroyed",
    "kind": "event",
    "claimant": "residents",
    "measures": [{"role": "destroyed", "text": "Two tanks"}],
}


def answer(*entries):
    return json.dumps({"claims": entries})


@pytest.fixture
def reader():
    """Makes readers that ask the service at an address; settings of `[extract.llm]` by name."""

    def make(address, **changes):
        settings = load_settings().extract
        given = {"endpoint": address, "model": "tiny", "timeout": 5.0, "retries": 0} | changes
        return LlmReader(
            replace(settings, reader="llm", llm=replace(settings.llm, **given)),
            known=lambda _: False,
            wide=lambda _: False,
        )

    return make
