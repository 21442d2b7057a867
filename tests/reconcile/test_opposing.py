"""Denials and doubt, told by their words and by whom they come from."""

import pytest

from counterclaim.model.claims import Polarity
from counterclaim.model.incidents import RelationKind
from counterclaim.reconcile.opposing import opposed, speaks_against
from counterclaim.reconcile.profiles import profiles_of
from tests.reconcile.ledgers import NORTH, SOUTH, TOWN, Page, day, run

AT = {"at": TOWN, "when": day(1)}


def claim(sentence, **more):
    (found,) = profiles_of(Page("d").say(sentence, **(AT | more)).entries())
    return found


@pytest.mark.parametrize(
    ("sentence", "kind", "wanted"),
    [
        ("The figure could not be independently verified", "statement", RelationKind.DISPUTES),
        ("He could not confirm what the gas was", "statement", RelationKind.DISPUTES),
        ("It was unclear whether the man was a hostage", "statement", RelationKind.DISPUTES),
        ("He dismissed the count as biased", "statement", RelationKind.DISPUTES),
        ("He cast doubt on the findings", "dispute", RelationKind.DISPUTES),
        ("The army denied it", "statement", RelationKind.DENIES),
        ("It rejects these accusations", "statement", RelationKind.DENIES),
        ("It dismissed the reports as propaganda", "denial", RelationKind.DISPUTES),
        ("Nobody knows more", "denial", RelationKind.DENIES),
        ("The verified count stands", "statement", None),
        ("The wounded were taken away", "statement", None),
        ("Doubts aside, shells fell on Alder", "event", None),
    ],
)
def test_words_tell_denial_from_doubt(sentence, kind, wanted):
    assert speaks_against(claim(sentence, by="x", kind=kind)) is wanted


def kinds(*claims):
    page = Page("d")
    for sentence, more in claims:
        page.say(sentence, **(AT | more))
    return [
        (r.kind.value, r.why) for r in run(page).relations if r.kind in {RelationKind.DENIES, RelationKind.DISPUTES}
    ]


def test_doubt_put_as_a_statement_disputes_what_it_repeats():
    found = kinds(
        ("The gas that fell on Alder was chlorine", {"by": "a medic", "kind": "event"}),
        ("It could not verify the nature of the gas", {"by": "the rescue service", "kind": "statement"}),
    )
    assert found == [("disputes", "the rescue service casts doubt on what a medic says.")]


def test_doubt_about_something_else_disputes_nothing():
    assert not kinds(
        ("Shells fell on Alder", {"by": "a medic"}),
        ("It could not be verified who owns the orchard", {"by": "the rescue service", "kind": "statement"}),
    )


def test_a_negated_statement_of_the_accused_side_is_a_denial():
    found = kinds(
        ("The rebels blamed the northern army for the gas", {"by": SOUTH, "kind": "accusation", "target": NORTH}),
        ("The northern army never used gas", {"by": NORTH, "kind": "statement", "polarity": Polarity.NEGATED}),
    )
    assert [kind for kind, _ in found] == ["denies"]


def test_a_negated_statement_of_anybody_else_is_none():
    assert not kinds(
        ("The rebels blamed the northern army for the gas", {"by": SOUTH, "kind": "accusation", "target": NORTH}),
        ("Nobody was seen near the mill", {"by": "a farmer", "kind": "statement", "polarity": Polarity.NEGATED}),
    )


def test_two_denials_do_not_oppose_each_other():
    one, other = (claim(f"{who} denied the attack", by=who, kind="denial") for who in ("the army", "the rebels"))
    assert opposed(one, other) is None
