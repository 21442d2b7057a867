from datetime import date

import pytest

from counterclaim.model.claims import Modality, Polarity
from counterclaim.model.incidents import FindingKind
from counterclaim.reconcile.control import disputed, state_at
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


def test_the_state_at_a_day_is_the_last_line_of_each_claimant():
    page = Page("d").say(
        "The northern army took Alder", kind="control", at=TOWN, when=day(1), agent=NORTH, by="reporter one"
    )
    page.say("The southern army took Alder", kind="control", at=TOWN, when=day(5), agent=SOUTH, by="reporter one")
    page.say("The northern army holds Alder", kind="control", at=TOWN, when=day(5), agent=NORTH, by="witness two")
    result = run(page)
    early, late = (state_at(result.controls, date(2020, 3, n)) for n in (2, 9))
    assert [line.holder for line in early] == [NORTH.name]
    assert [(line.claimant, line.holder) for line in late] == [
        ("reporter one", SOUTH.name),
        ("witness two", NORTH.name),
    ]
    assert not disputed(early)
    assert disputed(late) == {TOWN.id}
    assert not state_at(result.controls, date(2020, 2, 1))
    assert late[0].position == TOWN.position


def test_a_place_taken_twice_by_one_party_is_a_finding_unless_it_was_lost_in_between():
    def found(*sentences):
        page = Page("d")
        for number, (sentence, agent) in enumerate(sentences):
            page.say(sentence, kind="control", at=TOWN, when=day(1 + 3 * number), agent=agent, by="the ministry")
        return [f.message for f in run(page).findings if f.kind is FindingKind.REPEATED_CAPTURE]

    (message,) = found(("The northern army took Alder", NORTH), ("The northern army seized Alder", NORTH))
    assert "the ministry has Northern army take Alder on 2020-03-04, and already on 2020-03-01" in message
    assert not found(
        ("The northern army took Alder", NORTH),
        ("The northern army lost Alder", NORTH),
        ("The northern army seized Alder", NORTH),
    )
    assert not found(("The northern army took Alder", NORTH), ("The southern army took Alder", SOUTH))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("They took the village of Alder", {"agent": "They", "target": "the village of Alder"}),
        ("Part of Alder fell by noon", {"agent": "noon", "target": "Part of Alder"}),
    ],
)
def test_places_times_and_pronouns_hold_nothing(sentence, said):
    (found,) = line(sentence, **said)
    assert (found.holder, found.loser) == (None, None)


def test_words_that_no_list_has_may_name_a_party():
    (found,) = line("The Alder Guard took Alder from the rebels", agent="The Alder Guard", target="the rebels")
    assert (found.holder, found.loser) == ("The Alder Guard", "the rebels")
