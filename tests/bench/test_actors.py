"""The set of mentions is sound and balanced, the task scores it, and its floors hold."""

from __future__ import annotations

from collections import Counter

import pytest

from counterclaim.bench.actors import NO_PARTY, Answer, answer, figures, load_set, run
from counterclaim.bench.floors import compare, load_floors
from counterclaim.resolve.actors import Actors
from counterclaim.resolve.knowledge import Knowledge

SET, LATER = load_set(), load_set("actors-later.yaml")
MENTIONS = [(text, one) for text in SET["texts"] for one in text["mentions"]]
ALL = [*MENTIONS, *((text, one) for text in LATER["texts"] for one in text["mentions"])]


def said(camp: str, found: str | None) -> Answer:
    return Answer("t", "s", camp, "words", ("a",), found, "because")


def test_three_hundred_mentions_over_all_theatres():
    assert len(MENTIONS) == 300
    per_theatre = Counter(text["theatre"] for text, _ in MENTIONS)
    assert set(per_theatre) == set(SET["camps"])
    assert min(per_theatre.values()) >= 24


def test_every_mention_stands_in_its_text_once_as_told():
    for text, one in ALL:
        assert text["text"].count(one["words"]) >= one.get("nth", 1), one
        assert one["side"] in {*NO_PARTY, *SET["camps"][text["theatre"]]}


def test_the_camps_that_fight_are_balanced():
    camps = Counter(SET["camps"][text["theatre"]][one["side"]] for text, one in MENTIONS if one["side"] not in NO_PARTY)
    assert abs(camps["government"] - camps["challengers"]) <= 10
    assert camps["outside"] >= 50


def test_figures_tell_camps_apart():
    found = figures([said("government", "a"), said("government", "b"), said("challengers", "a"), said("nobody", "a")])
    assert found["all"] == {"percent": 75.0, "right": 3, "mentions": 4}
    assert found["evenness"] == 50


def test_the_floors_hold(tmp_path):
    report = run(tmp_path)
    assert all(floor.holds for floor in compare(report, load_floors()["actors"]))
    assert len((tmp_path / "actors.pred.jsonl").read_text("utf-8").splitlines()) == 379


@pytest.mark.parametrize("loaded", [{}, {"houthis"}])
def test_without_what_is_known_the_figures_fall(loaded):
    whole = Knowledge.load()
    kept = {name: known for name, known in whole.actors.items() if known.kind == "state" or name in loaded}
    poor = figures(list(answer(Actors(knowledge=Knowledge(kept, whole.offices), max_candidates=4))))
    assert poor["all"]["percent"] < 60
