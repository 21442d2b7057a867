"""What is known of actors: every file holds together, and the parties are treated alike."""

from __future__ import annotations

import re
from datetime import date

import pytest

from counterclaim.errors import InputError
from counterclaim.resolve.actor_entries import KINDS
from counterclaim.resolve.actor_rows import from_row, to_row
from counterclaim.resolve.knowledge import Knowledge
from counterclaim.resolve.known_actor import LocalName, Term

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


GOOD = "- {id: fine, name: Fine Movement, kind: armed_group}\n"
BAD = [
    ("- {id: a, name: A, kind: state, colour: red}", "unknown key colour"),
    ("- {id: a, name: A, kind: planet}", "unknown kind planet"),
    ("- {id: a, kind: state}", "`name` must be a word"),
    ("- {id: a, name: A, kind: state, aliases: B}", "`aliases` must be a list"),
    ("- {id: a, name: A, kind: state, country: NO}", "quote it"),
    ("- {id: a, name: A, kind: state, since: 2011-13}", "no such date"),
    ("- {id: a, name: A, kind: state, since: 2015, until: 2011}", "exchange them"),
    ("- {id: a, name: A, kind: state, side: nobody-at-all}", "nobody-at-all"),
    ("- {id: a, name: A, kind: state, part_of: nothing-at-all}", "nothing-at-all"),
    ("- {id: A B, name: A, kind: state}", "lower case"),
    ("- {id: a, name: A, kind: state, leaders: [{name: X, role: king}]}", "`role` must be"),
    ("- {id: a, name: A, kind: state, local_names: [{name: rebels}]}", "`in`"),
    ("- {id: fine, name: Once more, kind: state}", "stands twice"),
    ("- [a]", "must be a mapping"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_a_bad_entry_is_told_and_the_others_are_kept(tmp_path, text, says):
    known = Knowledge.load(write(tmp_path, GOOD + text + "\n"))
    (fault,) = known.faults
    assert says in fault
    assert known.actors["fine"].name == "Fine Movement"
    assert known.actors.keys() - SHIPPED.actors.keys() == {"fine"}


def test_an_entry_that_needs_a_bad_one_goes_with_it(tmp_path):
    text = "- {id: wing, name: Wing, kind: military, part_of: body}\n- {id: body, name: Body, kind: planet}\n"
    known = Knowledge.load(write(tmp_path, GOOD + text))
    assert len(known.faults) == 2
    assert known.actors.keys() - SHIPPED.actors.keys() == {"fine"}


@pytest.mark.parametrize(("text", "says"), [("a: b", "must be a list"), ("- {", "not YAML")])
def test_a_file_that_is_no_list_is_refused(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        Knowledge.load(write(tmp_path, text))


def test_land_forces_are_part_of_armed_forces_and_those_of_a_state():
    assert [known.id for known in SHIPPED.chain("turkish-army")] == ["turkish-armed-forces", "turkiye"]
    assert [known.id for known in SHIPPED.chain("russian-black-sea-fleet")] == ["russia"]
    assert [known.id for known in SHIPPED.chain("unicef")] == ["united-nations"]
    assert list(SHIPPED.chain("hezbollah")) == []


def test_common_words_stand_for_an_actor_in_one_country_and_time():
    name = LocalName("separatists", ("UA",), date(2014, 4, 1))
    assert name.holds("UA", date(2015, 1, 1))
    assert not name.holds("UA", date(2013, 1, 1))
    assert not name.holds("YE", date(2015, 1, 1))


def test_rows_keep_all_of_an_actor():
    assert all(from_row(to_row(known)) == known for known in SHIPPED.actors.values())


def test_every_id_of_wikidata_is_one_and_given_once():
    given = [known.wikidata for known in SHIPPED.actors.values() if known.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in given)
    assert len(given) == len(set(given)) > 150


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        Knowledge.load([str(tmp_path / "none.yaml")])
