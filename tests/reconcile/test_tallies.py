from counterclaim.model.claims import Modality
from counterclaim.model.incidents import FindingKind
from counterclaim.model.values import Interval
from tests.reconcile.ledgers import COUNTRY, FAR_TOWN, MONITOR, NORTH, PROVINCE, TOWN, Page, day, run


def killed(page, count, when, **more):
    return page.say(
        f"Fighting killed {count} people", **({"killed": count, "when": when, "by": MONITOR, "at": TOWN} | more)
    )


def test_increments_that_fall_short_of_the_total_are_found():
    page = Page("d1")
    killed(killed(page, 3, day(1)), 4, day(2))
    killed(page, 10, day(1, 2), kind="total")
    result = run(page)
    (tally,) = result.tallies
    assert tally.sum == Interval(7, 7)
    assert tally.why == (
        "2 increments come to 7. The increments of 2020-03-01 to 2020-03-02 come to 7, 3 fewer than the declared 10."
    )
    assert [f.kind for f in result.findings] == [FindingKind.TOTAL_MISMATCH]


def test_a_total_that_the_ledger_does_not_cover_is_no_finding():
    page = Page("d1")
    killed(killed(page, 3, day(1)), 4, day(2))
    killed(page, 10, day(1, 9), kind="total")
    result = run(page)
    assert "3 fewer" in result.tallies[0].why
    assert result.findings == ()


def test_increments_above_the_total_are_found():
    page = Page("d1")
    killed(killed(page, 8, day(1)), 4, day(4))
    killed(page, 10, day(1, 9), kind="total")
    (finding,) = run(page).findings
    assert finding.message.endswith("come to 12, 2 more than the declared 10.")


def test_increments_that_match_are_quiet():
    page = Page("d1")
    killed(killed(page, 6, day(1)), 4, day(2))
    killed(page, 10, day(1, 2), kind="total")
    assert run(page).findings == ()


def test_windows_that_overlap_are_not_added_twice():
    page = Page("d1")
    killed(killed(killed(page, 3, day(1)), 9, day(1, 3)), 4, day(5))
    (tally,) = run(page).tallies
    assert tally.sum == Interval(7, 7)
    assert "1 more overlap" in tally.why


def test_the_same_day_in_another_town_is_added():
    page = Page("d1")
    killed(killed(page, 3, day(1)), 4, day(1), at=FAR_TOWN)
    assert run(page).tallies[0].sum == Interval(7, 7)


def test_repetitions_count_once():
    pages = [killed(killed(Page(name), 3, day(1)), 4, day(2)) for name in ("d1", "d2")]
    assert run(*pages).tallies[0].sum == Interval(7, 7)


def test_a_total_elsewhere_is_not_held_against_them():
    page = Page("d1")
    killed(killed(page, 30, day(1)), 40, day(2))
    killed(page, 10, day(1, 2), kind="total", at=FAR_TOWN)
    assert run(page).findings == ()


def test_a_total_of_the_whole_country_is():
    page = Page("d1")
    killed(killed(page, 30, day(1)), 40, day(2))
    killed(page, 10, day(1, 2), kind="total", at=COUNTRY)
    assert len(run(page).findings) == 1


def test_a_falling_total_is_found():
    page = Page("d1")
    killed(page, 100, day(1, 9), kind="total", at=PROVINCE)
    killed(page, 90, day(1, 20), kind="total", at=PROVINCE)
    killed(page, 95, day(2, 25), kind="total", at=PROVINCE)
    (finding,) = run(page).findings
    assert finding.kind is FindingKind.FALLING_TOTAL
    assert "falls from 100" in finding.message


def test_a_rising_total_is_quiet():
    page = Page("d1")
    killed(page, 90, day(1, 9), kind="total")
    killed(page, 100, day(1, 20), kind="total")
    assert run(page).findings == ()


def test_totals_without_a_window_are_kept():
    page = killed(Page("d1"), 90, None, kind="total")
    (tally,) = run(page).tallies
    assert (tally.sum, tally.why) == (None, "No increments are known beside the declared total.")


def test_open_windows_and_open_figures():
    page = Page("d1")
    killed(page, Interval(3, None), day(1))
    killed(page, Interval(4, None), day(2))
    killed(page, 5, type(day(1))(None, day(3).end), kind="total")
    (tally,) = run(page).tallies
    assert tally.sum == Interval(7, None)
    assert "2 more than the declared 5" in tally.why


def test_parts_plans_and_the_own_voice_make_no_tally():
    page = Page("d1")
    killed(killed(page, 3, day(1), who="children"), 3, day(2), who="children")
    killed(page, 5, day(3), modality=Modality.FUTURE)
    killed(killed(page, 3, day(1), by=None), 4, day(2), by=None)
    assert run(page).tallies == ()


def test_parties_have_accounts_of_their_own():
    page = Page("d1")
    killed(killed(page, 3, day(1), party=NORTH), 4, day(2), party=NORTH)
    killed(killed(page, 5, day(1), party="the greens"), 6, day(2), party="the greens")
    assert [(t.party, t.sum) for t in run(page).tallies] == [
        ("actor:north", Interval(7, 7)),
        ("the greens", Interval(11, 11)),
    ]


def test_an_own_voice_total_is_named_after_the_page():
    page = killed(Page("d1", source="Gazette"), 90, day(1, 9), kind="total", by=None)
    assert run(page).tallies[0].claimant == "Gazette"


def test_an_open_window_is_never_covered():
    page = Page("d1")
    killed(killed(page, 3, day(1)), 4, day(2))
    killed(page, 10, type(day(1))(None, day(3).end), kind="total")
    result = run(page)
    assert "3 fewer" in result.tallies[0].why
    assert result.findings == ()
