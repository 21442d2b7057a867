"""How a claimant's figures go on: jumps, other categories, silent corrections, overlaps and gaps of windows."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from counterclaim.model.documents import Fact
from counterclaim.model.incidents import FindingKind
from counterclaim.reconcile.courses import courses
from counterclaim.reconcile.profiles import profiles_of
from tests.reconcile.ledgers import MONITOR, NORTH, SOUTH, TOWN, Page, day

ONE_KIND = pytest.mark.parametrize("by", [NORTH, SOUTH])


def found(*pages):
    entries = [e for page in pages for e in (page if isinstance(page, list) else page.entries())]
    return courses(profiles_of(entries))


def totals(*figures, by=NORTH, **more):
    """A page a day, each with one total from the first of the month on."""
    return [
        Page(f"d{n}", published=f"2020-03-{n:02d}").say(
            f"In all {figure} people were killed", **({"killed": figure} | more), by=by, kind="total", when=day(1, n)
        )
        for n, figure in enumerate(figures, start=2)
    ]


@ONE_KIND
@pytest.mark.parametrize(
    ("figures", "jumps"), [((20, 30, 40, 50), 0), ((20, 30, 40, 100), 1), ((20, 30, 100), 0), ((20, 30, 140), 1)]
)
def test_a_total_that_rises_many_times_as_fast_as_ever_jumps(figures, jumps, by):
    told = found(*totals(*figures, by=by))
    assert [f.kind for f in told] == [FindingKind.JUMPING_TOTAL] * jumps
    assert all(len(f.claims) == 2 and f.tally for f in told)


def test_a_rise_that_increments_account_for_is_no_jump():
    step = Page("s").say("On one day 60 were killed", killed=60, by=NORTH, when=day(5))
    assert found(*totals(20, 30, 40, 100), step) == ()


def test_days_without_a_total_count_for_the_rise():
    early, late = totals(20, 30)
    much = Page("d9").say("In all 110 people were killed", killed=110, by=NORTH, kind="total", when=day(1, 11))
    assert found(early, late, much) == ()


@ONE_KIND
def test_killed_that_become_killed_and_wounded_are_another_category(by):
    first = totals(20, 30, by=by)
    later = Page("d9").say(
        "In all 90 were killed and wounded", killed_or_wounded=90, by=by, kind="total", when=day(1, 6)
    )
    (told,) = found(*first, later)
    assert told.kind is FindingKind.CHANGED_CATEGORY
    assert "“killed” up to 30 (2020-03-01 to 2020-03-03) and “killed or wounded” from 90" in told.message
    assert len(told.claims) == 2


def test_two_categories_side_by_side_or_apart_are_no_change():
    hurt = Page("h").say("In all 50 were hurt", wounded=50, by=NORTH, kind="total", when=day(1, 4))
    both = Page("b").say(
        "In all 60 were killed and wounded", killed_or_wounded=60, by=NORTH, kind="total", when=day(1, 2)
    )
    assert found(*totals(20, 30), hurt) == ()
    assert found(*totals(20, 30), both) == ()


def late(figure, words="In all {} people were killed", published="2020-03-09", by=NORTH):
    return Page("late", published=published).say(
        words.format(figure), killed=figure, by=by, kind="total", when=day(1, 3)
    )


@ONE_KIND
def test_a_lower_total_for_the_same_days_is_a_silent_correction(by):
    (told,) = found(*totals(20, 30, by=by), late(25, by=by))
    assert told.kind is FindingKind.SILENT_CORRECTION
    assert "On 2020-03-09" in told.message
    assert len(told.claims) == 2


@pytest.mark.parametrize(
    "page",
    [late(35), late(25, "By a corrected count {} people were killed"), late(25, published="2020-03-03")],
    ids=["higher", "says so", "the same day"],
)
def test_what_is_no_silent_correction(page):
    assert found(*totals(20, 30), page) == ()


def spans(*windows, by=NORTH, **more):
    return [
        Page(f"w{n}").say(f"In those days {n} were killed", **({"killed": n} | more), by=by, when=day(*window))
        for n, window in enumerate(windows, start=5)
    ]


@ONE_KIND
def test_windows_that_share_days_are_told(by):
    (told,) = found(*spans((1, 4), (3, 6), by=by))
    assert told.kind is FindingKind.OVERLAPPING_WINDOWS
    assert "overlap in 2020-03-03 to 2020-03-04" in told.message


@pytest.mark.parametrize("windows", [((1, 4), (2, 3)), ((1, 2), (2, 3)), ((1, 3), (4, 6))])
def test_windows_within_or_behind_one_another_do_not_overlap(windows):
    assert found(*spans(*windows)) == ()


def test_figures_of_towns_are_no_reports_of_a_window():
    assert found(*spans((1, 4), (3, 6), at=TOWN)) == ()


@ONE_KIND
def test_days_that_a_row_of_reports_leaves_out_are_told(by):
    (told,) = found(*spans((1, 3), (4, 6), (10, 12), (13, 15), by=by))
    assert told.kind is FindingKind.WINDOW_GAP
    assert "leave out 2020-03-07 to 2020-03-09" in told.message


@pytest.mark.parametrize("windows", [((1, 3), (10, 12)), ((1, 3), (4, 6), (10, 13)), ((1, 3), (7, 9), (20, 22))])
def test_reports_that_follow_no_rhythm_leave_nothing_out(windows):
    assert found(*spans(*windows)) == ()


ADDRESS = "https://gazette.example/2020/market"


def capture(name, hour, sentence, **claim):
    page = Page(name).say(sentence, **{"by": MONITOR} | claim)
    facts = ("address", Fact(value=ADDRESS, why="said"))
    return [
        replace(
            e,
            document=replace(
                e.document, facts=(*e.document.facts, facts), captured_at=datetime(2020, 3, 3, hour, tzinfo=UTC)
            ),
        )
        for e in page.entries()
    ]


def test_a_page_that_was_captured_twice_with_another_figure_was_corrected_silently():
    (told,) = found(
        capture("b", 9, "Shells hit the market and killed 14 people", killed=14),
        capture("a", 17, "Shells hit the market and killed 9 people", killed=9),
    )
    assert told.kind is FindingKind.SILENT_CORRECTION
    assert "at first it gives 14 killed, then 9 killed" in told.message


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Shells hit the market and killed 14 people", {"killed": 14}),
        ("Shells hit the market and killed 9 people, and not 14 as an earlier version said", {"killed": 9}),
        ("Shells hit the market and killed 9 people", {"killed": 9, "by": NORTH}),
        ("A mine went off on the road in the hills and killed 9 shepherds", {"killed": 9}),
        ("Shells hit the market and killed 9 people", {"killed": 9, "headline": True}),
    ],
    ids=["the same", "says so", "another speaker", "another sentence", "the headline"],
)
def test_two_captures_that_agree_or_say_why_not(sentence, claim):
    first = capture("b", 9, "Shells hit the market and killed 14 people", killed=14)
    assert found(first, capture("a", 17, sentence, **claim)) == ()
