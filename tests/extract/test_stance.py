"""How the reporting voice stands to a claim, and the words that show it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def stance(desk, sentence: str):
    claim = desk.claims(sentence)[0]
    return claim.stance.value.value, [mention.text for mention in claim.stance.words]


@pytest.mark.parametrize(
    ("sentence", "value", "words"),
    [
        ("The Southern Army destroyed two tanks near Ellby.", "own", []),
        ("The ministry said the Northern Army destroyed two tanks.", "reported", []),
        ("According to witnesses, the Southern Army destroyed two tanks.", "reported", []),
        ("Nine Northern soldiers were reportedly killed at Ashby.", "reported", ["reportedly"]),
        ("The Southern Army supposedly destroyed two tanks near Ellby.", "distanced", ["supposedly"]),
        ("The Northern Army allegedly killed nine villagers at Ashby.", "distanced", ["allegedly"]),
        ("The alleged attack on Carden killed two villagers.", "distanced", ["alleged"]),
        ("Northern troops “liberated” the town of Ashby.", "distanced", ["liberated"]),
        ('Southern forces "neutralised" 40 soldiers.', "distanced", ["neutralised"]),
        ("The ministry said that 40 Northern soldiers were ‘neutralised’.", "distanced", ["neutralised"]),
    ],
)
def test_words_show_the_stance(desk, sentence, value, words):
    assert stance(desk, sentence) == (value, words)


def test_scare_quotes_are_a_mode_of_their_own(desk):
    (claim,) = desk.claims("The ministry said that 40 Southern soldiers were “neutralised”.")
    assert claim.attribution[-1].mode == "scare_quote"


def test_a_long_quotation_is_no_distance(desk):
    text = "“The Northern Army destroyed two of our tanks near Ellby on Sunday,” General Keller said."
    assert stance(desk, text) == ("reported", [])
