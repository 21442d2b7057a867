"""Decreases and their explanation, gaps, and totals that do not follow from the daily figures."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.series import Correction, OddityKind
from counterclaim.reconcile.series.auditing import audit
from tests.reconcile.series.makers import daily, day, series


def of_kind(kind, *found, corrections=None):
    return [o for o in audit(found, corrections) if o.kind is kind]


def test_a_total_that_falls_is_found_with_both_figures():
    (found,) = of_kind(OddityKind.DECREASE, series([10, 14, 12, 15]))
    assert found.day == day(2)
    assert (found.figures["previous"], found.figures["value"], found.figures["delta"]) == (14, 12, -2)
    assert found.figures["explained"] is None
    assert "falls by 2 from 14" in found.message
    assert "not known" in found.message


def test_a_published_correction_within_a_day_explains_a_decrease():
    said = [Correction("list/tank", day(1), -5)]
    (found,) = of_kind(OddityKind.DECREASE, series([10, 14, 12, 15]), corrections=said)
    assert found.figures["explained"] is True
    assert "a correction of -5 for 2021-05-02" in found.message


def test_corrections_of_other_days_upwards_or_of_other_totals_explain_nothing():
    said = [
        Correction("list/tank", day(4), -5),
        Correction("list/tank", day(2), 5),
        Correction("list/drone", day(2), -5),
    ]
    (found,) = of_kind(OddityKind.DECREASE, series([10, 14, 12, 15]), corrections=said)
    assert found.figures["explained"] is False
    assert "no correction was published" in found.message


def test_corrections_of_another_list_leave_the_explanation_unknown():
    (found,) = of_kind(OddityKind.DECREASE, series([3, 2]), corrections=[Correction("other/tank", day(1), -1)])
    assert found.figures["explained"] is None


def test_a_missing_day_is_a_gap_in_a_daily_list_only():
    (found,) = of_kind(OddityKind.GAP, series([1, 2, 3, 4, 5, None, None, 8, 9]))
    assert (found.day, found.figures["missing_days"]) == (day(7), 2)
    assert not of_kind(OddityKind.GAP, series([1, None, None, 4, None, 6, None, None, 9]))


def test_a_change_that_is_not_the_figure_of_the_day_is_a_residual():
    (found,) = of_kind(OddityKind.RESIDUAL, series([10, 15, 18]), daily([5, 7], start=1))
    assert (found.day, found.figures["residual"]) == (day(2), -4)
    assert "-4 are not accounted for" in found.message


def test_a_change_over_a_gap_is_not_held_against_one_day():
    assert not of_kind(OddityKind.RESIDUAL, series([10, None, 18]), daily([3], start=2))


def test_daily_figures_that_go_up_and_down_are_no_decrease():
    assert not audit([daily([5, 2, 9, 0, 4, 1])])


@given(st.lists(st.integers(0, 9), max_size=20))
def test_a_total_with_its_own_changes_has_no_residual(changes):
    total = series([sum(changes[:i]) for i in range(len(changes) + 1)])
    assert not of_kind(OddityKind.RESIDUAL, total, *([daily(changes, start=1)] if changes else []))


@given(st.permutations(range(3)))
def test_the_order_of_the_series_changes_nothing(order):
    found = [series([4, 3, 9], name=f"list/{name}") for name in "abc"]
    assert audit([found[i] for i in order]) == audit(found)
