"""Models by name, alias, wrong spelling and variant; designations that no type has; lists of one's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import InputError
from counterclaim.extract.noun_phrases import read_list
from counterclaim.model.claims import Object
from counterclaim.resolve.equipment import Catalogue, Entry, _shipped, key

CATALOGUE = Catalogue.load()
LISTED, _ = _shipped(None)


def first(words, given_as=None, catalogue=CATALOGUE):
    found = catalogue.read(words, given_as).candidates
    return found[0].value.name if found else None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Bayraktar TB2", "Bayraktar TB2"),
        ("Turkish TB2 drones", "Bayraktar TB2"),
        ("two Byraktar drones", "Bayraktar TB2"),
        ("an ALTIGNAN air defence system", "Atılgan"),
        ("Altilgan", "Atılgan"),
        ("ATILGAN", "Atılgan"),
        ("T 72 tanks", "T-72"),
        ("T-72B3M", "T-72B3"),
        ("T-72BA", "T-72"),
        ("Su-25s", "Su-25"),
        ("F16 jets", "F-16 Fighting Falcon"),
        ("Fırtına howitzers", "T-155 Firtina"),
        ("the M109A4 howitzer", "M109"),
        ("Grad rockets", "BM-21 Grad"),
        ("Shahed-136", "Shahed-136"),
        ("Shaheed drones", "Shahed-136"),
        ("Merkava Mk 4", "Merkava"),
        ("S-300PMU-2 launchers", "S-300"),
        ("a Kornet missile", "9M133 Kornet"),
        ("Himers", "M142 HIMARS"),
    ],
)
def test_a_model_is_found_in_any_spelling(words, name):
    assert first(words) == name


@pytest.mark.parametrize(
    "words", ["drones", "the Turkish army", "heavy artillery", "", "…", "12", "Monday", "Russian jets"]
)
def test_words_without_a_model_name_none(words):
    ranked = CATALOGUE.read(words)
    assert ranked.candidates == ()
    assert ranked.why


def test_a_wrong_spelling_is_said_to_be_one():
    assert "misspelling of Atılgan" in CATALOGUE.read("ALTIGNAN").why
    assert "spelt nearly like" in CATALOGUE.read("Merkawah").why


def test_the_class_that_is_counted_tells_namesakes_apart():
    assert first("Puma", Object.ARMOURED_VEHICLE) == "Puma"
    assert first("Puma", Object.UAV) == "RQ-20 Puma"


def test_several_that_are_named_are_all_kept():
    ranked = CATALOGUE.read("BTR-80 and M113")
    assert [candidate.value.name for candidate in ranked.candidates] == ["BTR-80", "M113"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("a Su-50 jet", True),
        ("Su 50s", True),
        ("MiG-30", True),
        ("BMP-4", True),
        ("Leopard 3", True),
        ("Su-24", False),
        ("MiG-29SMT", False),
        ("BTR-82A", False),
        ("Leopard 2A4", False),
        ("Mi-8MTV-5", False),
        ("Sudan 50", False),
        ("Ka-52M", False),
    ],
)
def test_a_designation_that_no_type_has_is_told(words, wrong):
    assert bool(list(CATALOGUE.missing(words))) is wrong
    assert (first(words) is None) is wrong or not wrong


def test_what_may_be_meant_is_told_where_it_is_known():
    (told,) = CATALOGUE.missing("Su-50")
    assert "no such type" in told
    assert "Su-57" in told


def test_no_listed_name_lacks_a_type():
    wrong = [(name, told) for entry in LISTED for name in entry.names for told in CATALOGUE.missing(name)]
    assert wrong == []


def test_the_classes_of_reading_and_of_the_catalogue_agree():
    apart, missing = [], []
    for kind, group in read_list("equipment.yaml")["classes"].items():
        for name in group.get("models", ()):
            found = {hit.model.object.value for hit in CATALOGUE.names.get(key(name), ())}
            if not found:
                missing.append(name)
            elif kind not in found:
                apart.append((name, kind, found))
    assert apart == []
    assert len(missing) < 25, missing


def test_every_model_has_type_role_and_origin():
    for entry in LISTED:
        assert entry.model.type, entry
        assert entry.model.role, entry
        assert entry.model.origin, entry
    assert len({entry.model.id for entry in LISTED}) == len(LISTED) > 1000


def test_the_catalogue_is_the_same_from_the_cache(tmp_path):
    assert _shipped(tmp_path) == _shipped(None)
    _shipped.cache_clear()
    assert _shipped(tmp_path) == _shipped(None)


def write(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    return [str(path)]


OWN = "- {name: Kestrel-9, class: uav, role: strike drone, origin: X1, aliases: [Kestrel], misspellings: [Kestral]}\n"


def test_models_of_ones_own_are_known_and_win(tmp_path):
    mine = Catalogue.load(write(tmp_path, OWN + "- {name: T-72, class: vessel}\n"))
    assert first("Kestral drones", catalogue=mine) == "Kestrel-9"
    assert mine.read("T-72").candidates[0].value.object is Object.VESSEL
    assert mine.own == {"Kestrel-9": Object.UAV, "Kestrel": Object.UAV, "Kestral": Object.UAV, "T-72": Object.VESSEL}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {name: A, class: planet}", "unknown class planet"),
        ("- {name: A, class: person}", "unknown class person"),
        ("- {class: tank}", "`name` must be a word"),
        ("- {name: 72, class: tank}", "quote it"),
        ("- {name: A, class: tank, colour: red}", "unknown key colour"),
        ("- {name: A, class: tank, origin: NO}", "quote NO"),
        ("- {name: A, class: tank, aliases: [72]}", "quote numbers"),
        ("- A", "must be a mapping"),
    ],
)
def test_a_bad_entry_is_told_and_the_others_are_kept(tmp_path, text, says):
    mine = Catalogue.load(write(tmp_path, OWN + text + "\n"))
    (fault,) = mine.faults
    assert says in fault
    assert "entry 2" in fault
    assert first("Kestrel-9", catalogue=mine) == "Kestrel-9"


@pytest.mark.parametrize("text", ["- {", "a: b", ""])
def test_a_file_that_is_no_list_is_refused(tmp_path, text):
    with pytest.raises(InputError, match="mine"):
        Catalogue.load(write(tmp_path, text))


@given(st.text(max_size=80))
def test_any_words_may_be_asked(words):
    ranked = CATALOGUE.read(words)
    assert ranked.why
    assert all(isinstance(entry, Entry) for entry in LISTED[:1])
