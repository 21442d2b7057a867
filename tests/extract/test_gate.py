"""The gate: what passes, what does not, and its recall on the gold of the sample corpus."""

from __future__ import annotations

import pytest

from counterclaim import sample
from counterclaim.bench.gating import FLOOR, Recall, of_sample
from counterclaim.config import load_settings
from counterclaim.extract.gate import Pass, load_gate
from counterclaim.pipeline import Pipeline


@pytest.mark.parametrize(
    "text",
    [
        "Two of them were killed near the bridge.",
        "The village fell at dawn.",
        "A drone was shot down over the river.",
        "Both had denied it.",
        "Eleven children live there.",
    ],
)
def test_what_may_be_a_claim_passes(text):
    assert load_gate().verdict(text)


@pytest.mark.parametrize(
    "text", ["The orchestra is loved by all.", "Apples are cheap this autumn.", "The skilled baker sings."]
)
def test_other_prose_does_not(text):
    assert load_gate().verdict(text) is Pass.NOTHING


def test_speech_and_events_are_told_apart():
    gate = load_gate()
    assert gate.verdict("The mayor said that bread is cheap.") is Pass.SPEECH
    assert Pass.EVENT in gate.verdict("Rockets exploded in the garden.")
    assert gate.verdict("“Bread is cheap.”") is Pass.SPEECH


def test_names_before_a_passing_sentence_are_parsed_and_no_others():
    texts = ["Ostrel is quiet.", "It is green.", "Two men were killed.", "Ostrel is green."]
    assert load_gate().to_parse(texts, 8) == [True, False, True, False]
    assert load_gate().to_parse(["Ostrel is green.", "It is old.", "Two men were killed."], 1) == [False, False, True]


def test_recall_on_the_sample_corpus():
    pipeline = Pipeline(load_settings())
    found = sum((of_sample(pipeline, page) for page in sample.pages()), Recall())
    assert found.items > 200
    assert found.share >= FLOOR, found.missed
