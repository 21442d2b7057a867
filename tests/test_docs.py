"""The documentation keeps up with the code: verbs, options, settings, findings, links, and the Python example."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import typer

from counterclaim import sample
from counterclaim.cli import app
from counterclaim.model.incidents import FindingKind

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DEFAULTS = tomllib.loads(files("counterclaim").joinpath("defaults.toml").read_text("utf-8"))
COMMAND = typer.main.get_command(app)
OFFLINE = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        raise SystemExit(f"the network was asked for: {event} {arguments}")

sys.addaudithook(refuse)
"""


def sections(table, above=""):
    """The sections of the settings by their full names, each with its own keys."""
    for name, values in table.items():
        full = f"{above}{name}"
        yield full, {key: value for key, value in values.items() if not isinstance(value, dict)}
        yield from sections({key: value for key, value in values.items() if isinstance(value, dict)}, f"{full}.")


SETTINGS = dict(sections(DEFAULTS))


def text(name):
    return (ROOT / name).read_text("utf-8")


def section(page, heading):
    """What stands below a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}.*?\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found, f"there is no heading {heading}"
    return found[1]


def rows(page):
    """The first cells of the rows of all tables, without their backticks."""
    return re.findall(r"^\| `([^`]+)` \|(.*)$", page, re.MULTILINE)


def linked(page):
    """The files that a page links to."""
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    return [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]


def run(program, folder):
    """A Python program run by itself in a folder."""
    command, surroundings = [sys.executable, "-c", program], os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.parametrize("verb", sorted(COMMAND.commands))
def test_every_verb_is_shown_in_use_and_explained(verb):
    assert re.search(rf"^[$>] +counterclaim {verb}\b", text("README.md"), re.MULTILINE)
    assert f"**`{verb}" in section(text("README.md"), "All verbs")
    assert section(text("docs/reference/command.md"), f"`{verb}`")


@pytest.mark.parametrize("verb", sorted(COMMAND.commands))
def test_every_option_of_a_verb_is_listed(verb):
    page = section(text("docs/reference/command.md"), f"`{verb}`")
    named = {name for parameter in COMMAND.commands[verb].params for name in parameter.opts if name.startswith("--")}
    assert named <= set(re.findall(r"--[a-z]+(?:-[a-z]+)*", page))


def test_the_command_has_no_verb_but_those_explained():
    told = re.findall(r"^## `(\w+)`", text("docs/reference/command.md"), re.MULTILINE)
    assert sorted(told) == sorted(COMMAND.commands)


@pytest.mark.parametrize("stage", sorted(SETTINGS))
def test_every_setting_stands_in_the_reference_with_its_default(stage):
    cells = dict(rows(section(text("docs/reference/settings.md"), f"`[{stage}]`")))
    for key, value in SETTINGS[stage].items():
        told = re.search(r"`([^`]*)`", cells.get(key, ""))
        assert told, f"{stage}.{key} is not explained"
        assert tomllib.loads(f"told = {told[1]}")["told"] == value


def test_every_kind_of_finding_is_explained():
    told = [name for name, _ in rows(text("docs/reference/findings.md"))]
    assert sorted(told) == sorted(kind.value for kind in FindingKind)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    missing = [target for target in linked(page) if not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_folder_of_this_machine(page):
    assert str(ROOT) not in page.read_text("utf-8")
    assert str(Path.home()) not in page.read_text("utf-8")


def test_the_examples_of_the_concepts_stand_in_the_sample_corpus():
    corpus = [
        " ".join(html.unescape(re.sub(r"<[^>]+>", "", p.path.read_text("utf-8"))).split()) for p in sample.pages()
    ]
    examples = re.findall(r"^> (.+)$", text("docs/concepts.md"), re.MULTILINE)
    assert len(examples) > 1
    assert all(any(example in page for page in corpus) for example in examples)


def test_every_decision_is_in_the_list_and_dated():
    folder = ROOT / "docs" / "decisions"
    found = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert found == sorted(linked(folder / "README.md"))
    assert all(re.match(r"\d{4}-\d\d-\d\d-[a-z0-9-]+\.md", name) for name in found)


def test_the_make_targets_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", text("README.md"))) <= targets


def test_the_json_line_of_the_readme_is_a_claim():
    block = re.search(r"^(\{.*?\})\n```", section(text("README.md"), "What a line of JSON"), re.DOTALL | re.MULTILINE)
    claim = json.loads(block[1].replace("\n", " "))
    schema = json.loads(files("counterclaim.publish").joinpath("claim.schema.json").read_text("utf-8"))
    jsonschema.validate(claim, schema)


@pytest.mark.model
def test_the_python_example_runs_with_the_network_barred(tmp_path):
    example, shown = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", text("README.md"), re.DOTALL).groups()
    (tmp_path / "src").symlink_to(ROOT / "src")
    done = run(OFFLINE + example, tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) > 2
    assert lines[-1] == shown.splitlines()[-1] == "holds: True"
    assert all(line.count("|") == 2 for line in lines[:-2])


def test_the_network_is_barred_in_that_run(tmp_path):
    done = run(OFFLINE + "import socket; socket.create_connection(('127.0.0.1', 9))", tmp_path)
    assert "the network was asked for" in done.stderr
