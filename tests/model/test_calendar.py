"""The shared words of time and number."""

from __future__ import annotations

import pytest

from counterclaim.model.calendar import MONTHS, WEEKDAYS, small_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("24", 24),
        ("12345", None),
        ("a", 1),
        ("another", 1),
        ("seven", 7),
        ("Forty", 40),
        ("twenty-four", 24),
        ("twenty four", 24),
        ("four twenty", None),
        ("twenty zero", None),
        ("many", None),
        ("", None),
    ],
)
def test_small_numbers(words, number):
    assert small_number(words) == number


def test_short_forms_name_the_same_month_and_day():
    assert MONTHS["sept"] == MONTHS["sep"] == MONTHS["september"] == 9
    assert WEEKDAYS["tues"] == WEEKDAYS["tue"] == WEEKDAYS["tuesday"] == 1
