"""Unknown names and long roads are put where the words right after them say."""

import pytest

from counterclaim.model.values import Position
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.places import Places
from tests.resolve.test_places import resolve, row

ROWS = (
    row("YE", "Yemen", (15.5, 47.5), "YE", None, "PCLI"),
    row("YE.25", "Taiz", (13.45, 43.92), "YE", "25", "ADM1"),
    row("taiz", "Taiz", (13.58, 44.02), "YE", "25", "PPL", 600_000),
    row("ibb", "Ibb", (13.97, 44.18), "YE", "25", "PPL", 300_000),
    row("n1", "N1 highway", (14.5, 45.0), "YE", None, "R.RD", 500_000),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    rows = [one._replace(place=one.place._replace(radius_km=300.0)) if one.place.id == "n1" else one for one in ROWS]
    path = tmp_path_factory.mktemp("anchors") / "index.sqlite"
    return Places(gazetteer=IndexedGazetteer.from_rows(path, rows=rows, note=lambda _: None), max_candidates=3)


def first(places, text, *names):
    return [ranked.candidates[0] for ranked in resolve(places, text, *names, related=True)]


def test_an_unknown_village_lies_where_the_words_after_it_say(places):
    village, town = first(places, "In Yemen, two died in Qubbah Xar, 12 km north of Ibb.", "Qubbah Xar", "Ibb")
    assert (village.value.id, village.value.precision) == (None, "within")
    assert village.value.position == town.value.position
    assert village.value.position.distance_km(Position(13.97, 44.18)) == pytest.approx(12, abs=0.5)
    assert "12 km north of Ibb" in village.why


def test_an_unknown_village_near_nothing_stays_in_its_country(places):
    (village, _) = first(places, "Two died in Qubbah Xar. In Yemen it rained.", "Qubbah Xar", "Yemen")
    assert village.value.radius_km == 300.0


@pytest.mark.parametrize("joined", ["between Taiz and Ibb", "between the cities of Taiz and Ibb"])
def test_of_a_road_the_stretch_between_two_towns_is_meant(places, joined):
    road, *_ = first(places, f"In Yemen, two died on the N1 highway {joined}.", "N1 highway", "Taiz", "Ibb")
    assert (road.value.id, road.value.radius_km < 40) == ("n1", True)
    assert road.value.position.distance_km(Position(13.775, 44.1)) < 2
    assert "stretch between" in road.why


def test_a_road_alone_stays_long(places):
    road, _ = first(places, "In Yemen, two died on the N1 highway.", "N1 highway", "Yemen")
    assert road.value.radius_km == 300.0


def test_a_distance_is_reckoned_from_the_town_and_not_from_its_region(places):
    near, plain = first(
        places, "In Yemen, two died 12 km north of Taiz. Later Taiz province was calm.", "Taiz", "Taiz province"
    )
    assert (near.value.id, plain.value.id) == ("taiz", "YE.25")
    assert "reckons from a point" in near.why


def test_a_road_between_two_known_towns_lies_in_their_middle(places):
    (road,) = first(places, "In Yemen rebels cut the Taiz-Ibb road.", "Taiz-Ibb road")
    assert road.value.position.distance_km(Position(13.775, 44.1)) < 25


@pytest.mark.parametrize(
    "joined", ["in the northern", ", northern", "of the northern", ", located in the north of the"]
)
def test_an_unknown_place_in_a_part_of_a_region_lies_in_that_part(places, joined):
    joined = joined if joined.startswith(",") else f" {joined}"
    village, region = first(
        places, f"In Yemen, two died in the Xar area{joined} Taiz province.", "Xar area", "Taiz province"
    )
    assert village.value.position == region.value.position
    assert village.value.position.lat > 13.45
