"""The places that ship with the package: spellings and scripts, crossroads and areas, regions beside their towns."""

import pytest

from counterclaim.config import load_settings
from counterclaim.resolve.gazetteer import open_gazetteer
from counterclaim.resolve.places import Places
from tests.resolve.test_places import resolve

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def places():
    return Places(gazetteer=open_gazetteer(load_settings().resolve), max_candidates=3)


def one(places, text, name):
    (ranked,) = resolve(places, text, name, related=True)
    return ranked.candidates[0].value


@pytest.mark.parametrize(
    ("spellings", "country"),
    [
        (("Saraqib", "Saraqeb", "Sarāqib", "سراقب"), "SY"),
        (("Maarat al-Numan", "Maarrat al-Nu'man", "Ma'arrat an-Numan", "معرة النعمان"), "SY"),
        (("al-Bab", "el-Bab", "Al Bab"), "SY"),
        (("Kafr-Nabl", "Kafr Nabl", "Kafranbel", "كفرنبل"), "SY"),
        (("Kyiv", "Kiev", "Київ", "Киев"), "UA"),
        (("Şırnak", "Sirnak", "SIRNAK"), "TR"),
    ],
)
def test_all_spellings_are_one_place(places, spellings, country):
    land = {"SY": "Syria", "UA": "Ukraine", "TR": "Turkey"}[country]
    found = {one(places, f"In {land}, shells fell on {name}.", name).id for name in spellings}
    assert len(found) == 1


def test_a_crossroad_of_two_roads_lies_where_they_meet(places):
    place = one(places, "Troops seized the M4–M5 crossroad near Saraqib.", "M4–M5 crossroad")
    assert place.id == "area:m4-m5-crossroads"
    assert place.position.distance_km(one(places, "Saraqib, Syria", "Saraqib").position) < 5


@pytest.mark.parametrize("name", ["the Rashidin area", "Rashidin area", "Rashidin"])
def test_a_named_area_beside_a_town(places, name):
    assert one(places, f"Airstrikes hit {name} west of Aleppo, Syria.", name).id == "area:rashidin"


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Idlib", "SY"), ("Aleppo", "SY"), ("Raqqa", "SY"), ("Deir Ezzor", "SY"), ("Hasakah", "SY"), ("Daraa", "SY"),
        ("Kherson", "UA"), ("Kharkiv", "UA"), ("Zaporizhzhia", "UA"), ("Donetsk", "UA"), ("Luhansk", "UA"),
        ("Kirkuk", "IQ"), ("Erbil", "IQ"), ("Sulaymaniyah", "IQ"), ("Taiz", "YE"), ("Marib", "YE"), ("Saada", "YE"),
    ],
)  # fmt: skip
def test_a_region_and_the_town_that_it_is_called_after(places, name, country):
    region = one(places, f"Shells fell on {name} province.", name)
    town = one(places, f"Shells fell on the city of {name}.", name)
    assert (region.precision, region.country) == ("region", country)
    assert (town.precision, town.country) == ("settlement", country)


def test_two_provinces_of_one_sentence_stay_two(places):
    answers = resolve(places, "Strikes on 3 March in Idlib and Aleppo provinces, Syria.", "Idlib", "Aleppo")
    assert [r.candidates[0].value.name for r in answers] == ["Idlib", "Aleppo"]
    assert {r.candidates[0].value.precision for r in answers} == {"region"}


def test_both_ends_of_one_mention_of_two_provinces_are_kept(places):
    (ranked,) = resolve(places, "Strikes in Idlib and Aleppo provinces, Syria.", "Idlib and Aleppo provinces")
    assert ranked.candidates
