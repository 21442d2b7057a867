"""How claims stand to one another where nothing was misread: the pairs of the sample beside their gold."""

import pytest

from counterclaim import sample
from counterclaim.bench.perfect import claim_id, entries_of
from counterclaim.bench.sample import perfect_relations, read_corpus, sample_settings
from counterclaim.config import load_settings
from counterclaim.model.claims import Field
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(sample_settings(load_settings()))


@pytest.fixture(scope="module")
def read(pipeline):
    return read_corpus(pipeline).read


def test_perfect_claims_are_those_of_the_gold(pipeline, read):
    page = next(page for page in read if page.name == "register-0305")
    entries = {entry.claim.id: entry for entry in entries_of(page, pipeline.resolver)}
    children = entries[claim_id("register-0305", "c5")]
    assert children.claim.quote.text == "three children"
    assert [(m.role.value, m.interval.low, m.mention.text) for m in children.claim.measures] == [
        ("killed", 3, "three children")
    ]
    assert [place.region for place in children.places][:1] == ["Torvane"]
    assert children.period.start.isoformat() == "2025-03-03"
    note = entries[claim_id("register-0305", "c1")]
    assert note.actor(Field.CLAIMANT).id == "actor:casualty-register"


def test_a_town_is_that_of_the_province_where_its_incident_is(pipeline, read):
    page = next(page for page in read if page.name == "lantern-0318")
    entries = {entry.claim.id: entry for entry in entries_of(page, pipeline.resolver)}
    assert entries[claim_id("lantern-0318", "c2")].places[0].region == "Varrish"


def test_pairs_of_perfect_claims_stand_as_people_judged_them(pipeline, read):
    found = perfect_relations(read, pipeline)
    assert found["n"] == len(sample.relations()) >= 300
    assert found["accuracy"] >= 85
    assert found["macro_f1"] >= 84
