"""`gazetteer`: what a person types to bring places of their own."""

import json

import pytest
from typer.testing import CliRunner

from counterclaim.cli import Surroundings, app
from counterclaim.config import load_settings
from counterclaim.model.values import Position
from counterclaim.resolve.entries import batches
from counterclaim.resolve.gazetteer import open_gazetteer
from counterclaim.resolve.indexing import world_name, write_index
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row

TABLE = """name,aliases,lat,lon,country,admin1
Saraqib,سراقب,35.86,36.8,SY,Idlib
Broken,,north,36,SY,
Nayrab,,35.87,36.72,SY,Idlib
"""


@pytest.fixture
def run(tmp_path):
    """Runs the command with a small world of its own."""
    idlib = KnownPlace("region:SY.12", "Idlib", Position(35.8, 36.7), "SY", "12", "ADM1", 1, 70.0, Origin.ATLAS)
    world = tmp_path / "cache" / world_name()
    rows = batches([Row(idlib, (("Idlib", NameKind.NAME),))], lambda _country, _name: None)
    write_index(world, rows, about={}, note=lambda _: None)
    settings = tmp_path / "mine.toml"
    settings.write_text(f'[resolve]\ncache = "{tmp_path}/cache"\nadded = "{tmp_path}/added"\n')
    (tmp_path / "places.csv").write_text(TABLE, "utf-8")

    def invoke(*arguments):
        runner = CliRunner(env={"COLUMNS": "120"})
        return runner.invoke(app, ["gazetteer", *arguments, "--settings", str(settings)], obj=Surroundings())

    return invoke


def test_a_file_is_added_found_by_reading_and_removed(run, tmp_path):
    done = run("add", str(tmp_path / "places.csv"))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "places: 2 places added from places.csv; 1 line left out\n"
    assert "places.csv, line 3: no usable coordinates" in done.stderr
    gazetteer = open_gazetteer(load_settings(tmp_path / "mine.toml").resolve)
    assert [place.region for place in gazetteer.find("Saraqib")] == ["12"]
    assert run("remove", "places").stdout == "places: removed with 2 places\n"
    assert open_gazetteer(load_settings(tmp_path / "mine.toml").resolve).find("Saraqib") == ()


def test_the_list_shows_what_was_added_and_says_how_to_fill_it(run, tmp_path):
    assert "counterclaim gazetteer add FILE" in run("list").stdout
    run("add", str(tmp_path / "places.csv"), "--name", "idlib")
    (row,) = [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert (row["name"], row["places"], row["left out"], row["from"]) == ("idlib", 2, 1, "places.csv")
    assert "idlib" in run("list").stdout


@pytest.mark.parametrize(
    ("asked", "by"), [("Saraqib", "name"), ("سراقب", "name"), ("Saraqeb", "spelling (1.00)"), ("ﺳﺮﺍﻗﺐ", "name")]
)
def test_a_place_is_found_in_any_spelling_and_script(run, tmp_path, asked, by):
    run("add", str(tmp_path / "places.csv"))
    done = run("search", asked, "--country", "sy", "--format", "jsonl")
    first = json.loads(done.stdout.splitlines()[0])
    assert (first["name"], first["region"], first["found by"]) == ("Saraqib", "Idlib", by)
    assert "Saraqib" in run("search", asked, "--country", "SY").stdout


def test_a_name_that_nobody_has_ends_with_a_sentence(run):
    done = run("search", "Nowhere")
    assert done.exit_code == 1
    assert "counterclaim gazetteer add FILE" in done.stderr


@pytest.mark.parametrize(("arguments", "said"), [(("add", "none.csv"), "none.csv"), (("remove", "none"), "none")])
def test_what_cannot_be_used_is_one_sentence(run, arguments, said):
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
