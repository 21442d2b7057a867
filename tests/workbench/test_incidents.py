"""The page of an incident: origins, axes, sentences, two times."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.claims import Object, Role
from counterclaim.model.incidents import Estimate, Relation, RelationKind
from counterclaim.model.values import Interval
from counterclaim.workbench import incidents
from counterclaim.workbench.axes import WIDTH, axes
from tests.factories import make_entry, make_pages, make_resolved
from tests.workbench import ledgers


def entries(count):
    return [resolved.entries[0] for _, resolved in make_pages(*(f"Page {i}." for i in range(count)))]


def repeats(a, b):
    return Relation(a=a.claim.id, b=b.claim.id, kind=RelationKind.REPEATS, why="the same words")


def test_claims_that_repeat_one_another_are_one_origin():
    a, b, c, d = (
        replace(e, document=replace(e.document, facts=()), part=replace(e.part, author=f"Writer {i}"))
        for i, e in enumerate(entries(4))
    )
    found = incidents.origins([a, b, c, d], [repeats(a, b), repeats(c, b)])
    assert [len(origin.lines) for origin in found] == [3, 1]
    assert found[0].why == "the same words"


def test_the_order_of_claims_and_relations_does_not_matter():
    known = [replace(e, part=replace(e.part, author=f"Writer {i}")) for i, e in enumerate(entries(5))]
    relations = [repeats(known[0], known[1]), repeats(known[3], known[1]), repeats(known[3], known[4])]

    def groups(found):
        return sorted(sorted(line.id for line in origin.lines) for origin in found)

    assert groups(incidents.origins(known, relations)) == groups(incidents.origins(known[::-1], relations[::-1]))


def test_one_known_speaker_is_one_origin_however_many_pages_print_it(tmp_path):
    view = ledgers.plain(tmp_path / "l.db", 4)
    (incident,) = view.incidents()
    page = incidents.incident(view, incident.id)
    assert page.total == 4
    assert len(page.origins) == 1
    (group,) = page.groups
    assert (group.label, group.count) == ("contradicts", 3)
    assert {(m.since, m.reported) for m in page.moments} == {("2021-05-03", "2021-05-04")}
    assert page.rule == "ucdp"
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


def test_a_claim_without_an_author_is_still_an_origin():
    assert len(incidents.origins([make_resolved().entries[0]], [])) == 1
