"""Headlines in Title Case are put into the case of running text without moving a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.headlines import in_title_case, plain_case, words_in_lower_case


@pytest.mark.parametrize("line", ["Northern Army Recaptures More Villages", "Southern Forces Shell Port Of Ellby"])
def test_title_case_is_told(line):
    assert in_title_case(line)


@pytest.mark.parametrize(
    "line", ["Northern army recaptures more villages", "Ellby", "The Southern Army said that nothing had happened."]
)
def test_running_text_is_no_title_case(line):
    assert not in_title_case(line)


def test_common_words_lose_their_capital_and_names_keep_it():
    lower = words_in_lower_case("Many villages lie there; the army holds more of them.")
    changed = plain_case("Northern Army Recaptures More Villages Near Ellby", lower)
    assert changed == "Northern army recaptures more villages Near Ellby"


def test_the_lexicon_knows_the_verbs_of_war():
    assert "destroyed" in plain_case("Six Tanks Destroyed In Ellby Raid", ())


@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=5))
def test_no_letter_moves(text, lower):
    changed = plain_case(text, lower)
    assert len(changed) == len(text)
    assert changed.casefold() == text.casefold() or changed.lower() == text.lower()
