"""Places: what stands beside a name, the rest of the page, names that no gazetteer has."""

from datetime import UTC, datetime

import pytest

from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Span
from counterclaim.model.values import Position
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row
from counterclaim.resolve.places import Places
from counterclaim.resolve.surroundings import core_of, names_beside


def row(ident, name, at, country, region, feature, population=1000, *, others=()):  # noqa: PLR0913, PLR0917
    origin = Origin.GEONAMES if feature == "PPL" else Origin.ATLAS
    radius = {"PCLI": 300.0, "ADM1": 70.0}.get(feature, 3.0)
    place = KnownPlace(ident, name, Position(*at), country, region, feature, population, radius, origin)
    return Row(place, ((name, NameKind.NAME), *others))


ROWS = (
    row("SY", "Syria", (35, 38), "SY", None, "PCLI", others=(("Syrian", NameKind.PEOPLE),)),
    row("US", "United States", (39.8, -98.5), "US", None, "PCLI"),
    row("EG", "Egypt", (27, 30), "EG", None, "PCLI"),
    row("SY.12", "Idlib", (35.8, 36.7), "SY", "12", "ADM1"),
    row("US.TN", "Tennessee", (35.8, -86.3), "US", "TN", "ADM1", others=(("Tenn.", NameKind.SHORT),)),
    row("US.GA", "Georgia", (32.8, -83.5), "US", "GA", "ADM1"),
    row("GE", "Georgia", (42, 43.5), "GE", None, "PCLI"),
    row("saraqib", "Saraqib", (35.86, 36.8), "SY", "12", "PPL", 34000),
    row("athens-gr", "Athens", (37.98, 23.7), "GR", "35", "PPL", 660000),
    row("athens-tn", "Athens", (35.44, -84.59), "US", "TN", "PPL", 13000),
    row("march", "March", (52.5, 0.1), "GB", "ENG", "PPL", 22000),
    row("batikh", "Kafr al Battikh", (31.4, 31.7), "EG", "06", "PPL", 30000),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("places") / "index.sqlite"
    index = IndexedGazetteer.from_rows(path, rows=ROWS, note=lambda _: None)
    return Places(gazetteer=index, max_candidates=3)


def resolve(places, text, *names, related=False):
    document = Document(
        id="d", text=text, origin="d", captured_at=datetime(2020, 1, 1, tzinfo=UTC), media_type="text/plain"
    )
    mentions = [Mention(name, Span(text.index(name), text.index(name) + len(name))) for name in names]
    return places.resolve(mentions, document, related=related)


def test_the_region_beside_a_name_decides(places):
    (answer,) = resolve(places, "A man of Athens, Tenn., was hurt.", "Athens")
    assert answer.candidates[0].value.id == "athens-tn"
    assert "Tennessee" in answer.why


def test_without_evidence_the_larger_place_comes_first_and_others_are_kept(places):
    (answer,) = resolve(places, "A man was hurt in Athens.", "Athens")
    assert [c.value.id for c in answer.candidates] == ["athens-gr", "athens-tn"]
    assert all(0 <= c.score <= 1 and c.why.endswith(".") for c in answer.candidates)


def test_the_other_places_of_the_page_decide(places):
    answers = resolve(places, "Georgia and Tennessee share a border; the United States pay.", "Georgia", "Tennessee")
    assert answers[0].candidates[0].value.id == "US.GA"


def test_an_unknown_village_lies_within_the_region_that_the_text_gives(places):
    (answer,) = resolve(places, "Troops took Kafr Battikh in Idlib province, Syria.", "Kafr Battikh")
    place = answer.candidates[0].value
    assert (place.id, place.name, place.precision, place.country) == (None, "Kafr Battikh", "within", "SY")
    assert place.position == Position(35.86, 36.8), "where most settlements of Idlib lie"
    assert (place.where_prec, place.geo_precision) == (4, 3)
    assert "Idlib" in answer.why


def test_a_name_on_a_page_without_any_region_stays_open(places):
    (answer,) = resolve(places, "Shells fell on Nowhereton.", "Nowhereton")
    assert answer.candidates == ()
    assert answer.why


def test_another_spelling_is_found_in_the_country_of_the_page(places):
    (answer,) = resolve(places, "Syrian forces entered Sarakeb in Syria.", "Sarakeb")
    assert answer.candidates[0].value.id == "saraqib"
    assert answer.candidates[0].score < 1


def test_a_common_word_needs_evidence(places):
    (answer,) = resolve(places, "In Syria and in Idlib, March was calm.", "March")
    assert all(c.value.id != "march" for c in answer.candidates)


def test_words_of_direction_widen_the_radius(places):
    near, exact = resolve(places, "West of Saraqib in Syria; later in Saraqib itself.", "West of Saraqib", "Saraqib")
    assert near.candidates[0].value.id == exact.candidates[0].value.id == "saraqib"
    assert near.candidates[0].value.radius_km > 15


@pytest.mark.parametrize(
    ("words", "core"),
    [("the outskirts of Saraqib", "Saraqib"), ("northern Idlib countryside", "Idlib"), ("village of Nayrab", "Nayrab")],
)
def test_the_core_of_a_mention(words, core):
    assert core_of(words).name == core


def test_names_beside():
    text = "Sarmada, Idlib province, was hit"
    assert "Idlib" in names_beside(text, Span(0, 7))[0]


def test_a_country_behind_a_name_whose_comma_was_lost_is_no_part_of_it(places):
    answer, _ = resolve(places, "Fighters left Saraqib Syria. It is in Idlib.", "Saraqib Syria", "Idlib")
    assert answer.candidates[0].value.id == "saraqib"


def test_an_unknown_neighbourhood_lies_in_the_town_that_the_page_names(places):
    text = "Shells fell on Athens. Two died in the Xafora neighbourhood, Greece said."
    _, answer = resolve(places, text, "Athens", "Xafora neighbourhood")
    found = answer.candidates[0]
    assert (found.value.id, found.value.precision) == (None, "within")
    assert found.value.position.distance_km(Position(37.98, 23.7)) < 1
    assert "part of a town" in found.why


@pytest.mark.parametrize("camp", ["Khan Yunis refugee camp", "Jenin refugee camp", "Khan Yunis camp"])
def test_a_camp_that_no_list_has_is_sought_by_the_name_of_its_town(camp):
    assert core_of(camp).name == camp.split(" refugee")[0].removesuffix(" camp")
