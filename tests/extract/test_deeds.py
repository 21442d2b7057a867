"""The type of a happening that its own words leave open: by the weapon, or by the deed that led to it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model

REMOTE = "Explosions/Remote violence"


def event(desk, sentence: str):
    found = desk.claims(sentence)[0].event
    return found and (found.type, found.subtype)


@pytest.mark.parametrize(
    ("sentence", "subtype"),
    [
        ("Northern troops fired seven mortar rounds at the village of Ashby.", "Shelling/artillery/missile attack"),
        ("Southern troops attacked the village of Ashby with drones.", "Air/drone strike"),
        ("The rebels attacked Northern soldiers near Ellby with two car bombs.", "Remote explosive/landmine/IED"),
        ("Four people were injured in rocket shells on the market of Ashby.", "Shelling/artillery/missile attack"),
        ("Two shells landed on the school of Carden.", "Shelling/artillery/missile attack"),
        ("Northern troops fired missiles containing toxic gas at Ashby.", "Chemical weapon"),
        ("Southern troops fired missiles filled with chlorine at Ashby.", "Chemical weapon"),
    ],
)
def test_the_weapon_tells_the_type(desk, sentence, subtype):
    assert event(desk, sentence) == (REMOTE, subtype)


def test_a_bomb_alone_leaves_open_whence_it_came(desk):
    assert event(desk, "Two children were killed by Southern bombs at Ellby.") == (REMOTE, None)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Five Northern soldiers were killed in heavy shelling.", (REMOTE, "Shelling/artillery/missile attack")),
        ("Dozens of airstrikes have been targeting Ashby since Monday.", (REMOTE, "Air/drone strike")),
        ("Seven Southern fighters were killed in clashes around Carden.", ("Battles", "Armed clash")),
    ],
)
def test_the_deed_tells_the_type_of_its_outcome(desk, sentence, wanted):
    assert event(desk, sentence) == wanted


def test_the_words_of_the_claim_hold_the_deed(desk):
    (claim,) = desk.claims("Five Northern soldiers were killed in heavy shelling.")
    assert claim.quote.text == "Five Northern soldiers were killed in heavy shelling"


def test_what_crashed_is_no_weapon(desk):
    assert event(desk, "A Northern helicopter crashed near Ellby on Monday, killing five soldiers.") is None


def test_what_is_destroyed_is_no_weapon_of_the_claim(desk):
    (claim,) = desk.claims("The Northern Army destroyed two rocket launchers near Ellby.")
    assert claim.event is None or claim.event.type != REMOTE


def test_a_bomber_who_blows_himself_up_makes_one_claim(desk):
    claims = desk.claims("A Southern bomber blew himself up at a checkpoint in Ashby on Monday.")
    assert [claim.event.subtype for claim in claims] == ["Suicide bomb"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The shells hit a house at Ashby; nine villagers died.", "Shelling/artillery/missile attack"),
        ("Nine villagers have died at Ashby since the unrest began with protests.", None),
    ],
)
def test_armed_deeds_of_one_type_in_the_sentence_tell_it(desk, sentence, wanted):
    (claim,) = [claim for claim in desk.claims(sentence) if any(m.role == "killed" for m in claim.measures)]
    assert (claim.event and claim.event.subtype) == wanted


@pytest.mark.parametrize("answered", ["in response to a gas attack", "in retaliation for a gas attack"])
def test_what_a_deed_answers_is_another_deed(desk, answered):
    found = desk.claims(f"The navy launched cruise missiles at three depots near Ashby {answered} on Sunday.")
    typed = {claim.agent and claim.agent.text: claim.event.subtype for claim in found if claim.event}
    assert typed["The navy"] == "Shelling/artillery/missile attack"
    assert typed[None] == "Chemical weapon"


def test_those_who_died_after_a_strike_died_in_it(desk):
    (claim,) = desk.claims("Nine people died after an airstrike on the market of Ashby.")
    assert claim.event.subtype == "Air/drone strike"


@pytest.mark.parametrize("words", ["is ongoing", "is under way", "remains underway"])
def test_an_attack_that_goes_on_is_told(desk, words):
    (claim,) = desk.claims(f"An attack {words} in the area of Ashby.")
    assert (claim.kind.value, claim.modality.value) == ("event", "ongoing")
