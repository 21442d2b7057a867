"""Claimed totals beside confirmed ones."""

import pytest

from counterclaim.model.claims import Object
from counterclaim.reconcile.series.confirming import class_of, set_against
from tests.reconcile.series.makers import daily, day, series

CLAIMED = series([10, 20, 30, 40], name="ministry/tank")
SEEN = series([None, 8, None, 16], name="photos/Tanks", source="photos", confirmed=True)


def test_a_ratio_is_given_for_each_day_that_has_both():
    found = list(set_against([CLAIMED], [SEEN]))
    assert [(o.day, o.figures["ratio"]) for o in found] == [(day(1), 2.5), (day(3), 2.5)]
    assert "claims 20 “tank”" in found[0].message
    assert "false" not in found[0].message


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Multiple Rocket Launchers", Object.ROCKET_LAUNCHER),
        ("MRL", Object.ROCKET_LAUNCHER),
        ("naval ship", Object.VESSEL),
        ("fuel tank", None),
        ("Reconnaissance Unmanned Aerial Vehicles", None),
        ("Anti-Aircraft Guns", None),
    ],
)
def test_labels_of_another_scope_name_no_class(label, wanted):
    assert class_of(label) is wanted


def test_classes_that_differ_do_not_meet_unless_a_person_pairs_them():
    carriers = series([5, 6], name="ministry/APC")
    seen = series([2, 3], name="photos/Carriers", confirmed=True)
    assert not list(set_against([carriers], [seen]))
    assert len(list(set_against([carriers], [seen], {"APC": "Carriers"}))) == 2


def test_nothing_confirmed_gives_no_ratio_and_daily_figures_are_not_compared():
    assert not list(set_against([CLAIMED], [series([0, 0], name="photos/tank", confirmed=True)]))
    assert not list(set_against([daily([1, 2], name="ministry/tank")], [SEEN]))
