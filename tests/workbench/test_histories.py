"""Running totals and control of places."""

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.errors import BadCursor, UnknownRecord
from counterclaim.model.claims import Role
from counterclaim.model.incidents import Control, Increment
from counterclaim.model.values import Interval, Period
from counterclaim.workbench import histories
from tests.factories import SENTENCE, make_pages, make_reconciled
from tests.workbench import ledgers


def day(number):
    return date(2021, 5, number)


def step(claim, first, last, figure):
    return Increment(claim=claim.id, window=Period(day(first), day(last)), interval=Interval(figure, figure))


def tallied(path, *windows):
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(3)))
    claims = [claim for _, resolved in pages for claim in resolved.reading.claims]
    made = make_reconciled(*claims)
    increments = tuple(step(claim, *window) for claim, window in zip(claims, windows, strict=True))
    return ledgers.keep(path, pages, replace(made, tallies=(replace(made.tallies[0], increments=increments),)))


def test_days_counted_twice_and_days_left_out_are_told(tmp_path):
    view = tallied(tmp_path / "l.db", (1, 3, 5), (3, 4, 6), (7, 7, 2))
    page = histories.tally(view, "t_1")
    assert [s.note for s in page.steps] == [
        None,
        "overlap: 2021-05-03 lies in both windows",
        "gap: no figure for 2021-05-05 to 2021-05-06",
    ]
    assert all(s.line is not None and s.line.quote for s in page.steps)


def test_a_window_inside_the_one_before_is_counted_twice_as_far_as_it_reaches(tmp_path):
    view = tallied(tmp_path / "l.db", (1, 9, 5), (3, 4, 6), (10, 10, 2))
    notes = [s.note for s in histories.tally(view, "t_1").steps]
    assert notes[1] == "overlap: 2021-05-03 to 2021-05-04 lies in both windows"


def test_a_total_that_is_not_there_is_named(tmp_path):
    view = tallied(tmp_path / "l.db", (1, 1, 1), (2, 2, 1), (3, 3, 1))
    with pytest.raises(UnknownRecord, match="t_9"):
        histories.tally(view, "t_9")


def controlled(path, *lines):
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(len(lines))))
    claims = [claim for _, resolved in pages for claim in resolved.reading.claims]
    controls = tuple(
        Control(
            place="Lower Ford",
            place_id="geonames:1",
            claimant=claimant,
            holder=holder,
            loser=None,
            change=change,
            period=Period(day(on), day(on)) if on else None,
            claim=claim.id,
        )
        for claim, (claimant, holder, change, on) in zip(claims, lines, strict=True)
    )
    return ledgers.keep(path, pages, replace(make_reconciled(*claims), controls=controls))


def test_a_village_changes_hands_by_day_and_by_claimant(tmp_path):
    view = controlled(
        tmp_path / "l.db", ("North", "North", "taken", 2), ("South", "South", "held", 4), ("North", "North", "lost", 6)
    )
    (before,) = histories.control(view, day(3)).places
    assert [(line.claimant, line.holder) for line in before.now] == [("North", "North")]
    assert not before.disputed
    (between,) = histories.control(view, day(5)).places
    assert between.disputed
    last = histories.control(view)
    assert last.day == day(6)
    assert not last.places[0].disputed
    assert len(last.places[0].history) == 3
    assert last.places[0].place.lat == 10.5


def test_lines_without_a_day_stand_in_the_history_alone(tmp_path):
    view = controlled(tmp_path / "l.db", ("North", "North", "taken", None))
    page = histories.control(view)
    assert (page.day, page.undated) == (None, 1)
    assert page.places[0].now == ()
    assert len(page.places[0].history) == 1


def test_places_come_page_by_page_those_that_are_claimed_by_the_day_first(tmp_path):
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(5)))
    claims = [claim for _, resolved in pages for claim in resolved.reading.claims]
    controls = tuple(
        Control(
            place=f"Ford {i}",
            place_id=f"p:{i}",
            claimant="North",
            holder="North",
            loser=None,
            change="taken",
            period=Period(day(9 - i), day(9 - i)),
            claim=claim.id,
        )
        for i, claim in enumerate(claims)
    )
    view = ledgers.keep(tmp_path / "l.db", pages, replace(make_reconciled(*claims), controls=controls))
    seen, cursor = [], None
    while True:
        page = histories.control(view, day(6), cursor, 2)
        assert (page.found.total, page.told) == (5, 2)
        seen += page.places
        cursor = page.found.next
        if cursor is None:
            break
    assert [place.name for place in seen] == ["Ford 3", "Ford 4", "Ford 0", "Ford 1", "Ford 2"]
    assert [bool(place.now) for place in seen] == [True, True, False, False, False]
    with pytest.raises(BadCursor):
        histories.control(view, None, "x")


def test_a_finding_stands_by_the_total_that_it_is_about(tmp_path):
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(2)))
    claims = [claim for _, resolved in pages for claim in resolved.reading.claims]
    made = make_reconciled(*claims)
    (tally,), (finding,) = made.tallies, made.findings
    other = replace(tally, id="t_2", role=Role.WOUNDED)
    view = ledgers.keep(tmp_path / "l.db", pages, replace(made, tallies=(tally, other)))
    lines = {line.tally.id: line for line in histories.tallies(view)}
    assert [f.message for f in lines["t_1"].findings] == [finding.message]
    assert lines["t_2"].findings == (), "the same claim, the same figure, another measure"


def test_a_total_is_called_as_its_source_is(tmp_path):
    view = ledgers.plain(tmp_path / "l.db")
    line = histories.tally(view, "t_1").line
    assert view.names_of([line.source]) == {line.source: line.claimant}
    assert [found.tally.id for found in histories.tallies(view, line.claimant.upper())] == ["t_1"]
    assert histories.tallies(view, "nobody of that name") == ()
