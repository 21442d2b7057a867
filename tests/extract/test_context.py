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


@pytest.mark.parametrize("words", ["February 4, 12, 21 and 28", "4, 12, 21 and 28 February"])
def test_a_claim_of_several_days_keeps_them_all(read, words):
    (entry,) = read(f"The mayor said that shells hit the market of Saraqib on {words}.")
    assert entry.claim.time.mention.text == words
    assert (entry.period.start.isoformat(), entry.period.end.isoformat()) == ("2020-02-04", "2020-02-28")


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


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The front on Monday claimed responsibility for a bombing that killed nine people.", "killed nine"),
        ("An attack on the town has killed nine people, the agency said on Monday.", "killed nine"),
    ],
)
def test_the_day_when_somebody_spoke_of_an_event_is_taken_over(read, sentence, words):
    (event,) = [e for e in read(sentence) if words in e.claim.quote.text and e.claim.kind.value == "event"]
    assert (event.claim.time.mention.text, event.claim.time.carried) == ("Monday", True)


def test_the_day_of_the_event_is_its_own_though_somebody_speaks_on_another(read):
    found = read("The agency said on Monday that shells had killed nine people on Sunday.")
    (event,) = [e for e in found if "killed nine" in e.claim.quote.text]
    assert (event.claim.time.mention.text, event.claim.time.carried) == ("Sunday", False)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the first bombing in the town since the outbreak of the war in 2011 and killed a nurse and two others.",
        "The deadliest raid since March 2014 killed 40 people in the town.",
    ],
)
def test_since_when_something_is_the_first_or_the_worst_is_neither_time_nor_total(read, sentence):
    (event,) = [e for e in read(sentence) if e.claim.measures]
    assert (event.claim.kind.value, event.claim.time) == ("event", None)


def test_where_the_body_of_an_official_sits_is_not_where_he_was_killed(read):
    found = read("Shells fell on Kharkiv on Monday. Among the dead was the head of the court in eastern Odesa.")
    assert "Odesa" not in places(found, "dead")
