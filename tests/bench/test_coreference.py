"""The task `coreference` on small files of its own, with its baseline beside it."""

import pytest

from counterclaim.bench.coreference import articles, lemmas, mentions, without_clusters
from counterclaim.bench.tasks import run
from counterclaim.errors import BenchError
from tests.bench.folder import SCORER, lines, write_lines

FILLER = [f"Nothing to do with it happened in Otherville{n}, said Person{n} to Paper{n}." for n in range(12)]
ARTICLES = [
    ("a1", "Shots at Millbrook mall", "Dana Quillfeather was shot at the Millbrook mall on Elm Street."),
    ("a2", "Millbrook shooting: suspect held", "Police of Millbrook held a man; Quillfeather died on Elm Street."),
    ("b1", "Fire in Tarnley", "A blaze in Tarnley took the Osgood brewery; chief Yarrow saw it burn."),
    ("b2", "Brewery gone", "Tarnley lost the Osgood brewery to fire, Yarrow told reporters."),
    *((f"f{n}", "", text) for n, text in enumerate(FILLER)),
]


def article(number, title, text):
    return {"id": number, "title": title, "text": text, "date": "2013-01-18", "incident": number[0]}


def test_articles_about_one_event_share_a_cluster():
    found = {row["id"]: row["cluster"] for row in articles([article(*row) for row in ARTICLES])}
    assert found["a1"] == found["a2"] != found["b1"] == found["b2"]
    assert len({found[f"f{n}"] for n in range(12)}) == 12


def record(number, text, *found):
    spans = [{"id": f"{number}.{i}", "text": words, "spans": [[0, 1]], "type": "ACT", "cluster": "gold"}
             for i, words in enumerate(found)]  # fmt: skip
    return {"id": number, "topic": "1", "subtopic": "1a", "text": text, "mentions": spans}


RECORDS = [
    record("a1", ARTICLES[0][2], "was shot", "killing"),
    record("a2", ARTICLES[1][2], "shooting", "died"),
    record("b1", ARTICLES[2][2], "shots"),
    *(record(f"f{n}", text) for n, text in enumerate(FILLER)),
]


def test_mentions_of_one_sort_in_one_story_are_one_event():
    found = {row["id"]: row["cluster"] for row in mentions([without_clusters(r) for r in RECORDS])}
    assert found["a1.0"] == found["a2.0"] != found["b1.0"]
    assert found["a1.0"] != found["a1.1"]


def test_the_baseline_looks_at_words_alone():
    found = {row["id"]: row["cluster"] for row in lemmas(RECORDS)}
    assert found["a1.0"] == found["b1.0"] != found["a2.0"]


def test_gold_and_topics_are_hidden():
    assert set(without_clusters(RECORDS[0])) == {"id", "text", "mentions"}
    assert set(without_clusters(RECORDS[0])["mentions"][0]) == {"id", "text", "spans"}


def test_files_that_are_there_are_predicted_and_a_folder_without_any_is_refused(tmp_path):
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    with pytest.raises(BenchError, match="--data"):
        run("coreference", tmp_path, tmp_path / "out")
    write_lines(tmp_path / "longtail.jsonl.gz", [article(*row) for row in ARTICLES])
    write_lines(tmp_path / "records.jsonl", RECORDS)
    report = run("coreference", tmp_path, tmp_path / "out")
    assert set(report) == {"task", "longtail", "records", "records.lemma"}
    assert len(lines(tmp_path / "out" / "longtail.pred.jsonl")) == len(ARTICLES)
