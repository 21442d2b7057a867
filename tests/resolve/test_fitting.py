"""Namesakes that nothing on a page supports: beside a town, for a building, in a country that only acts there."""

import pytest

from counterclaim.model.documents import Span
from counterclaim.model.values import Position
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.known import NameKind
from counterclaim.resolve.places import Places
from counterclaim.resolve.surroundings import holder_of
from tests.resolve.test_places import resolve, row

BRASK = Position(35.0, 38.0)
ROWS = (
    row("SY", "Syria", (35, 38), "SY", None, "PCLI", others=(("Syrian", NameKind.PEOPLE),)),
    row("BR", "Brazil", (-10, -53), "BR", None, "PCLI"),
    row("SY.1", "Orvel", (35.0, 38.0), "SY", "1", "ADM1"),
    row("brask", "Brask", (35.0, 38.0), "SY", "1", "PPL", 90_000),
    row("tolme", "Tolme", (35.1, 38.1), "SY", "1", "PPL", 5_000),
    row("qelm-far", "Qelm", (36.9, 40.9), "SY", "2", "PPL", 2_000),
    row("zarin-br", "Zarin", (-22.7, -47.3), "BR", "27", "PPL", 240_000),
    row("tamarvel", "Tamarvel", (33.0, 36.0), "SY", "3", "PPL", 30_000),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("fitting") / "index.sqlite"
    return Places(gazetteer=IndexedGazetteer.from_rows(path, rows=ROWS, note=lambda _: None), max_candidates=3)


def first(places, text, *names, related=False):
    return [
        ranked.candidates[0].value if ranked.candidates else None
        for ranked in resolve(places, text, *names, related=related)
    ]


@pytest.mark.parametrize(
    ("text", "name", "inner", "holder"),
    [
        ("Shells fell on Qelm in Brask.", "Qelm", False, "Brask"),
        ("Shells fell on Qelm, west of Brask.", "Qelm", False, "Brask"),
        ("Shells fell on Qelm in the town of Brask.", "Qelm", False, "Brask"),
        ("Shells fell on Qelm camp, Brask.", "Qelm camp", True, "Brask"),
        ("Shells fell on Qelm, Brask and Tolme.", "Qelm", False, None),
        ("Shells fell on Qelm in March.", "Qelm", False, None),
    ],
)
def test_what_the_text_says_to_hold_a_place(text, name, inner, holder):
    at = text.index(name)
    assert holder_of(text, Span(at, at + len(name)), inner=inner) == holder


@pytest.mark.parametrize("words", ["Qelm in Brask", "Qelm, west of Brask", "Qelm in the city of Brask"])
def test_a_namesake_far_from_the_town_that_holds_the_place_is_not_meant(places, words):
    found, _ = first(places, f"In Syria, a bomb hit {words}.", "Qelm", "Brask")
    assert (found.id, found.precision, found.position) == (None, "within", BRASK)


def test_a_near_place_keeps_its_own_point(places):
    found, _ = first(places, "In Syria, a bomb hit Tolme in Brask.", "Tolme", "Brask")
    assert found.id == "tolme"


def test_a_list_holds_nothing(places):
    found, *_ = first(places, "In Syria, bombs hit Qelm, Brask and Tolme.", "Qelm", "Brask", "Tolme")
    assert found.id == "qelm-far"


def test_a_part_of_a_town_is_no_large_city_of_a_country_that_the_page_does_not_name(places):
    found, *_ = first(places, "In Syria, a bomb hit the Zarin area near Brask.", "Zarin area", "Brask")
    assert found is None or found.country == "SY"
    (city,) = first(places, "Brazil: a bomb hit Zarin.", "Zarin")
    assert city.id == "zarin-br"


@pytest.mark.parametrize("site", ["Syria hospital", "the Syrian Hospital", "Tamarvel mosque"])
def test_a_building_called_after_a_place_is_not_that_place(places, site):
    found, _ = first(places, f"A bomb hit {site} in Brask.", site, "Brask")
    assert (found.id, found.position) == (None, BRASK)


def test_the_hospital_of_a_town_of_the_page_is_there(places):
    found, _ = first(places, "A bomb hit Tolme hospital. In Brask it was calm.", "Tolme hospital", "Brask")
    assert found.id == "tolme"


def test_a_people_that_acts_does_not_tell_where_an_unknown_place_lies(places):
    (found,) = first(places, "A Syrian drone hit Xufe.", "Xufe")
    assert found is None
    (within,) = first(places, "A drone hit Xufe. Syria was calm.", "Xufe")
    assert within.country == "SY"


def test_a_name_nearly_the_same_is_found_though_no_country_is_named(places):
    (found,) = first(places, "A drone hit Tamarvell.", "Tamarvell")
    assert found.id == "tamarvel"
    (other,) = first(places, "A drone hit Tamarfol.", "Tamarfol")
    assert other is None
