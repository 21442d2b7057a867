"""The table of names: places with kind and country, words that speak for one, organisations of several reports."""

import json

from counterclaim.train.incident_places import PLACES, write_places


def report(words, nation, *levels, organisation=None):
    places = [[nation, "COUNTRY"], *(list(level) for level in levels)]
    template = {"location": [{"any": [{"value": nation, "levels": places}]}]}
    if organisation:
        template["perp_org"] = [{"any": [{"value": organisation}]}]
    return {"text": words, "templates": [template]}


RECORDS = [
    *[report(f"AN ANDEAN TRAIN {n}", "PERU", ("PUNO", "CITY"), organisation="RED DAWN") for n in range(4)],
    *[report(f"A PATAGONIAN TRAIN {n}", "CHILE", ("AYSEN", "REGION"), organisation="ARMY") for n in range(4)],
    {"text": "A QUIET DAY", "templates": []},
]


def table(tmp_path, records=RECORDS):
    write_places(records, tmp_path)
    return json.loads((tmp_path / PLACES).read_text("utf-8"))


def test_a_place_has_the_kind_and_country_that_most_templates_give_it(tmp_path):
    assert table(tmp_path)["places"] == {"PUNO": ["CITY", "PERU"], "AYSEN": ["REGION", "CHILE"]}


def test_a_word_speaks_for_the_country_of_its_reports(tmp_path):
    words = table(tmp_path)["words"]
    assert words["ANDEAN"]["PERU"] > 0 > words["ANDEAN"]["CHILE"]
    assert "TRAIN" not in words


def test_only_names_of_several_reports_that_are_no_common_word_are_organisations(tmp_path):
    assert table(tmp_path)["organisations"] == ["RED DAWN"]


def test_the_same_records_give_the_same_table(tmp_path):
    assert table(tmp_path) == table(tmp_path)
