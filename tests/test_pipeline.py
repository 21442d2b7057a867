"""The order of the stages: one page from bytes to claims whose words stand for something."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import InputError
from counterclaim.model.claims import ClaimKind, Field
from counterclaim.model.documents import PartKind
from counterclaim.model.incidents import FindingKind
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model

DECLARED = {"source": "The Example Herald", "published": "2021-05-04"}
PAGE = """Seven Soldiers Killed Near Lisbon, Ministry Says

The Portuguese defence ministry said on Monday that seven soldiers were killed when a truck exploded near Lisbon.

It added that 12 others were wounded and two armoured vehicles were destroyed.

The mayor of Coimbra denied that the town had been shelled.
"""


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(load_settings())


@pytest.fixture(scope="module")
def resolved(pipeline):
    return pipeline.read_text(PAGE, declared=DECLARED)


@pytest.fixture(scope="module")
def toll(resolved):
    """The claim of the body that seven soldiers were killed."""
    (entry,) = [
        entry
        for entry in resolved.entries
        if entry.part.kind is PartKind.ARTICLE and any(m.interval.low == 7 for m in entry.claim.measures)
    ]
    return entry


def test_parts_and_claims_come_out(resolved):
    assert [part.kind for part in resolved.reading.page.parts][:2] == [PartKind.HEADLINE, PartKind.ARTICLE]
    kinds = {claim.kind for claim in resolved.reading.claims}
    assert {ClaimKind.EVENT, ClaimKind.DENIAL} <= kinds


def test_time_place_and_speaker_are_resolved(toll):
    assert toll.period.start == toll.period.end == dt.date(2021, 5, 3)
    (place,) = [place for place in toll.places if place and place.name == "Lisbon"]
    assert place.country == "PT"
    assert place.position.distance_km(place.position) == 0
    assert toll.claim.claimant.text == "The Portuguese defence ministry"
    assert toll.resolution(Field.CLAIMANT) is not None


def test_a_pronoun_stands_for_the_ministry(resolved):
    (entry,) = [e for e in resolved.entries if any(m.interval.low == 12 for m in e.claim.measures)]
    assert entry.claim.claimant.text == "The Portuguese defence ministry"
    assert entry.speaker == "The Portuguese defence ministry"


def test_every_resolution_belongs_to_a_claim_and_leaves_it_alone(resolved):
    claims = {claim.id: claim for claim in resolved.reading.claims}
    for resolution in resolved.resolutions:
        assert resolution.claim in claims
        assert resolution.why
        assert all(0 <= candidate.score <= 1 and candidate.why for candidate in resolution.candidates)


def test_mentions_are_words_as_written(resolved):
    text = resolved.reading.page.document.text
    mentions = [resolution.mention for resolution in resolved.resolutions if resolution.mention]
    mentions += [measure.mention for claim in resolved.reading.claims for measure in claim.measures]
    assert [m.text for m in mentions] == [text[m.span.start : m.span.end] for m in mentions]


def test_entries_are_the_claims_in_their_order(resolved):
    entries = resolved.entries
    assert [entry.claim for entry in entries] == list(resolved.reading.claims)
    assert entries == resolved.entries


def test_the_same_page_gives_the_same_record(pipeline, resolved):
    again = pipeline.read_text(PAGE, declared=DECLARED)
    assert [claim.id for claim in again.reading.claims] == [claim.id for claim in resolved.reading.claims]
    assert again.resolutions == resolved.resolutions


def test_a_file_is_read_like_its_text(pipeline, resolved, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    capture, read = pipeline.read(str(path), declared=DECLARED)
    assert capture.content == PAGE.encode()
    assert read.reading.page.document.id == capture.sha256
    assert [claim.quote for claim in read.reading.claims] == [claim.quote for claim in resolved.reading.claims]


def test_the_language_is_asked_before_anything_is_read(pipeline):
    text = (
        "Sieben Soldaten wurden am Montag bei einem Angriff in der Nähe der Stadt getötet, teilte das Ministerium mit."
    )
    resolved = pipeline.read_text(text, declared=DECLARED)
    assert resolved.reading.claims == ()
    assert FindingKind.LANGUAGE_NOT_READ in {finding.kind for finding in resolved.findings}


def test_a_page_without_a_day_says_so_and_leaves_times_open(pipeline):
    resolved = pipeline.read_text(PAGE, declared={"source": "The Example Herald"})
    assert FindingKind.NO_PUBLICATION_DATE in {finding.kind for finding in resolved.findings}
    killed = [e for e in resolved.entries if any(m.interval.low == 7 for m in e.claim.measures)]
    assert all(entry.period is None or entry.period.start is None for entry in killed)


@pytest.mark.parametrize("text", ["", "   \n\n"])
def test_an_empty_page_is_refused_with_a_reason(pipeline, text):
    with pytest.raises(InputError):
        pipeline.read_text(text, declared=DECLARED)


def test_claims_of_two_pages_meet_in_one_incident(pipeline):
    other = (
        "Nine soldiers died near Lisbon on Monday when a truck exploded, a hospital source said.\n\n"
        "The road to the city was closed for hours."
    )
    entries = [
        *pipeline.read_text(PAGE, declared=DECLARED).entries,
        *pipeline.read_text(other, declared=DECLARED | {"source": "The Second Courier"}).entries,
    ]
    forward, backward = pipeline.reconcile(entries), pipeline.reconcile(entries[::-1])
    assert {i.id for i in forward.incidents} == {i.id for i in backward.incidents}
    together = {e.claim.id: e.document.id for e in entries}
    assert any(len({together[claim] for claim in i.claims}) == 2 for i in forward.incidents)
