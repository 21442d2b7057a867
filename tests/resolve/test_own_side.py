"""Whom `we` and `our` mean: the side of whoever speaks, never that of whoever else the page is about."""

import pytest

from counterclaim.config import load_settings
from counterclaim.model.claims import Field
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model

RUSSIA, UKRAINE = "actor:russia", "actor:ukraine"


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(load_settings())


def sides(pipeline, text, source="The Example Herald"):
    entries = pipeline.read_text(text, declared={"published": "2024-05-06", "source": source}).entries
    agents = [(entry.claim.agent.text, entry.actor(Field.AGENT)) for entry in entries if entry.claim.agent]
    return {actor.side if actor else None for words, actor in agents if words.lower().startswith(("our", "we"))}


@pytest.mark.parametrize(
    ("ministry", "town", "side"),
    [
        ("The Russian Defence Ministry", "Kharkiv", RUSSIA),
        ("The Ukrainian Defence Ministry", "Belgorod", UKRAINE),
        ("The Ukrainian Defence Ministry", "Kharkiv", UKRAINE),
        ("The Russian Defence Ministry", "Belgorod", RUSSIA),
    ],
)
def test_our_troops_are_those_of_the_ministry_that_speaks(pipeline, ministry, town, side):
    text = f"{ministry} said: “Our troops captured a village near {town} on Sunday.”"
    assert sides(pipeline, text) == {side}


def test_the_side_of_a_speaker_whom_nobody_knows_stays_open(pipeline):
    text = "The baker said: “Our troops captured a village near Kharkiv on Sunday.”"
    assert sides(pipeline, text) == {None}
