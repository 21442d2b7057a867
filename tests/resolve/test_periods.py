"""What words of time stand for, in text order, against the day of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.times import find_times
from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Fact, Span
from counterclaim.model.incidents import FindingKind
from counterclaim.model.values import Precision
from counterclaim.resolve.periods import Periods

PUBLISHED = "2020-03-04"  # a Wednesday


def document(text: str, published: str | None = PUBLISHED) -> Document:
    return Document(
        id="sha256:0",
        text=text,
        origin="-",
        captured_at=datetime(2024, 5, 6, tzinfo=UTC),
        media_type="text/plain",
        facts=(("published", Fact(value=published, why="told")),),
    )


def resolve(text: str, published: str | None = PUBLISHED):
    mentions = [Mention(time.text, time.span) for time in find_times(text)]
    ranked, findings = Periods(max_candidates=5).resolve(mentions, document(text, published))
    return mentions, ranked, findings


def days(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str] | None]:
    _, ranked, _ = resolve(text, published)
    found = []
    for one in ranked:
        period = one.candidates[0].value if one.candidates else None
        found.append((period.start.isoformat(), period.end.isoformat()) if period else None)
    return found


def day(text: str) -> tuple[str, str]:
    return (text, text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It fell on 3 March 2020.", "2020-03-03"),
        ("It fell on March 3.", "2020-03-03"),
        ("It fell on December 30.", "2019-12-30"),
        ("It fell on 04-04-2016.", "2016-04-04"),
        ("It fell on 2016/04/05.", "2016-04-05"),
        ("It fell on Tuesday.", "2020-03-03"),
        ("It fell on Wednesday.", "2020-03-04"),
        ("It fell on Thursday.", "2020-02-27"),
        ("It fell late Monday.", "2020-03-02"),
        ("It fell on Monday evening.", "2020-03-02"),
        ("It fell on Thursday evening.", "2020-02-27"),
        ("Its seats were still wet on Thursday morning.", "2020-03-05"),
        ("It fell last Thursday morning.", "2020-02-27"),
        ("The council will meet on Friday.", "2020-03-06"),
        ("It fell yesterday.", "2020-03-03"),
        ("It fell today.", "2020-03-04"),
        ("It fell last night.", "2020-03-03"),
        ("It fell two days ago.", "2020-03-02"),
        ("It fell on the 1st of May.", "2020-05-01"),
    ],
)
def test_one_day(text, first):
    assert days(text) == [day(first)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It fell in December 2019.", "2019-12-01", "2019-12-31"),
        ("It fell in December.", "2019-12-01", "2019-12-31"),
        ("It fell in 2011.", "2011-01-01", "2011-12-31"),
        ("It fell last year.", "2019-01-01", "2019-12-31"),
        ("It fell last month.", "2020-02-01", "2020-02-29"),
        ("It fell last week.", "2020-02-24", "2020-03-01"),
        ("It fell this week.", "2020-03-02", "2020-03-08"),
        ("In the past 24 hours shells fell.", "2020-03-03", "2020-03-04"),
        ("Over the last 15 days shells fell.", "2020-02-18", "2020-03-04"),
        ("In the past year shells fell.", "2019-03-04", "2020-03-04"),
        ("For the past eight years shells fell.", "2012-03-04", "2020-03-04"),
        ("Shells have fallen since March 2011.", "2011-03-01", "2020-03-04"),
        ("Shells have fallen since 2011.", "2011-01-01", "2020-03-04"),
        ("It fell earlier this month.", "2020-03-01", "2020-03-04"),
        ("It fell later this month.", "2020-03-04", "2020-03-31"),
        ("It fell in recent days.", "2020-02-26", "2020-03-04"),
        ("Over the past several weeks shells fell.", "2020-01-01", "2020-03-04"),
        ("It has been under siege for two years.", "2018-03-04", "2020-03-04"),
        ("It fell between 21 and 26 of February.", "2020-02-21", "2020-02-26"),
        ("It fell on February 21-26.", "2020-02-21", "2020-02-26"),
        ("It fell in the last week.", "2020-02-26", "2020-03-04"),
        ("It fell in late 2015.", "2015-09-01", "2015-12-31"),
        ("It fell in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It fell in the summer of 2014.", "2014-06-01", "2014-08-31"),
    ],
)
def test_longer_stretches(text, first, last):
    assert days(text) == [(first, last)]


def test_a_list_of_days_shares_its_month():
    found = days("They were hit on February 4, 12, 21 and 28.")
    assert found == [day(f"2020-02-{number}") for number in ("04", "12", "21", "28")]


def test_the_same_day_is_the_day_named_last():
    assert days("On February 10, a column came. On the same day, it was hit.") == [day("2020-02-10")] * 2


def test_the_next_day_and_two_days_later_follow_on():
    text = "On February 10 a column came. The next day it was hit. Two days later it left."
    assert days(text) == [day("2020-02-10"), day("2020-02-11"), day("2020-02-13")]


def test_a_longer_time_between_does_not_hide_the_day():
    found = days("On February 10 a column came, as it had in 2016. The next day it was hit.")
    assert found == [day("2020-02-10"), ("2016-01-01", "2016-12-31"), day("2020-02-11")]


def test_the_past_hours_end_on_the_day_named_in_the_sentence():
    text = "On March 2, the ministry said that during the past 24 hours two tanks were hit."
    assert days(text) == [day("2020-03-02"), ("2020-03-01", "2020-03-02")]


def test_the_same_period_is_the_window_named_last():
    text = "During the past 24 hours two tanks were hit. In the same period one man died."
    assert days(text) == [("2020-03-03", "2020-03-04")] * 2


def test_the_following_month_hangs_on_the_month_named_last():
    assert days("It fell in May and was retaken the following month.")[1] == ("2019-06-01", "2019-06-30")


def test_from_to_is_one_stretch():
    assert days("It rained from February 3 to February 9.") == [("2020-02-03", "2020-02-09")] * 2


def test_a_dateline_anchors_where_publication_is_unknown():
    assert days("Mon Apr 4 2016 Attack in the city. It fell on Sunday.", None) == [day("2016-04-04"), day("2016-04-03")]


def test_reckoning_from_a_dateline_is_a_finding():
    _, _, findings = resolve("Mon Apr 4 2016 Attack in the city. It fell on Sunday.", None)
    assert [f.kind for f in findings] == [FindingKind.FALLBACK]


def test_a_date_of_the_story_is_no_dateline():
    assert days("Since the attacks of September 11, 2001, all has changed. It fell yesterday.", None)[1] is None


def test_without_any_anchor_nothing_is_guessed():
    _, ranked, _ = resolve("It fell yesterday.", None)
    assert ranked[0].candidates == ()
    assert "publication" in ranked[0].why


def test_ambiguous_figures_keep_both_readings():
    _, ranked, _ = resolve("It fell on 03/02/2020.")
    assert {c.value.start for c in ranked[0].candidates} == {date(2020, 3, 2), date(2020, 2, 3)}


def test_results_follow_the_order_of_the_mentions():
    text = "On February 10 a column came. The next day it was hit."
    first, second = (Mention(t.text, t.span) for t in find_times(text))
    ranked, _ = Periods(max_candidates=1).resolve([second, first], document(text))
    assert [one.candidates[0].value.start.day for one in ranked] == [11, 10]


@pytest.mark.parametrize(
    "text",
    [
        "In its edition dated March 29, 2020, the paper printed a map.",
        "The town was taken on 31 February 2020.",
        "Shells fell on June 12, 2020.",
    ],
)
def test_impossible_dates_are_found(text):
    mentions, _, findings = resolve(text)
    assert [f.kind for f in findings] == [FindingKind.IMPOSSIBLE_DATE]
    assert findings[0].span == mentions[0].span


@pytest.mark.parametrize(
    "text",
    [
        "The elections in May 2021 are near.",
        "They want to leave by 2025.",
        "The court will sit on June 12, 2020.",
        "The treaty expires on 5 February 2021.",
        "It fell on March 3, 2020.",
    ],
)
def test_plans_and_the_past_are_no_findings(text):
    assert resolve(text)[2] == ()


def test_precision_is_kept():
    _, ranked, _ = resolve("It fell in December 2019, and again on March 3.")
    assert [one.candidates[0].value.precision for one in ranked] == [Precision.MONTH, Precision.DAY]


def test_every_candidate_says_why():
    _, ranked, _ = resolve("On Monday, last week, in 2011 and two days ago.")
    assert all(c.why.endswith(".") and 0 < c.score <= 1 for one in ranked for c in one.candidates)


WORDS = st.sampled_from(
    ["the past", "24", "hours", "0", "9999", "31", "February", "May", "last", "next", "Monday", "ago", "later", "since",
     "years", "99", "centuries", "quarter", "-", "/", "the same day", "1st", "of", "12:30", "p.m.", "decade", "every"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from([None, "0001-01-01", "9999-12-31", PUBLISHED]))
def test_any_words_resolve_without_error(text, published):
    mentions = [Mention(time.text, time.span) for time in find_times(text)]
    mentions.append(Mention(text, Span(0, len(text))))
    ranked, _ = Periods(max_candidates=3).resolve(mentions, document(text, published))
    assert len(ranked) == len(mentions)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("overnight from Saturday to Sunday", ("2020-02-29", "2020-03-01")),
        ("overnight Monday to Tuesday", ("2020-03-02", "2020-03-03")),
        ("in the night of Sunday into Monday", ("2020-03-01", "2020-03-02")),
    ],
)
def test_a_night_between_two_weekdays_is_both_days(words, expected):
    assert days(f"Drones struck the port {words}.") == [expected]


def test_weekdays_that_do_not_follow_one_another_are_no_night():
    assert ("2020-02-29", "2020-03-02") not in days("Drones struck overnight from Saturday to Monday.")
