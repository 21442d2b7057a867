from datetime import date

import pytest

from counterclaim.model.claims import Modality, Polarity
from counterclaim.model.incidents import FindingKind
from counterclaim.reconcile.control import disagreements, disputed, state_at
from tests.reconcile.ledgers import FAR_TOWN, NORTH, PROVINCE, SOUTH, TOWN, Page, day, run


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


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("{loser} lost Alder to {taker}", "taken"),
        ("{loser} ceded Alder to {taker}", "taken"),
        ("{loser} handed Alder over to {taker}", "handed_over"),
        ("{taker} took Alder from {loser}", "taken"),
    ],
)
@pytest.mark.parametrize(("taker", "loser"), [(NORTH, SOUTH), (SOUTH, NORTH)])
def test_who_loses_a_place_to_whom(sentence, change, taker, loser):
    (found,) = line(sentence.format(taker=taker.name, loser=loser.name), agent=taker, target=loser)
    assert (found.holder, found.loser, found.change) == (taker.name, loser.name, change)


def test_who_drives_somebody_out_is_not_said_to_hold_the_place():
    (found,) = line("The northern army drove the southern army out of Alder", target=SOUTH)
    assert (found.holder, found.loser, found.change) == (None, SOUTH.name, "lost")


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


@pytest.mark.parametrize("agent", ["they", "noon", "Monday night", "heavy fighting"])
def test_words_that_name_no_party_hold_nothing_and_are_a_finding(agent):
    result = run(Page("d1").say("Alder was taken", kind="control", at=TOWN, when=day(1), agent=agent))
    assert [line.holder for line in result.controls] == [None]
    (finding,) = [f for f in result.findings if f.kind is FindingKind.UNNAMED_HOLDER]
    assert f"“{agent}”" in finding.message


@pytest.mark.parametrize("agent", ["the unit", "the rebels", "Red Column", "residents"])
def test_parties_without_an_actor_keep_their_words(agent):
    result = run(Page("d1").say("Alder was taken", kind="control", at=TOWN, when=day(1), agent=agent))
    assert [line.holder for line in result.controls] == [agent]
    assert not result.findings


def test_we_are_the_claimant():
    assert line("We took Alder", agent="we", by=NORTH)[0].holder == NORTH.name


def test_the_place_that_is_lost_is_no_party():
    (found,) = line("The rebels lost Alder", agent="the rebels", target=TOWN)
    assert (found.holder, found.loser) == (None, "the rebels")


def test_the_province_around_a_town_changes_no_hands():
    assert [c.place for c in line("They took Alder in Woodland", at=(TOWN, PROVINCE))] == ["Alder"]
    assert [c.place for c in line("They took Woodland", at=PROVINCE)] == ["Woodland"]


def test_disagreement_is_told_by_its_days():
    page = Page("d").say("The north took Alder", kind="control", at=TOWN, when=day(1), agent=NORTH, by=NORTH)
    page.say("The south took Alder", kind="control", at=TOWN, when=day(5), agent=SOUTH, by=SOUTH)
    page.say("The north lost Alder", kind="control", at=TOWN, when=day(9), agent=NORTH, by=NORTH)
    page.say("The south took Cedar", kind="control", at=FAR_TOWN, when=day(2), agent=SOUTH, by=SOUTH)
    (found,) = disagreements(run(page).controls)
    assert (found.place, found.since, found.until) == ("Alder", date(2020, 3, 5), date(2020, 3, 8))
    assert {(c.claimant, c.holder) for c in found.held} == {
        ("actor:north", "Northern army"),
        ("actor:south", "Southern army"),
    }
