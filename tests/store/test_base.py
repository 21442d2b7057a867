"""What every Writer and View must do, whatever it is made of."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counterclaim.config import StoreSettings
from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import ClaimKind
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.overviews import ClaimQuery
from counterclaim.model.stages import Reconciled
from counterclaim.store.base import View, Writer
from counterclaim.store.sql import open_view, open_writer
from tests.factories import SENTENCE, make_capture, make_pages, make_reconciled, make_resolved

OTHER = "Three houses burned in Élansk. Nobody knows why."


class Store:
    """A writer and a view of one ledger."""

    def __init__(self, writer: Writer, view: View) -> None:
        self.writer = writer
        self.view = view


def sqlite_store(folder: Path) -> Store:
    settings = StoreSettings(busy_timeout=0.2)
    writer = open_writer(folder / "ledger.db", settings, clock=lambda: datetime(2021, 5, 5, tzinfo=UTC))
    return Store(writer, open_view(folder / "ledger.db", settings))


STORES: dict[str, Callable[[Path], Store]] = {"sqlite": sqlite_store}


@pytest.fixture(params=sorted(STORES))
def store(request, tmp_path):
    made = STORES[request.param](tmp_path)
    yield made
    made.view.close()
    made.writer.close()


@pytest.fixture
def filled(store):
    for capture, resolved in make_pages(SENTENCE, OTHER):
        assert store.writer.keep(capture, resolved)
    return store


def claims_of(store):
    return [entry.claim for entry in store.view.entries(ClaimQuery())]


def test_an_empty_ledger_holds_nothing(store):
    view = store.view
    assert view.entries(ClaimQuery()) == []
    assert view.documents() == view.sources() == view.incidents() == view.findings() == view.log() == []
    assert view.verify().ok
    assert not view.stale()


def test_what_goes_in_comes_out(store):
    capture, resolved = make_pages(SENTENCE)[0]
    store.writer.keep(capture, resolved)
    assert store.view.entries(ClaimQuery()) == list(resolved.entries)
    assert store.view.document(capture.sha256) == resolved.reading.page.document
    assert store.view.content(capture.sha256) == capture.content
    assert store.view.findings() == list(resolved.reading.findings)


def test_documents_are_found_by_what_they_state(filled):
    (one, *_) = filled.view.documents()
    stated = filled.view.document(one.id).fact("title")
    assert one.id in {document.id for document in filled.view.stating([stated, "100%_of nothing"])}
    assert filled.view.stating(["%", "_nothing"]) == filled.view.stating([]) == []


def test_the_same_bytes_twice_are_kept_once(filled):
    before = filled.view.verify()
    capture = make_capture(SENTENCE, origin="elsewhere.txt")
    assert not filled.writer.keep(capture, make_resolved(capture))
    assert filled.view.verify() == before
    assert filled.view.known(capture.sha256)


def test_pages_come_back_in_the_order_in_which_they_came(filled):
    assert [document.origin for document in filled.view.documents()] == ["page0.txt", "page1.txt"]
    assert [entry.document.origin for entry in filled.view.entries(ClaimQuery())] == ["page0.txt", "page1.txt"]


@pytest.mark.parametrize(
    ("query", "origins"),
    [
        (ClaimQuery(claimant="northern army"), ["page0.txt"]),
        (ClaimQuery(claimant="example herald"), ["page1.txt"]),
        (ClaimQuery(claimant="actor:northern-army"), ["page0.txt"]),
        (ClaimQuery(place="lower ford"), ["page0.txt"]),
        (ClaimQuery(place="LOWER FØRD"), ["page0.txt"]),
        (ClaimQuery(place="100%"), []),
        (ClaimQuery(since=date(2021, 5, 3), until=date(2021, 5, 3)), ["page0.txt"]),
        (ClaimQuery(since=date(2021, 5, 4)), []),
        (ClaimQuery(until=date(2021, 5, 2)), []),
        (ClaimQuery(kind=ClaimKind.EVENT), ["page0.txt", "page1.txt"]),
        (ClaimQuery(kind=ClaimKind.DENIAL), []),
        (ClaimQuery(text="burned elansk"), ["page1.txt"]),
        (ClaimQuery(text="said"), ["page0.txt"]),
        (ClaimQuery(text='"; DROP TABLE claims; --'), []),
        (ClaimQuery(text="* OR NEAR("), []),
        (ClaimQuery(text="…"), []),
        (ClaimQuery(claims=()), []),
    ],
)
def test_queries_narrow(filled, query, origins):
    assert [entry.document.origin for entry in filled.view.entries(query)] == origins


def test_sources_are_counted_by_actor(filled):
    named = {source.name: source for source in filled.view.sources()}
    assert named["Northern Army"].id == "actor:northern-army"
    assert (named["Northern Army"].claims, named["Northern Army"].first) == (1, "2021-05-03")
    assert named["The Example Herald"].documents == 1


def test_reconciled_results_are_replaced_as_a_whole(filled):
    first, second = claims_of(filled)
    both = make_reconciled(first, second)
    assert filled.view.stale()
    filled.writer.replace_reconciled(both)
    assert not filled.view.stale()
    assert tuple(filled.view.incidents()) == both.incidents
    assert tuple(filled.view.relations()) == both.relations
    assert tuple(filled.view.estimates()) == both.estimates
    assert tuple(filled.view.tallies()) == both.tallies
    assert tuple(filled.view.controls()) == both.controls
    assert both.findings[0] in filled.view.findings()
    assert max(source.contradicted for source in filled.view.sources()) == 1
    filled.writer.replace_reconciled(Reconciled())
    assert filled.view.incidents() == filled.view.relations() == filled.view.estimates() == []
    assert both.findings[0] not in filled.view.findings()
    assert filled.view.verify().ok


def test_an_incident_of_an_unknown_claim_changes_nothing(filled):
    first, _ = claims_of(filled)
    whole = make_reconciled(first)
    filled.writer.replace_reconciled(whole)
    stranger = make_resolved(make_capture("Elsewhere it rained.")).reading.claims[0]
    with pytest.raises(Exception, match="ledger"):
        filled.writer.replace_reconciled(make_reconciled(stranger))
    assert tuple(filled.view.incidents()) == whole.incidents
    assert filled.view.verify().ok


def test_records_are_found_by_the_beginning_of_their_id(filled):
    claim = claims_of(filled)[0]
    assert filled.view.find(claim.id) == ("claims", claim.id)
    assert filled.view.find(claim.id[:10]) == ("claims", claim.id)
    assert filled.view.find(claim.document) == ("documents", claim.document)
    for unknown in ("c_nothing", "sha256:", "c_", ""):
        with pytest.raises(UnknownRecord):
            filled.view.find(unknown)


def test_unknown_records_are_named(store):
    with pytest.raises(UnknownRecord, match="sha256:0"):
        store.view.document("sha256:0")
    with pytest.raises(UnknownRecord):
        store.view.content("sha256:0")


def test_notes_and_rulings_are_kept_once(store):
    note = Finding(kind=FindingKind.UNREADABLE_INPUT, message="x.html: the file is empty", stage="capture")
    ruling = Decision(
        id="d_1",
        ruling=Ruling.REJECT,
        subjects=("c_1",),
        value=None,
        author="me",
        reason="a joke",
        made_at=datetime(2021, 5, 5, tzinfo=UTC),
    )
    assert store.writer.note(note)
    assert not store.writer.note(note)
    assert store.writer.decide(ruling)
    assert not store.writer.decide(ruling)
    assert store.view.findings() == [note]
    assert store.view.decisions() == [ruling]
    assert [entry.kind for entry in store.view.log()] == ["finding", "decision"]
    assert store.view.verify().ok


def test_the_head_noted_earlier_stays_in_the_log(store):
    pages = make_pages(SENTENCE, OTHER)
    store.writer.keep(*pages[0])
    noted = store.view.verify().head
    store.writer.keep(*pages[1])
    assert store.view.verify(head=noted).ok
    assert not store.view.verify(head="sha256:" + "1" * 64).ok
