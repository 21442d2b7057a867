"""The form of a quantity prediction."""

from __future__ import annotations

from counterclaim.bench.quantities import predict


def answer(text: str) -> list[dict]:
    return next(predict([{"id": "a", "text": text}]))["quantities"]


def test_value_unit_and_change():
    (found,) = answer("Arrests fell nearly 7% there.")
    assert (found["value"], found["normalized_unit"], found["change"]) == ("7", "percentage", "down")


def test_bounds_are_written_as_marks():
    assert [q["change"] for q in answer("over 150 men, up to 40 men, some 30 men, 20 men")] == [">", "<", "~", "="]


def test_ranges_carry_both_ends():
    (found,) = answer("between 30 and 40 fighters")
    assert (found["value"], found["normalized_unit"]) == ("30-40", "fighter")


def test_dates_labels_and_vague_counts_are_left_out():
    assert answer("On 3 March 2020 dozens left under Resolution 2254.") == []


def test_one_answer_a_record():
    assert [p["id"] for p in predict([{"id": "a", "text": ""}, {"id": "b", "text": "x"}])] == ["a", "b"]
