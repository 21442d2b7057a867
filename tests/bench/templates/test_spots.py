"""Locations: the country that the words speak for, and the places in it, the widest first."""

from counterclaim.bench.templates.spots import Atlas, load_atlas, slot
from counterclaim.model.documents import Span

ATLAS = Atlas(
    {"ANDEAN": {"PERU": 1.0}, "PATAGONIAN": {"CHILE": 1.0}},
    {"PERU": 0.1, "CHILE": 0.0},
    {"PUNO": ("CITY", "PERU"), "AYSEN": ("REGION", "CHILE")},
    (),
)


def located(text, *places, head=0):
    return slot([Span(text.index(p), text.index(p) + len(p)) for p in places], text, head, ATLAS)


def test_words_decide_the_country_where_no_place_is_known():
    assert located("THE ANDEAN RAILWAY WAS ATTACKED.") == ["PERU"]
    assert located("THE PATAGONIAN RAILWAY WAS ATTACKED.") == ["CHILE"]


def test_a_known_place_outweighs_words():
    assert located("AN ANDEAN NEWSPAPER TELLS OF AN ATTACK IN AYSEN.", "AYSEN") == ["CHILE: AYSEN (REGION)"]


def test_places_side_by_side_are_levels_and_the_widest_comes_first():
    text = "AN ATTACK IN ILAVE, PUNO DEPARTMENT, WAS REPORTED."
    assert located(text, "ILAVE", "PUNO") == ["PERU: PUNO (DEPARTMENT): ILAVE (CITY)"]


def test_a_place_far_off_is_no_level():
    text = "AN ATTACK IN ILAVE WAS REPORTED.  A FLOOD HIT PUNO."
    assert located(text, "ILAVE", "PUNO") == ["PERU: ILAVE (CITY)"]


def test_the_dateline_speaks_for_its_country():
    assert located("AYSEN (RADIO SUR) -- A RAILWAY WAS ATTACKED.", head=20) == ["CHILE"]


def test_the_shipped_table_is_of_its_form():
    atlas = load_atlas()
    assert set(atlas.priors) >= {nation for weights in atlas.words.values() for nation in weights}
    assert all(kind and country for kind, country in atlas.places.values())
    assert list(atlas.organisations) == sorted(atlas.organisations, key=lambda name: (-len(name), name))
