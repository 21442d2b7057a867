"""Who is known: found by id or name, searched, told in full."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import InputError
from counterclaim.resolve.directory import Directory, Wanted

DIRECTORY = Directory(load_settings().resolve)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hezbollah", "hezbollah"),
        ("actor:hezbollah", "hezbollah"),
        ("Hizbullah", "hezbollah"),
        ("the Turkish Army", "turkish-army"),
        ("kenya-air-force", "kenya-air-force"),
    ],
)
def test_an_actor_is_found_by_id_name_or_office(asked, found):
    assert DIRECTORY.find(asked).id == f"actor:{found}"


@pytest.mark.parametrize(
    ("asked", "says"), [("hezbolah", "did you mean hezbollah"), ("RSF", "rsf-press"), ("", "no actor has")]
)
def test_who_is_not_known_is_told_with_what_to_do(asked, says):
    with pytest.raises(InputError, match=says):
        DIRECTORY.find(asked)


def test_lists_can_be_narrowed():
    found = DIRECTORY.search(Wanted(kind="monitor", country="sy"))
    assert {"sohr", "snhr"} <= {line.id for line in found}
    assert {line.kind for line in found} == {"monitor"}
    assert [line.id for line in found] == sorted(line.id for line in found)


def test_the_day_tells_sides_and_who_was_there():
    def sided(day):
        return {line.id for line in DIRECTORY.search(Wanted(side="sudan", on=day))}

    assert "rapid-support-forces" in sided(date(2020, 1, 1))
    assert "rapid-support-forces" not in sided(date(2024, 1, 1))
    there = {line.id for line in DIRECTORY.search(Wanted(country="LY", on=date(2012, 1, 1)))}
    assert "national-transitional-council" in there
    assert "government-of-national-accord" not in there


def test_a_record_tells_what_an_actor_is_part_of_and_which_words_judge():
    record = DIRECTORY.record(DIRECTORY.find("turkish-army"), None)
    assert record["part_of"] == ["turkish-armed-forces", "turkiye"]
    record = DIRECTORY.record(DIRECTORY.find("russian-armed-forces"), date(2023, 1, 1))
    assert {"name": "occupiers", "in": ["UA"], "loaded": True, "since": "2022-02-24", "until": None} in record[
        "local_names"
    ]
    assert record["from"] == "the package"


def test_names_that_others_bear_are_told():
    assert DIRECTORY.record(DIRECTORY.find("rsf-press"), None)["shares_names_with"] == ["rapid-support-forces"]
