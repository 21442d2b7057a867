"""Series of tables beside running totals."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import Object, Role
from counterclaim.model.incidents import Increment, Tally
from counterclaim.model.series import Point, Series, SeriesKind
from counterclaim.model.values import Interval, Period
from counterclaim.workbench import histories
from counterclaim.workbench.beside import Sort, beside, fits, tracks
from tests.workbench import ledgers

FIRST = date(2021, 5, 1)


def day(number):
    return FIRST + timedelta(days=number - 1)


def series(label="killed", *, kind=SeriesKind.CUMULATIVE, confirmed=True, **figures):
    points = tuple(Point(day(int(name[1:])), value) for name, value in figures.items())
    return Series(
        id=f"s_{label}", name=f"Watch/{label}", source="Watch", label=label, kind=kind, points=points,
        confirmed=confirmed,
    )  # fmt: skip


def tally(declared=(), reported=(), role=Role.KILLED, counted=Object.PERSON):
    def steps(given):
        return tuple(
            Increment(claim=f"c_{i}", window=None if first is None and last is None else Period(
                day(first) if first else None, day(last) if last else None), interval=Interval(*bounds))
            for i, (first, last, bounds) in enumerate(given)
        )  # fmt: skip

    return Tally(
        id="t", claimant="Army", role=role, object=counted, party=None, increments=steps(reported),
        declared=steps(declared), sum=None, why="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "role", "counted", "same"),
    [
        ("killed", Role.KILLED, Object.PERSON, True),
        ("Deaths", Role.KILLED, Object.PERSON, True),
        ("killed civilians", Role.KILLED, Object.PERSON, False),
        ("wounded", Role.KILLED, Object.PERSON, False),
        ("Tanks", Role.DESTROYED, Object.TANK, True),
        ("Tanks", Role.LOST, Object.TANK, True),
        ("Tanks", Role.CAPTURED, Object.TANK, False),
        ("tanks captured", Role.CAPTURED, Object.TANK, True),
        ("tanks damaged", Role.DESTROYED, Object.TANK, False),
        ("tanks destroyed", Role.DESTROYED, Object.TANK, True),
        ("Drones", Role.DESTROYED, Object.UAV, False),
        ("Tanks", Role.KILLED, Object.PERSON, False),
    ],
)
def test_a_label_tells_what_is_counted(label, role, counted, same):
    assert fits(tally(role=role, counted=counted), series(label, d1=1)) is same


def test_a_declared_total_stands_beside_the_last_figure_of_its_day():
    (row,) = beside(tally(declared=[(None, 4, (30, 30))]), series(d1=5, d3=10, d9=50)).rows
    assert (row.sort, row.theirs, row.day, row.ratio) == (Sort.TOTAL, 10, day(3), Interval(3, 3))


def test_a_figure_that_is_old_stands_for_no_later_day():
    assert beside(tally(declared=[(None, 20, (30, 30))]), series(d1=5, d3=10)).rows == ()


def test_a_total_since_a_day_stands_beside_what_was_added_since():
    one = series(d1=5, d2=8, d3=9, d4=10)
    (row,) = beside(tally(declared=[(3, 4, (6, 8))]), one).rows
    assert (row.theirs, row.ratio) == (2, Interval(3, 4))
    (whole,) = beside(tally(declared=[(1, 4, (20, None))]), one).rows
    assert (whole.theirs, whole.ratio) == (10, Interval(2, None))


def test_figures_of_days_stand_beside_the_same_days():
    running, daily = series(d1=5, d2=8, d3=9), series(kind=SeriesKind.DAILY, d2=3, d3=1)
    total = tally(reported=[(2, 3, (8, 8)), (3, 3, (2, 2)), (3, 4, (1, 1))])
    for one in (running, daily):
        rows = beside(total, one).rows
        assert [(row.claim, row.theirs, row.ratio) for row in rows] == [
            ("c_0", 4, Interval(2, 2)),
            ("c_1", 1, Interval(2, 2)),
        ], "day 4 is in neither table"


def test_nothing_is_compared_with_nothing():
    (row,) = beside(tally(declared=[(None, 2, (3, 3))]), series(d2=0)).rows
    assert row.ratio is None
    assert beside(tally(declared=[(None, None, (3, 3)), (2, None, (3, 3))]), series(d2=1)).rows == ()
    daily = series(kind=SeriesKind.DAILY, d2=1)
    assert beside(tally(declared=[(None, 2, (3, 3))]), daily).rows == (), "where does it begin?"


def test_tracks_hold_all_figures_that_have_a_day():
    total = tally(declared=[(None, 2, (3, 3)), (None, None, (9, 9))], reported=[(1, 2, (1, 2))])
    found = tracks([("Army", total), ("Guard", tally())], [series(d1=1, d2=2), series(kind=SeriesKind.DAILY, d2=1)])
    assert [(t.who, t.sort, t.table, t.confirmed, len(t.moments)) for t in found] == [
        ("Army", Sort.TOTAL, False, False, 1),
        ("Army", Sort.DAYS, False, False, 1),
        ("Watch", Sort.TOTAL, True, True, 2),
        ("Watch", Sort.DAYS, True, True, 1),
        ("Watch", Sort.DAYS, True, True, 1),
    ]
    assert [t.what for t in found[2:]] == ["killed", "killed, added a day", "killed"]
    assert found[1].moments[0].since == day(1)
    assert {t.sort for t in tracks([("Army", tally(reported=[(1, 2, (1, 2))]))], [series(d1=1, d2=2)])} == {Sort.DAYS}


def test_the_page_of_a_total_shows_what_counts_the_same_or_what_is_asked_for(tmp_path):
    claimed, other = series(d2=4, d3=10, confirmed=False), replace(series("Tanks", d3=7), id="s_other")
    view = ledgers.tabled(tmp_path / "l.db", [claimed, replace(series(d3=6), id="s_2"), other])
    page = histories.tally(view, "t_1")
    assert [item.series.confirmed for item in page.tables] == [True, False]
    assert len(page.known) == 3
    assert [item.series.id for item in histories.tally(view, "t_1", "s_other").tables] == ["s_other"]
    with pytest.raises(UnknownRecord, match="s_none"):
        histories.tally(view, "t_1", "s_none")
    assert [t.who for t in histories.tracks(view, "t_1") if t.table] == ["Watch"] * 4
    table = histories.of_table(view, "s_killed")
    assert [point.value for point in table.found.items] == [10, 4]
    assert [line.tally.id for line in table.totals] == ["t_1"]
    assert len(histories.listed(view).tables) == 3
    assert histories.listed(view, "tanks").tables == (other,)
