"""Which places a sentence says were taken, entered, lost: those of one list together, those set apart by themselves."""

import pytest

from counterclaim.reconcile.control import change_of
from tests.extract.conftest import Desk

pytestmark = pytest.mark.model

TOWNS = frozenset({"Ilmery", "Osterlow", "Brask", "Culvenna", "Vranet", "Essrick", "Marrowdun", "Kirnholm", "Sheel"})


@pytest.fixture(scope="module")
def moves():
    """What one sentence says of which places: `(change, place, …)` for each claim on control."""
    desk = Desk(places=TOWNS)

    def told(sentence):
        claims = [c for c in desk.claims(sentence) if c.kind.value == "control"]
        return [(change_of(c), *(p.mention.text for p in c.places if not p.carried)) for c in claims]

    return told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The northern army took Brask and Ilmery, but not Vranet.", [("taken", "Brask", "Ilmery")]),
        ("The southern army captured Essrick and Kirnholm, but not Vranet.", [("taken", "Essrick", "Kirnholm")]),
        (
            "The army entered Culvenna, while Brask remains contested.",
            [("entered", "Culvenna"), ("contested", "Brask")],
        ),
        (
            "Marrowdun was taken in the past 24 hours, while Vranet remains contested.",
            [("taken", "Marrowdun"), ("contested", "Vranet")],
        ),
        ("Brask, Ilmery and Osterlow were retaken by the army.", [("taken", "Brask", "Ilmery", "Osterlow")]),
        ("The rebels retook Marrowdun and Kirnholm.", [("taken", "Marrowdun", "Kirnholm")]),
        ("The troops entered Essrick and took Kirnholm.", [("entered", "Essrick"), ("taken", "Kirnholm")]),
        (
            "The rebels lost Ilmery and Brask but still hold Osterlow.",
            [("lost", "Ilmery", "Brask"), ("held", "Osterlow")],
        ),
        ("The army besieged Vranet and cleared Brask.", [("besieged", "Vranet"), ("cleared", "Brask")]),
        ("Brask fell to the southern army.", [("taken", "Brask")]),
        ("By noon our troops had taken Brask.", [("taken", "Brask")]),
        (
            "The army took the villages of Culvenna, Brask, Ilmery, Osterlow, Vranet and Essrick.",
            [("taken", "Culvenna", "Brask", "Ilmery", "Osterlow", "Vranet", "Essrick")],
        ),
    ],
)
def test_places_move_together_and_are_kept_apart_as_the_text_does(moves, sentence, expected):
    assert moves(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["Brask was taken by noon.", "By Monday night Culvenna had been cleared.", "Ilmery is contested."]
)
def test_a_time_is_no_agent(sentence):
    (claim,) = [c for c in Desk(places=TOWNS).claims(sentence) if c.kind.value == "control"]
    assert claim.agent is None


def test_whom_a_place_falls_to_acts():
    claims = Desk(places=TOWNS).claims("Brask fell to the southern army. Sheel was handed over to the northern army.")
    assert [c.agent.text for c in claims if c.kind.value == "control"] == ["the southern army", "the northern army"]


@pytest.mark.parametrize("opening", ["(NNA) The Northern Ministry of Defence informs:", "The Northern army reports:"])
def test_a_bulletin_is_said_by_whom_its_opening_names(opening):
    items = "1. In the past 24 hours 30 soldiers were killed.\n\n2. Two tanks were destroyed."
    text = f"Bulletin, 4 May\n\n{opening}\n\n{items}"
    claimants = {c.claimant.text for c in Desk(places=TOWNS).claims(text)}
    assert claimants == {opening.removeprefix("(NNA) ").rpartition(" ")[0]}
