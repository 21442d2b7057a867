"""`tally audit` over the bulletins of two ministries of the invented island, read as a user would add them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim import sample
from counterclaim.cli import Surroundings, app

pytestmark = pytest.mark.model

BULLETINS = Path(__file__).parent / "bulletins"
WEST, EAST = "actor:dorvanian-defence-ministry", "actor:sarelian-defence-ministry"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audit")
    settings = folder / "settings.toml"
    places, actors = sample.gazetteer_path(), sample.actors_path()
    settings.write_text(f'[resolve]\ngazetteers = ["{places}"]\nactors = ["{actors}"]\n', "utf-8")
    surroundings = {
        "COLUMNS": "140",
        "COUNTERCLAIM_LEDGER": str(folder / "ledger.db"),
        "COUNTERCLAIM_SETTINGS": str(settings),
    }
    state = Surroundings()

    def invoke(*arguments):
        done = CliRunner(env=surroundings).invoke(app, list(arguments), obj=state)
        assert done.exit_code == 0, done.output
        return done.stdout

    for side, source in (("west", "Dorvanian Ministry of Defence"), ("east", "Sarelian Press Bureau")):
        invoke("add", *map(str, sorted((BULLETINS / side).glob("*.txt"))), "--source", source)
    invoke.folder = folder
    return invoke


@pytest.fixture(scope="module")
def lines(run):
    return [json.loads(line) for line in run("tally", "audit", "--format", "jsonl").splitlines()]


def account(lines, claimant, measure):
    (found,) = [a for a in lines if a.get("measure") == measure and a["claimant"]["id"] == claimant]
    return found


SUMS = {
    (WEST, "people killed"): ([40, 35, 30, 25], [40, 75, 130, 180], [0, 0, 25, 50]),
    (WEST, "tank destroyed or lost"): ([3, 2, 4, 1], [3, 5, 12, 14], [0, 0, 3, 4]),
    (EAST, "people killed"): ([30, 45, 20, 35], [30, 75, 120, 150], [0, 0, 25, 20]),
    (EAST, "tank destroyed or lost"): ([2, 3, 1, 2], [2, 5, 6, 11], [0, 0, 0, 3]),
}


@pytest.mark.parametrize(("claimant", "measure"), SUMS)
def test_increments_are_summed_beside_the_declared_totals(lines, claimant, measure):
    found = account(lines, claimant, measure)
    added = [step["low"] for step in found["increments"] if step["added"]]
    declared = [total["low"] for total in found["declared"]]
    assert (added, declared, [total["unaccounted"] for total in found["declared"]]) == SUMS[claimant, measure]
    assert found["declared"][-1]["missing"] == ["2025-04-08"]


def test_one_ministry_under_several_names_is_one_claimant(lines):
    accounts = [a for a in lines if a["schema"] == "counterclaim.account/1"]
    assert {a["claimant"]["id"] for a in accounts} == {WEST, EAST}
    assert all(len(a["claimant"]["names"]) >= 3 for a in accounts)


def test_a_falling_total_is_told_of_both_sides(lines):
    uavs = account(lines, WEST, "uav destroyed or lost")["notes"]
    vehicles = account(lines, EAST, "armoured vehicle destroyed or lost")["notes"]
    assert any("falls from 6 (2025-04-07) to 5 (2025-04-09)" in note for note in uavs)
    assert any("falls from 9 (2025-04-07) to 8 (2025-04-09)" in note for note in vehicles)


def test_settlements_taken_more_than_once_are_told_with_days_and_words(lines):
    found = {
        (r["claimant"]["id"], r["place"]): [(t["window"]["end"], t["words"]) for t in r["takings"]]
        for r in lines
        if r["schema"] == "counterclaim.repeated_capture/1"
    }
    assert {place for who, place in found if who == WEST} == {"Ilmery", "Osterlow"}
    assert {place for who, place in found if who == EAST} == {"Essrick", "Kirnholm", "Marrowdun"}
    assert found[WEST, "Ilmery"] == [
        ("2025-04-05", "captured the villages of Ilmery and Osterlow"),
        ("2025-04-07", "liberated Ilmery"),
    ]


def test_the_table_shows_all_of_it_and_gives_no_verdict(run):
    shown = run("tally", "audit")
    assert "130 since 2025-04-04" in shown
    assert "+25" in shown
    assert "Nothing in the ledger reports on 2025-04-08" in shown
    assert "Taken more than once" in shown
    assert "does not say which" in shown
    assert "false" not in shown.lower()


def test_one_claimant_can_be_asked_for(run):
    shown = run("tally", "audit", "--claimant", "sarelian")
    assert "Sarelian Ministry of Defence" in shown
    assert "Dorvanian Ministry" not in shown


def test_totals_above_an_inventory_are_told_with_both_figures_and_days(run):
    table = run.folder / "inventory.csv"
    table.write_text(
        "class,count,date,party,source\ntanks,10,2025-04-04,Sarelia,Yearbook\ntanks,10,2025-04-04,Dorvania,Yearbook\n"
        "howitzers,9,2025-04-04,,\n".replace("howitzers", "artillery"),
        "utf-8",
    )
    lines = run("tally", "audit", "--inventory", str(table), "--format", "jsonl").splitlines()
    found = [one for one in map(json.loads, lines) if one["schema"] == "counterclaim.excess/1"]
    assert [(e["claimant"]["id"], e["claimed"]["low"], e["date"], e["inventory"]["count"]) for e in found] == [
        (WEST, 12, "2025-04-07", 10),
        (EAST, 11, "2025-04-09", 10),
    ]
    assert all("Yearbook" in e["message"] and "2025-04-04" in e["message"] for e in found)
    assert not any("false" in e["message"] for e in found)


def test_a_model_of_truth_discovery_is_marked_as_one(run):
    shown = run("tally", "discover")
    assert "No two claimants" in shown or "Model:" in shown
    assert "true" not in shown.lower()
