from counterclaim.model.values import Interval
from counterclaim.reconcile.audits.auditing import audit_claims
from tests.reconcile.ledgers import FAR_TOWN, NORTH, SOUTH, TOWN, Page, day


def audit(*pages, **more):
    return audit_claims([e for p in pages for e in p.entries()], lambda _: None, **more)


def bulletin(number, *figures, by=NORTH, total=None, **more):
    """A page of one day in which the northern army gives some figures for the 24 hours before it, and a total."""
    page = Page(f"b{number}", published=f"2020-03-{number:02}")
    for index, figure in enumerate(figures):
        page.say(f"It killed {figure} in fight {index}", killed=figure, when=day(number - 1, number), by=by, **more)
    if total is not None:
        page.say(f"It killed {total} in all", killed=total, kind="total", when=day(1, number), by=by)
    return page


def test_windows_of_24_hours_follow_one_another_and_are_added():
    (found,) = audit(bulletin(2, 5, total=5), bulletin(3, 4, total=12)).accounts
    assert found.sum == Interval(9, 9)
    assert [(d.interval.low, d.summed.low, d.more) for d in found.declared] == [(5, 5, 0), (12, 9, 3)]
    assert found.notes[0].startswith("From 2020-03-02 to 2020-03-03 the declared total rises by 7")


def test_a_bulletin_adds_its_figures_but_not_their_sum():
    (found,) = audit(bulletin(2, 5, 7), bulletin(3, 4, 6, 10)).accounts
    assert found.sum == Interval(22, 22)
    assert [s.interval.low for s in found.steps if not s.added] == [4, 6]


def test_two_texts_of_one_window_count_once_unless_their_places_differ():
    def told(name, figure, at):
        page = (
            Page(name, published="2020-03-03").say("Nothing was seen in the south", at=TOWN).say("It rained", at=TOWN)
        )
        return page.say(f"It killed {figure} there", killed=figure, when=day(3), by=NORTH, at=at)

    (same,) = audit(told("d1", 5, TOWN), told("d2", 6, TOWN), bulletin(9, 1)).accounts
    assert same.sum == Interval(6, 6)
    assert "overlaps" in next(s.why for s in same.steps if not s.added)
    (apart,) = audit(told("d1", 5, TOWN), told("d2", 6, FAR_TOWN), bulletin(9, 1)).accounts
    assert apart.sum == Interval(12, 12)


def test_days_that_no_bulletin_reports_on_are_named():
    (found,) = audit(bulletin(2, 5, total=5), bulletin(5, 4, total=20)).accounts
    assert [d.day for d in found.declared[-1].missing] == [3, 4]
    assert "nothing in the ledger reports on 2020-03-03 to 2020-03-04" in found.notes[0]


def test_a_bulletin_without_the_figure_is_no_gap():
    (found,) = audit(bulletin(2, 5, total=5), bulletin(3, total=5), bulletin(4, 1, total=6)).accounts
    assert found.declared[-1].missing == ()
    assert found.notes == ()


def test_losses_of_either_side_have_accounts_of_their_own():
    pages = [bulletin(n, 5, by=NORTH, party=SOUTH, total=None) for n in (2, 3)]
    pages += [bulletin(n + 10, 7, by=SOUTH, party=NORTH) for n in (2, 3)]
    own = [
        Page(f"o{n}", published=f"2020-03-{n:02}").say("Our own losses: 2", killed=2, when=day(n), by=NORTH)
        for n in (4, 5)
    ]
    found = {(a.name, a.party): a.sum.low for a in audit(*pages, *own).accounts}
    assert found == {("Northern army", "south"): 10, ("Southern army", "north"): 14, ("Northern army", "north"): 4}


def test_the_own_voice_of_a_paper_is_audited_only_where_it_is_asked_for():
    pages = [bulletin(2, 5, by=None), bulletin(3, 4, by=None)]
    assert audit(*pages).accounts == ()
    assert audit(*pages, claimant="gazette").accounts[0].sum == Interval(9, 9)


def test_open_figures_stay_open():
    (found,) = audit(bulletin(2, Interval(5, None)), bulletin(3, 4, total=7)).accounts
    assert found.sum == Interval(9, None)
    assert found.declared[0].more == -2


def test_who_is_quoted_now_and_then_leaves_no_day_out_and_gives_no_totals_to_compare():
    pages = [bulletin(2, 5), bulletin(28, 4, total=20)]
    old = Page("p9", published="2020-03-09").say("It killed 90 in all", killed=90, kind="total", by=NORTH)
    (found,) = audit(*pages, old).accounts
    assert [d.missing for d in found.declared] == [(), ()]
    assert [d.rise for d in found.declared] == [None, None]
    assert not any("falls" in note or "reports on" in note for note in found.notes)
