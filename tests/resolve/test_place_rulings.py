"""What people rule on places: laid over what was resolved, with how something lies to the place heeded as ever."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from counterclaim.model.claims import Entry, Field, PlaceMention
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.values import Position
from counterclaim.resolve.place_rulings import on_places, resolve_place
from counterclaim.resolve.rulings import Rulings, on_meaning
from tests.factories import make_capture, make_claim, make_document, make_part, make_place, mention, resolve

MACHINE = make_place("Tollmar", id="geonames:1", position=Position(10.0, 20.0), radius_km=2.0)
CHOSEN = make_place("Tollmar", id="own:7", position=Position(50.0, 30.0), region=None, radius_km=2.0)
OTHER = make_place("Hethra", id="own:8")
START = datetime(2021, 5, 5, tzinfo=UTC)


def decisions(*contents):
    return [
        Decision(
            id=f"r_{number}",
            ruling=Ruling.RESOLVE,
            subjects=subjects,
            value=value,
            author="Ada",
            reason="the map on the page",
            made_at=START + timedelta(hours=number),
        )
        for number, (subjects, value) in enumerate(contents)
    ]


def entry(words="Tollmar", text=None):
    document = make_document(make_capture(text or f"Shells hit {words} on Monday."))
    place = mention(document, words)
    claim = make_claim(document, places=(PlaceMention(mention=place),))
    found = resolve(claim, Field.PLACE, MACHINE, words=place)
    return Entry(claim=claim, document=document, part=make_part(document), resolutions=(found,))


def ruled(before, *contents):
    (after,) = Rulings.of(decisions(*contents)).laid_over([before])
    return after.resolution(Field.PLACE)


def test_the_ruling_comes_first_and_what_the_machine_found_stays_behind():
    found = ruled(entry(), resolve_place("Tollmar", CHOSEN))
    assert [candidate.value for candidate in found.candidates] == [CHOSEN, MACHINE]
    assert found.why == "resolved by hand, Ada on 2021-05-05: the map on the page"


def test_a_place_that_the_machine_found_too_stands_once():
    found = ruled(entry(), resolve_place("Tollmar", MACHINE))
    assert [candidate.value for candidate in found.candidates] == [MACHINE]
    assert found.chosen.score == 1.0


def test_no_known_place_is_a_ruling_too():
    found = ruled(entry(), resolve_place("Tollmar", None))
    assert found.chosen is None
    assert "Ada" in found.why


@pytest.mark.parametrize("words", ["TOLLMAR", "the town of Tollmar", "Tollmar village", "al-Tollmar"])
def test_the_name_is_ruled_in_other_spellings_and_with_the_word_for_its_kind(words):
    asked = "Al Tollmar" if words.startswith("al-") else "Tollmar"
    assert ruled(entry(words), resolve_place(asked, CHOSEN)).chosen.value.id == CHOSEN.id


@pytest.mark.parametrize("words", ["Tollmar province", "Tollmar hospital", "Toller"])
def test_a_ruling_on_a_town_leaves_its_province_and_other_names_alone(words):
    before = entry(words)
    assert ruled(before, resolve_place("Tollmar", CHOSEN)) == before.resolution(Field.PLACE)


def test_how_something_lies_to_the_place_is_heeded():
    found = ruled(entry(text="Shells fell 12 km north of Tollmar."), resolve_place("Tollmar", CHOSEN)).chosen.value
    assert found.relation == "12 km north of"
    assert found.position.distance_km(CHOSEN.position) == pytest.approx(12, abs=0.1)
    assert found.position.lat > CHOSEN.position.lat
    assert found.radius_km > CHOSEN.radius_km


def test_one_claim_goes_before_all_and_the_later_ruling_holds():
    before = entry()
    claim = before.claim.id
    alone, all_of_them = resolve_place("Tollmar", CHOSEN, claim), resolve_place("Tollmar", OTHER)
    assert ruled(before, alone, all_of_them).chosen.value == CHOSEN
    assert ruled(before, resolve_place("Tollmar", CHOSEN, "c_other"), all_of_them).chosen.value == OTHER
    assert ruled(before, resolve_place("Tollmar", CHOSEN), all_of_them).chosen.value == OTHER


def test_only_rulings_that_tell_a_place_count():
    whole = json.loads(resolve_place("Tollmar", CHOSEN)[1])
    broken = [
        {**whole, "words": 3},
        {**whole, "place": "Tollmar"},
        {**whole, "place": {**whole["place"], "lat": None}},
        {**whole, "place": {**whole["place"], "name": None}},
        {"words": "Tollmar"},
        [],
    ]
    for value in broken:
        (decision,) = decisions((("words",), json.dumps(value)))
        assert not on_meaning(decision)
        assert Rulings.of([decision]).laid_over([entry()]) == [entry()]
    (good,) = decisions(resolve_place("Tollmar", CHOSEN))
    assert on_places(good)
    assert on_meaning(good)
    assert not on_places(replace(good, ruling=Ruling.MERGE))
