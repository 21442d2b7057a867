"""`tally`: tables into the ledger, audited and compared."""

import json
import sqlite3

import pytest
from typer.testing import CliRunner

from counterclaim.cli import Surroundings, app

DAYS = [f"2021-05-{n:02}" for n in range(1, 11)]
TANKS = [40, 44, 50, 47, 60, 61, 70, 75, 80, 90]
CLAIMED = "\n".join(["date,tank", *(f"{d},{n}" for d, n in zip(DAYS, TANKS, strict=True))])
SEEN = "date,type,total\n2021-05-02,Tanks,11\n2021-05-02,Boats,1\n2021-05-10,Tanks,30\n2021-05-10,Boats,2\n"
SWALLOWED = "Losses without lorries - 4102, of which: destroyed 3000, damaged 200, captured 902"


@pytest.fixture
def run(tmp_path):
    def invoke(*arguments):
        runner = CliRunner(env={"COLUMNS": "120", "COUNTERCLAIM_LEDGER": str(tmp_path / "ledger.db")})
        return runner.invoke(app, ["tally", *arguments], obj=Surroundings())

    def page(name, text):
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    invoke.page = page
    return invoke


def rows(done):
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_table_is_kept_once_and_audited(run):
    table = run.page("claimed.csv", CLAIMED)
    done = run("import", table, "--source", "the ministry")
    assert done.exit_code == 0, done.output
    assert "1 series (cumulative) with 10 figures" in done.stdout
    assert "known already" in run("import", table, "--source", "the ministry").stdout
    (found,) = rows(run("audit", "--format", "jsonl"))
    assert (found["kind"], found["date"], found["delta"]) == ("decrease", "2021-05-04", -3)
    assert "falls by 3" in run("audit").stdout


def test_published_corrections_explain_a_decrease(run):
    run("import", run.page("claimed.csv", CLAIMED), "--source", "the ministry")
    said = run.page("said.csv", "series,date,amount\ntank,2021-05-04,-5\n")
    (found,) = rows(run("audit", "--corrections", said, "--format", "jsonl"))
    assert (found["explained"], found["correction"]) == (True, -5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("series,date\ntank,2021-05-04\n", "no column “amount”"),
        ("series,date,amount\ntank,May,-5\n", "line 2: “May” is no day"),
        ("series,date,amount\ntank,2021-05-04,few\n", "line 2: “few” is no number"),
    ],
)
def test_corrections_that_cannot_be_read_are_one_sentence(run, text, words):
    run("import", run.page("claimed.csv", CLAIMED))
    done = run("audit", "--corrections", run.page("said.csv", text))
    assert done.exit_code == 2
    assert words in done.stderr


def test_doubt_is_an_error_with_its_remedy_and_the_rest_goes_on(run):
    done = run("import", run.page("short.csv", SEEN), run.page("claimed.csv", CLAIMED))
    assert done.exit_code == 2
    assert "say which with --cumulative or --daily" in done.stderr
    assert "10 figures" in done.stdout
    assert len(rows(run("list", "--format", "jsonl"))) == 1


def test_a_swallowed_heading_is_named_on_standard_error_with_exit_code_2(run):
    table = run.page("seen.csv", f'{SEEN}2021-05-10,"{SWALLOWED}",4102\n')
    done = run("import", table, "--cumulative", "--confirmed")
    assert done.exit_code == 2
    assert SWALLOWED in done.stderr
    assert "2 series (cumulative) with 4 figures" in done.stdout


def test_claimed_and_confirmed_are_set_side_by_side_without_a_verdict(run):
    run("import", run.page("claimed.csv", CLAIMED), "--source", "the ministry")
    run("import", run.page("seen.csv", SEEN), "--cumulative", "--confirmed", "--source", "photos")
    found = rows(run("compare", "--format", "jsonl"))
    assert [(row["date"], row["ratio"]) for row in found] == [("2021-05-02", 4.0), ("2021-05-10", 3.0)]
    shown = run("compare").stdout
    assert "no verdict" in shown
    assert "false" not in shown


def long_tables(run):
    days = [f"2021-{5 + n // 28:02}-{1 + n % 28:02}" for n in range(112)]
    claimed = "\n".join(["date,tank,lorry", *(f"{d},{400 + 4 * n},{50 + n}" for n, d in enumerate(days))])
    seen = "\n".join(["date,tank,boat", *(f"{d},{100 + n},3" for n, d in enumerate(days))])
    run("import", run.page("claimed.csv", claimed), "--source", "the ministry")
    run("import", run.page("seen.csv", seen), "--confirmed", "--source", "photos")


def test_a_model_of_inflation_is_marked_as_a_model(run):
    long_tables(run)
    found = [row for row in rows(run("compare", "--model", "--format", "jsonl")) if "ratio" in row and "model" in row]
    (tank,) = found
    assert tank["schema"] == "counterclaim.inflation/1"
    assert "Gelman" in tank["model"]
    assert tank["ratio"]["low"] < 4 < tank["ratio"]["high"]
    shown = run("compare", "--model").stdout
    assert "Model: what may be confirmed" in shown
    assert "no evidence" in shown
    assert "Model" not in run("compare").stdout


def test_labels_can_be_added(run):
    long_tables(run)
    found = rows(run("compare", "--pair", "tank+lorry=tank", "--format", "jsonl"))
    first = next(row for row in found if row["series"] == "the ministry/tank+lorry")
    assert (first["claimed"], first["ratio"]) == (450, 4.5)


def test_a_model_without_enough_pairs_says_what_it_needs(run):
    run("import", run.page("claimed.csv", CLAIMED), "--source", "the ministry")
    done = run("compare", "--model")
    assert done.exit_code == 2
    assert "at least 5" in done.stderr


def test_pairs_are_written_with_an_equals_sign(run):
    run("import", run.page("claimed.csv", CLAIMED))
    done = run("compare", "--pair", "tank")
    assert done.exit_code == 2
    assert "write the claimed label" in done.stderr


def test_figures_are_daily_or_cumulative_but_not_both(run):
    assert run("import", run.page("claimed.csv", CLAIMED), "--daily", "--cumulative").exit_code == 2


def test_an_empty_ledger_has_nothing_odd(run):
    run("import", run.page("c.csv", CLAIMED.replace("47", "52")))
    assert "Nothing odd" in run("audit").stdout
    assert "claimed and confirmed" in run("compare").stdout


def test_the_ledger_with_tables_holds_and_notices_a_change(run, tmp_path):
    run("import", run.page("claimed.csv", CLAIMED))
    verify = lambda: CliRunner().invoke(app, ["verify", "--ledger", str(tmp_path / "ledger.db")], obj=Surroundings())  # noqa: E731
    assert verify().exit_code == 0
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("UPDATE series SET body = replace(body, '90', '19')")
    assert verify().exit_code == 1
