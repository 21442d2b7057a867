import pytest

from counterclaim.model.claims import Modality, Polarity
from tests.reconcile.ledgers import FAR_TOWN, NORTH, SOUTH, TOWN, Page, day, run


def line(sentence, **claim):
    page = Page("d1").say(sentence, kind="control", **({"at": TOWN, "when": day(1), "agent": NORTH} | claim))
    return run(page).controls


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("The army captured Alder", "taken"),
        ("The army entered Alder", "entered"),
        ("The army cleared Alder of mines and men", "cleared"),
        ("The army controls Alder", "held"),
        ("north-held Alder", "held"),
        ("The army besieged Alder", "besieged"),
        ("The army evacuated Alder", "evacuated"),
        ("Alder is contested", "contested"),
        ("Alder was handed over", "handed_over"),
        ("The army lost Alder", "lost"),
        ("Alder is theirs", "held"),
    ],
)
def test_words_tell_the_change(sentence, change):
    assert line(sentence)[0].change == change


def test_the_event_type_tells_where_words_do_not():
    event = ("Strategic developments", "Non-violent transfer of territory")
    assert line("Alder is theirs", event=event)[0].change == "handed_over"
    assert line("They now control Alder", event=("Battles", "Government regains territory"))[0].change == "taken"
    assert line("They besieged Alder", event=("Battles", "Government regains territory"))[0].change == "besieged"


def test_claimants_that_disagree_have_lines_of_their_own():
    page = (
        Page("d1")
        .say("The north took Alder", kind="control", at=TOWN, when=day(1), agent=NORTH, target=SOUTH, by=NORTH)
        .say("The south still holds Alder", kind="control", at=TOWN, when=day(1), agent=SOUTH, by=SOUTH)
    )
    found = {c.claimant: (c.holder, c.loser, c.change) for c in run(page).controls}
    assert found == {
        "actor:north": ("Northern army", "Southern army", "taken"),
        "actor:south": ("Southern army", None, "held"),
    }


def test_who_loses_a_place_does_not_hold_it():
    (found,) = line("The rebels withdrew from Alder", agent="the rebels")
    assert (found.holder, found.loser) == (None, "the rebels")


def test_each_place_of_a_list_has_a_line():
    assert [c.place for c in line("They took Alder, Cedar and Elm", at=(TOWN, FAR_TOWN, "Elm"))] == [
        "Elm",
        "Alder",
        "Cedar",
    ]


def test_plans_denials_and_placeless_claims_change_no_hands():
    assert line("They will take Alder", modality=Modality.FUTURE) == ()
    assert line("They did not take Alder", polarity=Polarity.NEGATED) == ()
    assert line("They took it", at=()) == ()


def test_lines_without_a_time_come_first():
    page = (
        Page("d1")
        .say("They took Alder", kind="control", at=TOWN, when=day(1))
        .say("They hold Alder", kind="control", at=TOWN)
    )
    assert [c.period for c in run(page).controls] == [None, day(1)]
