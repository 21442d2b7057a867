"""The form of a time prediction, and the TIMEX3 values."""

from __future__ import annotations

import pytest

from counterclaim.bench.times import predict


def values(text: str, dct: str | None = "2020-03-04") -> list[str]:
    return [t["value"] for t in next(predict([{"id": "a", "text": text, "dct": dct}]))["timex"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on March 3", "2020-03-03"),
        ("in December", "2019-12"),
        ("last year", "2019"),
        ("last week", "2020-W09"),
        ("this summer", "2020-SU"),
        ("for two days", "P2D"),
        ("the past 24 hours", "PT24H"),
        ("a few weeks", "PXW"),
        ("Monday evening", "2020-03-02TEV"),
        ("5 p.m. Tuesday", "2020-03-03T17:00"),
        ("now", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("every July", "XXXX-07"),
        ("the third quarter", "2019-Q3"),
        ("the 1990s", "199"),
        ("the 19th century", "18"),
        ("three weeks ago", "2020-02-12"),
        ("over the weekend", "2020-W09-WE"),
        ("for two decades", "P2E"),
        ("nineteen ninety-six", "1996"),
        ("the winter of 1994", "1994-WI"),
    ],
)
def test_values(text, value):
    assert values(f"It was so {text}, they said.") == [value]


def test_offsets_and_form():
    (prediction,) = predict([{"id": "a", "text": "Shells fell on March 3.", "dct": "2020-03-04T10:00:00"}])
    (timex,) = prediction["timex"]
    assert timex == {"start": 15, "end": 22, "type": "DATE", "value": "2020-03-03", "text": "March 3"}


def test_without_a_date_values_stay_empty():
    assert values("It fell yesterday.", None) == [""]
