"""Opening ledgers, and everything that can be wrong with the file."""

import os
import resource  # noqa: F401
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from counterclaim.config import StoreSettings
from counterclaim.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
)
from counterclaim.model.overviews import ClaimQuery
from counterclaim.store.sql import open_view, open_writer
from counterclaim.store.tables import METADATA
from tests.factories import SENTENCE, make_pages

SETTINGS = StoreSettings(busy_timeout=0.1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return fill(tmp_path / "ledger.db", SENTENCE)


def fill(path, *texts):
    writer = open_writer(path, SETTINGS)
    for capture, resolved in make_pages(*texts):
        writer.keep(capture, resolved)
    writer.close()
    return path


def count(path):
    view = open_view(path, SETTINGS)
    found = len(view.entries(ClaimQuery()))
    assert view.verify().ok
    view.close()
    return found


def test_the_migrations_make_what_the_tables_say(path):
    writer = open_writer(path, SETTINGS)
    with writer.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, METADATA) == []
    writer.close()


def _ours(name, kind, _):
    return kind != "table" or not name.startswith(("claim_words", "claim_names"))


def test_opening_twice_keeps_everything(path):
    fill(path, "Another page.")
    assert count(path) == 2


def test_a_reading_verb_needs_a_ledger(tmp_path):
    with pytest.raises(LedgerMissing, match="counterclaim add"):
        open_view(tmp_path / "none.db", SETTINGS)


def test_a_ledger_is_not_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(LedgerError, match="does not exist"):
        open_writer(tmp_path / "nowhere" / "ledger.db", SETTINGS)


@pytest.mark.parametrize("opening", [open_view, open_writer])
@pytest.mark.parametrize("content", [b"<html>not a ledger</html>" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_other_files_are_not_ledgers_and_stay_as_they_are(tmp_path, opening, content):
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    with pytest.raises(LedgerDamaged, match=r"ledger\.db"):
        opening(path, SETTINGS)
    assert path.read_bytes() == content


@pytest.mark.parametrize("opening", [open_view, open_writer])
def test_other_databases_and_folders_are_not_ledgers(tmp_path, opening):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name)")
    with pytest.raises(LedgerDamaged, match="not a ledger"):
        opening(path, SETTINGS)
    with pytest.raises(LedgerDamaged, match="folder"):
        opening(tmp_path, SETTINGS)


def test_an_empty_file_is_filled_but_not_read(tmp_path):
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(LedgerDamaged, match="empty"):
        open_view(path, SETTINGS)
    fill(path, SENTENCE)
    assert count(path) == 1


def test_a_damaged_page_of_the_file_is_reported(path):
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xaa" * (len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        count(path)


@pytest.mark.parametrize("opening", [open_view, open_writer])
def test_a_newer_ledger_is_left_alone(path, opening):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerNewer, match="9999"):
        opening(path, SETTINGS)


def test_a_ledger_that_another_program_writes_is_locked_but_can_be_read(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerLocked, match="another program"):
        fill(path, "Another page.")
    assert count(path) == 1
    other.execute("ROLLBACK")
    other.close()
    fill(path, "Another page.")
    assert count(path) == 2


def run(code):
    """Runs code in another process, which may be killed, limited or without rights."""
    program = (
        "from pathlib import Path\nfrom tests.store.test_sql import *\nfrom counterclaim.errors import *\n"
        + textwrap.dedent(code)
    )
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def frozen():
    """A ledger in a folder that may only be read, and how to run code that has no more rights than anybody."""
    folder = Path(tempfile.mkdtemp())
    path = fill(folder / "ledger.db", SENTENCE)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path, "os.setuid(65534)" if os.getuid() == 0 else "pass"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_ledger_without_write_permission_is_read_but_not_written(frozen):
    path, rights = frozen
    done = run(
        f"""
        {rights}
        path = Path({str(path)!r})
        assert count(path) == 1
        try:
            fill(path, "Another page.")
        except LedgerReadOnly as error:
            print(error)
        """
    )
    assert "may only be read" in done.stdout, done.stderr


def test_nothing_is_made_in_a_folder_without_write_permission(frozen):
    path, rights = frozen
    done = run(
        f"""
        {rights}
        try:
            fill(Path({str(path.with_name("new.db"))!r}), "A page.")
        except LedgerReadOnly as error:
            print(error)
        """
    )
    assert "may only be read" in done.stdout, done.stderr
    assert [found.name for found in path.parent.iterdir()] == ["ledger.db"]


def test_a_full_disk_leaves_the_ledger_as_it_was(path):
    limit = path.stat().st_size + 50_000
    done = run(
        f"""
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        try:
            fill(Path({str(path)!r}), *(f"{{n}} " + "long and different words " * 20 * n for n in range(1, 400)))
        except LedgerFull as error:
            print(error)
        """
    )
    assert "the disk is full" in done.stdout, done.stderr
    assert count(path) >= 1


def test_a_disk_that_is_full_from_the_start_leaves_no_file(tmp_path):
    path = tmp_path / "ledger.db"
    done = run(
        f"""
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        try:
            fill(Path({str(path)!r}), "A page.")
        except LedgerFull as error:
            print(error)
        """
    )
    assert "the disk is full" in done.stdout, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", [3, 11, 19])
def test_a_killed_writer_leaves_whole_pages(path, moment):
    done = run(
        f"""
        import os, signal
        from sqlalchemy import event
        writer = open_writer(Path({str(path)!r}), SETTINGS)
        statements = []

        @event.listens_for(writer.engine, "before_cursor_execute")
        def count_down(connection, cursor, statement, parameters, context, many):
            statements.append(statement)
            if len(statements) == {moment}:
                os.kill(os.getpid(), signal.SIGKILL)

        for capture, resolved in make_pages(*(f"Page {{n}}." for n in range(9))):
            writer.keep(capture, resolved)
            print("kept", flush=True)
        """
    )
    assert done.returncode == -9, done.stderr
    acknowledged = done.stdout.count("kept")
    assert count(path) == 1 + acknowledged
    fill(path, *(f"Page {n}." for n in range(9)))
    assert count(path) == 10
