from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.people import who
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.model.documents import SourceKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("9 civilians", "civilian"),
        ("women and children", "woman"),
        ("children, two of them babies", "child"),
        ("Turkish soldiers", "soldier"),
        ("Syrian soldiers", "soldier"),
        ("members of the security forces", "soldier"),
        ("the bodies of 7 children", "child"),
        ("rebel fighters", "militant"),
        ("terrorists", "militant"),
        ("policemen", "police"),
        ("ambulance crew", "medic"),
        ("aid workers", "aid_worker"),
        ("prisoners of war", "prisoner"),
        ("one of the pilots", "pilot"),
        ("UN peacekeepers", "peacekeeper"),
    ],
)
def test_kind_of_people(words, kind):
    found = who(words)
    assert found is not None
    assert found.who == kind


@pytest.mark.parametrize("words", ["people", "persons", "others", "victims"])
def test_people_without_more_are_people_of_unknown_kind(words):
    found = who(words)
    assert found is not None
    assert found.who is None


@pytest.mark.parametrize(
    "words", ["a refugee camp", "houses", "civilian areas", "human rights", "T-72 tanks", "a military helicopter"]
)
def test_things_are_no_people(words):
    assert who(words) is None


@given(st.text(max_size=120))
def test_any_words_may_be_asked(text):
    who(text)
    assert kind_of(text) in SourceKind
