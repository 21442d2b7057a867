"""Days that stand out, and days on which another total was lowered."""

from counterclaim.reconcile.series.jumps import AROUND, jumps
from tests.reconcile.series.makers import day, totals

STEADY = [3, 5, 4, 6, 3, 5] * 8


def days_of(*found):
    return [(o.series, o.day) for o in jumps(found)]


def test_one_day_far_above_the_days_around_is_a_jump():
    changes = [*STEADY[:24], 60, *STEADY[:24]]
    (found,) = jumps([totals(changes)])
    assert found.day == day(25)
    assert "60 are added" in found.message
    assert "none of the 40 changes around it is as large" in found.message


def test_a_level_that_rises_for_good_is_no_jump():
    assert not days_of(totals([*STEADY[:24], *(change * 3 for change in STEADY[:24])]))


def test_a_short_series_tells_nothing():
    assert not days_of(totals([1] * (AROUND - 2) + [50]))


def test_a_change_above_the_middle_counts_where_the_source_lowered_another_total():
    lowered = totals([2] * 12 + [-4] + [2] * 12, name="list/b")
    raised = totals([5, 7, 4] * 4 + [6] + [5, 7, 4] * 4, name="list/a")
    assert ("list/a", day(13)) in days_of(lowered, raised)
    assert not days_of(raised)
    other = totals([2] * 12 + [-4] + [2] * 12, name="list/b", source="somebody else")
    assert not days_of(other, raised)
