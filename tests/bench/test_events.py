"""The form of predictions of types and of certainty."""

import pytest

from counterclaim.bench import events, factuality

pytestmark = pytest.mark.model


def test_a_type_in_the_form_of_the_scorer():
    rows = [{"id": "b", "text": "Planes bombed the mill."}, {"id": "a", "text": "An earthquake shook the valley."}]
    found = list(events.predict(rows))
    assert found == [
        {"id": "b", "label": "AIR_STRIKE", "acled_sub_event_type": "Air/drone strike"},
        {"id": "a", "label": "NATURAL_DISASTER", "acled_sub_event_type": None},
    ]


def test_a_certainty_for_each_target_in_its_place():
    text = "The mayor did not resign and the council met."
    spans = [{"start": 18, "end": 24}, {"start": 41, "end": 44}]
    (found,) = factuality.predict([{"id": "a", "text": text, "targets": spans}])
    assert [{"start": t["start"], "end": t["end"]} for t in found["targets"]] == spans
    resigned, met = (t["label"] for t in found["targets"])
    assert resigned < 0 < met
