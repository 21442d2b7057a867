"""`counterclaim actors`: what is printed, what is kept, and that rulings are appended."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from counterclaim.cli import Surroundings, app
from counterclaim.ledger import Ledger
from counterclaim.model.decisions import Ruling
from counterclaim.model.overviews import ClaimQuery
from counterclaim.workbench.lines import masked_lines
from tests.factories import SENTENCE, FakeStages


@pytest.fixture
def run(tmp_path):
    environment = {"COLUMNS": "120", "XDG_DATA_HOME": str(tmp_path), "COUNTERCLAIM_LEDGER": str(tmp_path / "l.db")}

    def call(*arguments):
        return CliRunner(env=environment).invoke(app, list(arguments), obj=Surroundings(stages=FakeStages()))

    return call


@pytest.fixture
def filled(run, tmp_path):
    (tmp_path / "page.txt").write_text(SENTENCE, "utf-8")
    assert run("add", str(tmp_path / "page.txt")).exit_code == 0
    return run


def rulings(tmp_path):
    with Ledger(tmp_path / "l.db") as ledger:
        assert ledger.verify().ok
        return [(one.ruling, one.author, one.reason) for one in ledger.view.decisions()]


def claimant(run):
    return json.loads(run("claims", "--format", "jsonl").stdout)["claimant"]["id"]


def test_actors_of_a_file_are_kept_and_bad_entries_told(run, tmp_path):
    path = tmp_path / "island.yaml"
    path.write_text("- {id: brenn, name: Brenn, kind: state}\n- {id: x, name: X, kind: fleet}\n", "utf-8")
    done = run("actors", "add", str(path))
    assert done.exit_code == 2
    assert "1 actor added, 1 entry left out" in done.stdout
    assert "entry 2 (x): unknown kind fleet" in done.stderr
    listed = run("actors", "list", "--own", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in listed] == ["brenn"]
    assert "brenn" in run("actors", "show", "Brenn").stdout


def test_lists_and_records_are_printed(run):
    assert "hezbollah" in run("actors", "list", "hezb", "--country", "LB").stdout
    assert "No actor matches" in run("actors", "list", "no such actor").stdout
    record = json.loads(run("actors", "show", "hamas", "--on", "2015-01-01", "--format", "jsonl").stdout)
    assert record["existed"] is True
    shown = run("actors", "show", "taliban", "--on", "2020-01-01").stdout
    assert "Zabihullah Mujahid" in shown
    assert "wording that judges" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "nobody-at-all"),
        ("show", "hamas", "--on", "2015"),
        ("add", "no-such-file.yaml"),
        ("merge", "sohr", "sohr", "--why", "x"),
        ("split", "sohr", "snhr", "--why", "x"),
        ("resolve", "the desk", "nobody-at-all", "--why", "x"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(filled, arguments):
    done = filled("actors", *arguments)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_without_a_ledger_nothing_is_ruled(run, tmp_path):
    assert run("actors", "merge", "sohr", "snhr", "--why", "x").exit_code == 2
    assert not (tmp_path / "l.db").exists()


def test_whom_words_name_is_ruled_and_ruled_again(filled, tmp_path):
    before = claimant(filled)
    assert filled("actors", "resolve", "The Northern Army", "hamas", "--why", "a test", "--by", "Ada").exit_code == 0
    assert claimant(filled) == "actor:hamas"
    assert filled("actors", "resolve", "The Northern Army", "nobody", "--why", "it is open").exit_code == 0
    assert claimant(filled) is None
    assert before not in {"actor:hamas", None}
    assert filled("actors", "resolve", "The Northern Army", "open", "--why", "a slip").exit_code == 0
    assert claimant(filled) == before
    kept = rulings(tmp_path)
    assert kept[0] == (Ruling.RESOLVE, "Ada", "a test")
    assert len(kept) == 3


def test_two_become_one_and_two_again(filled, tmp_path):
    filled("actors", "resolve", "The Northern Army", "snhr", "--why", "a test")
    assert filled("actors", "merge", "sohr", "snhr", "--why", "a test").exit_code == 0
    assert claimant(filled) == "actor:sohr"
    assert filled("actors", "split", "sohr", "snhr", "--why", "a mistake").exit_code == 0
    assert claimant(filled) == "actor:snhr"
    assert [ruling for ruling, _, _ in rulings(tmp_path)] == [Ruling.RESOLVE, Ruling.MERGE, Ruling.SPLIT]


def test_who_claims_how_much_follows_the_rulings(filled):
    def sources():
        return [json.loads(line) for line in filled("sources", "--format", "jsonl").stdout.splitlines()]

    before = sources()
    filled("actors", "resolve", "The Northern Army", "snhr", "--why", "a test")
    filled("actors", "merge", "sohr", "snhr", "--why", "a test")
    (after,) = sources()
    assert after["id"] == "actor:sohr"
    changed = dict.fromkeys(("id", "key", "name", "side"))
    assert after | changed == before[0] | changed


def test_filters_and_the_workbench_follow_the_rulings_also_on_pages_to_come(filled, tmp_path):
    filled("actors", "resolve", "The Northern Army", "snhr", "--why", "a test")
    (tmp_path / "later.txt").write_text(f"{SENTENCE} It rained.", "utf-8")
    assert filled("add", str(tmp_path / "later.txt")).exit_code == 0
    found = filled("claims", "--source", "actor:snhr", "--format", "jsonl").stdout.splitlines()
    assert len(found) == len(filled("claims", "--format", "jsonl").stdout.splitlines()) == 2
    with Ledger(tmp_path / "l.db") as ledger:
        lines = masked_lines(ledger.view, ledger.view.entries(ClaimQuery()))
        assert {line.who_key for line in lines} == {"actor:snhr"}
        assert ledger.verify().ok


def test_a_ruling_may_be_on_one_claim_alone(filled):
    claim = json.loads(filled("claims", "--format", "jsonl").stdout)["id"]
    done = filled("actors", "resolve", "The Northern Army", "hamas", "--claim", claim[:8], "--why", "x")
    assert claim in done.stdout
    assert claimant(filled) == "actor:hamas"
