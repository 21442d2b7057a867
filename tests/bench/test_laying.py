"""A ledger that is laid round by round is the one that comes of reading and comparing page after page."""

import sqlite3

import pytest

from counterclaim.bench.generating import War, grow
from counterclaim.bench.laying import Template, lay
from counterclaim.config import load_settings
from counterclaim.reconcile.stage import Reconciler
from counterclaim.refreshing import settle
from counterclaim.store.sql import open_view, open_writer

WAR = War(pages_a_day=2, events_a_day=10)
ROUNDS = 3
OWN = (
    "log",
    *(f"claim_{of}_{part}" for of in ("words", "names") for part in ("data", "idx", "docsize", "content", "config")),
)
"""Tables that hold how the ledger came about, or the search engine's own."""


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    folder, settings = tmp_path_factory.mktemp("ledgers"), load_settings()
    laid, grown = folder / "laid.db", folder / "grown.db"
    template = Template(settings, WAR)
    lay(laid, settings, 1, template)
    lay(laid, settings, ROUNDS - 1, template, first=1)
    grow(grown, settings, ROUNDS * WAR.claims, war=WAR, batch=100)
    for path in (laid, grown):
        view, writer = open_view(path, settings.store), open_writer(path, settings.store)
        settle(view, writer, Reconciler(settings.reconcile))
        view.close()
        writer.close()
    return laid, grown


COUNTED = {"claim_standing": "number, incident, day, relations, opposed"}
"""Columns of tables whose others say when a row was written."""


def rows(path, table):
    with sqlite3.connect(path) as connection:
        query = f"SELECT {COUNTED.get(table, '*')} FROM {table}"  # noqa: S608
        return sorted(connection.execute(query).fetchall(), key=repr)


def names(path):
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return sorted(name for (name,) in found if name not in OWN)


def test_all_tables_hold_the_same_rows(ledgers):
    laid, grown = ledgers
    found = {name: (rows(laid, name), rows(grown, name)) for name in names(grown)}
    assert [name for name, (one, other) in found.items() if one != other] == []
    filled = {name for name, (one, _) in found.items() if one}
    assert filled >= {"incidents", "relations", "blocks", "links", "claim_keys", "controls", "estimates", "tallies"}


def test_what_was_laid_is_sound(ledgers):
    laid, grown = ledgers
    for path in (laid, grown):
        view = open_view(path, load_settings().store)
        report = view.verify()
        view.close()
        assert report.ok
        assert report.claims == ROUNDS * WAR.claims


def test_claims_meet_others_of_their_round_in_many_ways(ledgers):
    kinds = {row[3] for row in rows(ledgers[0], "relations")}
    assert kinds >= {"contradicts", "corroborates", "repeats", "denies", "updates", "part_of"}
