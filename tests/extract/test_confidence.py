"""How sure a reading is: traits of a claim, weighed; figures that keep to what was measured."""

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from counterclaim.extract.confidence import Aspect, confidence, traits, with_confidence
from counterclaim.train.confidence import calibration
from tests.factories import make_document, make_full_claim

SHIPPED = files("counterclaim.extract") / "models" / "confidence"


@pytest.mark.parametrize("aspect", Aspect)
def test_confidence_is_a_probability_that_is_never_certain(aspect):
    assert 0.01 <= confidence(make_full_claim(make_document()), aspect) <= 0.99


def test_a_claim_says_how_sure_each_aspect_is():
    claim = with_confidence(make_full_claim(make_document()))
    assert claim.confidence == confidence(claim)
    assert claim.stance.confidence == confidence(claim, Aspect.STANCE)
    assert claim.certainty_confidence == confidence(claim, Aspect.CERTAINTY)


def test_the_confidence_is_no_trait_of_its_own():
    claim = make_full_claim(make_document())
    assert traits(with_confidence(claim)) == traits(claim)


def test_who_the_parties_are_makes_no_difference():
    claim = make_full_claim(make_document())
    other = replace(claim, claimant=replace(claim.claimant, text="The Other Ministry"))
    assert traits(claim) == traits(other)


def test_traits_tell_which_half_of_the_reader_found_the_speaker():
    assert "from model" in traits(replace(make_full_claim(make_document()), reader="trained/1+attribution/1#model"))
    assert "from grammar" in traits(replace(make_full_claim(make_document()), reader="rules/1"))


def test_the_calibration_error_is_the_mean_distance_of_said_and_right():
    said, right = np.array([0.95] * 10 + [0.35] * 10), np.array([1.0] * 9 + [0.0] + [1.0] * 5 + [0.0] * 5)
    report = calibration(said, right)
    assert report["ece"] == pytest.approx((abs(0.95 - 0.9) + abs(0.35 - 0.5)) / 2)
    assert [row["n"] for row in report["bins"]] == [10, 10]


@pytest.mark.parametrize("aspect", Aspect)
def test_the_shipped_weights_were_calibrated_on_articles_they_did_not_see(aspect):
    report = json.loads((SHIPPED / "calibration.json").read_text("utf-8"))[aspect]
    assert report["n"] > 300
    assert report["ece"] < 0.06
