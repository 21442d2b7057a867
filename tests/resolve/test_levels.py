"""A name that a region and its town share: what the words beside it call it, alone and in lists."""

import pytest

from counterclaim.model.documents import Span
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.levels import implied_level, levels_of, stated_level
from counterclaim.resolve.places import Places
from tests.resolve.test_places import resolve, row

ROWS = (
    row("SY", "Syria", (35, 38), "SY", None, "PCLI"),
    row("SY.1", "Orvel", (35.0, 38.0), "SY", "1", "ADM1"),
    row("orvel", "Orvel", (35.3, 38.2), "SY", "1", "PPL", 150_000),
    row("SY.2", "Brask", (36.0, 37.0), "SY", "2", "ADM1"),
    row("brask", "Brask", (36.3, 37.2), "SY", "2", "PPL", 900_000),
    row("tolme", "Tolme", (35.4, 38.3), "SY", "1", "PPL", 5_000),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("levels") / "index.sqlite"
    return Places(gazetteer=IndexedGazetteer.from_rows(path, rows=ROWS, note=lambda _: None), max_candidates=3)


def first(places, text, *names):
    return [ranked.candidates[0].value.id for ranked in resolve(places, text, *names)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Shells fell in Orvel province.", "region"),
        ("Shells fell in Orvel's northern countryside.", "region"),
        ("Shells fell in the governorate of Orvel.", "region"),
        ("Shells fell in the southern countryside of Orvel.", "region"),
        ("Shells fell on villages in Orvel.", "region"),
        ("Shells fell in Orvel and Brask provinces.", "region"),
        ("Shells fell in the provinces of Brask and Orvel.", "region"),
        ("Shells fell in Orvel, Tolme and western Brask governorates.", "region"),
        ("Shells fell on Orvel city.", "settlement"),
        ("Shells fell on the city of Orvel.", "settlement"),
        ("Shells fell on the cities of Brask and Orvel.", "settlement"),
        ("Shells fell on the centre of Orvel.", "settlement"),
        ("Shells fell on downtown Orvel.", "settlement"),
        ("Shells fell on Orvel.", ""),
        ("Shells fell on Orvel and on the city of Brask.", ""),
        ("Shells fell on the village of Tolme in Orvel.", ""),
    ],
)
def test_what_the_words_beside_a_name_call_it(text, level):
    at = text.index("Orvel")
    assert stated_level(text, Span(at, at + 5), "") == level


def test_what_lies_in_a_town_tells_that_the_town_is_meant():
    text = "A bomb went off in a market in Orvel."
    assert implied_level(text, Span(len(text) - 6, len(text) - 1)) == "settlement"


def test_a_level_that_alone_is_stated_holds_for_the_page():
    assert levels_of(["", "region", ""]) == ["region"] * 3
    assert levels_of(["settlement", "", "region"]) == ["settlement", "", "region"]


@pytest.mark.parametrize(
    ("text", "names", "ids"),
    [
        ("In Syria, Orvel province was hit.", ["Orvel"], ["SY.1"]),
        ("In Syria, the city of Orvel was hit.", ["Orvel"], ["orvel"]),
        ("In Syria, a bomb hit a market in Orvel.", ["Orvel"], ["orvel"]),
        ("In Syria, a bomb hit villages in Orvel.", ["Orvel"], ["SY.1"]),
        ("In Syria, Brask and Orvel provinces were hit.", ["Brask", "Orvel"], ["SY.2", "SY.1"]),
        ("In Syria, the cities of Brask and Orvel were hit.", ["Brask", "Orvel"], ["brask", "orvel"]),
        ("In Syria, Orvel province was hit; Brask city was calm.", ["Orvel province", "Brask city"], ["SY.1", "brask"]),
    ],
)
def test_the_region_or_its_town(places, text, names, ids):
    assert first(places, text, *names) == ids


def test_one_page_may_name_both(places):
    text = "In Syria, Orvel province was hit. A man died in Orvel city."
    assert first(places, text, "Orvel province", "Orvel city") == ["SY.1", "orvel"]


def test_the_other_of_the_two_is_kept(places):
    (ranked,) = resolve(places, "In Syria, the city of Orvel was hit.", "Orvel")
    assert [candidate.value.id for candidate in ranked.candidates] == ["orvel", "SY.1"]
    assert "call it a settlement" in ranked.why
