"""Segments: marks lie exactly on their words, in every script."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.documents import Span
from counterclaim.workbench.marking import cut, in_lanes

SIGNS = "a é e\u0301 🕊️👩‍👩‍👧 القصير \u202e𝔘\n"


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet=SIGNS, min_size=1, max_size=60))
    edge = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edge, edge), max_size=8))
    spans = [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    return text, spans


@given(marked_texts())
def test_the_segments_are_the_text_and_each_mark_covers_its_words(case):
    text, spans = case
    marks = in_lanes([(str(i), span, 0) for i, span in enumerate(spans)])
    segments = cut(text, Span(0, len(text)), marks)
    assert "".join(segment.text for segment in segments) == text
    for mark in marks:
        under = "".join(segment.text for segment in segments if mark in segment.marks)
        assert under == text[mark.span.start : mark.span.end]


@given(marked_texts())
def test_every_mark_opens_and_closes_once(case):
    text, spans = case
    marks = in_lanes([(str(i), span, 0) for i, span in enumerate(spans)])
    segments = cut(text, Span(0, len(text)), marks)
    assert sorted(m.number for s in segments for m in s.opens) == [m.number for m in marks]
    assert sorted(m.number for s in segments for m in s.closes) == [m.number for m in marks]


@given(marked_texts())
def test_marks_that_overlap_are_drawn_in_different_lanes(case):
    _, spans = case
    marks = in_lanes([(str(i), span, 0) for i, span in enumerate(spans[:6])])
    for one in marks:
        for other in marks:
            if one is not other and one.span.overlaps(other.span):
                assert one.lane != other.lane


def test_a_mark_that_reaches_beyond_the_paragraph_is_cut_off_there():
    (mark,) = in_lanes([("c", Span(2, 9), 0)])
    first, second = cut("one two three", Span(0, 7), [mark])
    assert (first.text, second.text) == ("on", "e two")
    assert second.marks == (mark,)
    assert second.closes == ()


def test_masked_letters_are_covered_and_white_space_is_not():
    (before, hidden, after) = cut("a bad word", Span(0, 10), [], masks=[Span(2, 7)])
    assert (before.text, hidden.text, after.text) == ("a ", "▒▒▒ ▒", "ord")
    assert hidden.masked
    assert not before.masked
