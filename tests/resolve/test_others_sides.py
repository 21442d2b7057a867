"""Words that nobody says of his own side do not stand for it."""

import pytest

from counterclaim.config import load_settings
from counterclaim.model.claims import Field
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", name="pipeline")
def _pipeline():
    return Pipeline(load_settings())


@pytest.mark.parametrize("word", ["regime", "enemy", "occupation"])
@pytest.mark.parametrize(("state", "land"), [("Turkey", "Turkey"), ("Ukraine", "Ukraine"), ("Russia", "Russia")])
def test_such_words_are_not_the_speakers_own_men(pipeline, word, state, land):
    text = f"{state}'s Defence Ministry said on Monday that 20 {word} soldiers were killed in {land}."
    found = pipeline.read_text(text, declared={"published": "2022-05-03", "lang": "en"})
    side = {one.value.side for r in found.resolutions if r.field is Field.CLAIMANT for one in r.candidates}
    hit = {one.value.side for r in found.resolutions if r.field is Field.TARGET for one in r.candidates}
    assert side
    assert not side & hit
