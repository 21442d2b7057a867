"""Reading and writing benchmark folders: both forms, and one sentence for each thing that can be wrong."""

import pytest

from counterclaim.bench.folders import blind, record_file, records, score, write
from counterclaim.errors import BenchError
from tests.bench.folder import make_folder

ROWS = [{"id": "a", "text": "Ünï", "gold": 1}, {"id": "b", "text": "", "gold": 2}]


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_records_are_read_plain_and_gzipped(tmp_path, name):
    folder = make_folder(tmp_path, ROWS, name=name)
    assert record_file(folder).name == name
    assert records(record_file(folder)) == ROWS


def test_blind_records_lack_the_gold_and_nothing_else():
    assert blind(ROWS, {"gold"}) == [{"id": "a", "text": "Ünï"}, {"id": "b", "text": ""}]
    assert ROWS[0]["gold"] == 1


def test_a_folder_without_records_is_named(tmp_path):
    with pytest.raises(BenchError, match=r"no records\.jsonl .*--data"):
        record_file(tmp_path)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[1]\n", b'{"text": "no id"}\n'])
def test_broken_records_end_in_a_sentence(tmp_path, content):
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    with pytest.raises(BenchError, match="--data"):
        records(path)


@pytest.mark.parametrize("content", [b"not gzip", b"\x1f\x8b\x08\x00"])
def test_broken_archives_end_in_a_sentence(tmp_path, content):
    path = tmp_path / "records.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(BenchError, match="cannot be read"):
        records(path)


def test_the_last_json_object_of_the_scorer_is_the_report(tmp_path):
    folder = make_folder(tmp_path, ROWS)
    write(tmp_path / "said.jsonl", [{"id": "a"}])
    assert score(folder / "score.py", folder / "records.jsonl", tmp_path / "said.jsonl") == {
        "gold": 2,
        "said": 1,
        "keys": ["id"],
    }


@pytest.mark.parametrize(("scorer", "words"), [("raise SystemExit('broke')", "broke"), ("print('hi')", "no JSON")])
def test_a_scorer_that_fails_is_an_error(tmp_path, scorer, words):
    folder = make_folder(tmp_path, ROWS, scorer=scorer)
    with pytest.raises(BenchError, match=words):
        score(folder / "score.py", folder / "records.jsonl", folder / "records.jsonl")


def test_a_missing_field_is_named(tmp_path):
    with pytest.raises(BenchError, match="'text'"):
        write(tmp_path / "said.jsonl", ({"id": row["text"]} for row in [{"id": 1}]))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(BenchError, match="--out"):
        write(tmp_path / "missing" / "said.jsonl", [])
