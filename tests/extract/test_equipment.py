from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extract.equipment import Vocabulary, classify, model_spans
from counterclaim.model.claims import Object


@pytest.mark.parametrize(
    ("words", "kind", "model"),
    [
        ("14 battle tanks", Object.TANK, None),
        ("howitzers and mortars", Object.ARTILLERY, None),
        ("BTR-80 and M113 armored vehicles", Object.ARMOURED_VEHICLE, "BTR-80 and M113"),
        ("a Bayraktar TB2", Object.UAV, "Bayraktar TB2"),
        ("two Orlan-10 drones", Object.UAV, "Orlan-10"),
        ("Patriot launchers", Object.AIR_DEFENCE, "Patriot"),
        ("S-400 launchers", Object.AIR_DEFENCE, "S-400"),
        ("Su-25s", Object.AIRCRAFT, "Su-25s"),
        ("an F16 jet", Object.AIRCRAFT, "F16"),
        ("anti-aircraft guns", Object.AIR_DEFENCE, None),
        ("anti-tank missiles", Object.EQUIPMENT, None),
        ("pick-up trucks fitted with machine guns", Object.VEHICLE, None),
        ("a weapons depot near a school", Object.DEPOT, None),
        ("residential buildings and shops", Object.BUILDING, None),
        ("patrol boats", Object.VESSEL, None),
    ],
)
def test_class_and_model(words, kind, model):
    found = classify(words)
    assert found is not None
    assert (found.object, found.model) == (kind, model)


@pytest.mark.parametrize(
    "words", ["a tank crew", "house arrest", "drone strikes", "12 civilians", "suicide bombers", "hospital staff", ""]
)
def test_what_only_sounds_like_equipment_is_none(words):
    assert classify(words) is None


@pytest.mark.parametrize("name", ["Leopard 2A4", "ACV-15", "T-72", "Su-50", "S-300", "2S19", "F-16", "Challenger 2"])
def test_digits_of_a_model_are_no_figure(name):
    text = f"They lost 15 of {name}, 3 on Feb-20 and 2 in 2016."
    assert [text[span.start : span.end] for span in model_spans(text)] == [name]


def test_roads_are_no_figures():
    text = "north of the M4-M5 highway"
    assert [text[span.start : span.end] for span in model_spans(text)] == ["M4", "M5"]


@given(st.text(max_size=200))
def test_spans_are_sorted_and_apart(text):
    spans = model_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end <= len(text) and len(span) for span in spans)


@given(st.text(max_size=120))
def test_any_words_may_be_asked(text):
    found = classify(text)
    assert found is None or found.model is None or found.model in text


def test_models_of_ones_own_are_known_while_they_are_in_use():
    assert classify("three Kestrels") is None
    with Vocabulary({"Kestrel": Object.UAV}).in_use():
        assert classify("three Kestrels").object is Object.UAV
        assert model_spans("They lost 3 of Kestrel and s 4.") == []
        with Vocabulary({"Lamprey-9": Object.VESSEL}).in_use():
            assert classify("three Kestrels") is None
            assert len(model_spans("a Lamprey-9 sank")) == 1
        assert classify("three Kestrels").object is Object.UAV
    assert classify("three Kestrels") is None
