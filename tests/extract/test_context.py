"""What claims take over from the sentences around them: towns, days, and the places of those who speak."""

import pytest

from counterclaim.config import load_settings
from counterclaim.model.claims import Modality
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def read():
    pipeline = Pipeline(load_settings())

    def entries(text):
        return pipeline.read_text(text, declared={"published": "2020-03-05", "lang": "en"}).entries

    return entries


def places(entries, words):
    return [p.mention.text for e in entries if words in e.claim.quote.text for p in e.claim.places]


def test_a_sentence_with_a_country_alone_goes_on_with_the_town_named_last(read):
    found = read("Shells fell on Kharkiv on Monday. Ten people were killed in Ukraine, rescuers said.")
    assert {"Ukraine", "Kharkiv"} <= set(places(found, "Ten people"))


def test_it_happened_where_the_sources_on_the_spot_are(read):
    found = read("Fighting went on in Aleppo. Sources in Taiz said that shelling had killed nine people.")
    assert places(found, "nine people")[0] == "Taiz"


def test_a_headline_takes_the_day_of_the_event_not_of_the_dateline(read):
    found = read("Blast kills four in Kabul\n\n5 March 2020\n\nA bomb killed four people in Kabul on Tuesday.")
    days = {e.period.start.isoformat() for e in found if e.period and "four" in e.claim.quote.text}
    assert days == {"2020-03-03"}


def test_who_holds_a_place_now_is_dated_by_publication_and_says_so(read):
    found = read("A battle raged on February 3. The town of Saraqib is held by government forces.")
    (held,) = [e for e in found if "is held" in e.claim.quote.text]
    assert held.claim.time is None
    assert held.claim.modality is Modality.ONGOING
    assert held.period.start.isoformat() == "2020-03-05"
    (why,) = [r.why for r in held.resolutions if r.field.value == "time"]
    assert "present tense" in why


def test_whom_somebody_blames_is_no_place(read):
    found = read(
        "Sarin was used in Ghouta in 2013. Washington accused Damascus of that attack, which killed 1,429 people."
    )
    assert "Damascus" not in places(found, "1,429")
