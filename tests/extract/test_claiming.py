"""Sentences as agencies write them: figures, speaker, agent and place together."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def broken(*row: object, why: str):
    """A row of a table that the reader gets wrong today."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=why))


FIGURES = [
    (
        "Southern forces struck a bus near Ashby, killing 14 people and wounding 30 others, mostly women, medics said.",
        "medics",
        [("killed", 14), ("wounded", 30)],
    ),
    (
        "Twelve people including three children were killed by Northern shelling, the White Shield group said.",
        "the White Shield group",
        [("killed", 12), ("killed", 3)],
    ),
    (
        "Northern rebels have seized two military bases and an airfield south of Carden, Southern officials said.",
        "Southern officials",
        [("seized", 2), ("seized", 1)],
    ),
    ("At least 20 bodies were recovered from the rubble, rescue workers said.", "rescue workers", [("killed", 20)]),
    (
        "Northern media reported the deaths of at least 17 Southern soldiers in a drone attack.",
        "Northern media",
        [("killed", 17)],
    ),
    ("The raid killed five to seven Southern fighters.", "The Example Herald", [("killed", 5)]),
    (
        "The Southern Army executed four prisoners of war, Northern officials allege.",
        "Northern officials",
        [("killed", 4)],
    ),
    broken(
        "The Northern general staff said its air defences shot down 12 of 15 drones.",
        "The Northern general staff",
        [("destroyed", 12)],
        why="of `12 of 15 drones` the whole is counted rather than the part",
    ),
    broken(
        "The number of dead has risen to 54, up from 48 on Monday.",
        "The Example Herald",
        [("killed", 54)],
        why="the earlier toll counts beside the new one in one claim",
    ),
    broken(
        "The Southern ministry put the number of Northern dead at 1,200.",
        "The Southern ministry",
        [("killed", 1200)],
        why="`put the number at` gives the figure to nobody",
    ),
    (
        "Two more soldiers died of their wounds in hospital, bringing the toll to nine.",
        "The Example Herald",
        [("killed", 2), ("killed", 9)],
    ),
]


@pytest.mark.parametrize(("sentence", "claimant", "figures"), FIGURES)
def test_figures_and_their_claimant(desk, sentence, claimant, figures):
    counted = [claim for claim in desk.claims(sentence) if claim.measures]
    assert {claim.claimant.text for claim in counted} == {claimant}
    assert [(m.role, m.interval.low) for claim in counted for m in claim.measures] == figures


@pytest.mark.xfail(strict=True, reason="half of 300 who are freed count as 300 captured")
def test_the_freed_are_not_captured(desk):
    claims = desk.claims("More than half of the 300 hostages have been freed.")
    assert [m for claim in claims for m in claim.measures if m.role == "captured"] == []


def test_victims_of_shelling_are_not_its_agents(desk):
    (claim,) = desk.claims("Twelve people were killed by Southern shelling in Ellby.")
    assert claim.agent is None or claim.agent.text == "Southern"


def test_each_speaker_cites_once(desk):
    claims = desk.claims("Two Southern soldiers were injured, the army’s press service reported, citing a commander.")
    (claim,) = [claim for claim in claims if claim.measures]
    speakers = [link.speaker.text for link in claim.attribution if link.speaker]
    assert len(speakers) == len(set(speakers))
    assert speakers[-1] == "a commander"


def test_a_place_beside_a_list_of_villages_is_kept(desk):
    claims = desk.claims("The Northern Army recaptured Ashby and three nearby villages from Southern forces on Sunday.")
    (claim,) = [claim for claim in claims if claim.kind == "control"]
    assert "Ashby" in [place.mention.text for place in claim.places]


def test_no_losses_said_by_a_spokesman_are_a_negated_claim(desk):
    claims = desk.claims("“There were no losses among our troops,” the Southern ministry’s spokesman said.")
    assert [claim.polarity for claim in claims] == ["negated"]


def test_men_who_are_lost_are_counted(desk):
    claims = desk.claims("The Northern Army said Southern forces had lost 40 men near Carden.")
    assert [m.interval.low for claim in claims for m in claim.measures] == [40]


@pytest.mark.parametrize("side", ["Northern", "Southern"])
@pytest.mark.parametrize(
    ("deed", "guilty"),
    [
        ("the {} Army was responsible for the attack on Ashby", True),
        ("the {} Army was behind the bombing of the market", True),
        ("the {} Army condemns the atrocity in Ashby", False),
    ],
)
def test_guilt_lies_on_whom_the_words_lay_it(desk, side, deed, guilty):
    (claim,) = (c for c in desk.claims(f"The envoy said {deed.format(side)}.") if c.kind.value == "accusation")
    assert (claim.target.text if guilty else claim.target) == (f"the {side} Army" if guilty else None)


def test_initials_before_a_deed_tell_who_did_it(desk):
    (claim,) = desk.claims("US air strikes killed nine people in Ashby.")
    assert claim.agent.text == "US"
