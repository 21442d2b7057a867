"""Days of a report in capitals."""

import pytest

from counterclaim.bench.templates.days import days, lowered, slot, touching


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("YESTERDAY", "03 MAR 90"),
        ("ON 12 FEBRUARY", "12 FEB 90"),
        ("LAST NIGHT", "03 MAR 90 - 04 MAR 90"),
        ("THIS MORNING", "04 MAR 90"),
    ],
)
def test_a_day_is_reckoned_from_the_report(words, written):
    text = f"A BRIDGE WAS WRECKED {words} NEAR PUNO."
    assert slot(days(text, "1990-03-04"), "1990-03-04") == [written]


def test_no_day_means_no_later_than_the_report():
    assert slot([], "1990-03-04") == ["- 04 MAR 90"]
    assert slot([], None) == []


def test_capitals_are_lowered_without_moving_a_character():
    text = "ON MONDAY İN MARCH"
    assert lowered(text) == "on Monday İn March"
    assert len(lowered(text)) == len(text)


def test_times_are_found_by_where_they_stand():
    text = "YESTERDAY A BRIDGE, TODAY A ROAD."
    found = days(text, "1990-03-04")
    assert [day.start for day in touching(found, 20, 30)] == [text.index("TODAY")]
