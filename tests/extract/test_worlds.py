"""Titles, tales, drills, rules and links to other pages."""

from __future__ import annotations

import pytest

from counterclaim.model.claims import ClaimKind

PHYSICAL = {ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT}


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Rocket attack shakes the city of Ellby - YouTube",
        "The treaty forbids attacks on hospitals by any army.",
        "The office determines whose planes carry out raids near Carden.",
        "Her book “Air Strikes at Midnight” tells of her youth in Carden.",
    ],
)
def test_what_is_no_deed_is_not_in_the_ledger(desk, sentence):
    assert [claim.quote.text for claim in desk.claims(sentence) if claim.kind in PHYSICAL] == []


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Two soldiers were killed during an exercise near Ashby.",
        "The monitor, which counts the victims of the war, said that jets bombed the town of Ellby.",
        "He called it “The Massacre”: Southern gunmen killed 12 villagers near Carden.",
    ],
)
def test_a_deed_beside_such_words_is_kept(desk, sentence):
    assert [claim for claim in desk.claims(sentence) if claim.kind in PHYSICAL]
