"""Templates from fillers: what belongs together, what each slot says, and what a report without an attack gives."""

import pytest

from counterclaim.bench.templates.filling import CHOICES, Report, templates
from counterclaim.bench.templates.spots import Atlas
from tests.bench.templates.readings import filler, reading

TEXT = (
    "LIMA, 4 MAR 90 (RADIO NORTE) -- A CAR BOMB WRECKED THE RAILWAY OFFICE IN PUNO YESTERDAY.  THE RED DAWN "
    "COLUMN IS BLAMED.  TWO CLERKS WERE KILLED AND ENGINEER TOMAS QUEVEDO WAS INJURED."
)
HEAD = TEXT.index("--")
ATLAS = Atlas({"LIMA": {"PERU": 2.0}}, {"PERU": 0.1, "CHILE": 0.0}, {"PUNO": ("CITY", "PERU")}, ("BLUE FRONT",))


def fillers(text=TEXT):
    return [
        filler(text, "CAR BOMB", "instr", it="VEHICLE BOMB"),
        filler(text, "RAILWAY OFFICE", "phys", pt="COMMERCIAL", pe="DESTROYED"),
        filler(text, "PUNO", "loc"),
        filler(text, "YESTERDAY", "date"),
        filler(text, "RED DAWN COLUMN", "perp_org", conf="SUSPECTED OR ACCUSED"),
        filler(text, "CLERKS", "hum_desc", entity=1, ht="CIVILIAN", he="DEATH"),
        filler(text, "ENGINEER", "hum_desc", ht="CIVILIAN", he="INJURY"),
        filler(text, "TOMAS QUEVEDO", "hum_name", ht="CIVILIAN", he="INJURY"),
    ]


def filled(found, text=TEXT, **more):
    return templates(Report(text, "1990-03-04", HEAD), reading(*found, **more), ATLAS, CHOICES)


def test_each_slot_of_one_incident_is_filled():
    (template,) = filled(fillers())
    assert template["type"] == ["BOMBING"]
    assert template["stage"] == ["ACCOMPLISHED"]
    assert template["date"] == ["03 MAR 90"]
    assert template["location"] == ["PERU: PUNO (CITY)"]
    assert template["instr_type"] == [{"value": "VEHICLE BOMB", "of": ["CAR BOMB"]}]
    assert template["perp_org_confidence"] == [{"value": "SUSPECTED OR ACCUSED", "of": ["RED DAWN COLUMN"]}]
    assert template["phys_effect"] == [{"value": "DESTROYED", "of": ["RAILWAY OFFICE"]}]
    assert template["hum_name"] == ["TOMAS QUEVEDO"]
    assert {"value": "ENGINEER", "of": ["TOMAS QUEVEDO"]} in template["hum_desc"]
    assert template["hum_number"] == [
        {"value": "2", "of": ["CLERKS"]},
        {"value": "1", "of": ["TOMAS QUEVEDO"]},
    ]
    assert template["hum_effect"] == [
        {"value": "DEATH", "of": ["CLERKS"]},
        {"value": "INJURY", "of": ["TOMAS QUEVEDO"]},
    ]


def test_targets_of_two_incidents_make_two_templates():
    found = [
        filler(TEXT, "RAILWAY OFFICE", "phys", incident=0),
        filler(TEXT, "CLERKS", "hum_desc", incident=1, kind="ATTACK", he="DEATH"),
    ]
    assert [template["type"] for template in filled(found)] == [["BOMBING"], ["ATTACK"]]


def test_a_report_that_tells_of_no_attack_has_no_template():
    assert filled(fillers(), kind="NONE OF THEM") == []


def test_without_a_time_it_was_no_later_than_the_report():
    (template,) = filled([one for one in fillers() if one.role != "date"])
    assert template["date"] == ["- 04 MAR 90"]


def test_people_whom_the_sentence_counts_are_added():
    (template,) = filled([one for one in fillers() if one.role != "hum_desc"])
    assert {"value": "DEATH", "of": ["CLERKS"]} not in template["hum_effect"]
    text = TEXT.replace("CLERKS", "WORKERS")
    (template,) = filled([one for one in fillers() if one.role != "hum_desc"], text=text)
    assert {"value": "DEATH", "of": ["WORKERS"]} in template["hum_effect"]
    assert {"value": "2", "of": ["WORKERS"]} in template["hum_number"]


def test_plain_words_overrule_what_the_tagger_says_of_harm():
    text = "LIMA, 4 MAR 90 -- A BOMB EXPLODED IN PUNO AND A GUARD WAS WOUNDED."
    found = [filler(text, "BOMB", "instr", it="BOMB"), filler(text, "GUARD", "hum_desc", he="NONE")]
    (template,) = filled(found, text)
    assert template["hum_effect"] == [{"value": "INJURY", "of": ["GUARD"]}]


def test_two_exact_counts_are_of_two_groups():
    text = "LIMA, 4 MAR 90 -- A BOMB IN PUNO WOUNDED FOUR CLERKS AND 1 GUARD, THE CLERKS SAID."
    found = [
        filler(text, "FOUR CLERKS", "hum_desc", entity=1, he="INJURY"),
        filler(text, "1 GUARD", "hum_desc", entity=1, he="INJURY"),
    ]
    (template,) = filled(found, text)
    assert sorted(number["value"] for number in template["hum_number"]) == ["1", "4"]


def test_who_was_hurt_in_a_clash_of_forces_is_no_victim():
    text = "LIMA, 4 MAR 90 -- A BOMB EXPLODED IN PUNO IN A SHOOT-OUT IN WHICH SIX SOLDIERS WERE WOUNDED."
    (template,) = filled([filler(text, "BOMB", "instr", it="BOMB"), filler(text, "PUNO", "phys")], text)
    assert not template["hum_effect"]


def test_a_known_organisation_is_named_where_the_tagger_marks_none():
    text = TEXT.replace("THE RED DAWN COLUMN IS BLAMED.", "THE RAILWAY OFFICE BELONGS TO NOBODY.").replace(
        "YESTERDAY.", "YESTERDAY, SAYS THE BLUE FRONT."
    )
    found = [filler(text, "RAILWAY OFFICE", "phys", conf="CLAIMED OR ADMITTED")]
    (template,) = filled(found, text=text)
    assert template["perp_org"] == ["BLUE FRONT"]
    assert template["perp_org_confidence"] == [{"value": "CLAIMED OR ADMITTED", "of": ["BLUE FRONT"]}]


def test_a_report_that_nobody_was_hurt_is_kept():
    text = TEXT.replace("TWO CLERKS WERE KILLED AND ENGINEER TOMAS QUEVEDO WAS INJURED", "THERE WERE NO CASUALTIES")
    (template,) = filled([filler(text, "RAILWAY OFFICE", "phys")], text=text)
    assert template["hum_effect"] == ["NO INJURY OR DEATH"]


@pytest.mark.parametrize(
    ("kind", "words", "weapon"),
    [
        ("BOMBING", "WRECKED", "BOMB"),
        ("BOMBING", "WRECKED WITH EXPLOSIVES", "EXPLOSIVE"),
        ("ATTACK", "SHOT AT", "GUN"),
        ("ATTACK", "MACHINEGUNNED", "MACHINE GUN"),
        ("ATTACK", "ENTERED", None),
    ],
)
def test_a_weapon_that_is_not_named_follows_from_the_deed(kind, words, weapon):
    text = TEXT.replace("A CAR BOMB WRECKED", f"STRANGERS {words}")
    (template,) = filled([filler(text, "RAILWAY OFFICE", "phys", kind=kind)], text=text)
    assert template.get("instr_type") == ([weapon] if weapon else None)
