"""Doubt cast on somebody's claim: tied to the claim that it speaks of, and to no other."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model

DOUBTS = (
    "This number is likely overestimated.",
    "This figure is exaggerated.",
    "The claim is false.",
    "The figure of 150 dead is purely fanciful.",
)


def read(desk, text: str):
    claims = desk.claims(text)
    counted = [claim for claim in claims if claim.measures and claim.kind == "event"]
    return counted, [claim for claim in claims if claim.kind == "dispute"]


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize(("speaker", "victims"), [("Northern", "Southern"), ("Southern", "Northern")])
def test_doubt_disputes_the_claim_before_it(desk, doubt, speaker, victims):
    text = f"The {speaker} ministry said 150 {victims} fighters were killed near Ashby. {doubt}"
    counted, disputes = read(desk, text)
    first = counted[0]
    assert first.stance.value == "disputed"
    assert disputes[0].disputes == first.id
    assert disputes[0].claimant.kind == "own_voice"
    assert doubt.rstrip(".") in [mention.text for mention in first.stance.words]


def test_doubt_reported_from_somebody_else_is_not_the_page_s_own(desk):
    text = (
        "The Northern ministry said 150 Southern fighters were killed near Ashby. The Southern ministry said that this "
        "number is exaggerated."
    )
    counted, disputes = read(desk, text)
    assert counted[0].stance.value == "reported"
    assert all(claim.claimant.text == "The Southern ministry" for claim in disputes)


def test_doubt_about_one_figure_leaves_another_alone(desk):
    text = (
        "The Southern ministry said 150 Northern fighters were killed near Ashby. The Northern Army said that 12 "
        "Southern soldiers were wounded. The figure of 150 dead is fanciful."
    )
    counted, _ = read(desk, text)
    stances = {claim.measures[0].interval.low: claim.stance.value for claim in counted[:2]}
    assert stances == {150: "disputed", 12: "reported"}


def test_nothing_is_disputed_where_nobody_doubts(desk):
    text = "The Northern ministry said 150 Southern fighters were killed near Ashby. The road is open again."
    counted, disputes = read(desk, text)
    assert disputes == []
    assert counted[0].stance.value == "reported"
