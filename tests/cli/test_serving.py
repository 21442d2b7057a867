"""`serve` as a process."""

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.workbench import ledgers

COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()", "serve"]


@pytest.fixture
def ledger(tmp_path):
    ledgers.plain(tmp_path / "l.db", 2).close()
    return str(tmp_path / "l.db")


def run(*arguments):
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603


def test_it_says_where_it_serves_and_ends_when_interrupted(ledger):
    process = subprocess.Popen([*COMMAND, ledger, "--port", "0"], stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())[0]
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310
            assert b"Counterclaim" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()


def test_a_ledger_that_is_not_there_is_named(tmp_path):
    done = run(str(tmp_path / "none.db"))
    assert done.returncode == 2
    assert "none.db: there is no such ledger" in done.stderr


def test_a_port_that_is_taken_is_named(ledger):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(ledger, "--port", port)
    assert done.returncode == 2
    assert f"--port {port}" in done.stderr


def test_a_port_that_is_no_port_is_refused(ledger):
    assert run(ledger, "--port", "99999999").returncode == 2


DEMO = """
import sys
from counterclaim.cli import main
from counterclaim.cli.frame import Surroundings
from tests.factories import FakeStages
sys.argv = ["counterclaim", "demo", "--ledger", sys.argv[1]]
main(Surroundings(stages=FakeStages()))
"""


def test_the_demo_ends_with_serving_on_a_terminal_and_not_in_a_pipe(tmp_path):
    root = str(Path(__file__).parents[2])
    piped = [sys.executable, "-c", DEMO, str(tmp_path / "piped.db")]
    done = subprocess.run(piped, capture_output=True, text=True, check=False, timeout=60, cwd=root)  # noqa: S603
    assert done.returncode == 0
    assert "http://" not in done.stdout + done.stderr
    screen, terminal = pty.openpty()
    shown = [sys.executable, "-c", DEMO, str(tmp_path / "shown.db")]
    process = subprocess.Popen(shown, stdout=terminal, stderr=subprocess.PIPE, text=True, cwd=root)  # noqa: S603
    os.close(terminal)
    reader = threading.Thread(target=_drain, args=(screen,), daemon=True)
    reader.start()
    try:
        line = next(line for line in process.stderr if "http://" in line)
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)[0]
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310
            assert b"40 pages" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def _drain(screen):
    with suppress(OSError):
        while os.read(screen, 4096):
            pass
