"""The front door, with stages that are doubles."""

import io
import json
from pathlib import Path

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import EmptyInput, InputError, LedgerMissing, MissingInput, UnknownRecord
from counterclaim.ledger import Ledger
from counterclaim.model.incidents import FindingKind
from counterclaim.model.overviews import ClaimFile, ClaimQuery, DocumentFile, Dossier
from tests.factories import SENTENCE, FakeStages


@pytest.fixture
def pages(tmp_path):
    texts = (SENTENCE, f"On the other side, nobody knew. {SENTENCE}", "Three houses burned.")
    for i, text in enumerate(texts):
        (tmp_path / f"page{i}.txt").write_text(text)
    return [str(tmp_path / f"page{i}.txt") for i in range(len(texts))]


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db", load_settings(), FakeStages()) as ledger:
        yield ledger


def test_pages_are_added_and_compared(ledger, pages):
    report = ledger.add(pages)
    assert (len(report.added), report.known, report.failed, report.claims) == (3, (), (), 3)
    assert len(ledger.claims()) == 3
    assert [len(dossier.entries) for dossier in ledger.incidents()] == [3]
    assert len(ledger.documents()) == 3
    assert ledger.verify().ok


def test_known_pages_are_not_read_again(ledger, pages):
    ledger.add(pages)
    before, reads = ledger.verify(), ledger.pipeline.reads
    report = ledger.add(pages)
    assert (report.added, len(report.known), report.claims) == ((), 3, 0)
    assert ledger.verify() == before
    assert ledger.pipeline.reads == reads


def test_one_bad_page_does_not_stop_the_rest(ledger, pages, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    report = ledger.add([pages[0], str(empty), str(tmp_path / "none.txt"), pages[1]])
    assert len(report.added) == 2
    assert [Path(origin).name for origin, _ in report.failed] == ["empty.txt", "none.txt"]
    assert [f.kind for f in ledger.findings()].count(FindingKind.UNREADABLE_INPUT) == 1


def test_nothing_is_made_if_nothing_can_be_read(ledger, tmp_path):
    ledger.add([str(tmp_path / "none.txt")])
    assert not ledger.path.exists()
    with pytest.raises(LedgerMissing):
        ledger.claims()


def test_a_published_date_must_be_one(ledger, pages):
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        ledger.add(pages, published="yesterday")


def test_each_page_is_announced(ledger, pages):
    seen = []
    ledger.add(pages, on_page=lambda origin, claims: seen.append((origin, claims)))
    assert seen == [(page, 1) for page in pages]


def test_an_interrupted_batch_is_compared_by_the_next(ledger, pages):
    def interrupt(origin, _):
        if origin == pages[1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.add(pages, on_page=interrupt)
    assert ledger.stale
    assert len(ledger.claims()) == 2
    assert ledger.incidents() == []
    ledger.add(pages[:1])
    assert not ledger.stale
    assert [len(dossier.entries) for dossier in ledger.incidents()] == [2]


def test_incidents_can_be_narrowed(ledger, pages):
    ledger.add(pages)
    assert len(ledger.incidents(ClaimQuery(claimant="northern"))) == 1
    assert ledger.incidents(ClaimQuery(claimant="southern")) == []


def test_records_are_shown_by_id(ledger, pages):
    ledger.add(pages)
    entry = ledger.claims()[0]
    claim = ledger.show(entry.claim.id)
    assert isinstance(claim, ClaimFile)
    assert claim.entry == entry
    assert len(claim.relations) == len(claim.others) == len(claim.incidents) == 1
    document = ledger.show(entry.document.id[:20])
    assert isinstance(document, DocumentFile)
    assert document.entries == (entry,)
    incident = ledger.show(ledger.incidents()[0].incident.id)
    assert isinstance(incident, Dossier)
    assert (len(incident.entries), len(incident.relations), len(incident.estimates)) == (3, 2, 1)
    with pytest.raises(UnknownRecord):
        ledger.show("c_none")


def test_the_export_holds_everything_one_object_a_line(ledger, pages):
    ledger.add(pages)
    stream = io.StringIO()
    count = ledger.export_jsonl(stream)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    kinds = [line["schema"] for line in lines]
    assert len(lines) == count
    assert {kind.split(".")[1] for kind in kinds} == {
        "claim/1",
        "incident/1",
        "relation/1",
        "estimate/1",
        "tally/1",
        "control/1",
        "finding/1",
    }
    incident = next(line["id"] for line in lines if line["schema"] == "counterclaim.incident/1")
    assert {line["incident"] for line in lines if line["schema"] == "counterclaim.claim/1"} == {incident}


def test_the_errors_of_the_double_are_those_of_the_stages():
    stages = FakeStages()
    with pytest.raises(MissingInput):
        stages.read("nowhere.txt", declared={})
    with pytest.raises(EmptyInput):
        stages.read("/dev/null", declared={})
