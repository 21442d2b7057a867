"""Settings: the user's file over the defaults, section in section, and what is refused."""

from __future__ import annotations

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import SettingsError


@pytest.fixture
def load(tmp_path):
    def settings(text):
        path = tmp_path / "own.toml"
        path.write_text(text, "utf-8")
        return load_settings(path)

    return settings


def test_what_is_not_set_keeps_its_default(load):
    default, own = load(""), load('[extract]\nmax_carry = 3\n[extract.llm]\nmodel = "m"\ntimeout = 7\n')
    assert (own.extract.max_carry, own.extract.llm.model, own.extract.llm.timeout) == (3, "m", 7.0)
    assert own.extract.llm.sentences == default.extract.llm.sentences
    assert (own.extract.reader, own.capture) == (default.extract.reader, default.capture)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[extrakt]\nreader = 1", r"unknown section \[extrakt\]; known are capture, extract,"),
        ("extract = 1", r"unknown section \[extract\]"),
        ("[extract]\nreeder = 1", r"unknown setting extract\.reeder; known are llm, max_carry, reader"),
        ("[extract.llm]\nkey = 1", r"unknown setting extract\.llm\.key; known are endpoint,"),
        ("[extract]\nllm = true", r"extract\.llm is a section; write \[extract\.llm\]"),
        ("[extract.llm]\nsentences = 'many'", "wrong type"),
    ],
)
def test_what_is_unknown_or_of_the_wrong_type_is_refused(load, text, words):
    with pytest.raises(SettingsError, match=words):
        load(text)
