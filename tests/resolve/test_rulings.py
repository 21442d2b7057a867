"""What people rule on actors: laid over what was resolved, never written into it; of two rulings the later holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counterclaim.errors import InputError
from counterclaim.model.claims import Field
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.resolve.rulings import Rulings, merge_actors, resolve_words, split_actors
from tests.factories import make_actor, make_entry

ARMY, GUARD, DESK = make_actor(), make_actor("River Guard"), make_actor("Press Desk", kind="agency")
START = datetime(2021, 5, 5, tzinfo=UTC)


def decisions(*rulings):
    return [
        Decision(
            id=f"r_{number}",
            ruling=ruling,
            subjects=subjects,
            value=value,
            author="Ada",
            reason="its page says so",
            made_at=START + timedelta(hours=number),
        )
        for number, (ruling, (subjects, value)) in enumerate(rulings)
    ]


def ruled(*rulings):
    (entry,) = Rulings.of(decisions(*rulings)).laid_over([make_entry()])
    return entry.resolution(Field.CLAIMANT)


def name(actor, claim=None, words="The Northern Army"):
    return Ruling.RESOLVE, resolve_words(words, actor, claim)


def test_without_rulings_nothing_changes():
    entry = make_entry()
    assert Rulings.of([]).laid_over([entry]) == [entry]


def test_the_ruling_comes_first_and_what_the_machine_found_stays_behind():
    found = ruled(name(GUARD))
    assert [candidate.value for candidate in found.candidates] == [GUARD, ARMY]
    assert found.why == "resolved by hand, Ada on 2021-05-05: its page says so"


def test_words_are_compared_without_article_and_case():
    assert ruled(name(GUARD, words="northern army")).chosen.value == GUARD
    assert ruled(name(GUARD, words="the southern army")).chosen.value == ARMY


def test_nobody_is_a_ruling_too():
    found = ruled(name(None))
    assert found.chosen is None
    assert "Ada" in found.why


def test_a_ruling_on_one_claim_goes_before_one_on_all():
    claim = make_entry().claim.id
    assert ruled(name(GUARD, claim), name(DESK)).chosen.value == GUARD
    assert ruled(name(GUARD, "c_other"), name(DESK)).chosen.value == DESK


def test_the_later_ruling_holds():
    assert ruled(name(GUARD), name(DESK)).chosen.value == DESK


def test_merged_actors_are_one_with_the_reason():
    found = ruled((Ruling.MERGE, merge_actors(GUARD, ARMY)))
    assert [candidate.value for candidate in found.candidates] == [GUARD]
    assert "merged by hand, Ada" in found.why


def test_merges_follow_one_another_and_a_circle_ends():
    chain = ((Ruling.MERGE, merge_actors(GUARD, ARMY)), (Ruling.MERGE, merge_actors(DESK, GUARD)))
    assert ruled(*chain).chosen.value == DESK
    assert ruled(*chain, (Ruling.MERGE, merge_actors(ARMY, DESK))).chosen is not None


def test_split_undoes_a_merge_of_the_two_alone():
    merged = (Ruling.MERGE, merge_actors(GUARD, ARMY))
    assert ruled(merged, (Ruling.SPLIT, split_actors(ARMY.id, GUARD.id))).chosen.value == ARMY
    assert ruled(merged, (Ruling.SPLIT, split_actors(ARMY.id, DESK.id))).chosen.value == GUARD


def test_only_what_was_merged_can_be_split():
    rulings = Rulings.of(decisions((Ruling.MERGE, merge_actors(GUARD, ARMY))))
    rulings.check_merged(ARMY, GUARD)
    with pytest.raises(InputError, match="actors resolve"):
        rulings.check_merged(ARMY, DESK)


def test_places_and_times_are_left_alone():
    before = make_entry()
    (after,) = Rulings.of(decisions(name(GUARD, words="Lower Ford"), name(GUARD, words="Monday"))).laid_over([before])
    assert after.resolution(Field.PLACE) == before.resolution(Field.PLACE)
    assert after.period == before.period


@pytest.mark.parametrize(
    ("subjects", "value"),
    [
        (("words",), None),
        (("words",), "{"),
        (("words",), '{"words": "The Northern Army"}'),
        (("words",), '{"words": "The Northern Army", "actor": {"id": "x"}}'),
        (("words",), '{"words": 3, "actor": null}'),
        (("c_1", "c_2"), None),
    ],
)
@pytest.mark.parametrize("ruling", list(Ruling))
def test_decisions_of_other_kinds_and_forms_are_passed_over(ruling, subjects, value):
    entry = make_entry()
    assert Rulings.of(decisions((ruling, (subjects, value)))).laid_over([entry]) == [entry]
