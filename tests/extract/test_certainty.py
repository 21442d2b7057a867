"""Whether a thing is said to be so, and in what world."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model
PHYSICAL = {"event", "control", "total", "displacement"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Southern Army did not attack the convoy.",
        "The Northern Army never shelled the hospital in Ellby.",
        "No civilians were killed in Ashby.",
        "None of the Southern soldiers was wounded.",
        "The Northern Army failed to capture the town of Ashby.",
        "The Southern Army left the road without attacking the convoy.",
    ],
)
def test_what_is_denied_is_negated(desk, sentence):
    found = [claim for claim in desk.claims(sentence) if claim.kind.value in PHYSICAL]
    assert all(claim.polarity == "negated" for claim in found)


def test_a_negation_is_kept_rather_than_dropped(desk):
    (claim,) = desk.claims("The Southern Army did not attack the convoy.")
    assert (claim.kind, claim.polarity) == ("event", "negated")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Army will attack the town of Ashby on Monday.",
        "The Southern Army is going to attack the town of Ashby.",
        "The Northern Army plans to shell the port.",
        "Southern forces are preparing to storm the town of Carden.",
    ],
)
def test_what_is_to_come_is_no_event(desk, sentence):
    assert [claim for claim in desk.claims(sentence) if claim.kind.value in PHYSICAL] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "If the talks fail, the Northern Army would shell Ashby.",
        "The Southern Army could destroy 40 tanks in a day.",
        "Even if they announced that they had shot down a dozen aircraft, nothing would change.",
        "It does not matter if the Southern ministry announces that its forces have shot down a dozen aircraft.",
        "The rocket would have killed 300 children had the school been open.",
        "Had the rocket hit the school, it would have killed 300 children.",
        "Did the Northern Army shell the hospital in Ellby?",
        "Imagine that the Southern Army shelled the hospital in Ellby.",
    ],
)
def test_what_is_only_thought_of_is_not_in_the_ledger(desk, sentence):
    assert [claim for claim in desk.claims(sentence) if claim.kind.value in PHYSICAL] == []


def test_what_goes_on_is_ongoing(desk):
    (claim,) = desk.claims("Southern artillery is shelling the town of Ellby.")
    assert claim.modality == "ongoing"


def test_what_may_have_happened_is_kept(desk):
    (claim,) = desk.claims("Nine Northern soldiers may have been killed at Ashby.")
    assert (claim.kind, claim.modality) == ("event", "actual")


def test_what_is_not_an_isolated_case_happened_all_the_same(desk):
    text = "The ministry said that the attack on Ashby was not an isolated case and that drones targeted Ellby."
    assert {claim.polarity.value for claim in desk.claims(text)} == {"asserted"}


def test_what_is_not_the_case_did_not_happen(desk):
    claims = desk.claims("The ministry said it was not the case that the Northern Army shelled Ashby.")
    assert "negated" in {claim.polarity.value for claim in claims}


def test_an_attack_that_nobody_claims_still_took_place(desk):
    (claim,) = desk.claims("There was no immediate claim of responsibility for the attack on Ashby.")
    assert claim.polarity.value == "asserted"
