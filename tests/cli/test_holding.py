"""`control`: the state at a day as table, lines and map."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from counterclaim.cli import Surroundings, app
from counterclaim.config import load_settings
from counterclaim.model.incidents import Control
from counterclaim.model.stages import Reconciled
from counterclaim.model.values import Period, Position
from counterclaim.store.sql import open_writer
from tests.factories import SENTENCE, FakeStages, make_pages


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "ledger.db"
    writer = open_writer(path, load_settings().store)
    ((capture, resolved),) = make_pages(SENTENCE)
    writer.keep(capture, resolved)
    claim = resolved.reading.claims[0].id
    days = [date(2021, 5, 1), date(2021, 5, 9)]
    lines = [
        Control(place="Ford", place_id="p:1", claimant=who, holder=holder, loser=None, change="taken",
                period=Period(day, day), claim=claim, position=Position(40.0, 50.0))
        for who, holder, day in (("actor:a", "North", days[0]), ("actor:b", "South", days[1]))
    ]  # fmt: skip
    writer.replace_reconciled(Reconciled(controls=tuple(lines)), "fake")
    writer.close()
    runner = CliRunner(env={"COLUMNS": "120", "COUNTERCLAIM_LEDGER": str(path)})
    return lambda *arguments: runner.invoke(app, ["control", *arguments], obj=Surroundings(stages=FakeStages()))


def test_a_day_before_the_second_claim_has_one_holder(run):
    done = run("--at", "2021-05-03")
    assert done.exit_code == 0, done.output
    assert "North" in done.stdout
    assert "South" not in done.stdout


def test_a_map_has_a_point_for_each_claimant_and_says_what_is_disputed(run):
    found = json.loads(run("--at", "2021-06-01", "--format", "geojson").stdout)
    assert found["type"] == "FeatureCollection"
    assert [f["geometry"]["coordinates"] for f in found["features"]] == [[50.0, 40.0]] * 2
    assert all(f["properties"]["disputed"] for f in found["features"])
    assert "claimants name different holders" in run("--at", "2021-06-01").stdout


def test_histories_and_places(run):
    assert len(run("--format", "jsonl").stdout.splitlines()) == 2
    assert "Nobody says" in run("--place", "elsewhere").stdout


@pytest.mark.parametrize(
    ("arguments", "words"), [(["--at", "May"], "not a date"), (["--format", "geojson"], "needs|--at")]
)
def test_what_cannot_be_shown_is_one_sentence(run, arguments, words):
    done = run(*arguments)
    assert done.exit_code == 2
    assert any(word in done.stderr for word in words.split("|"))


def test_the_days_of_disagreement_are_told(run):
    done = run("--disagreed", "--format", "jsonl")
    assert done.exit_code == 0, done.output
    (found,) = map(json.loads, done.stdout.splitlines())
    assert (found["place"], found["since"], found["until"]) == ("Ford", "2021-05-09", None)
    assert {line["holder"] for line in found["held"]} == {"North", "South"}
    assert "North (taken: actor:a)" in run("--disagreed").stdout
    assert run("--disagreed", "--at", "2021-05-03").exit_code == 2
