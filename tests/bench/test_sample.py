"""The task `sample`: anchors found on the pages, and the figures that come out."""

import json

import pytest

from counterclaim.bench.floors import compare, load_floors
from counterclaim.bench.sample import locate
from counterclaim.bench.tasks import run
from tests.factories import make_resolved


def test_an_anchor_is_found_over_a_line_break():
    page = make_resolved().reading.page
    words = page.document.text.split()[:3]
    span = locate(page, {"anchor": " ".join(words)})
    assert span is not None
    assert page.document.quote(span).text.split() == words


def test_an_anchor_that_is_not_there_is_none():
    assert locate(make_resolved().reading.page, {"anchor": "no such words"}) is None


@pytest.mark.model
def test_the_sample_is_scored_in_every_figure(tmp_path, capsys):
    report = run("sample", None, tmp_path)
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == report
    floors = load_floors()["sample"]
    assert [floor for floor in compare(report, floors) if floor.reached is None] == []
    assert (tmp_path / "records.pred.jsonl").is_file()
    assert (tmp_path / "relations.pred.jsonl").is_file()
