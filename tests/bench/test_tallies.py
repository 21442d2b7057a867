"""The task `tallies` on a small folder of its own."""

import pytest

from counterclaim.bench.tasks import run
from counterclaim.errors import BenchError
from tests.bench.folder import lines, make_folder, write_lines

ROWS = [
    {"id": str(i), "series": "m/tank", "source": "m", "date": f"2021-05-{i:02}", "value": value, "kind": "cumulative"}
    for i, value in enumerate([4, 9, 7, 11], 1)
]


def folder(path, *, corrections=()):
    made = make_folder(path, ROWS, gold=[{"series": "m/tank", "kind": "decrease", "date": "2021-05-03"}])
    if corrections:
        write_lines(made / "corrections.jsonl", corrections)
    return made


def test_findings_are_written_and_scored_against_the_gold(tmp_path):
    report = run("tallies", folder(tmp_path / "data"), tmp_path / "out")
    assert report["gold"] == 1
    (found,) = lines(tmp_path / "out" / "records.pred.jsonl")
    assert (found["kind"], found["date"], found["delta"], found["explained"]) == ("decrease", "2021-05-03", -2, None)


def test_published_corrections_explain_decreases_and_are_not_handed_on_as_jumps(tmp_path):
    said = [{"series": "m/tank", "date": d, "amount": n} for d, n in (("2021-05-03", -4), ("2021-05-02", 3))]
    run("tallies", folder(tmp_path / "data", corrections=said), tmp_path / "out")
    found = lines(tmp_path / "out" / "records.pred.jsonl")
    assert [(row["kind"], row.get("explained")) for row in found] == [("decrease", True)]


def test_a_swallowed_heading_in_a_published_table_is_found(tmp_path):
    data = folder(tmp_path / "data")
    text = "Losses without lorries - 4102, of which: destroyed 3000, damaged 200, captured 902"
    rows = [f"Tanks,2021-05-0{i},{i}\nBoats,2021-05-0{i},{i}" for i in range(1, 6)]
    (data / "photos_raw.csv").write_text("\n".join(["type,date,n", *rows, f'"{text}",2021-05-05,4102']), "utf-8")
    run("tallies", data, tmp_path / "out")
    found = [row for row in lines(tmp_path / "out" / "records.pred.jsonl") if row["kind"] == "schema_error"]
    assert [(row["series"], row["date"], row["text"]) for row in found] == [("photos", "2021-05-05", text)]


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(BenchError, match=r"no gold\.jsonl"):
        run("tallies", make_folder(tmp_path / "data", ROWS), tmp_path / "out")
