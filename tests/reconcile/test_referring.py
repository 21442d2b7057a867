"""“The attack” happened when and where the event told of before it did."""

import pytest

from counterclaim.reconcile.referring import accounts_of
from tests.reconcile.ledgers import COUNTRY, FAR_TOWN, TOWN, Page, day

STRIKE = ("Explosions/Remote violence", "Air/drone strike")


def told(sentence, **claim):
    """The last claim of a page that tells of a strike on Alder on the first of March, and then of something else."""
    page = Page("d1")
    page.say("A strike hit Alder", at=TOWN, when=day(1), event=STRIKE)
    page.say(sentence, **({"at": FAR_TOWN, "when": day(9), "carried": True, "event": STRIKE} | claim))
    return next(p for p in accounts_of(page.entries()) if p.id == page.ids()[1])


@pytest.mark.parametrize("words", ["The strike killed 4 people", "Four died in the deadly attack", "That raid hit us"])
def test_what_points_back_takes_over_time_and_place(words):
    found = told(words, at=COUNTRY)
    assert (found.period, found.dated) == (day(1), False)
    assert [(s.key, s.carried) for s in found.spots] == [("p:alder", True)]


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("A strike killed 4 people", {}),
        ("The strike killed 4 people in Cedar", {}),
        ("The strike killed 4 people", {"event": ("Strategic developments", "Agreement"), "kind": "agreement"}),
    ],
    ids=["another one", "a place of its own", "another sort"],
)
def test_what_does_not_point_back_keeps_its_own(words, claim):
    assert told(words, **claim).period == day(9)
