"""A ledger file that takes pages as they come: the same as when all claims are compared at once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from counterclaim import refreshing
from counterclaim.config import load_settings
from counterclaim.ledger import Ledger
from counterclaim.model.claims import Field
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.documents import Capture
from counterclaim.model.documents import Page as ReadPage
from counterclaim.model.ids import sha256
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.stages import Reading, Resolved
from counterclaim.reconcile.stage import Reconciler
from counterclaim.resolve.place_rulings import resolve_place, withdraw
from counterclaim.store.sql import open_writer
from tests.reconcile.ledgers import FAR_TOWN, NORTH, SETTINGS, SOUTH, TOWN, Page, day


def document(number):
    """A page with a claim of two places, its name the hash of its bytes."""
    page = Page(sha256(str(number).encode()), source=f"s{number % 2}")
    page.say(f"Shelling of Alder killed {number % 4} people", at=TOWN, when=day(1 + number % 3), killed=number % 4)
    page.say(f"The rebels took Cedar {number}", kind="control", at=FAR_TOWN, when=day(5 + number), agent=SOUTH)
    return page.say("The army denied the shelling of Alder", kind="denial", at=TOWN, when=day(1), by=NORTH)


def kept(number):
    page = document(number)
    entries = page.entries()
    capture = Capture(
        sha256=page.name,
        content=str(number).encode(),
        origin=f"{number}",
        captured_at=datetime(2021, 1, 1, tzinfo=UTC),
        media_type="text/plain",
        declared=(),
    )
    read = ReadPage(document=entries[0].document, parts=(entries[0].part,), passages=())
    claims = tuple(entry.claim for entry in entries)
    return capture, Resolved(
        reading=Reading(page=read, claims=claims),
        resolutions=tuple(_with_words(r, e) for e in entries for r in e.resolutions),
        findings=tuple(_unresolved(entry) for entry in entries[:2]),
    )


def _unresolved(entry):
    return Finding(
        kind=FindingKind.UNRESOLVED_PLACE,
        message=f"“{entry.claim.places[0].mention.text}” could not be placed exactly.",
        stage="a test",
        document=entry.document.id,
        span=entry.claim.places[0].mention.span,
        claims=(entry.claim.id,),
    )


def _with_words(found, entry):
    """The resolution of a place with the words that it is about, which rulings are on."""
    return replace(found, mention=entry.claim.places[0].mention) if found.field is Field.PLACE else found


class Stages(Reconciler):
    """The true comparison, with no reading; `wholes` counts how often all claims were compared."""

    def __init__(self):
        super().__init__(SETTINGS)
        self.wholes = 0

    def __call__(self, entries, decisions=()):
        self.wholes += 1
        return super().__call__(entries, decisions)

    def reconcile(self, entries, decisions):
        return self(entries, decisions)


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db", load_settings(), Stages()) as opened:
        yield opened


def grow(ledger, numbers):
    for number in numbers:
        ledger.writer.keep(*kept(number))
        ledger.reconcile()


def state(ledger):
    view = ledger.view
    found = (view.incidents(), view.relations(), view.estimates(), view.controls(), ledger.tallies(), ledger.findings())
    assert view.verify().ok, view.verify().failure
    return found


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [4, 2, 0, 3, 1]])
def test_pages_one_by_one_give_what_all_at_once_give(ledger, order):
    grow(ledger, order)
    assert ledger.pipeline.wholes == 1
    step_by_step = state(ledger)
    ledger.reconcile(whole=True)
    assert ledger.pipeline.wholes == 2
    assert state(ledger) == step_by_step
    assert len(step_by_step[0]) > 2


def test_many_pages_come_lot_by_lot_and_an_interrupted_comparison_goes_on_where_it_ended(ledger, monkeypatch):
    grow(ledger, [0])
    monkeypatch.setattr(refreshing, "LOT", 1)
    for number in (1, 2, 3):
        ledger.writer.keep(*kept(number))
    true = ledger.pipeline.update

    def broken(seeds, fresh, near, decisions=()):
        if set(document(2).ids()) & fresh:
            raise KeyboardInterrupt
        return true(seeds, fresh, near, decisions)

    monkeypatch.setattr(ledger.pipeline, "update", broken)
    with pytest.raises(KeyboardInterrupt):
        ledger.reconcile()
    left = [document(number).name for number in (2, 3)]
    assert ledger.view.unreconciled("capture") == left
    assert ledger.view.verify().ok
    monkeypatch.setattr(ledger.pipeline, "update", true)
    ledger.reconcile()
    assert ledger.view.unreconciled("capture") == []
    assert ledger.pipeline.wholes == 1
    step_by_step = state(ledger)
    ledger.reconcile(whole=True)
    assert state(ledger) == step_by_step


def ruling(kind, *subjects):
    return Decision(
        id=f"d_{kind}", ruling=kind, subjects=subjects, value=None, author="a", reason="r",
        made_at=datetime(2021, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def test_a_ruling_survives_pages_that_come_later(ledger):
    grow(ledger, [0, 1])
    apart = [document(number).ids()[1] for number in (0, 1)]
    ledger.decide(ruling(Ruling.MERGE, *apart))
    ledger.reconcile()
    grow(ledger, [2, 3])
    assert ledger.pipeline.wholes == 1
    assert any(set(apart) <= set(incident.claims) for incident in ledger.view.incidents())
    step_by_step = state(ledger)
    ledger.reconcile(whole=True)
    assert state(ledger) == step_by_step


def test_a_rejected_claim_leaves_and_other_rules_compare_all_anew(ledger):
    grow(ledger, [0, 1])
    claim = document(0).ids()[0]
    ledger.decide(ruling(Ruling.REJECT, claim))
    ledger.reconcile()
    assert all(claim not in incident.claims for incident in ledger.view.incidents())
    assert ledger.pipeline.wholes == 2
    type(ledger.pipeline).rules = "others"
    try:
        grow(ledger, [2])
    finally:
        del type(ledger.pipeline).rules
    assert ledger.pipeline.wholes == 3


def test_a_place_ruled_by_hand_compares_all_anew_and_holds_for_pages_to_come(ledger):
    grow(ledger, [0, 1])
    subjects, value = resolve_place("Alder", FAR_TOWN)
    ledger.decide(replace(ruling(Ruling.RESOLVE, *subjects), value=value))
    ledger.reconcile()
    assert ledger.pipeline.wholes == 2
    grow(ledger, [2])
    assert ledger.pipeline.wholes == 2
    shelled = [entry for entry in ledger.claims() if entry.claim.places[0].mention.text == "Alder"]
    assert {entry.places[0].name for entry in shelled} == {FAR_TOWN.name}
    assert len({entry.document.id for entry in shelled}) == 3
    step_by_step = state(ledger)
    ledger.reconcile(whole=True)
    assert state(ledger) == step_by_step


def open_places(ledger):
    return [f.message.split("”")[0].lstrip("“") for f in ledger.findings() if f.kind is FindingKind.UNRESOLVED_PLACE]


def rule(ledger, said):
    subjects, value = said
    news = replace(ruling(Ruling.RESOLVE, *subjects), value=value, id=f"d{len(ledger.view.decisions())}")
    ledger.decide(news)
    ledger.reconcile()


def test_a_ruling_on_a_place_answers_the_findings_on_it_until_it_is_withdrawn(ledger):
    grow(ledger, [0, 1])
    rule(ledger, resolve_place("Alder", FAR_TOWN))
    assert open_places(ledger) == ["Cedar", "Cedar"]
    shown = ledger.view.slice_of_findings(FindingKind.UNRESOLVED_PLACE, None, 50)
    assert (shown.total, dict(ledger.view.finding_counts())[FindingKind.UNRESOLVED_PLACE]) == (2, 2)
    grow(ledger, [2])
    assert open_places(ledger) == ["Cedar"] * 3
    step_by_step = state(ledger)
    ledger.reconcile(whole=True)
    assert state(ledger) == step_by_step
    rule(ledger, withdraw("Alder"))
    assert sorted(open_places(ledger)) == ["Alder"] * 3 + ["Cedar"] * 3
    assert {entry.places[0].name for entry in ledger.claims() if entry.claim.places[0].mention.text == "Alder"} == {
        TOWN.name
    }


def test_a_ruling_for_one_claim_leaves_the_findings_of_others_open(ledger):
    grow(ledger, [0, 1])
    rule(ledger, resolve_place("Alder", None, document(0).ids()[0]))
    assert open_places(ledger) == ["Cedar", "Alder", "Cedar"]


def test_a_large_ledger_reckons_running_totals_when_they_are_asked_for(ledger, monkeypatch):
    monkeypatch.setattr(refreshing, "SETTLED", 0)
    grow(ledger, [0, 1, 2])
    assert ledger.view.unsettled()
    assert [f.kind for f in ledger.findings() if f.stage != "a test"] == ["repeated_capture"]
    assert not ledger.view.unsettled()
    assert ledger.view.verify().ok


def test_a_changed_row_is_noticed(ledger, tmp_path):
    grow(ledger, [0, 1, 2])
    writer = open_writer(tmp_path / "ledger.db", load_settings().store)
    with writer.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE relations SET why = 'x' WHERE position = (SELECT min(position) FROM relations)"
        )
    writer.close()
    assert not ledger.view.verify().ok
