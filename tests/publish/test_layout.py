"""Records fit any terminal, and page text cannot steer it."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from counterclaim.publish.layout import UNKNOWN, Column, Record, Records, clean, cut, cut_front


def shown(renderable, width):
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None).print(renderable)
    return stream.getvalue()


def records(*cells, note=None):
    columns = (Column(name="Who", share=2), Column(name="What", share=3), Column(name="Claims", number=True))
    return Records(columns=columns, records=[Record(cells=cells, note=note, tag="c_1")])


@given(st.text())
def test_clean_text_is_one_line_without_control(text):
    found = clean(text)
    assert found
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in found)
    assert clean(found) == found


@given(st.text(alphabet="ab c,.", max_size=60), st.integers(2, 40))
def test_cut_text_fits_and_begins_alike(text, width):
    found = cut(text, width)
    assert len(found) <= max(width, 2)
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))


def test_cut_text_ends_with_a_whole_word_if_it_can():
    assert cut("Nine people were killed on Monday", 24) == "Nine people were killed…"
    assert cut("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"


@pytest.mark.parametrize("width", [40, 60, 79, 80, 100, 120, 200])
@given(
    name=st.text(alphabet="abc [/]\u0301é中", min_size=1, max_size=80), note=st.text(alphabet="abc “”", max_size=400)
)
def test_lines_never_pass_the_edge(width, name, note):
    page = shown(records(clean(name), "Armed clash", "12", note=clean(note)), width)
    lines = page.splitlines()
    assert max(map(cells_of, lines)) <= width


def cells_of(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in line)


def test_narrow_terminals_leave_out_what_is_unknown():
    narrow, wide = (shown(records("Nobody", UNKNOWN, "3"), width) for width in (60, 100))
    assert "What" not in narrow
    assert "What" in wide
    assert UNKNOWN in wide


def test_paths_are_cut_at_the_front():
    assert cut_front("a/long/way/to/page.html", 10) == "…page.html"
    assert cut_front("page.html", 10) == "page.html"


def test_a_day_never_breaks():
    columns = (Column(name="Who", share=20), Column(name="When", width=10))
    assert "2021-05-03" in shown(Records(columns=columns, records=[Record(cells=("x" * 90, "2021-05-03"))]), 80)
