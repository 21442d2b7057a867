"""Actors of one's own: kept entry by entry, put beside those that ship, and read again the next time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import InputError
from counterclaim.resolve.knowledge import Knowledge
from counterclaim.resolve.own_actors import OwnActors, load_knowledge, origins

ISLAND = """
- {id: brennmark, name: Brennmark, kind: state, country: X7, demonyms: [Brennish]}
- id: brennish-fleet
  name: Brennish Fleet
  kind: military
  part_of: brennmark
  since: 2019-04
- {id: hezbollah, name: Hizbullah of the list, kind: party}
"""


@pytest.fixture
def chosen(tmp_path):
    return replace(load_settings().resolve, added=str(tmp_path / "added"), cache=str(tmp_path / "cache"))


def add(chosen, text, name="island.yaml"):
    path = (tmp := OwnActors.of(chosen)).folder.parent / name
    path.write_text(text, "utf-8")
    return tmp.add(path, load_knowledge(chosen))


def test_added_actors_are_known_from_then_on(chosen):
    added = add(chosen, ISLAND)
    assert [known.id for known in added.new] == ["brennmark", "brennish-fleet"]
    assert [known.id for known in added.replaced] == ["hezbollah"]
    known = load_knowledge(chosen)
    assert known.actors["brennish-fleet"].since.isoformat() == "2019-04-01"
    assert known.actors["hezbollah"].name == "Hizbullah of the list"
    assert Knowledge.load().actors["hezbollah"].name == "Hezbollah"
    assert {ident for ident, _ in origins(chosen)} == {"brennmark", "brennish-fleet", "hezbollah"}


def test_the_good_entries_are_kept_and_the_others_told(chosen):
    added = add(
        chosen, ISLAND + "- {id: x, name: X, kind: fleet}\n- {id: y, name: Y, kind: party, side: nobody-here}\n"
    )
    assert len(added.new) == 2
    assert [("unknown kind fleet" in fault, "nobody-here" in fault) for fault in added.faults] == [
        (True, False),
        (False, True),
    ]
    assert not load_knowledge(chosen).faults


def test_a_file_of_the_same_name_takes_the_place_of_the_earlier(chosen):
    add(chosen, ISLAND)
    add(chosen, "- {id: brennmark, name: Brenn, kind: state}\n")
    known = load_knowledge(chosen)
    assert known.actors["brennmark"].name == "Brenn"
    assert "brennish-fleet" not in known.actors


def test_another_file_may_build_on_an_earlier_one(chosen):
    add(chosen, ISLAND)
    added = add(chosen, "- {id: brennish-guard, name: Guard, kind: military, part_of: brennmark}\n", "more.yaml")
    assert [known.id for known in added.new] == ["brennish-guard"]
    assert not added.faults


@pytest.mark.parametrize("text", ["", "- {", "a: b", "- {id: x, name: X, kind: fleet}", "[]"])
def test_a_useless_file_changes_nothing(chosen, text):
    add(chosen, ISLAND)
    with pytest.raises(InputError, match="island"):
        add(chosen, text)
    assert "brennmark" in load_knowledge(chosen).actors


def test_where_nothing_can_be_written_it_is_said(chosen, tmp_path):
    (tmp_path / "added").write_text("no folder")
    with pytest.raises(InputError, match=r"resolve\.added"):
        add(chosen, ISLAND)
