"""The wire form: all keys, the exact words, nothing guessed."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from counterclaim.model.claims import Claimant, Field, PlaceMention
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.model.stages import Reading, Resolved
from counterclaim.model.values import Interval
from counterclaim.publish import wire
from counterclaim.publish.claim_wire import claim_to_wire
from tests.factories import (
    SENTENCE,
    make_actor,
    make_capture,
    make_claim,
    make_document,
    make_entry,
    make_measure,
    make_part,
    make_reconciled,
    make_resolved,
    mention,
    resolve,
)

SCHEMA = json.loads(files("counterclaim.publish").joinpath("claim.schema.json").read_text("utf-8"))
KEYS = SCHEMA["required"]


def check(line):
    Draft202012Validator(SCHEMA).validate(line)
    json.dumps(line)


def bare_entry():
    return make_entry(make_resolved(make_capture("Three houses burned."), source=None, title=None, published=None))


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("make", [make_entry, bare_entry])
def test_claims_have_every_key_and_fit_the_schema(make):
    line = claim_to_wire(make())
    assert [key for key in KEYS if key not in line] == []
    check(line)


def test_every_span_holds_its_words():
    entry = make_entry()
    line = claim_to_wire(entry)
    found = list(spans(line))
    assert len(found) >= 7
    assert all(entry.document.text[start:end] == words for words, start, end in found)
    assert entry.document.text[line["span"]["start"] : line["span"]["end"]] == line["quote"]


def spans(value):
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and "text" in value:
            yield value["text"], value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_names_come_from_the_resolutions():
    line = claim_to_wire(make_entry(), incident="i_1")
    assert line["claimant"] == {"text": "The Northern Army", "id": "actor:northern-army", "kind": "military"}
    assert line["attribution"][0]["speaker"]["id"] == "actor:northern-army"
    place = line["places"][0]
    assert (place["text"], place["relation"], place["id"]) == ("Lower Ford", "near", "geonames:1")
    assert (place["name"], place["lat"], place["lon"], place["score"]) == ("Lower Førd", 10.5, 20.25, 0.9)
    assert place["why"] == "the only one of that name"
    assert (line["time"]["text"], line["time"]["start"], line["time"]["precision"]) == ("Monday", "2021-05-03", "day")
    assert line["incident"] == "i_1"


def test_a_measure_keeps_its_interval_and_words():
    measure = claim_to_wire(make_entry())["measures"][0]
    assert (measure["text"], measure["low"], measure["high"]) == ("at least 12 fighters", 12, None)
    assert measure["party"]["text"] == "fighters"


def test_whole_numbers_are_written_whole():
    document = make_document()
    claim = make_claim(document, measures=(make_measure(document, interval=Interval(810_000.0, 900_000.0)),))
    entry = make_entry(of(document, claim))
    assert '"low": 810000, "high": 900000,' in json.dumps(claim_to_wire(entry))


def of(document, claim, *resolutions, part=None):
    page = make_resolved().reading.page
    page = type(page)(document=document, parts=(part or make_part(document),), passages=())
    return Resolved(reading=Reading(page=page, claims=(claim,)), resolutions=resolutions)


def test_what_is_unknown_is_null():
    line = claim_to_wire(bare_entry())
    assert line["claimant"] == {"text": None, "id": None, "kind": "own_voice"}
    assert line["agent"] is line["target"] is line["time"] is line["instrument"] is None
    assert line["part"]["title"] is line["part"]["published"] is line["part"]["source"]["text"] is None
    assert line["attribution"] == line["measures"] == line["places"] == []


def test_an_unresolved_place_keeps_its_words():
    document = make_document()
    claim = make_claim(document, places=(PlaceMention(mention=mention(document, "Lower Ford")),))
    place = claim_to_wire(make_entry(of(document, claim)))["places"][0]
    assert place["text"] == "Lower Ford"
    assert place["id"] is place["lat"] is place["score"] is place["precision"] is None
    check(claim_to_wire(make_entry(of(document, claim))))


@pytest.mark.parametrize(
    ("kind", "author", "source", "expected"),
    [
        (PartKind.ARTICLE, None, None, "The Example Herald"),
        (PartKind.HEADLINE, None, None, "The Example Herald"),
        (PartKind.EMBEDDED, None, None, None),
        (PartKind.EMBEDDED, "A. Writer", "Another Paper", "A. Writer"),
        (PartKind.EMBEDDED, None, "Another Paper", "Another Paper"),
        (PartKind.COMMENT, "somebody", None, "somebody"),
        (PartKind.COMMENT, None, None, None),
    ],
)
def test_the_own_voice_is_the_voice_of_the_part(kind, author, source, expected):
    document = make_document()
    part = make_part(document, kind=kind, author=author, source=source)
    line = claim_to_wire(make_entry(of(document, make_claim(document), part=part)))
    assert line["claimant"]["text"] == expected
    check(line)


def test_an_own_voice_with_an_actor_names_the_source_of_the_part():
    document = make_document()
    claim = make_claim(document)
    herald = make_actor("The Example Herald", kind="outlet")
    line = claim_to_wire(make_entry(of(document, claim, resolve(claim, Field.CLAIMANT, herald))))
    assert line["part"]["source"]["id"] == line["claimant"]["id"] == "actor:the-example-herald"


def test_an_unknown_speaker_is_null():
    document = make_document()
    claim = make_claim(document, claimant=Claimant(text=None, kind=SourceKind.ANONYMOUS))
    assert claim_to_wire(make_entry(of(document, claim)))["claimant"]["text"] is None


def test_what_claims_say_together_has_a_schema_each():
    claims = [make_entry().claim, make_entry(make_resolved(make_capture(SENTENCE + " More."))).claim]
    reconciled = make_reconciled(*claims)
    lines = [
        wire.incident_to_wire(reconciled.incidents[0]),
        wire.relation_to_wire(reconciled.relations[0]),
        wire.estimate_to_wire(reconciled.estimates[0]),
        wire.tally_to_wire(reconciled.tallies[0]),
        wire.control_to_wire(reconciled.controls[0]),
        wire.finding_to_wire(reconciled.findings[0]),
    ]
    assert [line["schema"].split(".")[1] for line in lines] == [
        "incident/1",
        "relation/1",
        "estimate/1",
        "tally/1",
        "control/1",
        "finding/1",
    ]
    assert all(json.loads(json.dumps(line)) == line for line in lines)
