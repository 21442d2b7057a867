"""What holds for every page: exact quotes, names that stay, parts in order, and no page that breaks the reader."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

pytestmark = pytest.mark.model

SENTENCES = (
    "The Northern Defence Ministry said that 27 Southern soldiers were “neutralised” near Ashby on Monday.",
    "It added that six tanks, two drones and an ammunition depot had been destroyed.",
    "Southern troops entered the villages of Rowan, Tarn and Upper Ford.",
    "“At least 12 of our men were wounded,” General Keller told reporters in Ellby.",
    "The Southern Army denied that it had shelled the hospital in Carden.",
    "Nearly 9,000 people, 80 per cent of them children, have fled since December 2020.",
    "This number is likely overestimated.",
    "Nobody was killed.",
    "The Northern general threatened to bomb the port 🚢 of Ellby.",
    "El alcalde no dijo nada.",
)
UNRELATED = "The library of the town opens at nine and lends three books to each reader."
PAGES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6)
FEW = hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def page(sentences: list[str], *, each: int = 2) -> str:
    """The sentences as paragraphs of a page without a title."""
    groups = (sentences[i : i + each] for i in range(0, len(sentences), each))
    return "\n\n".join(" ".join(group) for group in groups)


def mentions(claim):
    """Every mention of a claim."""
    single = (claim.agent, claim.target, claim.instrument, claim.claimant.mention, claim.time and claim.time.mention)
    yield from (mention for mention in single if mention)
    yield from (measure.mention for measure in claim.measures)
    yield from (place.mention for place in claim.places)
    yield from claim.stance.words
    for link in claim.attribution:
        yield from (mention for mention in (link.speaker, link.cue, link.stands_for) if mention)


@FEW
@given(sentences=PAGES)
def test_every_mention_is_the_text_at_its_span(desk, sentences):
    reading = desk.read(page(sentences))
    text = reading.page.document.text
    for claim in reading.claims:
        assert claim.quote.text == text[claim.span.start : claim.span.end]
        assert claim.quote.text.strip()
        for mention in mentions(claim):
            assert 0 <= mention.span.start < mention.span.end <= len(text)
            assert mention.text == text[mention.span.start : mention.span.end]


@FEW
@given(sentences=PAGES)
def test_names_are_unique_and_the_same_on_every_run(desk, sentences):
    first = [claim.id for claim in desk.claims(page(sentences))]
    assert first == [claim.id for claim in desk.claims(page(sentences))]
    assert len(first) == len(set(first))


@FEW
@given(sentences=PAGES)
def test_claims_stand_in_the_order_of_the_parts_and_inside_them(desk, sentences):
    reading = desk.read(page(sentences))
    assert [claim.part for claim in reading.claims] == sorted(claim.part for claim in reading.claims)
    assert all(reading.page.parts[claim.part].span.contains(claim.span) for claim in reading.claims)


@FEW
@given(sentences=PAGES)
def test_a_paragraph_at_the_end_changes_no_earlier_claim(desk, sentences):
    before = desk.claims(page(sentences))
    after = desk.claims(page(sentences) + "\n\n" + UNRELATED)
    assert [signature(claim) for claim in after[: len(before)]] == [signature(claim) for claim in before]


def signature(claim):
    """A claim without what names its document: the hash of the whole page is part of every name."""
    measures = [(m.role, m.object, m.interval, m.mention) for m in claim.measures]
    return claim.kind, claim.span, claim.quote.text, claim.claimant, claim.stance, claim.modality, measures


@FEW
@given(sentences=PAGES)
def test_what_a_claim_disputes_stands_on_the_page(desk, sentences):
    claims = desk.claims(page(sentences))
    names = {claim.id for claim in claims}
    assert all(claim.disputes in names for claim in claims if claim.disputes)


@FEW
@given(sentences=PAGES)
def test_confidence_and_shares_are_between_none_and_all(desk, sentences):
    for claim in desk.claims(page(sentences)):
        assert 0 < claim.confidence < 1
        assert claim.reader
        assert all(m.share is None or 0 <= m.share <= 1 for m in claim.measures)
        assert claim.attribution or claim.claimant.kind == "own_voice"


@pytest.mark.parametrize(
    "text",
    [
        ".",
        "Killed",
        "“",
        "‘’“”«»",
        "🚀🚀🚀",
        "🚀 Two tanks 💥 were destroyed 🙏 in Ellby",
        "قتل ثلاثة جنود في معركة قرب البلدة يوم الاثنين.",
        "נהרגו שלושה חיילים בקרב ליד העיירה ביום שני.",
        "\u202eThree soldiers were killed\u202c in Ashby.",
        "killed " * 400,
        "Three " + "very " * 300 + "brave soldiers were killed.",
        "“Three soldiers were killed. " * 30,
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 killed",
        "Army: Army: Army: said said said that that that",
        "a\n\n\n\nb\n\n\n\nc",
    ],
    ids=lambda text: text[:12],
)
def test_odd_pages_are_read_without_an_error(desk, text):
    reading = desk.read(text)
    body = reading.page.document.text
    assert all(claim.quote.text == body[claim.span.start : claim.span.end] for claim in reading.claims)


@FEW
@given(
    text=st.text(min_size=1, max_size=120).filter(
        lambda text: text.strip("\x00\ufeff \n\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")
    )
)
def test_any_text_is_read_without_an_error(desk, text):
    try:
        reading = desk.read(text)
    except desk.refusals:
        return
    assert reading.page.document.id


def test_a_page_without_claims_says_so(desk):
    reading = desk.read(UNRELATED)
    assert reading.claims == ()
    assert [finding.kind.value for finding in reading.findings] == ["no_claims"]


def test_pages_are_read_one_by_one_in_order(desk):
    texts = (SENTENCES[0], UNRELATED, SENTENCES[4])
    pages = [desk.segmented(text) for text in texts]
    readings = list(desk.reader(pages))
    assert [reading.page for reading in readings] == [segmented.page for segmented in pages]
    assert [bool(reading.claims) for reading in readings] == [True, False, True]


def test_a_list_of_tags_says_nothing(desk):
    text = "Tags Ashby bombing attack regime\n\nNine people were killed in Ashby on Monday, the army said."
    (claim,) = desk.claims(text)
    assert claim.measures[0].interval.low == 9


def test_a_siege_that_threatens_people_says_nothing(desk):
    found = desk.claims("Their siege threatens 300,000 civilians in Ashby.")
    assert not any(claim.kind.value == "threat" for claim in found)


def test_a_verb_of_one_speaker_has_one_speaker(desk):
    (claim,) = desk.claims(
        "It was done to pressure rebel forces and the council says nine people were killed in Ashby."
    )
    assert claim.claimant.text == "the council"


def test_a_missile_that_slams_into_a_town_accuses_nobody(desk):
    found = desk.claims("Activists say a missile fired by the army has slammed into a market in Ashby, killing nine.")
    assert {claim.kind.value for claim in found} == {"event"}


def test_the_town_of_an_agency_has_killed_nobody(desk):
    (claim,) = desk.claims("TOLLMAR (Courier) Northern forces killed 12 soldiers near Ashby on Monday.")
    assert claim.agent.text == "Northern forces"
