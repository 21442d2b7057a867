"""Quotation marks: pairs, nesting, apostrophes, paragraphs, and marks that never close."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.quotations import find_quotations
from counterclaim.model.documents import Span


def quoted(text: str) -> list[tuple[str, bool]]:
    found = find_quotations(text, Span(0, len(text)))
    return [(text[q.span.start : q.span.end], q.closed) for q in found]


def test_marks_of_all_kinds_pair_up():
    assert quoted("He said “one two” and «three four».") == [("one two", True), ("three four", True)]
    assert quoted('She called it "one two".') == [("one two", True)]
    assert quoted("They were ‘neutralised’ at dawn.") == [("neutralised", True)]
    assert quoted("The ’real target’ lies elsewhere.") == [("real target", True)]


def test_an_apostrophe_opens_nothing():
    assert quoted("The army’s men didn’t leave the farmers’ fields.") == []
    assert quoted("The army's men didn't leave the farmers' fields.") == []


def test_a_quotation_inside_a_quotation_is_one():
    assert quoted("“He told me: ‘Go home’ and left,” she said.") == [("He told me: ‘Go home’ and left,", True)]


def test_an_unclosed_mark_ends_with_its_paragraph():
    assert quoted("He said “one two three.\n\nFour five six.") == [("one two three.", False)]


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark():
    text = "“One two three.\n\n“Four five six,” she said."
    assert quoted(text) == [("One two three.\n\n“Four five six,", True)]


def test_a_short_quotation_is_a_few_words():
    text = "They “fled” and said “we shall be back before the winter”."
    assert [q.short for q in find_quotations(text, Span(0, len(text)))] == [True, False]


def test_only_the_part_is_read():
    text = "“before” one “inside” two “after”"
    part = Span(text.index("one"), text.index("two"))
    assert [text[q.span.start : q.span.end] for q in find_quotations(text, part)] == ["inside"]


@given(st.text(alphabet="ab “”‘’\"'«»\n.", max_size=80))
def test_quotations_lie_in_order_inside_the_text(text):
    found = find_quotations(text, Span(0, len(text)))
    assert all(0 <= q.span.start <= q.span.end <= len(text) for q in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(q.words for q in found)
