"""Toponyms: entities, lists with and without commas, kinds of places, and what is no place."""

import pytest

from counterclaim.extract.nlp import parse_text
from counterclaim.extract.toponyms import find_toponyms

pytestmark = pytest.mark.model
KNOWN = frozenset(
    {"Saraqib", "Idlib", "Aleppo", "Nayrab", "Kafr Nabl", "Jobas", "Syria", "Turkey", "Dadikh", "Syrian", "March"}
)


def places(text, *, every=False):
    found = find_toponyms(parse_text(text), KNOWN.__contains__, every=every)
    for place in found:
        assert 0 <= place.start <= place.core_start < place.core_end <= place.end <= len(text)
    return {text[p.core_start : p.core_end]: p.relation for p in found}


def test_a_list_of_villages_with_commas():
    found = places("Troops took the villages of Nayrab, Jobas and Dadikh west of Saraqib.")
    assert found.keys() >= {"Nayrab", "Jobas", "Dadikh", "Saraqib"}
    assert found["Saraqib"] == "west of"


def test_a_list_of_villages_without_commas():
    assert places("They captured the villages of Nayrab Jobas and Dadikh.").keys() >= {"Nayrab", "Jobas", "Dadikh"}


def test_the_word_for_the_kind_belongs_to_the_mention_and_not_to_the_core():
    text = "Shells hit the countryside in Idlib province on Monday."
    (found,) = find_toponyms(parse_text(text), KNOWN.__contains__)
    assert text[found.start : found.end] == "Idlib province"
    assert text[found.core_start : found.core_end] == "Idlib"


def test_months_days_and_actors_are_no_places():
    found = places("In March the Syrian army said on Monday that Turkey-backed fighters had left Saraqib.")
    assert "March" not in found
    assert "Syrian" not in found
    assert "Turkey" not in found


def test_every_toponym_takes_peoples_and_governments():
    found = places("Turkey said that the Syrian army had shelled Saraqib.", every=True)
    assert found.keys() >= {"Turkey", "Syrian"}


def test_an_owner_whose_apostrophe_was_lost_is_cut_off():
    assert "Aleppo" in places("Daesh executed 18 people in Syrias Aleppo on Monday.")


def test_texts_without_places_give_none():
    assert places("") == {}
    assert places("nothing happened here") == {}


def test_who_watches_is_no_place_though_the_grammar_takes_it_for_one():
    found = places(
        "Air strikes had killed 14 civilians as they were crossing the river the Syrian Observatory for Human Rights "
        "(SOHR) said on Friday."
    )
    assert not any("Observatory" in name for name in found)


def test_the_adjective_of_a_people_begins_no_list_of_places():
    text = "The forces liberated three neighborhoods of the Syrian northern city of Idlib on Friday."
    assert places(text).keys() == {"Idlib"}


def test_the_short_name_of_an_organisation_is_no_village_of_the_same_letters():
    text = "On the comments with respect to the U.N. the president and all of us are listening carefully."
    found = find_toponyms(parse_text(text), lambda name: name == "U.N.")
    assert found == []


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("A strike hit near the Omar bin Al-Khattab Mosque.", "Omar bin Al-Khattab Mosque", "Omar"),
        ("A strike hit the vicinity of Bir Al Nayrab near Aleppo.", "Bir Al Nayrab", "Bir"),
        ("A strike hit Deir Al Jobas Governorate.", "Deir Al Jobas Governorate", "Deir Al"),
    ],
)
def test_a_name_is_not_cut_at_a_word_that_others_share(text, wanted, unwanted):
    doc = parse_text(text)
    known = {"Omar", "Bir", "Al Nayrab", "Jobas", "Aleppo"}
    found = {text[p.start : p.end] for p in find_toponyms(doc, known.__contains__)}
    assert wanted in found
    assert unwanted not in found


@pytest.mark.parametrize(
    "text",
    [
        "A strike on the Nayrab residence in Idlib killed three.",
        "A strike on the Nayrab family house in Idlib killed three.",
        "A strike on the al-Xafra home in Idlib killed three.",
    ],
)
def test_families_are_no_places(text):
    assert set(places(text)) == {"Idlib"}


def test_a_state_that_kills_or_captures_is_an_actor_and_no_place():
    assert places("Turkey killed five fighters near Saraqib.").keys() == {"Saraqib"}
    assert places("Syria has captured nine men in Idlib.").keys() == {"Idlib"}


def test_a_side_stands_between_who_holds_a_place_and_its_name():
    assert "Aleppo" in places("They fired rockets into government-held western Aleppo.")
    assert "Idlib" in places("They fired rockets into rebel-held eastern Idlib.")


def test_the_entrance_of_a_town_is_in_it():
    assert "Jobas" in places("A drone targeted their car at the entrance of Jobas.")
