"""Whatever a model writes: nothing raises but what the reader expects, and every claim holds."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.guarding import fault_of
from counterclaim.extract.llm.answers import MOST_CLAIMS, claims_in
from counterclaim.extract.llm.claims import Unfit, claim_of
from counterclaim.extract.llm.reader import sheets
from counterclaim.extract.llm.sheets import occurrences
from counterclaim.model.documents import Span
from tests.extract.llm.conftest import GOOD, TEXT

WORDS = st.sampled_from(
    [*TEXT.replace(".", " ").split(), TEXT, GOOD["quote"], "12 fighters", "", " ", "\ud800", "event"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 5) | st.floats(allow_nan=True) | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["role", "text", "x"]), inner),
    max_leaves=4,
)
CHANGES = st.dictionaries(st.sampled_from(sorted(GOOD)), JSON, max_size=3)
PIECES = st.lists(st.sampled_from([*'{}[]",:', '"claims"', '"quote"', "```", "null", "1", " ", "\n", "<think>"]))


@given(PIECES.map("".join))
def test_any_answer_is_a_list_or_none(text):
    found = claims_in(text)
    assert found is None or isinstance(found, list)


@given(st.lists(JSON, max_size=4), st.text(alphabet="abc .,\n", max_size=20))
def test_a_list_of_claims_is_found_between_other_words(entries, around):
    assert claims_in(around + json.dumps({"claims": entries}) + around) is not None


@pytest.mark.parametrize("text", ["{" * 500_000, "[" * 500_000, '{"claims": [' * 50_000, '"' * 500_000, "1" * 500_000])
def test_hostile_answers_take_no_time(text):
    started = time.process_time()
    assert not claims_in(text)
    assert time.process_time() - started < 5


def test_an_answer_without_end_is_read_to_a_limit():
    assert len(claims_in(json.dumps({"claims": [GOOD] * (MOST_CLAIMS + 50)}))) == MOST_CLAIMS
    assert len(claims_in(json.dumps({"claims": [GOOD] * (MOST_CLAIMS + 50)})[:-2])) == MOST_CLAIMS


@pytest.fixture(scope="module")
def sheet(desk):
    page = desk.segmented(TEXT).page
    return next(sheets(page, page.passages, 8))


@pytest.mark.model
@given(change=CHANGES)
def test_an_entry_makes_a_claim_that_holds_or_none(sheet, change):
    try:
        made = claim_of(GOOD | change, sheet, "llm/1 test")
    except Unfit:
        return
    assert fault_of(made.claim, sheet.page) is None
    assert all(measure.interval.low == 12 for measure in made.claim.measures if "12" in measure.mention.text)


@given(st.text(max_size=20) | WORDS)
def test_words_are_found_as_they_stand_and_whole(words):
    within = Span(4, len(TEXT) - 4)
    for span in occurrences(TEXT, words, within):
        assert within.contains(span)
        assert TEXT[span.start : span.end].split() == words.split()


def test_a_word_in_a_word_is_no_occurrence():
    text = "The heir said that he, 3 men and 13 others fled."
    assert [span.start for span in occurrences(text, "he", Span(0, len(text)))] == [text.index("he,")]
    assert [span.start for span in occurrences(text, "3 men", Span(0, len(text)))] == [text.index("3 men")]
    assert list(occurrences(text, "3 others", Span(0, len(text)))) == []
    assert list(occurrences(text, "fled" * 100_000, Span(0, len(text)))) == []
