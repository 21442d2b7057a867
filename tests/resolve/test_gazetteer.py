"""The gazetteer: keys of names, user tables, look-up, and what goes wrong."""

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import InputError, MissingInput
from counterclaim.model.values import Position
from counterclaim.resolve import index
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.indexing import table_name
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row
from counterclaim.resolve.spelling import likeness, place_key, skeleton

TABLE = (
    "id,name,aliases,lat,lon,country,admin1,feature,population\nx:1,Wadi Test,Valley Test|وادي,35.1,36.2,SY,,PPL,900\n"
)


def gazetteer(folder: Path, table: str | None = None) -> IndexedGazetteer:
    tables = []
    if table is not None:
        tables = [folder / "mine.csv"]
        tables[0].write_text(table, "utf-8")
    syria = KnownPlace("c:SY", "Syria", Position(35, 38), "SY", None, "PCLI", 1, 300.0, Origin.ATLAS)
    saraqib = KnownPlace("p:1", "Saraqib", Position(35.86, 36.8), "SY", "12", "PPL", 34000)
    rows = [
        Row(syria, (("Syria", NameKind.NAME), ("Syrian", NameKind.PEOPLE))),
        Row(saraqib, (("Sarāqib", NameKind.NAME),)),
    ]
    return IndexedGazetteer.from_rows(folder / "index.sqlite", rows=rows, tables=tables, note=lambda _: None)


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_the_key(name):
    assert place_key(place_key(name)) == place_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Bab", "el Bab"),
        ("Ash-Shaddadah", "al Shaddadah"),
        ("Ma'arrat", "Maʿarrat"),
        ("Saint Petersburg", "St. Petersburg"),
        ("Sarāqib", "saraqib"),
        ("Fort-Worth", "Ft Worth"),
    ],
)
def test_spellings_that_mean_the_same_share_a_key(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Idleb", "Idlib"),
        ("Maarat", "Maarrat"),
        ("Kafr Nabl", "Kfar Nabl"),
        ("Qamishli", "Kamishli"),
        ("Raqqa", "Raqqah"),
    ],
)
def test_transliterations_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)
    assert likeness(one, other) > 0.74


def test_names_are_found_in_any_spelling(tmp_path):
    places = gazetteer(tmp_path)
    assert [p.id for p in places.find("the Saraqib")] == ["p:1"]
    assert [p.kind for p in places.find("Syrian")] == [NameKind.PEOPLE]
    assert [p.id for p, _ in places.find_alike("Sarakeb", "SY")] == ["p:1"]
    assert places.find_alike("Sarakeb", "EG") == ()


def test_a_users_table_joins_the_index(tmp_path):
    places = gazetteer(tmp_path, TABLE)
    assert places.find("Valley Test")[0] == places.find("وادي")[0]
    assert places.find("Wadi Test")[0].origin is Origin.USER


@pytest.mark.parametrize(
    "table",
    ["", "name,where\na,b\n", "name,lat,lon\nHere,ninety,1\n", "name,lat,lon\nHere,95,1\n", "name,lat,lon\n,5,1\n"],
)
def test_a_broken_table_is_an_input_error_that_names_it(tmp_path, table):
    with pytest.raises(InputError, match=r"mine\.csv"):
        gazetteer(tmp_path, table)
    assert not list(tmp_path.glob("table-*"))


def test_a_changed_table_changes_the_index(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, "utf-8")
    before = table_name(path)
    path.write_text(TABLE.replace("35.1", "35.2"), "utf-8")
    assert table_name(path) != before
    with pytest.raises(MissingInput):
        table_name(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "query", [index._NAMED, index._BY_NUMBER, index._REGION, index._COUNTRY, index._BONES, index._HEART]
)
def test_no_look_up_reads_a_whole_table(tmp_path, query):
    path = gazetteer(tmp_path).indexes[0].path
    values = ["x"] * query.count("?")
    plan = sqlite3.connect(path).execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    assert all(row[-1].startswith("SEARCH") for row in plan), plan


def test_a_look_up_takes_less_than_a_millisecond(tmp_path):
    places = gazetteer(tmp_path)
    start = time.perf_counter()
    for number in range(1000):
        places.find(f"Saraqib {number}")
    assert time.perf_counter() - start < 1.0
