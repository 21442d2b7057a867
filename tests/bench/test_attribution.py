"""Attributions in the form of the task: spans in the record's own text, whole quotations, nobody quoted twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.bench.attribution import Said, origins_of, outermost, predict
from counterclaim.model.documents import Span


@given(
    st.lists(st.text("ab.", min_size=1, max_size=4), max_size=8),
    st.lists(st.sampled_from([" ", "  ", "\xa0", "\n \n"])),
)
def test_letters_go_back_to_where_they_stood(words, gaps):
    original = "".join(word + (gaps[i % len(gaps)] if gaps else " ") for i, word in enumerate(words))
    text = " ".join(words)
    origins = origins_of(text, original)
    assert len(origins) == len(text)
    assert all(original[origins[at]] == char for at, char in enumerate(text) if not char.isspace())


def test_a_character_that_was_dropped_shifts_nothing_after_it():
    origins = origins_of("He said so.", "He\u200b said so.")
    assert origins[3] == 4


def test_whoever_is_quoted_by_another_is_left_out():
    outer = Said(Span(0, 3), Span(4, 8), (Span(10, 40),), (Span(10, 40),))
    inner = Said(Span(12, 14), Span(15, 20), (Span(21, 40),))
    assert outermost([outer, inner]) == [outer]
    assert outermost([inner]) == [inner]


@pytest.mark.model
def test_spans_are_offsets_into_the_text_of_the_record():
    text = "The mayor  said that\xa0shells had hit the market.\n\n\n“We saw it  all. It was loud,” a witness said."
    (line,) = predict([{"id": "x", "text": text}])
    words = [[text[s:e] for role in ("source", "cue") for s, e in said[role]] for said in line["attributions"]]
    assert words == [["The mayor", "said"], ["a witness", "said"]]
    spans = line["attributions"][1]["content"]
    assert any("We saw it  all. It was loud" in text[start:end] for start, end in spans)
