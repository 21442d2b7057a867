import pytest

from counterclaim.reconcile.independence import Origins, same_speaker
from counterclaim.reconcile.profiles import profiles_of
from tests.reconcile.ledgers import MONITOR, Page

LONG = "Shells fell on the old market of the town at noon while people were buying bread and salt"


def pair(first, second, *, by=(None, None)):
    pages = [Page("d1", source="Gazette").say(first, by=by[0]), Page("d2", source="Herald").say(second, by=by[1])]
    profiles = profiles_of([e for page in pages for e in page.entries()])
    return Origins(profiles), profiles


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Lind", "Ana Lind, a doctor", True),
        ("the Oak hospital", "the Elm hospital", False),
        ("witnesses", "witnesses", False),
        ("the ministry of Oak", "the ministry of Oaks", True),
        (MONITOR, MONITOR, True),
        (MONITOR, "Monitor", False),
        (None, "Ana Lind", False),
        (None, None, False),
    ],
)
def test_speakers(one, other, same):
    _, (a, b) = pair("Shells fell", "Rockets came", by=(one, other))
    assert same_speaker(a, b) is same


def test_the_same_words_have_one_origin():
    origins, profiles = pair(LONG, LONG, by=("Ana", "Bo"))
    assert origins.shared(*profiles).value == 1
    assert len(origins.groups(profiles)) == 1


def test_other_words_of_others_are_independent():
    origins, profiles = pair(LONG, "Rockets hit a school", by=("Ana", "Bo"))
    assert origins.shared(*profiles) == (0.0, "nothing shows a common origin")
    assert len(origins.groups(profiles)) == 2


def test_a_page_that_copies_is_no_witness_of_its_own():
    pages = [
        Page("d1", source="Gazette").say(LONG).say("Nine died"),
        Page("d2", source="Herald").say(LONG).say("Seven perished"),
    ]
    profiles = profiles_of([e for page in pages for e in page.entries()])
    short = [p for p in profiles if "died" in p.context or "perished" in p.context]
    assert "copies" in Origins(profiles).shared(*short).why
