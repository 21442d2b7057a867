"""Relations: words before a name become a point and an uncertainty; several names in one mention become one place."""

from datetime import UTC, datetime

import pytest

from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Span
from counterclaim.model.places import Place
from counterclaim.model.values import Position
from counterclaim.resolve.composite import parts_of
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row
from counterclaim.resolve.places import Places
from counterclaim.resolve.relations import moved, relation_before

SARAQIB = Position(35.864, 36.806)
TOWN = Place(id="s", name="Saraqib", position=SARAQIB, country="SY", region="Idlib", radius_km=5.0)
AREA = Place(id="i", name="Idlib", position=Position(35.8, 36.7), feature="ADM1", precision="region", radius_km=70.0)


def before(words, name="Saraqib"):
    text = f"{words}{name} on Monday."
    return relation_before(text, Span(len(words), len(words) + len(name)))


@pytest.mark.parametrize(
    ("words", "km", "bearing"),
    [
        ("Shells fell 12 km north of ", 12, 0),
        ("twelve kilometres south-west of the town of ", 12, 225),
        ("about 12 kilometers (7 miles) to the northeast of ", 12, 45),
        ("10 to 14 km east of ", 12, 90),
        ("2,500 metres west of ", 2.5, 270),
        ("five miles southeast of the village of ", 8.045, 135),
        ("some 3.5 km from ", 3.5, None),
        ("twenty-five km north of ", 25, 0),
        ("dozens of miles north of ", None, 0),
        ("clashes west of ", None, 270),
        ("on the eastern outskirts of ", None, 90),
        ("a convoy in northern ", None, 0),
        ("near the town of ", None, None),
        ("on the outskirts of ", None, None),
        ("in the vicinity of ", None, None),
        ("in the west of ", None, 270),
        ("a quarter in the west of the town of ", None, 270),
        ("the Xafa neighbourhood, located east of ", None, 90),
    ],
)
def test_what_the_words_before_a_name_say(words, km, bearing):
    found = before(words)
    assert found is not None
    assert (found.km and round(found.km, 3), found.bearing) == (km, bearing)


@pytest.mark.parametrize(
    "words", ["Shells fell in ", "the army took ", "north of the river, in ", "near midnight they left ", "from "]
)
def test_words_that_put_nothing_beside_a_name(words):
    assert before(words) is None


def test_a_stated_distance_moves_the_point_and_a_tenth_of_it_and_more_is_uncertain():
    found = moved(TOWN, before("12 km north of "))
    assert found.position.distance_km(SARAQIB) == pytest.approx(12, abs=0.1)
    assert found.position.lat > SARAQIB.lat
    assert TOWN.radius_km < found.radius_km < 12
    assert (found.id, found.where_prec, found.geo_precision) == ("s", 2, 2)
    assert found.relation == "12 km north of"


def test_a_direction_alone_leaves_the_town_by_a_little_and_is_known_less():
    found = moved(TOWN, before("west of "))
    assert 2 < found.position.distance_km(SARAQIB) < 5
    assert found.position.lon < SARAQIB.lon
    assert found.radius_km > found.position.distance_km(SARAQIB)


@pytest.mark.parametrize("words", ["in the west of ", "the Xafa neighbourhood east of ", "the Xafa mosque, west of "])
def test_a_part_of_a_town_lies_in_it(words):
    found = moved(TOWN, before(words))
    assert (found.position, found.radius_km) == (SARAQIB, TOWN.radius_km + 6)


@pytest.mark.parametrize("words", ["to the west of ", "in an area west of ", "in the Xafa area west of "])
def test_what_lies_beside_a_town_is_not_in_it(words):
    assert moved(TOWN, before(words)).position.lon < SARAQIB.lon


def test_a_small_region_has_a_north_as_well():
    strip = Place(id="g", name="Strip", position=SARAQIB, feature="ADM1", precision="region", radius_km=20.0)
    assert moved(strip, before("in the northern ", "Strip")).position.distance_km(SARAQIB) == pytest.approx(10, abs=0.1)


def test_a_distance_without_a_direction_is_a_wider_circle():
    found = moved(TOWN, before("30 km from "))
    assert found.position == SARAQIB
    assert found.radius_km > 30


def test_near_and_outskirts_keep_the_point():
    near, edge = moved(TOWN, before("near ")), moved(TOWN, before("on the outskirts of "))
    assert near.position == edge.position == SARAQIB
    assert near.radius_km > edge.radius_km > TOWN.radius_km


def test_the_north_of_an_area_is_a_part_of_it():
    found = moved(AREA, before("in northern ", "Idlib"))
    assert found.position.lat > AREA.position.lat
    assert found.position.distance_km(AREA.position) < AREA.radius_km
    assert found.radius_km < AREA.radius_km
    assert moved(AREA, before("near ", "Idlib")) == AREA


def town(ident, name, lat, lon, feature="PPL"):
    place = KnownPlace(ident, name, Position(lat, lon), "SY", "12", feature, 9000, 3.0, Origin.USER)
    return Row(place, ((name, NameKind.NAME),))


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("relations") / "index.sqlite"
    idlib = KnownPlace("SY.12", "Idlib", Position(35.8, 36.7), "SY", "12", "ADM1", 1, 70.0, Origin.ATLAS)
    rows = (
        Row(idlib, (("Idlib", NameKind.NAME),)),
        town("saraqib", "Saraqib", 35.864, 36.806),
        town("nayrab", "Nayrab", 35.870, 36.718),
        town("ariha", "Ariha", 35.814, 36.610),
    )
    return Places(gazetteer=IndexedGazetteer.from_rows(path, rows=rows, note=lambda _: None), max_candidates=3)


def resolve(places, text, *names):
    document = Document(
        id="d", text=text, origin="d", captured_at=datetime(2020, 1, 1, tzinfo=UTC), media_type="text/plain"
    )
    mentions = [Mention(name, Span(text.index(name), text.index(name) + len(name))) for name in names]
    return [answer.candidates[0].value for answer in places.resolve(mentions, document, related=True)]


def test_between_two_places_lies_their_middle(places):
    first, second = resolve(places, "A convoy was hit between Nayrab and Saraqib in Idlib.", "Nayrab", "Saraqib")
    assert first.position == second.position
    assert first.position.lon == pytest.approx((36.806 + 36.718) / 2)
    assert 4 < first.radius_km < 12
    assert (first.id, second.id) == ("nayrab", "saraqib")
    assert first.relation == "between Nayrab and Saraqib"


def test_two_places_that_are_merely_listed_stay_where_they_are(places):
    first, second = resolve(places, "Shells fell on Nayrab and Saraqib in Idlib.", "Nayrab", "Saraqib")
    assert first.position != second.position


def test_one_mention_may_hold_both_ends(places):
    (found,) = resolve(places, "between Nayrab and Saraqib, Idlib province", "between Nayrab and Saraqib")
    assert found.position.lon == pytest.approx((36.806 + 36.718) / 2)


def test_an_unknown_spot_lies_within_the_town_that_is_named_with_it(places):
    (found,) = resolve(places, "Old Mill roundabout (Saraqib), Idlib province", "Old Mill roundabout (Saraqib)")
    assert (found.id, found.precision, found.name) == (None, "within", "Old Mill roundabout (Saraqib)")
    assert found.position == SARAQIB
    assert found.where_prec == 2


def test_the_first_known_place_of_a_list_answers(places):
    (found,) = resolve(places, "Ariha and other locations, Idlib province", "Ariha and other locations")
    assert found.id == "ariha"


def test_words_for_kinds_are_no_names():
    text = "Road near Ariha"
    assert [part.text for part in parts_of(Mention(text, Span(0, len(text))), lambda _: False).parts] == [text]


def test_a_direction_that_is_part_of_a_name_moves_nothing(tmp_path):
    at = Position(35.5, -80.0)
    state = KnownPlace("US.NC", "North Carolina", at, "US", "NC", "ADM1", 1, 200.0, Origin.ATLAS)
    index = IndexedGazetteer.from_rows(
        tmp_path / "index.sqlite", rows=[Row(state, (("North Carolina", NameKind.NAME),))], note=lambda _: None
    )
    (found,) = resolve(Places(gazetteer=index, max_candidates=3), "Snow fell in North Carolina.", "North Carolina")
    assert found.position == at
