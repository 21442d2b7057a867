"""Every verb, with stages that are doubles: what is printed where, and the exit codes."""

import json
import sqlite3
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from counterclaim.cli import Surroundings, app
from counterclaim.ledger import Ledger
from counterclaim.model.incidents import Finding, FindingKind
from tests.factories import SENTENCE, FakeStages, mention

SECOND = f"On the other side, nobody knew. {SENTENCE}"


class Terminal:
    """Runs the command on a ledger in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.ledger = folder / "ledger.db"
        self.stages = FakeStages()

    def page(self, name, text):
        path = self.folder / name
        path.write_text(text, "utf-8")
        return str(path)

    def __call__(self, *arguments, columns=120, env=None):
        runner = CliRunner(env={"COLUMNS": str(columns), "COUNTERCLAIM_LEDGER": str(self.ledger), **(env or {})})
        return runner.invoke(app, list(arguments), obj=Surroundings(stages=self.stages))


@pytest.fixture
def run(tmp_path):
    return Terminal(tmp_path)


@pytest.fixture
def filled(run):
    done = run("add", run.page("one.txt", SENTENCE), run.page("two.txt", SECOND))
    assert done.exit_code == 0, done.stderr
    return run


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def ids(run, verb):
    return [line["id"] for line in lines(run(verb, "--format", "jsonl"))]


def test_read_prints_who_says_what_and_keeps_nothing(run):
    done = run("read", run.page("one.txt", SENTENCE))
    assert done.exit_code == 0
    for words in ("The Northern Army", "Armed clash", "killed 12 or more", "near Lower Ford", "2021-05-03", SENTENCE):
        assert words in done.stdout
    assert not run.ledger.exists()


def test_read_prints_one_claim_a_line(run):
    found = lines(run("read", run.page("one.txt", SENTENCE), "--format", "jsonl"))
    assert [line["schema"] for line in found] == ["counterclaim.claim/1"]
    assert found[0]["quote"] == SENTENCE


def test_what_the_user_says_of_a_page_reaches_the_stages(run):
    done = run(
        "read",
        run.page("one.txt", "Three houses burned."),
        "--format",
        "jsonl",
        "--source",
        "A Paper",
        "--published",
        "2021-01-02",
    )
    part = lines(done)[0]["part"]
    assert (part["source"]["text"], part["published"]) == ("A Paper", "2021-01-02")


def test_a_page_without_claims_says_so(run):
    done = run("read", run.page("none.txt", "There are no claims here."))
    assert done.exit_code == 0
    assert "no claims" in done.stdout
    done = run("add", run.page("none.txt", "There are no claims here."))
    assert done.exit_code == 0
    assert "no claims" in done.stdout


@pytest.mark.parametrize("verb", ["read", "add"])
def test_a_bad_page_is_one_sentence_and_the_rest_goes_on(run, verb):
    empty, missing = run.page("empty.txt", ""), str(run.folder / "missing.txt")
    done = run(verb, empty, run.page("one.txt", SENTENCE), missing)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 2
    assert "empty.txt: the file is empty; check" in done.stderr
    assert "missing.txt: there is no such file; check the path" in done.stderr
    assert "1 claim" in done.stdout


@pytest.mark.parametrize("verb", ["read", "add"])
@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("gazette", "extract.reader: there is no reader “gazette”; known are"),
        ("llm", "extract.llm.endpoint: the reader “llm” needs it; set it below [extract.llm] in the settings"),
    ],
)
def test_the_reader_of_the_command_line_is_looked_for(run, verb, reader, words):
    run.stages = None
    done = run(verb, run.page("one.txt", SENTENCE), "--reader", reader)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert not run.ledger.exists()


@pytest.mark.model
def test_the_reader_of_the_command_line_comes_before_that_of_the_settings(run):
    run.stages = None
    settings = run.page("own.toml", '[extract]\nreader = "gazette"\n')
    found = lines(
        run("read", run.page("a.txt", SENTENCE), "--settings", settings, "--reader", "rules", "--format", "jsonl")
    )
    assert {line["reader"] for line in found} == {"rules/1#grammar"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "x.txt", "--published", "03/04/2020"),
        ("add", "x.txt", "--published", "2020-02-30"),
        ("claims", "--since", "yesterday"),
        ("incidents", "--until", "1999-13-01"),
    ],
)
def test_days_must_be_days(run, arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert "write it as YYYY-MM-DD" in done.stderr
    assert done.stdout == ""


def test_adding_twice_adds_nothing(filled):
    done = filled("add", str(filled.folder / "one.txt"))
    assert done.exit_code == 0
    assert "0 pages added" in done.stdout
    assert "1 page known already" in done.stdout


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 2),
        (("--claimant", "northern army"), 2),
        (("--claimant", "southern"), 0),
        (("--place", "lower ford"), 2),
        (("--since", "2021-05-04"), 0),
        (("--since", "2021-05-01", "--until", "2021-05-03"), 2),
        (("--kind", "denial"), 0),
        (("--text", "fighters Monday"), 2),
        (("--text", "fighters Tuesday"), 0),
    ],
)
def test_claims_are_filtered(filled, options, count):
    assert len(lines(filled("claims", "--format", "jsonl", *options))) == count


def test_claims_name_their_incident(filled):
    incident = ids(filled, "incidents")[0]
    assert {line["incident"] for line in lines(filled("claims", "--format", "jsonl"))} == {incident}


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("verb", ["claims", "incidents", "documents", "sources", "findings"])
def test_tables_fit_the_terminal(filled, verb, columns):
    done = filled(verb, columns=columns)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip()
    assert max(len(line) for line in done.stdout.splitlines()) <= columns
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("columns", [60, 120])
@pytest.mark.parametrize("verb", ["claims", "documents", "incidents"])
def test_every_record_can_be_shown(filled, verb, columns):
    record = ids(filled, verb)[0]
    done = filled("show", record[:18], columns=columns)
    assert done.exit_code == 0, done.stderr
    assert "Northern Army" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= columns
    assert lines(filled("show", record, "--format", "jsonl"))[0]["id"] == record


def test_the_words_of_a_page_cannot_steer_the_terminal(run):
    hostile = "[bold red]Nine[/] men \x1b[31m died \u202egnirts\u202c :smile: [link=http://x]here[/link]."
    done = run("read", run.page("one.txt", hostile))
    assert done.exit_code == 0
    assert "[bold red]Nine[/] men" in done.stdout
    assert ":smile: [link=http://x]here[/link]" in done.stdout
    assert not {"\x1b", "\u202e", "\u202c"} & set(done.stdout)


def test_an_unknown_record_is_named(filled):
    done = filled("show", "c_00000")
    assert done.exit_code == 2
    assert "c_00000: no record of this ledger has that id" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("claims",),
        ("incidents",),
        ("documents",),
        ("sources",),
        ("findings",),
        ("verify",),
        ("export", "jsonl"),
        ("show", "c_1234"),
    ],
)
def test_reading_verbs_need_a_ledger(run, arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert "there is no such ledger; make one with `counterclaim add PAGE`" in done.stderr
    assert not run.ledger.exists()


def test_export_writes_everything(filled):
    schemas = {line["schema"] for line in lines(filled("export", "jsonl"))}
    assert {"counterclaim.claim/1", "counterclaim.incident/1", "counterclaim.finding/1"} <= schemas
    target = filled.folder / "out.jsonl"
    done = filled("export", "jsonl", "--out", str(target))
    assert done.exit_code == 0
    assert target.read_text("utf-8") == filled("export", "jsonl").stdout
    assert not list(filled.folder.glob("*.part"))


def test_an_export_that_cannot_be_written_says_so(filled):
    done = filled("export", "jsonl", "--out", str(filled.folder / "nowhere" / "out.jsonl"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert filled("export", "csv").exit_code == 2


def test_verify_prints_the_head_and_finds_changes(filled):
    done = filled("verify")
    assert done.exit_code == 0
    head = done.stdout.split()[-1]
    assert head.startswith("sha256:")
    assert filled("verify", "--head", head).exit_code == 0
    assert filled("verify", "--head", "sha256:" + "0" * 63 + "1").exit_code == 1
    with sqlite3.connect(filled.ledger) as connection:
        connection.execute("UPDATE documents SET title = 'Another title'")
    done = filled("verify")
    assert done.exit_code == 1
    assert "log entry 1 (capture sha256:" in done.stderr


def test_the_settings_can_be_named(run):
    wrong = run.page("wrong.toml", "[capture]\nmax_bites = 3\n")
    done = run("add", run.page("one.txt", SENTENCE), "--settings", wrong)
    assert done.exit_code == 2
    assert "unknown setting capture.max_bites" in done.stderr


def test_an_interrupted_batch_keeps_whole_pages(run):
    class Interrupted(FakeStages):
        def read(self, origin, *, declared):
            if "two" in origin:
                raise KeyboardInterrupt
            return super().read(origin, declared=declared)

    run.stages = Interrupted()
    done = run("add", run.page("one.txt", SENTENCE), run.page("two.txt", SECOND))
    assert done.exit_code == 130
    assert "interrupted" in done.stderr
    with Ledger(run.ledger) as ledger:
        assert len(ledger.documents()) == 1
        assert ledger.verify().ok


def test_the_demo_shows_the_sample_and_what_to_try(run):
    ledger = run.folder / "fresh" / "demo.db"
    done = run("demo", "--ledger", str(ledger))
    assert done.exit_code == 0, done.stderr
    assert "40 pages · 40 claims" in done.stdout
    for words in ("Contradictions", "What a reader should know", "Try next", f"verify --ledger {ledger}"):
        assert words in done.stdout
    again = run("demo", "--ledger", str(ledger))
    assert again.exit_code == 2
    assert "overwrites nothing" in again.stderr


def test_abuse_is_covered_until_someone_asks(run):
    class Abused(FakeStages):
        def read(self, origin, *, declared):
            capture, resolved = super().read(origin, declared=declared)
            document = resolved.reading.page.document
            span = mention(document, "fighters").span
            found = Finding(kind=FindingKind.ABUSE, message="abuse", stage="t", document=document.id, span=span)
            return capture, replace(resolved, findings=(found,))

    run.stages = Abused()
    page = run.page("one.txt", SENTENCE)
    assert run("add", page).exit_code == 0
    claim = ids(run, "claims")[0]
    for arguments in (("read", page), ("claims",), ("show", claim)):
        assert "12 ▒▒▒▒▒▒▒▒ were killed" in run(*arguments).stdout
        assert "12 fighters were killed" in run(*arguments, "--unmasked").stdout
    assert lines(run("claims", "--format", "jsonl"))[0]["quote"] == SENTENCE
