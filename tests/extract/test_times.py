"""Which words say when, and which only look like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.times import find_times

DATES = [
    "March 3",
    "3 March 2020",
    "Mon Apr 4 2016",
    "Tue 05 Jul 2016",
    "Monday 13 Nov 2017",
    "Thursday, February 27th",
    "04-04-2016",
    "06.04.2017",
    "2016/04/04",
    "1st of May",
    "Oct. 18",
    "today",
    "yesterday",
    "late Monday",
    "early Tuesday",
    "Monday",
    "the same day",
    "the next day",
    "the previous day",
    "a day earlier",
    "two days ago",
    "two days later",
    "the past week",
    "the past year",
    "the start of the year",
    "last year",
    "last month",
    "this week",
    "next week",
    "December 2019",
    "mid-2012",
    "late 2015",
    "the 1990s",
    "the summer of 2014",
    "last summer",
    "Ramadan",
    "the weekend",
]
TIMES = ["Monday evening", "overnight", "last night", "this morning", "the morning of March 3", "10:30 a.m. Monday"]
DURATIONS = ["the past 24 hours", "the last 15 days", "the past eight years", "nearly two years", "five-year"]
SETS = ["every day", "each month", "every Friday", "daily"]


def found(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in find_times(text)]


@pytest.mark.parametrize("words", DATES)
def test_dates(words):
    assert found(f"shells fell, {words}, in town") == [(words, "DATE")]


@pytest.mark.parametrize("words", TIMES)
def test_times_of_day(words):
    assert found(f"shells fell, {words}, in town") == [(words, "TIME")]


@pytest.mark.parametrize("words", DURATIONS)
def test_durations(words):
    assert found(f"shells fell, {words} long, in town") == [(words, "DURATION")]


@pytest.mark.parametrize("words", SETS)
def test_sets(words):
    assert found(f"shells fell, {words}, in town") == [(words, "SET")]


def test_a_list_of_days_gives_each_day():
    assert [text for text, _ in found("on February 4, 12, 21 and 28 and would")] == ["February 4", "12", "21", "28"]


def test_from_and_until_are_two_times():
    assert [text for text, _ in found("from March 3 to April 5")] == ["March 3", "April 5"]


def test_since_stands_outside():
    assert found("has raged since March 2011 in") == [("March 2011", "DATE")]


def test_months_that_are_verbs_or_names_are_left():
    assert found("May he live. They may come. March on!") == []


@pytest.mark.parametrize(
    "text",
    [
        "killing 2000 people",
        "at least 1950 civilians",
        "Resolution 2254 says",
        "a 12-year-old boy",
        "more than a quarter of a million people",
        "the daily highlights a platform",
        "2,000 tanks",
        "T-72 and M4",
    ],
)
def test_what_looks_like_a_time(text):
    assert found(text) == []


def test_years_after_a_preposition_are_years():
    assert found("in 2016 troops came") == [("2016", "DATE")]


def test_loose_words_are_marked():
    assert [one.loose for one in find_times("now and on Monday")] == [True, False]


def test_a_paragraph_end_joins_nothing():
    assert [text for text, _ in found("It ended on Monday\n\nMarch 3 was quiet")] == ["Monday", "March 3"]


VOCABULARY = (
    "the past last next 24 hours a an of March May 3 3rd 2016 - / . , and to Monday early late mid ago earlier year "
    "quarter first few couple every daily 10:30 p.m. noon winter 90s nineteen ninety"
)


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(VOCABULARY.split()), max_size=25).map(" ".join)))
def test_any_text_gives_exact_disjoint_spans(text):
    end = 0
    for one in find_times(text):
        assert end <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end] == one.text
        end = one.span.end


@pytest.mark.parametrize(
    "unit", ["the ", "1 ", "1/", "May ", "more than ", "a couple of ", "March 3, ", "early ", "10:", " \n"]
)
def test_worst_cases_take_linear_time(unit):
    started = time.process_time()
    find_times(unit * 2_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ninety died over the weekend and on Monday.", "the weekend and on Monday"),
        ("Twelve died on Monday and Tuesday.", "Monday and Tuesday"),
        ("On Monday nine died and on Tuesday four.", None),
    ],
)
def test_days_that_only_and_joins_are_one_list(text, whole):
    spans = {time.whole for time in find_times(text)}
    assert [text[span.start : span.end] if span else None for span in spans] == [whole]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The charity said that July was the worst month.", "July"),
        ("The clerk reported that March 3 saw heavy snow.", "March 3"),
        ("It snowed that July, the clerk said.", "that July"),
    ],
)
def test_that_after_a_word_of_speech_is_no_part_of_the_time(text, words):
    assert [time.text for time in find_times(text)] == [words]
