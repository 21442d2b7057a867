"""Who did it, and to whom: agents and targets where the grammar alone would mislead."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def parties(desk, sentence: str):
    claim = desk.claims(sentence)[0]
    return tuple(mention and mention.text for mention in (claim.agent, claim.target))


@pytest.mark.parametrize(
    ("sentence", "agent", "target"),
    [
        ("Nine villagers died in Northern shelling near Ashby.", "Northern", "Nine villagers"),
        ("Nine villagers died in Southern shelling near Ashby.", "Southern", "Nine villagers"),
        ("At least 11 people were killed at Ashby.", None, "At least 11 people"),
        ("A Southern helicopter was shot down near Ellby, killing five soldiers.", None, "five soldiers"),
        (
            "Other rockets fired by Northern soldiers at Ashby on Monday injured two villagers.",
            "Northern soldiers",
            "two villagers",
        ),
        (
            "Other rockets fired by Southern soldiers at Ashby on Monday injured two villagers.",
            "Southern soldiers",
            "two villagers",
        ),
        (
            "Northern positions came under heavy bombardment from the Southern Army.",
            "the Southern Army",
            "Northern positions",
        ),
        (
            "Southern positions came under heavy bombardment from the Northern Army.",
            "the Northern Army",
            "Southern positions",
        ),
        ("Northern troops fired seven mortar rounds at Ashby.", "Northern troops", "Ashby"),
        ("Other rockets hit the market of Ashby.", None, "the market of Ashby"),
        ("Two people were wounded in rebel shelling on the town of Ashby.", "rebel", "the town of Ashby"),
        ("Two people were wounded in army shelling on the town of Ashby.", "army", "the town of Ashby"),
        ("An Ashbian drone struck their position.", "Ashbian", "their position"),
        ("The Russian embassy bombing killed four people.", None, "four people"),
        ("The US embassy bombing killed four people.", None, "four people"),
        ("US drone strikes killed four people.", "US", "four people"),
        ("The Northern rebels left the town on Monday, killing two soldiers.", "The Northern rebels", "two soldiers"),
        ("A Northern drone targeted their car at the entrance of Ashby.", "Northern", "their car"),
        ("A Southern drone targeted their car at the entrance of Ashby.", "Southern", "their car"),
        ("The Northern Army shot down four drones over Ashby.", "The Northern Army", "four drones"),
        ("The Southern Army shot down four drones over Ashby.", "The Southern Army", "four drones"),
        ("The Northern Army carried out a series of strikes on Ashby.", "The Northern Army", "Ashby"),
        ("The Southern Army carried out a series of strikes on Ashby.", "The Southern Army", "Ashby"),
        ("Airstrikes by coalition fighter jets killed 21 villagers.", "coalition", "21 villagers"),
        ("Two of the bombers detonated their belts near Ashby.", "Two of the bombers", None),
        ("The army seized control over villages west of Ashby.", "The army", "villages"),
        ("The rebels seized control over villages west of Ashby.", "The rebels", "villages"),
        ("The army Sunday retook the village of Ashby.", "The army", "the village of Ashby"),
        ("A raid by rebels on a base that killed nine was condemned.", "rebels", "nine"),
        ("An attack on an Ashbian convoy that killed nine was condemned.", None, "an Ashbian convoy"),
        ("Also Wednesday 22 fighters were killed near Ashby.", None, "22 fighters"),
        ("The rebels lost 15 fighters in the attack.", None, "The rebels"),
        ("The army lost five tanks in the attack.", None, "The army"),
    ],
)
def test_who_did_it_to_whom(desk, sentence, agent, target):
    assert parties(desk, sentence) == (agent, target)


def test_nobody_is_the_target_of_himself(desk):
    assert parties(desk, "A bomber blew himself up at a checkpoint in Ashby.") == ("A bomber", None)


@pytest.mark.parametrize(
    ("sentence", "agent"),
    [
        ("The guards fired at them, forcing them to blow themselves up.", "them"),
        ("Police surrounded a third attacker behind the building who blew himself up.", "a third attacker"),
    ],
)
def test_a_suicide_bomb_is_not_laid_on_who_stands_by(desk, sentence, agent):
    found = {claim.event.subtype: claim.agent.text for claim in desk.claims(sentence) if claim.event and claim.agent}
    assert found["Suicide bomb"] == agent


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("The village of Ashby is a rebel stronghold.", "rebel"),
        ("Shells hit Ashby, a stronghold of the army.", "the army"),
        ("The town of Ashby, a bastion of the rebels, was shelled.", "the rebels"),
    ],
)
def test_whose_stronghold_a_place_is_called(desk, sentence, holder):
    (claim,) = (claim for claim in desk.claims(sentence) if claim.kind.value == "control")
    assert claim.agent.text == holder
    assert [place.mention.text for place in claim.places][:1] == ["Ashby"]


@pytest.mark.parametrize("side", ["Northern", "Southern"])
@pytest.mark.parametrize(
    ("deed", "weapon"),
    [
        ("fired dozens of rockets at Ashby", "dozens of rockets"),
        ("unleashed a salvo of missiles on Ashby", "a salvo of missiles"),
        ("destroyed a tank in Ashby", None),
        ("shot down a drone over Ashby", None),
    ],
)
def test_what_is_fired_is_the_weapon_and_what_is_hit_is_not(desk, side, deed, weapon):
    (claim,) = desk.claims(f"{side} troops {deed}.")
    assert (claim.instrument and claim.instrument.text) == weapon
    if weapon:
        assert claim.event.subtype == "Shelling/artillery/missile attack"


@pytest.mark.parametrize("side", ["Northern", "Southern"])
def test_what_raids_led_to_is_told_with_them(desk, side):
    (claim,) = desk.claims(f"{side} forces conducted air raids on the town of Ashby, killing seven people.")
    assert (claim.agent.text, claim.target.text) == (f"{side} forces", "the town of Ashby")
    assert [(m.role, m.interval.low) for m in claim.measures] == [("killed", 7)]


@pytest.mark.parametrize("side", ["Rebel", "Army"])
def test_what_a_deed_left_behind_is_told_with_it(desk, side):
    (claim,) = desk.claims(f"{side} airstrikes on Ashby have left nine people dead, the monitor said.")
    assert (claim.agent.text, claim.target.text) == (side, "Ashby")
    assert [(m.role.value, m.interval.low) for m in claim.measures] == [("killed", 9)]


def test_a_bomber_who_blows_himself_up_is_somebody_and_one_that_strikes_is_an_aircraft(desk):
    (claim,) = desk.claims("The bomber blew himself up in the village of Ashby.")
    assert (claim.agent.text, claim.instrument) == ("The bomber", None)
    (claim,) = desk.claims("A bomber struck the village of Ashby.")
    assert (claim.agent, claim.instrument.text) == (None, "A bomber")


@pytest.mark.parametrize("side", ["Northern", "Southern"])
def test_rounds_are_a_number_of_deeds_and_mortar_rounds_a_weapon(desk, side):
    (claim,) = desk.claims(f"{side} militants launched rounds of mortar attacks on Ashby, killing two people.")
    assert (claim.agent.text, claim.target.text) == (f"{side} militants", "Ashby")
    (claim,) = desk.claims("Two people were killed by mortar rounds that hit Ashby.")
    assert claim.agent is None


def test_who_carries_out_the_dead_has_not_killed_them(desk):
    (claim,) = desk.claims("The firemen carried out 24 bodies in Ashby.")
    assert claim.agent is None
