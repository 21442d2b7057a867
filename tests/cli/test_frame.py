"""The command as a process: start, pipes, terminals."""

import os
import pty
import subprocess
import sys
import time

import pytest

from counterclaim.ledger import Ledger
from tests.factories import SENTENCE, FakeStages

COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()"]
HEAVY = ("spacy", "sqlalchemy", "trafilatura", "alembic", "fastapi", "jinja2", "uvicorn")


@pytest.fixture
def ledger(tmp_path):
    pages = []
    for i in range(60):
        pages.append(tmp_path / f"{i}.txt")
        pages[-1].write_text(f"{SENTENCE} Page {i}.")
    with Ledger(tmp_path / "ledger.db", pipeline=FakeStages()) as ledger:
        ledger.add([str(page) for page in pages])
    return str(tmp_path / "ledger.db")


def run(*arguments, **more):
    return subprocess.run(  # noqa: S603
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60, **more
    )


def test_help_loads_nothing_heavy():
    program = f"import sys\nimport counterclaim.cli\nassert not set({HEAVY}) & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0  # noqa: S603
    started = time.process_time()
    done = run("--help")
    assert done.returncode == 0
    assert time.process_time() - started < 2
    for verb in ("read", "add", "claims", "incidents", "documents", "sources", "findings", "show", "export", "verify"):
        assert f"\n  {verb} " in done.stdout


def test_a_wrong_verb_or_option_is_bad_input():
    assert run("reed").returncode == 2
    assert run("claims", "--kind", "rumour").returncode == 2
    assert "Traceback" not in run("claims", "--nothing").stderr


def test_a_closed_pipe_is_silent(ledger):
    for verb in (["export", "jsonl"], ["claims"], ["claims", "--format", "jsonl"]):
        with subprocess.Popen(  # noqa: S603
            [*COMMAND, *verb, "--ledger", ledger], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""


def on_terminal(arguments, **environment):
    """What the command writes to a terminal."""
    master, slave = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    env |= {"TERM": "xterm-256color", "COLUMNS": "100"} | environment
    with subprocess.Popen([*COMMAND, *arguments], stdout=slave, stderr=slave, stdin=slave, env=env) as process:  # noqa: S603
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    assert process.returncode == 0
    return shown.decode()


def test_colour_is_for_terminals_and_can_be_refused(ledger):
    assert "\x1b[1m" in on_terminal(["claims", "--ledger", ledger])
    assert "\x1b[3" + "6m" not in on_terminal(["claims", "--ledger", ledger], NO_COLOR="1")
    assert "\x1b" not in run("claims", "--ledger", ledger).stdout


def test_a_terminal_without_unicode_shows_question_marks(ledger):
    done = run("claims", "--ledger", ledger, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert "Northern Army" in done.stdout
