"""Which places a sentence says were taken, entered, lost: those of one list together, those set apart by themselves."""

import pytest

from counterclaim.reconcile.control import change_of
from tests.extract.conftest import Desk

pytestmark = pytest.mark.model

TOWNS = frozenset({"Ilmery", "Osterlow", "Brask", "Culvenna", "Vranet", "Essrick", "Marrowdun", "Kirnholm", "Sheel"})


@pytest.fixture(scope="module")
def desk():
    return Desk(places=TOWNS)


@pytest.fixture(scope="module")
def moves(desk):
    """What one sentence says of which places: `(change, place, …)` for each claim on control."""

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


PASSING = (
    ("{x} lost Brask to {y}.", "lost", "{y}", "{x}"),
    ("{x} lost control of Brask to {y}.", "lost", "{y}", "{x}"),
    ("{x} ceded Brask to {y}.", "lost", "{y}", "{x}"),
    ("{x} surrendered Brask to {y} on Monday.", "lost", "{y}", "{x}"),
    ("Brask fell to {y}.", "taken", "{y}", None),
    ("Brask fell into the hands of {y}.", "taken", "{y}", None),
    ("{x} withdrew from Brask.", "evacuated", "{x}", None),
    ("{x} have withdrawn from Brask.", "evacuated", "{x}", None),
    ("{x} retreated from Brask.", "evacuated", "{x}", None),
    ("Brask was handed over to {y} by {x}.", "handed_over", "{y}", "{x}"),
    ("{x} handed Brask over to {y}.", "handed_over", "{y}", "{x}"),
    ("{x} turned Brask over to {y}.", "handed_over", "{y}", "{x}"),
    ("{y} captured Brask from {x}.", "taken", "{y}", "{x}"),
    ("Brask was taken from {x} by {y}.", "taken", "{y}", "{x}"),
    ("{y} drove {x} out of Brask.", "lost", "{y}", "{x}"),
    ("{x} were driven out of Brask by {y}.", "lost", "{y}", "{x}"),
)


@pytest.mark.parametrize("row", PASSING, ids=[row[0] for row in PASSING])
@pytest.mark.parametrize("sides", [("government forces", "the rebels"), ("the rebels", "government forces")], ids=str)
def test_who_loses_a_place_and_who_has_it_then(desk, sides, row):
    sentence, change, agent, target = row
    named = dict(zip("xy", sides, strict=True))
    text = sentence.format(**named)
    (claim,) = [c for c in desk.claims(text[0].upper() + text[1:]) if c.kind.value == "control"]
    found = [m.text.lower() if m and "Brask" not in m.text else None for m in (claim.agent, claim.target)]
    assert (change_of(claim), *found) == (change, agent.format(**named), target and target.format(**named))
    assert [p.mention.text for p in claim.places] == ["Brask"]


@pytest.mark.parametrize("who", ["Residents", "The diplomats", "Hundreds of families"])
def test_who_held_nothing_loses_no_place(desk, who):
    assert not [c for c in desk.claims(f"{who} were expelled from Brask.") if c.kind.value == "control"]


@pytest.mark.parametrize("opening", ["(NNA) The Northern Ministry of Defence informs:", "The Northern army reports:"])
def test_a_bulletin_is_said_by_whom_its_opening_names(opening):
    items = "1. In the past 24 hours 30 soldiers were killed.\n\n2. Two tanks were destroyed."
    text = f"Bulletin, 4 May\n\n{opening}\n\n{items}"
    claimants = {c.claimant.text for c in Desk(places=TOWNS).claims(text)}
    assert claimants == {opening.removeprefix("(NNA) ").rpartition(" ")[0]}
