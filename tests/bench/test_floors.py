"""Floors under the figures: how they are looked up, and that each task has some."""

import pytest

from counterclaim.bench.floors import compare, load_floors
from counterclaim.bench.tasks import OWN, TASKS

REPORT = {"task": "x", "records.gold": {"all": {"acc@161km_all": 84.49}}, "n": 3}


@pytest.mark.parametrize(("floor", "holds"), [(84, True), (84.49, True), (85, False)])
def test_a_figure_is_found_by_its_path(floor, holds):
    (found,) = compare(REPORT, {"records.gold/all/acc@161km_all": floor})
    assert found.reached == 84.49
    assert found.holds is holds


@pytest.mark.parametrize("path", ["records.gold/none", "n/all", "task", "records.gold/all"])
def test_a_figure_that_the_report_lacks_does_not_hold(path):
    (found,) = compare(REPORT, {path: 0})
    assert found.reached is None
    assert not found.holds


def test_every_task_has_floors_between_0_and_100():
    floors = load_floors()
    assert set(floors) == {*TASKS, *OWN}
    assert all(0 < floor <= 100 for figures in floors.values() for floor in figures.values())
