"""Words beside which a word of war is meant otherwise."""

from __future__ import annotations

import pytest

from counterclaim.extract.figurative import table
from counterclaim.extract.lexicon import read_data, words
from counterclaim.extract.people import who
from counterclaim.model.claims import ClaimKind

LISTS = read_data("figurative.yaml")


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_holds_plain_words_once(name):
    assert all(isinstance(word, str) and word == word.lower().strip() for word in LISTS[name])
    assert len(LISTS[name]) == len(set(LISTS[name]))


@pytest.mark.parametrize("name", ["abstract", "nature", "food", "undone"])
def test_what_cannot_be_hurt_is_no_person_weapon_or_place(name):
    assert not table(name) & (words("weapons") | words("generic_places") | words("forces"))
    assert [word for word in sorted(table(name)) if who(word) is not None] == []


def test_an_idiom_has_more_than_one_word_and_does_not_begin_with_a_gap():
    assert all(len(idiom.split()) > 1 and not idiom.startswith("*") for idiom in table("idioms"))


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Northern troops fired 40 rockets at the harbour of Ellby during the cup final and killed two fans.",
        "A wave of Southern air strikes hit the town of Ashby.",
        "Northern shells killed a chef in the market of Carden.",
    ],
)
def test_a_weapon_or_a_force_outweighs_the_words_around_it(desk, sentence):
    assert [claim for claim in desk.claims(sentence) if claim.kind is ClaimKind.EVENT]
