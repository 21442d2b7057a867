"""Numbers as MUC-4 writes them."""

import pytest

from counterclaim.bench.templates.numbers import how_many


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("FOUR MEMBERS OF A CHOIR DIED", "MEMBERS OF A CHOIR", "4"),
        ("AT LEAST 12 CLERKS DIED", "CLERKS", "12-"),
        ("UP TO 30 STALLS BURNED", "STALLS", "-30"),
        ("ABOUT 20 STALLS BURNED", "STALLS", "~20"),
        ("SEVERAL STALLS BURNED", "STALLS", "PLURAL"),
        ("TWO OTHER UNKNOWN CLERKS DIED", "CLERKS", "2"),
        ("THEN TWO CLERKS DIED", "TWO CLERKS", "2"),
        ("THE CLERK DIED", "CLERK", "1"),
        ("THE CLERKS DIED", "CLERKS", "PLURAL"),
        ("A 15-YEAR-OLD GIRL DIED", "15-YEAR-OLD GIRL", "1"),
        ("THE HEADQUARTERS OF THE CHOIR BURNED", "HEADQUARTERS OF THE CHOIR", "1"),
        ("LIMA, 2 NOV 89 -- A CLERK DIED", "CLERK", "1"),
        ("ON 4 MARCH, A CLERK DIED", "CLERK", "1"),
    ],
)
def test_how_many(text, words, number):
    start = text.index(words)
    assert how_many(text, start, start + len(words)) == number
