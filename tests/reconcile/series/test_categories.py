"""Categories that are merged, replaced or new."""

from counterclaim.model.series import OddityKind
from counterclaim.reconcile.series.categories import category_events
from tests.reconcile.series.makers import day, series

LONG = list(range(100))


def events(*found):
    return [(o.kind, o.series, o.day) for o in category_events([series(LONG, name="list/tank"), *found])]


def test_two_that_end_where_one_begins_at_their_sum_were_merged():
    cars, tankers = series([20] * 50, name="list/cars"), series([7] * 50, name="list/tankers")
    both = series([28] * 50, name="list/cars and tankers", start=50)
    assert events(cars, tankers, both) == [(OddityKind.CATEGORY_MERGE, "list/cars and tankers", day(50))]


def test_the_fewest_that_come_to_the_sum_were_merged():
    ended = [series([n] * 50, name=f"list/{n}") for n in (1000, 400, 2)]
    (found,) = category_events([series(LONG, name="list/tank"), *ended, series([1405], name="list/all", start=50)])
    assert found.figures["from"] == "1000, 400"


def test_one_that_ends_where_another_begins_was_replaced():
    old, new = series([4] * 50, name="list/launchers"), series([84] * 50, name="list/missiles", start=50)
    assert events(old, new) == [(OddityKind.CATEGORY_REPLACED, "list/missiles", day(50))]


def test_a_late_category_is_new_and_an_early_one_belongs_to_the_list_from_its_beginning():
    assert events(series([1] * 10, name="list/boats", start=60)) == [
        (OddityKind.CATEGORY_APPEARS, "list/boats", day(60))
    ]
    assert not events(series([1] * 90, name="list/boats", start=10))


def test_lists_of_cases_seen_one_by_one_have_no_such_events():
    assert not events(series([1] * 10, name="photos/boats", source="photos", start=60, confirmed=True))
