"""`gazetteer`: what a person types to bring places of their own."""

import json

import pytest
from typer.testing import CliRunner

from counterclaim.cli import Surroundings, app
from counterclaim.config import load_settings
from counterclaim.ledger import Ledger
from counterclaim.model.values import Position
from counterclaim.resolve.entries import batches
from counterclaim.resolve.gazetteer import open_gazetteer
from counterclaim.resolve.indexing import world_name, write_index
from counterclaim.resolve.known import KnownPlace, NameKind, Origin, Row
from tests.factories import SENTENCE, FakeStages

TABLE = """name,aliases,lat,lon,country,admin1
Saraqib,سراقب,35.86,36.8,SY,Idlib
Broken,,north,36,SY,
Nayrab,,35.87,36.72,SY,Idlib
Twin,,35.1,36.1,SY,Idlib
Twin,,35.2,37.2,SY,Aleppo
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
        return runner.invoke(
            app, ["gazetteer", *arguments, "--settings", str(settings)], obj=Surroundings(stages=FakeStages())
        )

    return invoke


def test_a_file_is_added_found_by_reading_and_removed(run, tmp_path):
    done = run("add", str(tmp_path / "places.csv"))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "places: 4 places added from places.csv; 1 line left out\n"
    assert "places.csv, line 3: no usable coordinates" in done.stderr
    gazetteer = open_gazetteer(load_settings(tmp_path / "mine.toml").resolve)
    assert [place.region for place in gazetteer.find("Saraqib")] == ["12"]
    assert run("remove", "places").stdout == "places: removed with 4 places\n"
    assert open_gazetteer(load_settings(tmp_path / "mine.toml").resolve).find("Saraqib") == ()


def test_the_list_shows_what_was_added_and_says_how_to_fill_it(run, tmp_path):
    assert "counterclaim gazetteer add FILE" in run("list").stdout
    run("add", str(tmp_path / "places.csv"), "--name", "idlib")
    (row,) = [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert (row["name"], row["places"], row["left out"], row["from"]) == ("idlib", 4, 1, "places.csv")
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


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """A ledger of one page, and what the claim of it says of its place."""
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", str(tmp_path / "l.db"))
    (tmp_path / "page.txt").write_text(SENTENCE, "utf-8")

    def call(*arguments):
        return CliRunner().invoke(app, list(arguments), obj=Surroundings(stages=FakeStages()))

    assert call("add", str(tmp_path / "page.txt")).exit_code == 0
    return lambda: json.loads(call("claims", "--format", "jsonl").stdout)


def test_which_place_is_meant_is_ruled_and_ruled_again(run, ledger, tmp_path):
    run("add", str(tmp_path / "places.csv"))
    before = ledger()["places"][0]
    done = run("resolve", "Lower Ford", "Saraqib", "--why", "the map says so", "--by", "Ada")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "“Lower Ford” names Saraqib, Idlib, SY in this ledger, also on pages to come\n"
    after = ledger()["places"][0]
    assert (before["name"], after["name"]) == ("Lower Førd", "Saraqib")
    assert after["text"] == before["text"] == "Lower Ford"
    claim = ledger()["id"]
    assert claim in run("resolve", "Lower Ford", "nowhere", "--claim", claim[:8], "--why", "it is open").stdout
    assert ledger()["places"][0].get("name") is None
    assert "what the machine finds" in run("resolve", "Lower Ford", "open", "--claim", claim, "--why", "a slip").stdout
    assert ledger()["places"][0]["name"] == "Saraqib"
    run("resolve", "Lower Ford", "open", "--why", "another slip")
    assert ledger()["places"][0] == before
    with Ledger(tmp_path / "l.db") as opened:
        assert opened.verify().ok
        reasons = [one.reason for one in opened.view.decisions()]
        assert reasons == ["the map says so", "it is open", "a slip", "another slip"]


def test_of_namesakes_one_is_named_by_its_id(run, ledger, tmp_path):
    run("add", str(tmp_path / "places.csv"))
    done = run("resolve", "Lower Ford", "Twin", "--why", "x")
    assert done.exit_code == 2
    assert "2 places go by this name; give the id of one of them" in done.stderr
    rows = [json.loads(line) for line in run("search", "Twin", "--format", "jsonl").stdout.splitlines()]
    assert all(row["id"] in done.stderr for row in rows)
    second = next(row for row in rows if row["lat"] == 35.2)
    assert run("resolve", "Lower Ford", second["id"], "--why", "x").exit_code == 0
    assert ledger()["places"][0]["lat"] == pytest.approx(35.2, abs=0.2)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("place", ["Nowhere at all", "own:no-such-id"])
def test_a_place_that_no_gazetteer_has_is_no_ruling(run, tmp_path, place):
    done = run("resolve", "Lower Ford", place, "--why", "x")
    assert done.exit_code == 2
    assert "counterclaim gazetteer search" in done.stderr
    with Ledger(tmp_path / "l.db") as opened:
        assert opened.view.decisions() == []
