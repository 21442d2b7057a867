"""The page “bring your own theatre”, run from its first command to its last."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "own-theatre.md"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The page with what its commands print today."""
    copy = tmp_path_factory.mktemp("page") / PAGE.name
    copy.write_text(PAGE.read_text("utf-8"), "utf-8")
    command = [sys.executable, str(ROOT / "docs" / "refresh.py"), str(copy)]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
    return copy.read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        r"^Sarelian Army: no actor has this id or name; .*\n2$",
        r"^src/counterclaim/sample/actors\.yaml: 38 actors added$",
        r"^part of  sarelian-armed-forces, sarelia$",
        r"^ferries\.yaml: entry 2 \(lighthouse\): unknown kind beacon;",
        r"^ferries\.yaml: 1 actor added, 1 entry left out\n2$",
        r'^ +2 "equipment": .*"name": "Kestrel-9", "class": "uav"',
        r'^ +2 "equipment": .*"name": "Lamprey", "class": "uav"',
        r'^"name": "Vranet", "lat": -42\.9',
        r'^"id": "actor:dorvanian-defence-ministry"$',
        r'^"target": \{"text": "the invader".*"id": "actor:dorvanian-armed-forces", "why": "resolved by hand, Ada on',
        r"^island: 106 places added from gazetteer\.csv$",
        r"^Vranet +Keldmar +X1 +PPL",
        r'^"id": "orr-014", "name": "Tollmar", "region": "Torvane province"\n"id": "orr-049", "name": "Tollmar"',
        r"^“Merrowitz” names Merrowitz, Ambrisk province, X2 in this ledger",
        r'^"text": "Merrowitz".*"precision": "settlement".*"why": "resolved by hand, Ada on',
        r"^counterclaim\.db: everything holds \(2 pages",
    ],
)
def test_the_page_does_what_it_says(printed, line):
    assert re.search(line, printed, re.MULTILINE)


def test_nothing_of_this_machine_is_printed(printed):
    assert str(Path.home()) not in printed
    assert tempfile.gettempdir() not in printed
