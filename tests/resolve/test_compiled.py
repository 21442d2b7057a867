"""What is kept in the cache folder: used where it holds, made anew where it does not, whole at any time."""

from __future__ import annotations

import multiprocessing

import pytest

from counterclaim.resolve.compiled import digest, kept
from counterclaim.resolve.knowledge import Knowledge, _shipped


def never():
    pytest.fail("it was made again")


def made(folder, name="thing", made_from="ab" * 32, value=None):
    return kept(folder, name, made_from, lambda: value or {"a": ["ä", 1, None]})


def test_it_is_made_once(tmp_path):
    first = made(tmp_path)
    assert kept(tmp_path, "thing", "ab" * 32, never) == first
    assert len(list(tmp_path.iterdir())) == 1


def test_other_sources_are_another_file(tmp_path):
    made(tmp_path)
    assert made(tmp_path, made_from="cd" * 32, value=[2]) == [2]
    assert made(tmp_path) != [2]


@pytest.mark.parametrize(
    "harm", [lambda b: b[:-9], lambda _: b"", lambda b: b.replace(b"1", b"2"), lambda _: b"\x00\n{"]
)
def test_a_damaged_file_is_made_again(tmp_path, harm):
    good = made(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(harm(file.read_bytes()))
    assert made(tmp_path) == good
    assert kept(tmp_path, "thing", "ab" * 32, never) == good


def test_without_a_folder_or_where_none_can_be_made_it_is_made_each_time(tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert made(None) == made(tmp_path / "file" / "below")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_old_files_are_cleared_away(tmp_path):
    for number in range(9):
        made(tmp_path, made_from=digest([str(number).encode()]))
    assert len(list(tmp_path.iterdir())) <= 4


def _load(folder):
    _shipped.cache_clear()
    return len(Knowledge.load(folder=folder).actors)


def test_many_processes_may_start_at_once(tmp_path):
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        counts = pool.map(_load, [tmp_path] * 6)
    assert set(counts) == {len(Knowledge.load().actors)}
    assert len(list(tmp_path.iterdir())) == 1
    assert not any(path.name.startswith(".") for path in tmp_path.iterdir())


def test_what_is_known_is_the_same_from_the_cache(tmp_path):
    first = _load(tmp_path)
    _shipped.cache_clear()
    again = Knowledge.load(folder=tmp_path)
    assert len(again.actors) == first
    assert again.actors == Knowledge.load().actors
