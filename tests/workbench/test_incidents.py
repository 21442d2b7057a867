"""The page of an incident: origins, axes, sentences, two times."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.claims import Object, Role
from counterclaim.model.incidents import Estimate
from counterclaim.model.values import Interval
from counterclaim.reconcile.independence import Origins
from counterclaim.reconcile.profiles import profiles_of
from counterclaim.workbench import incidents
from counterclaim.workbench.axes import WIDTH, axes
from tests.factories import SENTENCE, make_entry, make_pages, make_reconciled
from tests.workbench import ledgers


def grouped(*texts):
    """The origins of one claim on each page, however the pages came."""
    entries = [resolved.entries[0] for _, resolved in make_pages(*texts)]
    company = profiles_of(entries)
    return entries, incidents.origins(entries, company, Origins(company))


def test_one_speaker_on_several_pages_is_one_origin_with_its_reason():
    _, (origin,) = grouped(*(f"{SENTENCE} Page {i}." for i in range(3)))
    assert len(origin.lines) == 3
    assert "both" in origin.why.lower()


def test_the_order_of_claims_does_not_matter():
    entries, found = grouped(*(f"{SENTENCE} Page {i}." for i in range(4)))
    company = profiles_of(entries[::-1])
    turned = incidents.origins(entries[::-1], company, Origins(company))
    assert [{line.id for line in origin.lines} for origin in turned] == [
        {line.id for line in origin.lines} for origin in found
    ]


def test_grades_and_counts_are_those_that_the_ledger_keeps(tmp_path):
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(2)))
    made = make_reconciled(*(claim for _, resolved in pages for claim in resolved.reading.claims))
    kept = replace(made.incidents[0], outlets=7, origins=2, grade="fair", grade_why="Two tell of it.")
    view = ledgers.keep(tmp_path / "l.db", pages, replace(made, incidents=(kept,)))
    page = incidents.incident(view, kept.id)
    assert (page.outlets, page.behind, page.incident.grade) == (7, 2, "fair")
    view.close()


def test_an_estimate_is_reckoned_anew_under_another_rule(tmp_path):
    view = ledgers.plain(tmp_path / "l.db", 2)
    (kept,) = view.incidents()
    page = incidents.incident(view, kept.id, rule="airwars")
    assert page.rule == "airwars"
    assert page.rule_words.startswith("after Airwars")
    assert page.axes[0].estimate.best is None
    assert incidents.incident(view, kept.id, rule="nonsense").rule is None
    view.close()


def test_one_known_speaker_is_one_origin_however_many_pages_print_it(tmp_path):
    view = ledgers.plain(tmp_path / "l.db", 4)
    (incident,) = view.incidents()
    page = incidents.incident(view, incident.id)
    assert page.total == 4
    assert len(page.origins) == 1
    (group,) = page.groups
    assert (group.label, group.count) == ("contradicts", 3)
    assert {(m.since, m.reported) for m in page.moments} == {("2021-05-03", "2021-05-04")}
    assert (page.rule, page.rule_words) == (None, "ucdp")
    (axis,) = page.axes
    assert (axis.label, len(axis.rows), axis.estimate.best) == ("killed", 4, 12)
    assert all(row.used for row in axis.rows)
    view.close()


def with_interval(low, high):
    entry = make_entry()
    measure = replace(entry.claim.measures[0], interval=Interval(low, high))
    return replace(entry, claim=replace(entry.claim, measures=(measure,)))


bounds = st.one_of(st.none(), st.integers(0, 3_000_000))


@given(st.lists(st.tuples(bounds, bounds), min_size=1, max_size=8))
def test_every_interval_lies_on_the_axis_in_the_right_order(pairs):
    made = [with_interval(*(sorted(p) if None not in p else p)) for p in pairs]
    (axis,) = axes(made, [])
    assert axis.ticks[0][0] == 0
    assert all(0 <= at <= WIDTH * 1.001 for at, _ in axis.ticks)
    for row in axis.rows:
        if row.bar is not None:
            assert 0 <= row.bar.left <= row.bar.right <= WIDTH


def test_an_estimate_is_drawn_on_the_axis_of_its_measure():
    entry = with_interval(12, 40)
    estimate = Estimate(
        incident="i", role=Role.KILLED, object=Object.PERSON, low=12, best=20, high=40, rule="r", claims=()
    )
    (axis,) = axes([entry], [estimate])
    assert axis.estimate_bar.left == pytest.approx(axis.rows[0].bar.left)
    assert axis.estimate_bar.left < axis.estimate_bar.best < axis.estimate_bar.right
    assert not axis.rows[0].used
