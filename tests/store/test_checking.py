"""Whoever alters a ledger is found out."""

import sqlite3
import zlib

import pytest

from counterclaim.config import StoreSettings
from counterclaim.model.ids import sha256
from counterclaim.store import chain
from counterclaim.store.sql import open_view, open_writer
from tests.factories import SENTENCE, make_pages, make_reconciled

SETTINGS = StoreSettings(busy_timeout=0.2)
TEXTS = (SENTENCE, "Three houses burned.", "Nobody was hurt.")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ledger.db"
    writer = open_writer(path, SETTINGS)
    pages = make_pages(*TEXTS)
    for capture, resolved in pages:
        writer.keep(capture, resolved)
    writer.replace_reconciled(make_reconciled(*(claim for _, r in pages for claim in r.reading.claims)))
    writer.close()
    return path


def tamper(path, *statements):
    connection = sqlite3.connect(path)
    connection.create_function("deflate", 1, lambda text: zlib.compress(text.encode()))
    guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (guard,) in guards:
        connection.execute(f"DROP TRIGGER {guard}")
    for statement in statements:
        words, *values = (statement,) if isinstance(statement, str) else statement
        connection.execute(words, values)
    connection.commit()
    connection.close()


def verify(path, head=None):
    view = open_view(path, SETTINGS)
    report = view.verify(head)
    view.close()
    return report


def test_an_untouched_ledger_holds(path):
    report = verify(path)
    assert report.ok
    assert (report.captures, report.claims, report.entries) == (3, 3, 4)
    assert report.head.startswith("sha256:")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE captures SET content = deflate('Three houses burned!') WHERE origin = 'page1.txt'", "capture sha256:"),
        ("UPDATE captures SET content = x'00ff' WHERE origin = 'page1.txt'", "capture sha256:"),
        ("UPDATE captures SET origin = 'other.txt' WHERE origin = 'page1.txt'", "log entry 2 (capture"),
        ("UPDATE documents SET text = replace(text, '12', '13')", "claim c_"),
        ("UPDATE documents SET text = text || ' More.' WHERE origin = 'page2.txt'", "log entry 3 (capture"),
        ("UPDATE documents SET published = '2020-01-01' WHERE origin = 'page0.txt'", "log entry 1 (capture"),
        ("UPDATE claims SET quote = replace(quote, 'burned', 'stood')", "claim c_"),
        ("UPDATE claims SET body = replace(body, '0.75', '0.99') WHERE quote LIKE 'Nobody%'", "log entry 3 (capture"),
        ("UPDATE claims SET who_key = 'somebody else' WHERE quote LIKE 'Nobody%'", "searching words"),
        ("UPDATE resolutions SET body = replace(body, '0.9', '0.1')", "log entry 1 (capture"),
        ("DELETE FROM resolutions", "log entry 1 (capture"),
        ("DELETE FROM findings WHERE layer = 'reading'", "log entry 1 (capture"),
        ("DELETE FROM claims WHERE quote LIKE 'Nobody%'", "points to a record that is not there"),
        ("DELETE FROM parts", "log entry 1 (capture"),
        ("UPDATE relations SET why = 'no reason'", "log entry 4 (reconcile"),
        ("DELETE FROM estimates", "log entry 4 (reconcile"),
        ("DELETE FROM log WHERE seq = 2", "log entry 3"),
        ("DELETE FROM log WHERE seq = 1", "log entry 2"),
        ("DELETE FROM log WHERE seq >= 3", "in the ledger, but not in the log"),
        ("UPDATE log SET at = '2001-01-01' WHERE seq = 2", "log entry 2"),
        ("UPDATE log SET payload = 'sha256:0' WHERE seq = 3", "log entry 3"),
        ("DELETE FROM claim_words", "searching words"),
    ],
)
def test_every_change_is_named(path, statement, named):
    tamper(path, statement)
    report = verify(path)
    assert not report.ok
    assert named in report.failure


def test_swapped_entries_are_found(path):
    tamper(
        path,
        "UPDATE log SET seq = 102 WHERE seq = 3",
        "UPDATE log SET seq = 3 WHERE seq = 2",
        "UPDATE log SET seq = 2 WHERE seq = 102",
    )
    assert "log entry 2" in verify(path).failure


def test_a_tail_rewritten_with_fitting_hashes_is_found_by_the_noted_head(path):
    noted = verify(path).head
    rewrite_last(path)
    assert verify(path).ok
    assert "head that you noted" in verify(path, head=noted).failure


def rewrite_last(path):
    connection = sqlite3.connect(path)
    row = "SELECT previous, kind, subject, payload FROM log WHERE seq = 4"
    previous, kind, subject, payload = connection.execute(row).fetchone()
    connection.close()
    digest = chain.link(previous, 4, kind, subject, payload, "2001-01-01")
    tamper(path, ("UPDATE log SET at = '2001-01-01', hash = ? WHERE seq = 4", digest))


def test_a_tail_removed_with_its_records_is_found_by_the_noted_head(path):
    noted = verify(path).head
    name = sha256(TEXTS[2].encode())
    tamper(
        path,
        "DELETE FROM estimates",
        "DELETE FROM relations",
        "DELETE FROM incident_claims",
        "DELETE FROM tallies",
        "DELETE FROM controls",
        "DELETE FROM incidents",
        "DELETE FROM findings WHERE layer = 'reconciling'",
        ("DELETE FROM claim_words WHERE claim IN (SELECT id FROM claims WHERE document = ?)", name),
        ("DELETE FROM claim_measures WHERE number IN (SELECT number FROM claim_keys WHERE document = ?)", name),
        ("DELETE FROM claim_places WHERE number IN (SELECT number FROM claim_keys WHERE document = ?)", name),
        ("DELETE FROM claim_keys WHERE document = ?", name),
        ("DELETE FROM claims WHERE document = ?", name),
        ("DELETE FROM findings WHERE document = ?", name),
        ("DELETE FROM passages WHERE document = ?", name),
        ("DELETE FROM parts WHERE document = ?", name),
        ("DELETE FROM documents WHERE id = ?", name),
        ("DELETE FROM captures WHERE sha256 = ?", name),
        "DELETE FROM log WHERE seq >= 3",
    )
    assert verify(path).ok
    assert not verify(path, head=noted).ok


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM log", "UPDATE log SET seq = seq + 1", "DELETE FROM captures", "UPDATE captures SET size = 0"],
)
def test_the_ledger_itself_refuses_to_change_what_was_written(path, statement):
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
