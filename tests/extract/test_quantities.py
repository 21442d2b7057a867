"""The interval grammar: every row of the table of `Quantities are intervals`, and what is no count."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.quantities import FoundQuantity, find_quantities, implied_one
from counterclaim.model.documents import Span

COUNTED = [
    ("33 people", 33, 33),
    ("thirty-three people", 33, 33),
    ("at least 33 people", 33, None),
    ("33 or more people", 33, None),
    ("not fewer than 33 people", 33, None),
    ("no fewer than 33 people", 33, None),
    ("a minimum of 33 people", 33, None),
    ("33+ people", 33, None),
    ("over 150 militants", 151, None),
    ("more than 150 militants", 151, None),
    ("more than a dozen militants", 13, None),
    ("more than a quarter of a million people", 250_001, None),
    ("up to 40 fighters", 0, 40),
    ("as many as 40 fighters", 0, 40),
    ("no more than 40 fighters", 0, 40),
    ("fewer than 40 fighters", 0, 39),
    ("less than 40 fighters", 0, 39),
    ("nearly 900,000 people", 810_000, 900_000),
    ("almost 900000 people", 810_000, 900_000),
    ("close to 900 000 people", 810_000, 900_000),
    ("about 200 people", 180, 220),
    ("some 200 people", 180, 220),
    ("around 200 people", 180, 220),
    ("roughly two hundred people", 180, 220),
    ("approximately 200 people", 180, 220),
    ("an estimated 200 people", 180, 220),
    ("200-odd people", 180, 220),
    ("200 or so people", 180, 220),
    ("between 30 and 40 people", 30, 40),
    ("30–40 people", 30, 40),
    ("30-40 people", 30, 40),
    ("30 to 40 people", 30, 40),
    ("30 or 40 people", 30, 40),
    ("between five and six people", 5, 6),
    ("four to five thousand people", 4_000, 5_000),
    ("twenty-three people", 23, 23),
    ("a hundred and five people", 105, 105),
    ("two thousand three hundred people", 2_300, 2_300),
    ("half a million people", 500_000, 500_000),
    ("a quarter of a million people", 250_000, 250_000),
    ("one and a half million people", 1_500_000, 1_500_000),
    ("a dozen people", 12, 12),
    ("two dozen people", 24, 24),
    ("dozens of people", 24, 99),
    ("scores of people", 40, 99),
    ("tens of people", 20, 99),
    ("hundreds of people", 200, 999),
    ("thousands of people", 2_000, 9_999),
    ("tens of thousands of people", 20_000, 99_999),
    ("hundreds of thousands of people", 200_000, 999_999),
    ("millions of people", 2_000_000, 9_999_999),
    ("several hundred people", 300, 999),
    ("a few dozen people", 36, 71),
    ("several people", 3, 9),
    ("a few people", 3, 5),
    ("many people", 3, None),
    ("a couple of people", 2, 2),
    ("a pair of tanks", 2, 2),
    ("a number of people", 2, None),
    ("a large number of people", 3, None),
    ("1.2 million people", 1_200_000, 1_200_000),
    ("816 000 people", 816_000, 816_000),
    ("3,183 people", 3_183, 3_183),
    ("3.5m people", 3_500_000, 3_500_000),
    ("470000 deaths", 470_000, 470_000),
    ("one of the pilots", 1, 1),
    ("another soldier", 1, 1),
    ("another 9 soldiers", 9, 9),
    ("9 others", 9, 9),
    ("no civilians", 0, 0),
    ("none of the crew", 0, 0),
    ("zero casualties", 0, 0),
    ("a further 546 people", 546, 546),
    ("at least some 200 people", 180, None),
]
OTHER = [
    ("10 km away", "km"),
    ("the 122mm shells", "mm"),
    ("a 120-mm mortar", "mm"),
    ("80 per cent of them", "%"),
    ("80% of the town", "%"),
    ("$3 billion", "$"),
    ("for 3 days", "day"),
    ("in 2016 troops", "date"),
    ("on 15 Aug 2016 troops", "date"),
    ("at 12:30 local", "date"),
    ("Resolution 2254 calls", "label"),
    ("Article 5 says", "label"),
    ("Channel 4 reported", "label"),
    ("won 2-2 at home", "score"),
    ("a 12-year-old boy", "year of age"),
    ("aged 12 was", "year of age"),
    ("50 tonnes of aid", "tonne"),
]
NAMES = [
    "T-72 tanks",
    "the M4 highway",
    "an ACV-15 vehicle",
    "Su-50 jets",
    "the TB2 drone",
    "the 46th regiment",
    "2A4 tanks",
]


def only(text: str) -> FoundQuantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "low", "high"), COUNTED)
def test_words_become_intervals(text, low, high):
    quantity = only(f"They said {text} on the road.")
    assert (quantity.interval.low, quantity.interval.high) == (low, high)
    assert quantity.unit is None


@pytest.mark.parametrize(("text", "unit"), OTHER)
def test_measures_and_labels_are_told_from_counts(text, unit):
    assert {quantity.unit for quantity in find_quantities(text)} == {unit}


@pytest.mark.parametrize("text", NAMES)
def test_names_hold_no_number(text):
    assert find_quantities(f"They sent {text} south.") == []


def test_whole_numbers_stay_whole():
    assert isinstance(only("nearly 1.2 million people").interval.low, int)


@pytest.mark.parametrize("text", ["nearly 50 dead", "some 40 dead", "about a dozen dead", "just over 20 dead"])
def test_approximate_is_marked(text):
    assert only(text).approximate


@pytest.mark.parametrize("text", ["dozens of dead", "several dead", "many dead", "a few dead"])
def test_vague_is_marked(text):
    assert only(text).vague


def test_measures_have_no_next_number():
    assert only("more than two years").interval.low == 2
    assert only("more than half of them").interval.low == 50


def test_another_takes_no_bound():
    assert only("a row over another strike").interval.high == 1


def test_span_holds_modifier_and_number_apart():
    text = "killing at least 27 children"
    quantity = only(text)
    assert text[quantity.span.start : quantity.span.end] == "at least 27"
    assert text[quantity.number.start : quantity.number.end] == "27"


@pytest.mark.parametrize(
    ("text", "share", "of"),
    [
        ("80 per cent of them died", 0.8, "them"),
        ("two thirds of the city was lost", 2 / 3, "the city"),
        ("more than half of the hospitals closed", 0.5, "the hospitals closed"),
        ("one out of five died", 0.2, None),
    ],
)
def test_shares_keep_fraction_and_referent(text, share, of):
    quantity = only(text)
    assert quantity.share == pytest.approx(share, abs=1e-5)
    assert (text[quantity.share_of.start : quantity.share_of.end] if quantity.share_of else None) == of


def test_stripped_commas_keep_date_and_count_apart():
    found = find_quantities("Mon 15 Aug 2016 A bomb went off killing 32 people and wounding dozens a medic said")
    counts = [(q.interval.low, q.interval.high) for q in found if q.unit is None]
    assert counts == [(32, 32), (24, 99)]


@pytest.mark.parametrize(
    ("text", "units"),
    [("Jets Hit Refugee Camp 35 Killed", [None]), ("They hold Base 46 west of it", ["label"])],
)
def test_headlines_without_commas_keep_their_counts(text, units):
    assert [quantity.unit for quantity in find_quantities(text)] == units


def test_a_change_is_no_range():
    found = find_quantities("The toll rose from 30 to 42 overnight")
    assert [q.interval.low for q in found if q.unit is None] == [30, 42]


def test_change_says_its_direction():
    assert only("arrests fell 7%").change == "down"
    assert only("arrests rose by 7%").change == "up"


def test_skipped_stretches_hold_no_number():
    text = "Two Mi 8 helicopters"
    assert [q.interval.low for q in find_quantities(text, skip=[Span(4, 8)])] == [2]


@pytest.mark.parametrize("text", ["one another", "no longer", "no one else's", "that one was"])
def test_pronouns_and_adverbs_count_nothing(text):
    assert all(q.interval.high == 0 for q in find_quantities(text))


@pytest.mark.parametrize(
    ("phrase", "one"), [("a warplane", True), ("an L-39", True), ("a few men", False), ("men", False)]
)
def test_article_implies_one(phrase, one):
    assert implied_one(phrase) is one


VOCABULARY = (
    "between and to or a an half quarter of million hundred dozen dozens several few no one another third 3 30 2016 "
    "1.2 3,183 % $ - – : / at least more than over nearly about per cent T km year March the 900 000 m"
)
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_exact_disjoint_spans(text):
    end = 0
    for quantity in find_quantities(text):
        assert (
            end <= quantity.span.start <= quantity.number.start < quantity.number.end <= quantity.span.end <= len(text)
        )
        low, high = quantity.interval.bounds
        assert low <= high
        end = quantity.span.end


@pytest.mark.parametrize(
    "unit", ["9", "1 ", "1,", "hundred ", "zero thousand ", "one and ", "a ", "1-", "no more than ", "1/"]
)
def test_worst_cases_take_linear_time(unit):
    started = time.process_time()
    find_quantities(unit * 4_000)
    assert time.process_time() - started < 2
