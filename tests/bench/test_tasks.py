"""Every task on a small folder of its own: files, figures, and predictions that know nothing of the gold."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.bench.tasks import TASKS, run
from counterclaim.cli import Surroundings, app
from counterclaim.errors import BenchError
from tests.bench.folder import lines, make_folder

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
NEWS = (
    "At least 12 people were killed when shells hit the market of Homs on Monday, a monitor said.\n\n"
    "The ministry of defence denied that its forces had fired. “We hit nobody,” a spokesman told reporters."
)
PAGE = (
    "<html><head><title>Shells hit a market</title></head><body><article><h1>Shells hit a market</h1>"
    + "".join(f"<p>{NEWS} This is paragraph {n}, and it goes on for a while about the valley.</p>" for n in range(4))
    + "</article></body></html>"
)
ITEM = {"id": "c1", "start": 0, "end": 31, "kind": "event", "measures": [], "claimant": "OUTLET"}
RECORDS = {
    "attribution": [{"id": "a", "text": NEWS, "attributions": [{"source": [[77, 86]], "cue": [[87, 91]]}]}],
    "claims": [
        {
            "id": n,
            "group": "g",
            "source": "x",
            "published": "2016-07-05",
            "text": NEWS,
            "claims": [ITEM],
            "not_claims": [],
        }
        for n in ("r1", "r2")
    ],
    "events": [{"id": "e", "text": NEWS, "label": "ART_MISS_ATTACK", "acled_event_type": "Explosions/Remote violence"}],
    "factuality": [{"id": "f", "text": NEWS, "targets": [{"start": 26, "end": 32, "text": "killed", "label": 3.0}]}],
    "incidents": [
        {"id": "i", "text": NEWS.upper(), "dateline": None, "templates": [{"type": [{"any": [{"value": "BOMBING"}]}]}]}
    ],
    "ledger": [{"id": "l", "reference_date": "2023-10-31", "text": NEWS, "gold": {"killed": {"low": 12, "high": 12}}}],
    "pages": [{"id": "p", "html": "html/p.html.gz", "main_text": NEWS, "must": [], "must_not": [], "comments": ["no"]}],
    "places": [
        {
            "id": "s",
            "place_en": "Homs",
            "place_ar": "حمص",
            "governorate": "Homs",
            "lat": 34.7,
            "lon": 36.7,
            "precision": "city",
        }
    ],
    "quantities": [{"id": "q", "text": "It cost 12 dollars.", "quantities": [{"value": "12"}]}],
    "times": [{"id": "t", "dct": "1998-03-04", "text": "They met yesterday.", "timex": [{"start": 9, "end": 18}]}],
    "toponyms": [{"id": "o", "text": NEWS, "toponyms": [{"start": 63, "end": 67, "lat": 34.7, "lon": 36.7}]}],
}
RUBBISH = {
    "label": "rubbish",
    "attributions": [],
    "templates": [],
    "gold": None,
    "main_text": "rubbish",
    "must": ["x"],
    "comments": [],
    "quantities": [],
}
LIGHT = ("quantities", "times", "pages")
TWOFOLD = ("places",)
HEAVY = ("attribution", "claims", "events", "factuality", "incidents", "ledger", "toponyms")
OF_THEIR_OWN = {"tallies", "coreference"}
"""Tasks whose predictions are no records; each has a file of tests."""
each_task = pytest.mark.parametrize(
    "task", [*LIGHT, *TWOFOLD, *(pytest.param(task, marks=pytest.mark.model) for task in HEAVY)]
)


def folder_of(task, path, *, rubbish=False):
    rows = [row | {k: v for k, v in RUBBISH.items() if rubbish and k in row} for row in RECORDS[task]]
    folder = make_folder(path, [spoiled(row) if rubbish else row for row in rows])
    (folder / "html").mkdir()
    (folder / "html" / "p.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    if task == "claims":
        pairs = [{"a": ["r1", "c1"], "b": ["r2", "c1"], "relation": "rubbish" if rubbish else "repeats", "why": "-"}]
        make_folder(path, [spoiled(row) for row in rows] if rubbish else rows, relations=pairs)
    return folder


def spoiled(row):
    """The row with all that its gold says, but for where spans stand, turned to rubbish."""
    row = dict(row)
    if "claims" in row:
        row["claims"] = [{"id": "c1", "start": 0, "end": 31, "kind": "rubbish"}]
        row["not_claims"] = [{"start": 0, "end": 90}]
    if "toponyms" in row:
        row["toponyms"] = [{**t, "lat": 0.0, "lon": 0.0, "text": "rubbish"} for t in row["toponyms"]]
    if "place_en" in row:
        row |= {"lat": 0.0, "lon": 0.0, "precision": "rubbish"}
    if "targets" in row:
        row["targets"] = [{**t, "label": -3.0, "text": "rubbish"} for t in row["targets"]]
    if "timex" in row:
        row["timex"] = [{"start": 0, "end": 1, "value": "rubbish"}]
    return row


def predictions(out):
    return {path.name: path.read_text("utf-8") for path in sorted(out.iterdir())}


def test_every_task_is_tested():
    assert set(RECORDS) == set(TASKS) - OF_THEIR_OWN == {*LIGHT, *TWOFOLD, *HEAVY}


@each_task
def test_a_task_writes_one_prediction_for_each_record_and_prints_the_figures_last(task, tmp_path, capsys):
    folder = folder_of(task, tmp_path / "data")
    report = run(task, folder, tmp_path / "out")
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == report
    assert report["task"] == task
    written = {path.name: lines(path) for path in (tmp_path / "out").iterdir()}
    records = {name: rows for name, rows in written.items() if name.startswith("records")}
    assert records
    for rows in records.values():
        assert [row["id"] for row in rows] == [row["id"] for row in RECORDS[task]]


@each_task
def test_the_gold_is_hidden_from_the_system(task, tmp_path):
    run(task, folder_of(task, tmp_path / "true"), tmp_path / "one")
    run(task, folder_of(task, tmp_path / "rubbish", rubbish=True), tmp_path / "two")
    assert predictions(tmp_path / "one") == predictions(tmp_path / "two")


def test_names_of_the_files_are_those_of_the_contract(tmp_path):
    names = {task: predictions_of(task, tmp_path / task) for task in LIGHT}
    assert names == {task: ["records.pred.jsonl"] for task in LIGHT}


def predictions_of(task, path):
    run(task, folder_of(task, path / "data"), path / "out")
    return sorted(file.name for file in (path / "out").iterdir())


def test_places_are_found_with_the_governorate_and_without_it(tmp_path):
    assert predictions_of("places", tmp_path / "places") == ["records.pred.jsonl", "records.withheld.pred.jsonl"]
    (given,) = lines(tmp_path / "places" / "out" / "records.pred.jsonl")
    assert (round(given["lat"]), round(given["lon"]), given["resolved"]) == (35, 37, True)


@pytest.mark.model
def test_names_of_the_files_of_tasks_with_two(tmp_path):
    assert predictions_of("claims", tmp_path / "claims") == ["records.pred.jsonl", "relations.pred.jsonl"]
    assert predictions_of("toponyms", tmp_path / "toponyms") == [
        "records.end_to_end.pred.jsonl",
        "records.gold.pred.jsonl",
    ]


def test_an_unknown_task_is_named_with_those_that_are_known(tmp_path):
    with pytest.raises(BenchError, match=r"nonsense: .*attribution.*sample.*toponyms"):
        run("nonsense", tmp_path, tmp_path / "out")


def test_a_task_without_data_says_what_to_name(tmp_path):
    with pytest.raises(BenchError, match="--data"):
        run("times", None, tmp_path / "out")


def test_a_missing_page_is_named(tmp_path):
    folder = folder_of("pages", tmp_path / "data")
    (folder / "html" / "p.html.gz").unlink()
    with pytest.raises(BenchError, match=r"p\.html\.gz"):
        run("pages", folder, tmp_path / "out")


def test_the_command_ends_with_one_sentence_and_exit_code_2(tmp_path):
    done = CliRunner().invoke(
        app, ["bench", "times", "--data", str(tmp_path), "--out", str(tmp_path / "out")], obj=Surroundings()
    )
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert "score.py" in done.output


@pytest.mark.model
@pytest.mark.parametrize("task", TASKS)
def test_the_folder_of_another_task_is_an_error_with_a_sentence(task, tmp_path):
    folder = make_folder(tmp_path / "data", [{"id": "x", "other": 1}])
    with pytest.raises(BenchError, match="--data"):
        run(task, folder, tmp_path / "out")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not beside the project")
@pytest.mark.parametrize("task", ["quantities", "times"])
def test_first_shared_records_are_read_better_than_chance(task, tmp_path):
    rows = lines(SHARED / task / "records.jsonl")[:30]
    scorer = (SHARED / task / "score.py").read_text("utf-8")
    report = run(task, make_folder(tmp_path / "data", rows, scorer=scorer), tmp_path / "out")
    figure = report["relaxed"] if task == "times" else report["all"]["value"]
    assert figure["f1"] > 60
