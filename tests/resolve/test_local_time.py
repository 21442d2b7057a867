"""Nights over two days, clock times of other zones, days counted from an event, and dates that no calendar has."""

from datetime import date

import pytest

from counterclaim.extract.times import find_times
from counterclaim.model.claims import Mention
from counterclaim.model.incidents import FindingKind
from counterclaim.resolve.periods import Periods
from tests.resolve.test_periods import day, days, document, resolve


def first(text, country):
    """The best reading of the first time of a text about a country, and the other candidates."""
    mentions = [Mention(time.text, time.span) for time in find_times(text)]
    ranked, _ = Periods(max_candidates=5).resolve(mentions, document(text), country)
    return ranked[0].candidates[0], ranked[0].candidates[1:]


@pytest.mark.parametrize(
    ("words", "country", "on"),
    [
        ("23:30 GMT on March 2", "SY", 3),
        ("20:30 GMT on March 2", "SY", 2),
        ("23:30 GMT on March 2", "ML", 2),
        ("11 p.m. EST on March 2", "UA", 3),
        ("02:00 UTC+8 on March 3", "SY", 2),
        ("00:30 Moscow time on March 3", "UA", 2),
        ("23:30 local time on March 2", "SY", 2),
        ("23:30 on March 2", "SY", 2),
        ("23:30 GMT on March 2", "RU", 2),
        ("23:30 GMT on March 2", None, 2),
    ],
)
def test_a_time_of_another_zone_is_put_on_the_day_at_the_place(words, country, on):
    found, _ = first(f"The strike hit at {words}.", country)
    assert found.value.start == date(2020, 3, on)


def test_the_day_as_written_stays_an_alternative_and_the_reason_says_both():
    found, others = first("The strike hit at 23:30 GMT on March 2.", "SY")
    assert "23:30 GMT is 01:30 on 2020-03-03" in found.why
    assert date(2020, 3, 2) in {other.value.start for other in others}


@pytest.mark.parametrize(
    ("words", "nights"),
    [
        ("overnight into Tuesday", ("2020-03-02", "2020-03-03")),
        ("on the night of March 2-3", ("2020-03-02", "2020-03-03")),
        ("during the night from 2 to 3 March", ("2020-03-02", "2020-03-03")),
        ("overnight from Sunday to Monday", ("2020-03-01", "2020-03-02")),
        ("from 10 p.m. Monday to 4 a.m. Tuesday", ("2020-03-02", "2020-03-03")),
        ("between 23:00 on March 2 and 03:00 on March 3", ("2020-03-02", "2020-03-03")),
        ("from 25 to 28 February", ("2020-02-25", "2020-02-28")),
        ("in mid-February", ("2020-02-10", "2020-02-18")),
    ],
)
def test_a_stretch_over_midnight_is_both_its_days(words, nights):
    assert days(f"Five were killed {words}.")[0] == nights


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("Three days after the attack of February 20, he died.", "2020-02-23"),
        ("Two weeks before the raid on March 1, she left.", "2020-02-16"),
        ("A day after the February 20 attack, he died.", "2020-02-21"),
    ],
)
def test_days_are_counted_from_an_event_that_is_dated_after_them(words, on):
    assert days(words)[0] == day(on)


def test_days_after_an_event_without_a_date_stay_open():
    assert days("Three days after the attack he died.")[0] is None


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("February 4, 12, 21 and 28", (4, 12, 21, 28)),
        ("4, 12, 21 and 28 February", (4, 12, 21, 28)),
        ("4, 12, 21 and 28 February 2020", (4, 12, 21, 28)),
        ("February 4, 12, 21 and 28, 2020", (4, 12, 21, 28)),
        ("4, 12 and 21 February", (4, 12, 21)),
        ("the 4th, 12th and 21st of February", (4, 12, 21)),
        ("February 4th, 12th, and 21st", (4, 12, 21)),
        ("12 and 21 February", (12, 21)),
        ("February 12 and 21", (12, 21)),
        ("12 & 21 Feb. 2020", (12, 21)),
        ("4 and 5 February", (4, 5)),
    ],
)
def test_a_list_of_days_is_a_day_each(words, numbers):
    assert days(f"It happened on {words}.") == [day(f"2020-02-{number:02}") for number in numbers]


@pytest.mark.parametrize("words", ["4 and 12 March 2018", "March 4 and 12, 2018"])
def test_the_year_of_a_list_holds_for_each_of_its_days(words):
    assert days(f"It happened on {words}, in the north.") == [day("2018-03-04"), day("2018-03-12")]


def test_lists_of_two_months_part_at_the_month():
    wanted = [day(f"2020-{on}") for on in ("02-27", "02-28", "03-01", "03-02")]
    assert days("It happened on 27, 28 February and 1 and 2 March.") == wanted


@pytest.mark.parametrize("words", ["between 4 and 12 February", "from 4 to 12 February", "on 4-12 February"])
def test_a_stretch_of_days_is_no_list(words):
    assert set(days(f"It happened {words}.")) == {("2020-02-04", "2020-02-12")}


@pytest.mark.parametrize("words", ["4 or 5 February", "February 4 or 5", "the 4th or 5th of February", "4/5 February"])
def test_one_of_two_days_is_both_of_them(words):
    assert days(f"It happened on {words}.") == [("2020-02-04", "2020-02-05")]


def test_numbers_behind_a_date_that_count_people_are_no_days():
    assert days("On February 4, 12 people died. On February 5 and 12 rockets later it ended.") == [
        day("2020-02-04"),
        day("2020-02-05"),
    ]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("“Yesterday they shelled us,” he told reporters on Monday.", "2020-03-01"),
        ('On February 28 she said: "Two were killed yesterday."', "2020-02-27"),
        ('"Two were killed on Friday," the spokesman said on 25 February.', "2020-02-21"),
        ("“Two died yesterday,” she said. On Monday it rained.", "2020-03-03"),
        ("Ten were killed on Monday. “Yesterday was calm,” he said.", "2020-03-03"),
        ("He said on Monday that two had died yesterday.", "2020-03-03"),
    ],
)
def test_what_is_quoted_is_reckoned_from_the_day_when_it_was_said(text, on):
    mentions, ranked, _ = resolve(text)
    relative = next(i for i, mention in enumerate(mentions) if mention.text.lower() in {"yesterday", "friday"})
    assert ranked[relative].candidates[0].value.start == date.fromisoformat(on)
    assert ("when this was said" in ranked[relative].why) == (on != "2020-03-03")


@pytest.mark.parametrize("words", ["31 June 2019", "2020-02-31", "31/02/2020", "Wednesday, March 3, 2020"])
def test_a_day_that_cannot_be_is_a_finding(words):
    mentions, _, findings = resolve(f"Two were killed on {words}.")
    assert [found.kind for found in findings] == [FindingKind.IMPOSSIBLE_DATE]
    assert findings[0].span == mentions[0].span


def test_earlier_this_week_on_a_monday_is_no_day_ahead():
    assert days("They left earlier this week.", "2015-02-23")[0] == ("2015-02-17", "2015-02-23")


def test_a_time_in_four_figures_with_its_zone_is_a_clock_time():
    assert days("The siren went at 1615 GMT.")[0] == day("2020-03-04")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("February 4, 12, 21 and 28", ("2020-02-04", "2020-02-28")),
        ("4, 12 and 21 February", ("2020-02-04", "2020-02-21")),
        ("27, 28 February and 1 and 2 March", None),
    ],
)
def test_the_whole_of_a_list_reaches_from_its_first_day_to_its_last(words, period):
    text = f"It happened on {words}."
    times = find_times(text)
    whole = next(time.whole for time in times if time.whole)
    mentions = [*(Mention(t.text, t.span) for t in times), Mention(text[whole.start : whole.end], whole)]
    ranked, _ = Periods(max_candidates=5).resolve(mentions, document(text))
    found = ranked[-1].candidates[0].value
    first, last = period or ("2020-02-27", "2020-02-28")
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)
    assert first in ranked[-1].why
    assert last in ranked[-1].why
