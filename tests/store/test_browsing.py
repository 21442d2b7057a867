"""Filters, counts and the keys they rest on."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select

from counterclaim.config import StoreSettings
from counterclaim.model.claims import ClaimKind, Field, Role, StanceValue
from counterclaim.model.documents import SourceKind
from counterclaim.model.incidents import Control, RelationKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery
from counterclaim.model.stages import Reconciled, Resolved
from counterclaim.model.values import Interval, Position
from counterclaim.store import dialect
from counterclaim.store.sql import open_view, open_writer
from tests.factories import SENTENCE, make_pages, make_place, make_reconciled, resolve

SETTINGS = StoreSettings(busy_timeout=0.1)
NEW_TABLES = ("outlines", "claim_standing", "claim_places", "claim_measures", "claim_keys")


def placed(text, lat, lon, low, high):
    """A page whose one claim lies at a position and has one measure."""
    (capture, resolved) = make_pages(text)[0]
    claim = resolved.reading.claims[0]
    measure = replace(claim.measures[0], interval=Interval(low, high))
    claim = replace(claim, measures=(measure,))
    place = make_place(f"Ford {lat:g}", id=f"p:{lat:g}", position=Position(lat, lon))
    kept = tuple(r for r in resolved.resolutions if r.field is not Field.PLACE)
    where = resolve(claim, Field.PLACE, place, words=claim.places[0].mention)
    reading = replace(resolved.reading, claims=(claim,))
    return capture, Resolved(reading=reading, resolutions=(*kept, where))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ledger.db"
    pages = [
        placed(f"{SENTENCE} Page one.", 10.0, 20.0, 12, None),
        placed(f"{SENTENCE} Page two.", 10.1, 20.0, 40, 60),
        placed(f"{SENTENCE} Page three.", 12.0, 20.0, None, 5),
    ]
    writer = open_writer(path, SETTINGS)
    for capture, resolved in pages:
        writer.keep(capture, resolved)
    writer.replace_reconciled(make_reconciled(*(r.reading.claims[0] for _, r in pages[:2])))
    writer.close()
    return path


@pytest.fixture
def view(path):
    view = open_view(path, SETTINGS)
    yield view
    view.close()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (ClaimQuery(), 3),
        (ClaimQuery(place="Ford 10", within=15), 2),
        (ClaimQuery(place="p:10", within=10), 1),
        (ClaimQuery(place="Ford 10", within=400), 3),
        (ClaimQuery(place="nowhere", within=400), 0),
        (ClaimQuery(at_least=13), 2),
        (ClaimQuery(at_least=61), 1),
        (ClaimQuery(at_most=11), 1),
        (ClaimQuery(role=Role.KILLED, at_least=40, at_most=50), 2),
        (ClaimQuery(role=Role.WOUNDED), 0),
        (ClaimQuery(relation=RelationKind.CONTRADICTS), 2),
        (ClaimQuery(relation=RelationKind.DENIES), 0),
        (ClaimQuery(source="actor:northern-army"), 3),
        (ClaimQuery(source_kind=SourceKind.MILITARY, side="north", stance=StanceValue.REPORTED), 3),
        (ClaimQuery(side="south"), 0),
        (ClaimQuery(event="Battles", kind=ClaimKind.EVENT), 3),
        (ClaimQuery(event="Armed clash"), 3),
        (ClaimQuery(event="Riots"), 0),
        (ClaimQuery(since=date(2021, 5, 3), until=date(2021, 5, 3), text="three"), 0),
        (ClaimQuery(text="ford fighters"), 3),
        (ClaimQuery(text="'\"*"), 0),
    ],
    ids=str,
)
def test_filters_leave_what_they_say_and_the_count_agrees(view, query, count):
    found = view.slice_of_claims(query, ClaimOrder.TEXT, None, 10)
    assert len(found.items) == found.total == count
    assert len(view.entries(query)) == count


def test_the_claims_of_an_incident_are_a_filter(view):
    (incident,) = view.incidents()
    found = view.slice_of_claims(ClaimQuery(incident=incident.id), ClaimOrder.TEXT, None, 10)
    assert {entry.claim.id for entry in found.items} == set(incident.claims)


def test_the_largest_figure_comes_first(view):
    found = view.slice_of_claims(ClaimQuery(), ClaimOrder.LARGEST, None, 10).items
    assert [e.claim.measures[0].interval for e in found] == [
        Interval(40, 60),
        Interval(12, None),
        Interval(None, 5),
    ]


def _as_form_before_keys(path):
    with sqlite3.connect(path) as connection:
        for table in NEW_TABLES:
            connection.execute(f"DROP TABLE {table}")
        for index in ("ix_findings_kind", "relations_by_kind_a", "relations_by_kind_b"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.close()


def test_a_ledger_of_an_earlier_form_is_brought_up_to_date_when_it_is_opened(path, view):
    before = view.facets(ClaimQuery(), 9), view.verify()
    view.close()
    _as_form_before_keys(path)
    with open_closed(path) as again:
        assert (again.facets(ClaimQuery(), 9), again.verify()) == before


class open_closed:  # noqa: N801
    """A view that closes itself."""

    def __init__(self, path):
        self.view = open_view(path, SETTINGS)

    def __enter__(self):
        return self.view

    def __exit__(self, *_):
        self.view.close()


def test_a_claim_without_keys_is_found(path):
    with sqlite3.connect(path) as connection:
        for table in NEW_TABLES:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    connection.close()
    with open_closed(path) as view:
        assert "keys" in view.verify().failure


def test_a_view_can_be_asked_from_several_threads(view):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: view.slice_of_claims(ClaimQuery(), ClaimOrder.TEXT, None, 2).total, range(40)))
    assert found == [3] * 40


def test_a_page_without_claims_has_no_keys(tmp_path):
    writer = open_writer(tmp_path / "l.db", SETTINGS)
    capture, resolved = make_pages("Nothing.")[0]
    writer.keep(capture, Resolved(reading=replace(resolved.reading, claims=()), resolutions=()))
    writer.close()
    with open_closed(tmp_path / "l.db") as view:
        assert view.sizes().claims == 0
        assert view.sources() == []


def test_a_line_on_control_that_is_said_twice_is_kept_once(tmp_path):
    (capture, resolved) = make_pages(SENTENCE)[0]
    claim = resolved.reading.claims[0]
    line = Control(
        place="Ford", place_id=None, claimant="n", holder="N", loser=None, change="held", period=None, claim=claim.id
    )
    writer = open_writer(tmp_path / "twice.db", SETTINGS)
    writer.keep(capture, resolved)
    writer.replace_reconciled(Reconciled(controls=(line, line)))
    writer.close()
    view = open_view(tmp_path / "twice.db", SETTINGS)
    assert view.controls() == [line]
    assert view.verify().ok
    view.close()


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    engine = dialect.writing_engine(tmp_path_factory.mktemp("boxes") / "boxes.db", SETTINGS)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@given(
    st.builds(Position, st.floats(-90, 90), st.floats(-180, 180)), st.floats(0.1, 6_000), st.floats(0, 360), st.data()
)
def test_whatever_is_near_lies_in_the_box(connection, middle, within, bearing, data):
    there = middle.moved(within * data.draw(st.floats(0, 0.999)), bearing)
    lat, lon = literal(middle.lat), literal(middle.lon)
    width = dialect.width(lat, within)
    beside = dialect.in_the_box(literal(there.lat), literal(there.lon), (lat, lon), within, width)
    assert connection.execute(select(beside)).scalar()
