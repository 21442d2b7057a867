"""Airwars' grades with their reasons, and how many outlets and origins stand behind an incident."""

import pytest

from tests.reconcile.ledgers import NORTH, SOUTH, TOWN, Page, day, run

AT = {"at": TOWN, "when": day(1)}
DEAD = "Shelling of Alder killed {} people"


def incident(*told):
    """The one incident that pages tell, a page a claim."""
    pages = [Page(f"d{i}", source=f"outlet {i}").say(words, **(AT | claim)) for i, (words, claim) in enumerate(told)]
    (found,) = run(*pages).incidents
    return found


ASH, BIRCH = {"killed": 3, "by": "Ash"}, {"killed": 3, "by": "Birch"}


@pytest.mark.parametrize(
    ("told", "grade", "reason"),
    [
        ([(DEAD, ASH)], "weak", "One origin"),
        ([(DEAD, ASH), ("Shells hit Alder and killed some", BIRCH)], "fair", "2 independent"),
        ([(DEAD, {"killed": 3, "by": NORTH, "agent": NORTH})], "confirmed", "its own side"),
        ([("Shelling of Alder killed 3 soldiers", ASH | {"who": "soldiers"})], "discounted", "combatants"),
        ([(DEAD, ASH | {"agent": NORTH}), (DEAD, BIRCH | {"agent": SOUTH})], "contested", "north, south"),
    ],
)
def test_each_grade_has_its_reason(told, grade, reason):
    found = incident(*told)
    assert found.grade == grade
    assert reason in found.grade_why


def test_an_event_without_dead_or_wounded_has_no_grade():
    assert incident(("The army took Alder", {"kind": "control", "by": "Ash"})).grade is None


def test_the_grade_counts_the_origins_that_are_shown():
    voice = Page("d0", source="Gazette").say("Shelling of Alder killed 3 people", **AT, killed=3)
    voice.say("Shells hit Alder and killed some, Doctor Amber Quill said", **AT, by="Doctor Amber Quill", kind="event")
    other = Page("d1", source="Herald").say(DEAD.format(3), **AT, killed=3, by="Doctor Amber Quill")
    (found,) = run(voice, other).incidents
    assert (found.outlets, found.origins, found.grade) == (2, 1, "weak")


def test_whom_one_page_quotes_are_two_origins_though_it_speaks_itself():
    page = Page("d0", source="Gazette").say("Shelling of Alder killed 3 people", **AT, killed=3)
    page.say(DEAD.format(3), **AT, killed=3, by="Doctor Amber Quill")
    page.say("Three were hit and died at Alder", **AT, killed=3, by="the mayor Tom Ridge")
    (found,) = run(page).incidents
    assert (found.outlets, found.origins, found.grade) == (1, 2, "fair")


def test_outlets_that_quote_one_speaker_are_one_origin():
    same = [(DEAD.format(n), {"killed": 3, "by": "Doctor Amber Quill"}) for n in (3, 3, 3)]
    found = incident(*same, ("Shells killed three at Alder", {"killed": 3, "by": "the mayor Tom Ridge"}))
    assert (found.outlets, found.origins) == (4, 2)
