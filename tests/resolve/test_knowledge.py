"""What is known of actors: every file holds together, and the parties are treated alike."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.errors import InputError
from counterclaim.resolve.knowledge import KINDS, Knowledge, Term

SHIPPED = Knowledge.load()
FIGHTING = sorted({known.part_of for known in SHIPPED.actors.values() if known.office == "defence-ministry"})
NEEDED = {
    "armed-forces",
    "army",
    "defence-ministry",
    "foreign-ministry",
    "interior-ministry",
    "health-ministry",
    "intelligence",
    "government",
    "presidency",
    "prime-minister",
    "state-media",
}


def offices_of(state):
    return {known.office: known for known in SHIPPED.actors.values() if known.part_of == state and known.office}


def test_the_states_that_fight_are_many():
    assert {"syria", "turkiye", "russia", "ukraine", "israel", "palestine", "armenia", "azerbaijan"} <= set(FIGHTING)
    assert len(FIGHTING) >= 24


@pytest.mark.parametrize("state", FIGHTING)
def test_every_state_that_fights_has_the_same_offices(state):
    held = offices_of(state)
    assert set(held) >= NEEDED
    heads = held["presidency"].leaders + held["prime-minister"].leaders
    assert heads, "heads of state or government by period"
    assert held["armed-forces"].aliases or held["army"].aliases or held["armed-forces"].name
    assert held["government"].loaded_aliases, "wordings of its opponents are listed for all alike"
    assert held["state-media"].aliases


def test_loaded_wording_stands_in_its_own_list_alone():
    marks = (" regime ", "terrorist", "occupation", "invaders", "occupiers", "aggressors", "mercenaries", "so-called")
    for known in SHIPPED.actors.values():
        for name in (known.name, *known.aliases):
            assert not any(mark in f" {name.lower()} " for mark in marks), (known.id, name)
        assert not {name.lower() for name in known.loaded_aliases} & {name.lower() for name in known.aliases}


def test_loaded_names_are_few_and_never_the_name_itself():
    for known in SHIPPED.actors.values():
        assert known.name not in known.loaded_aliases


def test_the_shipped_lists_are_broad():
    kinds = {known.kind for known in SHIPPED.actors.values()}
    assert kinds <= KINDS
    assert len(SHIPPED.actors) > 900
    assert sum(known.kind == "state" for known in SHIPPED.actors.values()) >= 193


def test_shared_names_are_reported():
    shared = {ambiguity.name: ambiguity.ids for ambiguity in SHIPPED.ambiguities}
    assert shared["rsf"] == ("rapid-support-forces", "rsf-press")


def test_sides_follow_the_calendar():
    taliban = SHIPPED.actors["taliban"]
    assert taliban.side(date(2020, 1, 1)) == "taliban"
    assert taliban.side(date(2022, 1, 1)) == "afghanistan"


def test_terms_hold_from_first_to_last_day():
    term = Term("x", date(2011, 1, 1), date(2011, 12, 31))
    assert term.holds(date(2011, 12, 31))
    assert not term.holds(date(2012, 1, 1))
    assert term.holds(None)


def write(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(path)]


def test_a_user_file_wins(tmp_path):
    own = "- {id: hezbollah, name: My Hezbollah, kind: party, country: LB, until: 2030}\n"
    known = Knowledge.load(write(tmp_path, own)).actors["hezbollah"]
    assert known.name == "My Hezbollah"
    assert known.until == date(2030, 12, 31)
    assert SHIPPED.actors["hezbollah"].name == "Hezbollah"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {id: a, name: A, kind: state, colour: red}", "unknown key colour"),
        ("- {id: a, name: A, kind: planet}", "unknown kind planet"),
        ("- {id: a, kind: state}", "`name` must be a word"),
        ("- {id: a, name: A, kind: state, aliases: B}", "`aliases` must be a list"),
        ("- {id: a, name: A, kind: state, country: NO}", "quote it"),
        ("- {id: a, name: A, kind: state, since: 2011-13}", "no such date"),
        ("- {id: a, name: A, kind: state, side: nobody-at-all}", "nobody-at-all"),
        ("- [a]", "must be a mapping"),
        ("a: b", "must be a list"),
        ("- {", "not YAML"),
    ],
)
def test_a_bad_item_is_named_with_its_fault(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        Knowledge.load(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        Knowledge.load([str(tmp_path / "none.yaml")])
