"""The command that a page shows gives the claims that the page shows."""

import json
import shlex

import pytest
from lxml import html
from starlette.testclient import TestClient
from typer.testing import CliRunner

from counterclaim.cli import app
from counterclaim.cli.frame import Surroundings
from counterclaim.config import load_settings
from counterclaim.web.app import create_app
from tests.workbench import ledgers


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    path = tmp_path_factory.mktemp("a ledger") / "it's here.db"
    view = ledgers.plain(path, 5)
    yield TestClient(create_app(view, load_settings(), ledger=str(path)))
    view.close()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"claimant": "army"},
        {"claimant": "nobody's"},
        {"text": "killed ford"},
        {"text": '"quoted" o\'clock'},
        {"role": "killed", "at_least": "12"},
        {"role": "killed", "at_most": "3"},
        {"place": "geonames:1"},
        {"place": "lower", "within": "25"},
        {"since": "2000-01-01", "until": "2030-12-31"},
        {"kind": "event", "stance": "own"},
        {"relation": "contradicts"},
        {"side": "actor:north"},
        {"source_kind": "military"},
        {"role": "killed", "order": "largest"},
        {"order": "newest"},
        {"order": "oldest", "text": "ford"},
    ],
    ids=str,
)
def test_the_command_of_a_page_gives_its_claims(served, asked):
    tree = html.fromstring(served.get("/claims", params=asked).text)
    verb, *options = shlex.split(tree.xpath("//p[contains(@class, 'command')]//code")[0].text_content())
    assert verb == "counterclaim"
    ran = CliRunner().invoke(app, [*options, "--format", "jsonl"], obj=Surroundings())
    assert ran.exit_code == 0
    shown = [item["id"] for item in served.get("/api/v1/claims", params=asked).json()["items"]]
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == shown
    assert tree.xpath("//p[@role='status']/b")[0].text == str(len(shown))
