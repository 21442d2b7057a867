"""The sentences that teach the types: enough of each, all places known, no party tied to a type."""

import re
from collections import Counter
from random import Random

import pytest

from counterclaim.extract.lexicon import read_data
from counterclaim.train.snippets import PLACE, filled, names, snippets

ALL = list(snippets())
TABLE = read_data("event_types.yaml")


def chance(seed):
    return Random(seed)  # noqa: S311  # no secret


def test_every_type_has_sentences_of_its_own():
    counted = Counter(one.label for one in ALL)
    assert set(counted) == set(TABLE)
    assert min(counted.values()) >= 30


def test_no_sentence_is_there_twice():
    twice = [text for text, times in Counter(one.text for one in ALL).items() if times > 1]
    assert twice == []


def test_every_place_has_names():
    for theatre in names().theatres:
        assert set(theatre) == set("CRTGF")
        assert all(theatre.values())
    assert {place for one in ALL for place in PLACE.findall(one.text)} <= set("CRTGF") | set(names().anywhere)


def test_filled_sentences_have_no_open_places_and_begin_with_a_capital():
    random = chance(1)
    for one in ALL:
        text = filled(one.text, random)
        assert "{" not in text
        assert not text[0].islower()


def test_one_seed_gives_one_text():
    text = "{G} and {F} fought in {T} {D}, {W}; {N} died, {A} officers and {P} said."
    assert filled(text, chance(5)) == filled(text, chance(5)) != filled(text, chance(6))


def test_a_place_that_occurs_twice_gets_one_name():
    text = filled("{T}|{T}", chance(2))
    assert len(set(text.split("|"))) == 1


@pytest.mark.parametrize("place", ["A", "P"])
def test_no_state_is_named_in_a_sentence(place):
    known = re.compile(r"\b(" + "|".join(map(re.escape, names().anywhere[place])) + r")\b")
    assert [one.text for one in ALL if known.search(one.text)] == []


def test_no_group_is_named_in_a_sentence():
    groups = {name.removeprefix("the ") for theatre in names().theatres for name in theatre["G"]}
    proper = [name for name in groups if re.search(r"[A-Z]", name)]
    known = re.compile(r"\b(" + "|".join(map(re.escape, proper)) + r")\b")
    assert [one.text for one in ALL if known.search(one.text)] == []
