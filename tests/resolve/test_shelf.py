"""Gazetteers that a person adds: every form of file, what cannot be used, and that nothing is lost."""

import json
import zipfile

import pytest

from counterclaim.errors import InputError
from counterclaim.model.values import Position
from counterclaim.resolve import dumps
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.index import Index
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row
from counterclaim.resolve.shelf import Shelf

LINE = "{0}\t{1}\t{2}\t{3}\t{4}\t{5}\tP\tPPL\tSY\t\t12\t\t\t\t{6}\t\t300\tAsia/Damascus\t2024-01-01\n"
DUMP = (
    LINE.format(1, "Wādī Test", "Wadi Test", "وادي تست,Wadi Tast,wdy tst", 35.1, 36.2, 900)
    + LINE.format(2, "Broken", "Broken", "", "ninety", 36.2, 900)
    + "3\ttoo few\n"
    + LINE.format(4, "", "", "", 35.1, 36.2, 900)
    + LINE.format(5, "Tell Test", "Tell Test", "", 35.2, 36.3, "")
)
TABLE = "name,lat,lon,country\nTollmar,10,20,XX\n"


@pytest.fixture
def world(tmp_path):
    idlib = KnownPlace("region:SY.12", "Idlib", Position(35.8, 36.7), "SY", "12", "ADM1", 1, 70.0, Origin.ATLAS)
    rows = [Row(idlib, (("Idlib", NameKind.NAME),))]
    return IndexedGazetteer.from_rows(tmp_path / "world.sqlite", rows=rows, note=quiet)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def quiet(_):
    """Nobody is told."""


def put(shelf, world, path, content, name=None):
    """The content, written to a file and added."""
    path.write_text(content, "utf-8")
    return shelf.add(path, name, region_code=world.indexes[0].region_code, note=quiet)


def names(shelf):
    return [held.name for held in shelf.held()]


def looked_up(world, shelf, name):
    return [place.name for place in IndexedGazetteer((*world.indexes, *shelf.indexes())).find(name)]


def test_a_geonames_file_is_read_and_its_bad_lines_are_counted(shelf, world, tmp_path):
    added = put(shelf, world, tmp_path / "SY.txt", DUMP)
    assert (added.held.name, added.held.places, added.held.skipped) == ("SY", 2, 3)
    assert [bad.number for bad in added.bad] == [2, 3, 4]
    assert all(bad.why for bad in added.bad)
    for spelling in ("Wadi Test", "wādī-test", "Wadi Tast", "وادي تست"):
        assert looked_up(world, shelf, spelling) == ["Wādī Test"]


def test_a_large_geonames_file_is_read_in_pieces_by_several_processes(shelf, world, tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "_SMALL", 0)
    monkeypatch.setattr(dumps, "_CHUNK", 500)
    lines = "".join(LINE.format(n, f"Village {n}", f"Village {n}", "", 35, 36, n) for n in range(300))
    added = put(shelf, world, tmp_path / "SY.txt", lines)
    assert added.held.places == 300
    assert all(looked_up(world, shelf, f"Village {n}") == [f"Village {n}"] for n in range(300))


def test_a_zipped_geonames_file_is_read_beside_its_readme(shelf, world, tmp_path):
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", DUMP)
    added = shelf.add(tmp_path / "SY.zip", None, region_code=world.indexes[0].region_code, note=quiet)
    assert added.held.places == 2


def test_geojson_is_read_areas_by_their_middle(shelf, world, tmp_path):
    square = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]}
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [36.2, 35.1]}, "properties": {"name": "Aa"}},
        {"type": "Feature", "geometry": square, "properties": {"NAME": "Ab", "country": "SY", "admin1": "Idlib"}},
        {"type": "Feature", "geometry": None, "properties": {"name": "Ac"}},
        "no feature",
    ]
    added = put(shelf, world, tmp_path / "x.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert (added.held.places, added.held.skipped) == (2, 2)
    (area,) = shelf.indexes()[0].find("ab")
    assert area.position == Position(35.5, 36.5)
    assert area.region == "12"


def test_a_name_is_used_again_only_for_a_file_that_holds_places(shelf, world, tmp_path):
    put(shelf, world, tmp_path / "mine.csv", TABLE)
    for broken in ("", "name,lat,lon\nHere,ninety,1\n", "{}", "[", "name\nHere\n"):
        with pytest.raises(InputError, match=r"mine\.csv"):
            put(shelf, world, tmp_path / "mine.csv", broken)
        assert looked_up(world, shelf, "Tollmar") == ["Tollmar"]
    again = put(shelf, world, tmp_path / "mine.csv", TABLE.replace("Tollmar", "Ondrel"))
    assert again.replaced
    assert looked_up(world, shelf, "Tollmar") == []
    assert names(shelf) == ["mine"]
    assert [path.name for path in shelf.folder.iterdir()] == ["mine.places.sqlite"]


def test_an_empty_gazetteer_says_how_to_fill_it(shelf, world, tmp_path):
    with pytest.raises(InputError, match="each line needs a name, a latitude and a longitude"):
        put(shelf, world, tmp_path / "mine.csv", "name,lat,lon\n")


def test_several_gazetteers_stand_side_by_side_until_one_is_removed(shelf, world, tmp_path):
    put(shelf, world, tmp_path / "a.csv", TABLE)
    put(shelf, world, tmp_path / "b.csv", TABLE.replace("Tollmar", "Ondrel"), name="second")
    assert names(shelf) == ["a", "second"]
    assert shelf.remove("a").places == 1
    assert names(shelf) == ["second"]
    assert (tmp_path / "a.csv").exists()
    with pytest.raises(InputError, match="second"):
        shelf.remove("a")


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "x" * 80])
def test_a_name_that_is_no_file_name_is_refused(shelf, world, tmp_path, name):
    with pytest.raises(InputError, match="cannot go by this name"):
        put(shelf, world, tmp_path / "a.csv", TABLE, name=name)
    assert shelf.paths() == []


def test_a_file_that_is_no_index_is_named(shelf):
    shelf.folder.mkdir()
    (shelf.folder / "x.places.sqlite").write_text("no index")
    with pytest.raises(InputError, match=r"x\.places\.sqlite"):
        shelf.indexes()


def test_a_users_own_entry_wins_over_one_of_the_same_id(world, shelf, tmp_path):
    put(shelf, world, tmp_path / "SY.txt", DUMP)
    put(shelf, world, tmp_path / "own.tsv", "geonameid\tname\tlat\tlon\n1\tWadi Test\t1\t2\n")
    (found,) = IndexedGazetteer((*world.indexes, *shelf.indexes())).find("Wadi Test")
    assert found.position == Position(1, 2)


def test_an_index_can_be_handed_to_another_process(world):
    assert Index.__reduce__(world.indexes[0]) == (Index, (world.indexes[0].path,))
