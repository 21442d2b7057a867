"""Equipment from the page to the wire: models, wrong spellings, types that do not exist, models of one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.config import load_settings
from counterclaim.model.claims import Object
from counterclaim.model.incidents import FindingKind
from counterclaim.pipeline import Pipeline
from counterclaim.publish.claim_wire import claim_to_wire

pytestmark = pytest.mark.model

PAGE = (
    "The Northern Army destroyed two T-72 tanks in Homs on Monday. Drones destroyed an ALTIGNAN air defence system. "
    "The Southern Army lost three Kestrel-9s on Tuesday. It said that its men had shot down a Su-50."
)
OWN = "- {name: Kestrel-9, class: uav, type: Unmanned Combat Aerial Vehicles, role: strike drone, origin: X1}\n"


def read(settings):
    return Pipeline(settings).read_text(PAGE, declared={"published": "2020-03-04"})


def counted(resolved):
    wires = [claim_to_wire(entry) for entry in resolved.entries]
    return {m["model"]: m for wire in wires for m in wire["measures"] if m["model"]}


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "island.yaml"
    path.write_text(OWN, "utf-8")
    given = load_settings()
    return replace(given, resolve=replace(given.resolve, equipment=(str(path),)))


def test_models_stand_on_the_wire_with_class_role_and_origin(mine):
    found = counted(read(mine))
    assert found["T-72"]["equipment"]["origin"] == "SU"
    assert found["ALTIGNAN"]["equipment"]["id"] == "equipment:atilgan"
    assert "misspelling" in found["ALTIGNAN"]["equipment"]["why"]
    kestrel = next(measure for model, measure in found.items() if model.startswith("Kestrel-9"))
    assert kestrel["object"] == Object.UAV.value
    assert kestrel["low"] == kestrel["high"] == 3
    assert kestrel["equipment"]["role"] == "strike drone"


def test_a_type_that_does_not_exist_is_a_finding(mine):
    told = [finding for finding in read(mine).findings if finding.kind is FindingKind.NO_SUCH_TYPE]
    assert len(told) == 1
    assert "Su-50" in told[0].message
    assert PAGE[told[0].span.start : told[0].span.end] == "Su-50"


def test_models_of_one_pipeline_are_unknown_to_another(mine):
    assert any(model.startswith("Kestrel") for model in counted(read(mine)))
    assert not any(model.startswith("Kestrel") for model in counted(read(load_settings())))
