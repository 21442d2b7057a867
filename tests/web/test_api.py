"""The JSON interface: the same answers as the pages, problems that name the remedy, no failure under fuzzing."""

import json
from importlib.resources import files

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from counterclaim.web import api

PATHS = (
    "/claims",
    "/claims/{key}",
    "/incidents",
    "/incidents/{key}",
    "/incidents/{key}/places",
    "/incidents/{key}/moments",
    "/documents",
    "/documents/{key}",
    "/sources",
    "/sources/{key}",
    "/places",
    "/tallies",
    "/tallies/{key}",
    "/tallies/{key}/tracks",
    "/control",
    "/findings",
)
LISTS = ["claims", "incidents", "documents", "sources", "places", "tallies", "control", "findings"]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_items_total_and_next(client, name):
    found = client.get(f"/api/v1/{name}").json()
    assert found.keys() == {"items", "total", "next"}
    assert 0 < len(found["items"]) <= found["total"]


def test_claims_are_what_the_schema_says(client):
    schema = json.loads(files("counterclaim.publish").joinpath("claim.schema.json").read_text("utf-8"))
    found = client.get("/api/v1/claims?size=3").json()
    for item in found["items"]:
        jsonschema.validate(item, schema)
    assert found["items"][0]["incident"]


def test_cursors_lead_through_the_whole_list(client):
    seen, cursor = [], None
    while True:
        page = client.get(
            "/api/v1/claims", params={"size": 9, "order": "newest", **({"cursor": cursor} if cursor else {})}
        )
        found = page.json()
        seen += [item["id"] for item in found["items"]]
        cursor = found["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == found["total"] == 35


def test_records_lead_to_what_belongs_to_them(client):
    first = client.get("/api/v1/claims?size=1").json()["items"][0]
    claim = client.get(f"/api/v1/claims/{first['id']}").json()["items"]
    assert claim[0] == first
    assert {item["schema"] for item in claim[1:]} == {"counterclaim.relation/1"}
    document = client.get(f"/api/v1/documents/{first['document']}").json()["items"]
    assert document[1] == first
    incident = client.get(f"/api/v1/incidents/{first['incident']}").json()["items"]
    assert incident[0]["id"] == first["incident"]
    assert client.get(f"/api/v1/incidents/{first['incident']}/places").json()["items"][0]["radius_km"] is None
    moments = client.get(f"/api/v1/incidents/{first['incident']}/moments").json()
    assert moments["total"] == 35
    assert moments["items"][0].keys() == {"claim", "who", "since", "until", "reported"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/none", 404),
        ("/incidents/none/places", 404),
        ("/nothing", 404),
        ("/claims?cursor=zz", 404),
        ("/claims?role=hurt", 422),
        ("/claims?size=0", 422),
        ("/control?on=someday", 422),
    ],
)
def test_errors_are_problems_with_a_remedy(client, path, status):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == status
    assert problem["detail"]


def test_abuse_is_covered(hostile):
    text = hostile.get("/api/v1/claims").text + hostile.get("/api/v1/documents").text
    assert "fool" not in text


# Any text is a key, so that no key is against the description: keys are tried in positive mode alone.
MODES = [(f"{api.PREFIX}{p}", m) for p in PATHS for m in GenerationMode if m.is_positive or "{" not in p]
OPERATIONS = sorted(f"{api.PREFIX}{path}" for path in PATHS)


@pytest.fixture(scope="session")
def described(app):
    return schemathesis.openapi.from_asgi(f"{api.PREFIX}/openapi.json", app)


@pytest.mark.parametrize(("path", "mode"), MODES)
def test_the_interface_does_what_it_describes(described, path, mode):
    cases = described[path]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=cases)
    def conform(case):
        case.call_and_validate()

    conform()


def test_every_path_of_the_description_is_tested(client):
    described = client.get(f"{api.PREFIX}/openapi.json").json()["paths"]
    assert sorted(described) == OPERATIONS
