from datetime import date

import pytest

from counterclaim.model.audits import Stock
from counterclaim.model.claims import Measure, Mention, Object, Role
from counterclaim.model.documents import Span
from counterclaim.model.series import SeriesKind
from counterclaim.model.values import Interval
from counterclaim.reconcile.audits.auditing import audit_claims
from counterclaim.reconcile.audits.inventory import excesses_of_series
from tests.reconcile.ledgers import NORTH, Page, day
from tests.reconcile.series.makers import series


def tanks(number, count, **more):
    measure = Measure(
        role=Role.DESTROYED, object=Object.TANK, mention=Mention("tanks", Span(0, 5)), interval=Interval(count, count)
    )
    page = Page(f"b{number}", published=f"2020-03-{number:02}")
    return page.say(f"{count} tanks", **({"measures": (measure,), "when": day(number), "by": NORTH} | more))


def stock(count, number=1, party=None, what="tank"):
    return Stock(object=what, count=count, day=date(2020, 3, number), party=party)


def excesses(stocks, *pages):
    entries = [e for p in pages for e in p.entries()]
    return audit_claims(entries, lambda _: None, stocks).excesses


def test_the_first_total_above_an_inventory_is_told():
    pages = [tanks(n, count, kind="total", when=day(1, n)) for n, count in ((3, 8), (5, 12), (7, 15))]
    (found,) = excesses([stock(10)], *pages)
    assert (found.claimed.low, found.day, found.summed) == (12, date(2020, 3, 5), False)
    assert "12, 2 more than the inventory held (10 on 2020-03-01)" in found.why
    assert "false" not in found.why


def test_without_totals_the_increments_count():
    (found,) = excesses([stock(10)], tanks(3, 6), tanks(5, 5), tanks(7, 5))
    assert (found.claimed.low, found.day, found.summed) == (11, date(2020, 3, 5), True)


@pytest.mark.parametrize("other", [stock(20), stock(10, what="uav"), stock(10, party="north"), stock(10, number=9)])
def test_larger_later_and_other_inventories_are_quiet(other):
    assert excesses([other], tanks(3, 6), tanks(5, 5)) == ()


def test_a_total_from_before_the_inventory_counts_other_losses():
    assert excesses([stock(10, number=4)], tanks(5, 12, kind="total", when=day(1, 5)), tanks(6, 1)) == ()


def test_tables_are_held_against_it_too():
    table = series([5, 9, 14, 20], name="ministry/tank", kind=SeriesKind.CUMULATIVE)
    (found,) = excesses_of_series([table], [stock(10, number=1)])
    assert found.claimed.low > 10
