"""Readers by name: those shipped, and those of packages that are really installed, in a folder of their own."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import BrokenReader, ReaderClash, SettingsError
from counterclaim.extract.guarding import GuardedReader
from counterclaim.extract.llm.reader import LlmReader
from counterclaim.extract.readers import READERS, make_reader
from counterclaim.extract.rules import RulesReader
from counterclaim.model.documents import Page, Passage, Span
from counterclaim.model.incidents import FindingKind
from tests.factories import make_document, make_part

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()"]
PLUGIN = """
from counterclaim.model.stages import Reading
from tests.factories import make_full_claim

class Echo:
    def __init__(self, settings, *, known, wide):
        self.made_with = (settings.reader, known("Lower Ford"), wide("Lower Ford"))

    def read(self, page):
        return Reading(page=page, claims=(make_full_claim(page.document),))
"""


def unpack(folder, name, code, readers, *, module=None):
    """Lays out a package of one module as `pip` would: the module beside a `dist-info` with its entry points."""
    module = module or name.replace("-", "_")
    (folder / f"{module}.py").write_text(code, "utf-8")
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    lines = [f"{reader} = {target}" for reader, target in readers.items()]
    (info / "entry_points.txt").write_text("\n".join(["[counterclaim.readers]", *lines]), "utf-8")
    return module


@pytest.fixture
def install(tmp_path):
    """Installs packages of one module in a folder on the path."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    sys.path.insert(0, str(folder))
    modules = []

    def add(name, code, **readers):
        module = name.replace("-", "_")
        modules.append(unpack(folder, name, code, {r: f"{module}:{target}" for r, target in readers.items()}))
        importlib.invalidate_caches()

    yield add
    sys.path.remove(str(folder))
    for module in modules:
        sys.modules.pop(module, None)
    importlib.invalidate_caches()


def make(name):
    settings = replace(load_settings().extract, reader=name)
    return make_reader(settings, known=lambda _: True, wide=lambda _: False)


@pytest.fixture
def page():
    document = make_document()
    passage = Passage(index=0, part=0, paragraph=0, span=Span(0, len(document.text)))
    return Page(document=document, parts=(make_part(document),), passages=(passage,))


def reading(install, page, body):
    """What comes of a page when the installed reader does this."""
    install("other-reader", PLUGIN + f"\nclass Odd(Echo):\n    def read(self, page):\n        {body}\n", odd="Odd")
    return make("odd").read(page)


def told(found, kind):
    return [finding.message for finding in found.findings if finding.kind is kind]


def test_the_shipped_readers_stand_in_a_table():
    assert READERS["rules"] is RulesReader
    assert READERS["llm"] is LlmReader
    assert isinstance(make("rules"), RulesReader)


def test_an_unknown_name_is_told_with_the_known_ones(install):
    install("herald-reader", PLUGIN, herald="Echo")
    with pytest.raises(SettingsError, match=r"there is no reader “gazette”; known are herald, .*llm, .*rules"):
        make("gazette")


def test_the_reader_of_another_package_reads(install, page):
    install("herald-reader", PLUGIN, herald="Echo")
    reader = make("herald")
    assert isinstance(reader, GuardedReader)
    assert reader.reader.made_with == ("herald", True, False)
    found = reader.read(page)
    assert [claim.quote.text for claim in found.claims] == [page.document.text]
    assert found.findings == ()


def test_readers_that_are_not_chosen_are_not_loaded(install):
    install("loud-reader", "raise RuntimeError('loaded')", loud="Echo")
    assert isinstance(make("rules"), RulesReader)
    assert "loud_reader" not in sys.modules


@pytest.mark.parametrize(
    ("code", "target", "reason"),
    [
        ("import no_such_module_at_all", "Echo", "ModuleNotFoundError"),
        ("def broken(:", "Echo", "SyntaxError"),
        ("1 / 0", "Echo", "ZeroDivisionError"),
        (PLUGIN, "Missing", "AttributeError"),
        ("Echo = 7", "Echo", "TypeError"),
        ("def Echo(settings): ...", "Echo", "TypeError"),
        ("def Echo(settings, **more): return object()", "Echo", "no method “read”"),
    ],
)
def test_a_broken_package_is_named_with_what_to_do(install, code, target, reason):
    install("broken-reader", code, broken=target)
    with pytest.raises(BrokenReader, match=reason) as raised:
        make("broken")
    assert "the package broken-reader brings it" in str(raised.value)
    assert "upgrade or uninstall broken-reader, or choose another reader" in str(raised.value)


def test_an_error_of_ours_keeps_its_own_words(install):
    code = "from counterclaim.errors import SettingsError\ndef picky(settings, **more): raise SettingsError('no key')"
    install("picky-reader", code, picky="picky")
    with pytest.raises(SettingsError, match=r"^no key$"):
        make("picky")


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_shipped_name_cannot_be_taken(install, name):
    install("rival-reader", PLUGIN, **{name: "Echo"})
    with pytest.raises(ReaderClash, match=r"Counterclaim itself and rival-reader both.*uninstall rival-reader"):
        make(name)


def test_two_packages_cannot_share_a_name(install):
    install("first-reader", PLUGIN, herald="Echo")
    install("second-reader", PLUGIN, herald="Echo")
    with pytest.raises(ReaderClash, match="first-reader and second-reader both"):
        make("herald")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise RuntimeError('out of cheese')", "RuntimeError: out of cheese"),
        ("return None", "no reading of this page"),
        ("return [1, 2]", "no reading of this page"),
        ("return Reading(page=page, claims=7)", "TypeError"),
    ],
)
def test_a_failing_reader_ends_no_run(install, page, body, reason):
    found = reading(install, page, body)
    assert found.claims == ()
    (message,) = told(found, FindingKind.READER_FAILED)
    assert "the reader “odd” of the package other-reader failed on this page" in message
    assert reason in message


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("document='sha256:0'", "standing at no place"),
        ("part=9", "standing at no place"),
        ("quote=type(claim.quote)('The Southern Army', claim.quote.span)", "do not stand where"),
        ("quote=type(claim.quote)('', type(claim.span)(0, 0))", "standing at no place"),
        ("agent=type(claim.target)('somebody', claim.quote.span)", "do not stand where"),
        ("measures=(replace(claim.measures[0], role='killed'),)", "with a value that no claim has"),
        ("kind='event'", "with a value that no claim has"),
        ("confidence=1.5", "with a value that no claim has"),
        ("id='1'", "with a value that no claim has"),
        ("event=replace(claim.event, scheme='mine')", "with a value that no claim has"),
        ("stance=None", "not of the form"),
        ("confidence='high'", "not of the form"),
    ],
)
def test_claims_that_do_not_hold_are_dropped_and_counted(install, page, change, reason):
    body = (
        "from dataclasses import replace; claim = make_full_claim(page.document); "
        f"return Reading(page=page, claims=(claim, replace(claim, {change}), {{}}))"
    )
    found = reading(install, page, body)
    assert [claim.quote.text for claim in found.claims] == [page.document.text]
    (message,) = told(found, FindingKind.DROPPED_CLAIM)
    assert message.startswith("2 of the claims that the reader “odd” gave were dropped: ")
    assert reason in message
    assert "tell the authors of other-reader" in message


@pytest.mark.model
def test_the_example_of_the_documentation_reads(tmp_path):
    page = (ROOT / "docs" / "reference" / "readers.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    project = tomllib.loads(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[-1])["project"]
    readers = project["entry-points"]["counterclaim.readers"]
    unpack(tmp_path, project["name"], code, readers, module="bulletins")
    (tmp_path / "page.txt").write_text("Our list of the day.\n\nLisbon: at least 3 killed. Zzxqzt: 4 killed.", "utf-8")
    done = subprocess.run(  # noqa: S603
        [*COMMAND, "read", "page.txt", "--published", "2021-05-04", "--format", "jsonl", "--reader", *readers],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(tmp_path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (claim,) = map(json.loads, done.stdout.splitlines())
    assert (claim["quote"], claim["reader"]) == ("Lisbon: at least 3 killed", "bulletins/1")
    assert (claim["measures"][0]["low"], claim["places"][0]["country"]) == (3, "PT")


def test_a_missing_extra_is_named_with_how_to_install_it(tmp_path):
    (tmp_path / "httpx.py").write_text("raise ImportError", "utf-8")
    program = "from counterclaim.config import *; from counterclaim.extract.llm.asking import Endpoint; "
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"{program} Endpoint(load_settings().extract.llm)"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "MissingExtra: the reader “llm”: this needs the package httpx, which is not installed" in done.stderr
    assert "run `pip install 'counterclaim[llm]'`" in done.stderr
