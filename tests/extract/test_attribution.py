"""Who says it: cues before, after and inside, chains of speakers, quotations, and who `it` is."""

from __future__ import annotations

import pytest

from counterclaim.model.claims import Mode

pytestmark = pytest.mark.model

HEARD = "nine Southern soldiers were killed at Ashby"
MINISTRY = "the Northern Defence Ministry"


def only(desk, text: str, *, words: str):
    """The one claim of a text whose quote holds the words."""
    (claim,) = [claim for claim in desk.claims(text) if words in claim.quote.text and claim.kind != "statement"]
    return claim


@pytest.mark.parametrize(
    ("sentence", "speaker", "cue"),
    [
        (f"The Northern Defence Ministry said that {HEARD}.", "The Northern Defence Ministry", "said"),
        (f"The Northern Defence Ministry claimed that {HEARD}.", "The Northern Defence Ministry", "claimed"),
        (f"The Southern Army announced on Monday that {HEARD}.", "The Southern Army", "announced"),
        (f"The Southern Army reported that {HEARD}.", "The Southern Army", "reported"),
        (f"The Southern Army admitted that {HEARD}.", "The Southern Army", "admitted"),
        (f"According to the Northern Army, {HEARD}.", "the Northern Army", "According to"),
        (f"As reported by the Ellby Courier, {HEARD}.", "the Ellby Courier", "reported by"),
        (
            "Nine Southern soldiers were killed at Ashby, according to the Northern Army.",
            "the Northern Army",
            "according to",
        ),
        ("Nine Southern soldiers were killed at Ashby, the Southern Army said.", "the Southern Army", "said"),
        ("Nine Southern soldiers were killed at Ashby, said the Southern Army.", "the Southern Army", "said"),
        ("Nine Southern soldiers, the Northern Army said, were killed at Ashby.", "the Northern Army", "said"),
        (f"Witnesses told the Ellby Courier that {HEARD}.", "Witnesses", "told"),
        (f"A medical source said {HEARD}.", "A medical source", "said"),
        (f"General Brandt told reporters that {HEARD}.", "General Brandt", "told"),
        (f"Pro-Northern media claimed that {HEARD}.", "Pro-Northern media", "claimed"),
    ],
)
def test_cues_give_words_to_their_speaker(desk, sentence, speaker, cue):
    claim = only(desk, sentence, words="killed")
    (link,) = claim.attribution
    assert link.speaker.text == speaker
    assert cue in link.cue.text
    assert claim.claimant.text == speaker
    assert claim.stance.value == "reported"


def test_a_sentence_without_a_cue_is_in_the_own_voice(desk):
    claim = only(desk, "Nine Southern soldiers were killed at Ashby.", words="killed")
    assert claim.attribution == ()
    assert (claim.claimant.text, claim.claimant.kind) == ("The Example Herald", "own_voice")
    assert claim.stance.value == "own"


def test_a_chain_runs_from_the_outermost_to_the_innermost(desk):
    text = f"The Ellby Courier wrote that the Southern Army had said that {HEARD}."
    claim = only(desk, text, words="killed")
    assert [link.speaker.text for link in claim.attribution] == ["The Ellby Courier", "the Southern Army"]
    assert claim.claimant.text == "the Southern Army"


def test_direct_speech(desk):
    text = "“Nine Southern soldiers were killed at Ashby and the road is open,” General Keller said."
    claim = only(desk, text, words="killed")
    assert claim.claimant.text == "General Keller"
    assert claim.attribution[-1].mode is Mode.DIRECT


def test_mixed_speech(desk):
    text = "General Brandt said that nine Southern soldiers “were killed at Ashby in a fair fight”."
    claim = only(desk, text, words="killed")
    assert claim.claimant.text == "General Brandt"
    assert claim.attribution[-1].mode is Mode.MIXED


def test_indirect_speech(desk):
    claim = only(desk, f"General Keller said that {HEARD}.", words="killed")
    assert claim.attribution[-1].mode is Mode.INDIRECT


def test_a_quotation_that_goes_on_after_the_cue_keeps_its_speaker(desk):
    text = "“We met them at dawn,” General Brandt said. “Nine of their soldiers were killed. Two tanks were destroyed.”"
    claims = [claim for claim in desk.claims(text) if claim.measures]
    assert [claim.claimant.text for claim in claims] == ["General Brandt", "General Brandt"]


def test_a_quotation_over_several_sentences_keeps_its_speaker(desk):
    text = "General Keller said: “We met them at dawn. Nine of their soldiers were killed. Two tanks were destroyed.”"
    claims = [claim for claim in desk.claims(text) if claim.measures]
    assert [claim.claimant.text for claim in claims] == ["General Keller", "General Keller"]


def test_a_quotation_inside_a_quotation(desk):
    text = "“Our chief of staff told me: ‘Nine Southern soldiers were killed at Ashby’,” General Keller said."
    claim = only(desk, text, words="killed")
    assert claim.attribution[0].speaker.text == "General Keller"
    assert claim.claimant.text.endswith("chief of staff")


def test_an_unclosed_quotation_is_a_finding_and_still_read(desk):
    reading = desk.read("General Brandt said: “Nine Southern soldiers were killed at Ashby on Monday morning.")
    assert "unclosed_quotation" in [finding.kind for finding in reading.findings]
    (claim,) = [claim for claim in reading.claims if claim.measures]
    assert claim.claimant.text == "General Brandt"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Northern Defence Ministry said the road was open.", f"It added that {HEARD}."),
        ("The Northern Defence Ministry said the road was open.", f"The ministry said that {HEARD}."),
        ("The Southern Army said the road was open.", f"The army said that {HEARD}."),
        ("A hospital source in Ellby said the road was open.", f"The same source said that {HEARD}."),
        ("General Keller said the road was open.", f"He added that {HEARD}."),
        ("Governor Anna Keller said the road was open.", f"She added that {HEARD}."),
        ("General Brandt said the road was open.", f"Brandt also said that {HEARD}."),
        ("The Marrow Hill Monitoring Group said the road was open.", f"The group said that {HEARD}."),
        ("“The road is open,” said the Southern Defence Ministry.", f"The defence ministry also said that {HEARD}."),
    ],
)
def test_short_forms_are_carried_back(desk, first, second):
    fuller = desk.claims(f"{first} {second}")
    (claim,) = [claim for claim in fuller if claim.measures]
    named = claim.attribution[-1].stands_for
    assert named is not None
    assert named.text.removeprefix("the ").removeprefix("The ") in first
    assert claim.claimant.text == named.text
    assert claim.attribution[-1].why


def test_a_pronoun_that_no_speaker_fits_stays_open(desk):
    (claim,) = [claim for claim in desk.claims(f"She said that {HEARD}.") if claim.measures]
    assert claim.attribution[-1].stands_for is None
    assert claim.attribution[-1].why


def test_two_speakers_of_one_sentence_keep_their_own_figures(desk):
    text = (
        "The Northern Army said that it had lost 12 soldiers at Ashby, while the Southern Army said that 40 Northern "
        "soldiers had been killed."
    )
    found = {claim.measures[0].interval.low: claim.claimant.text for claim in desk.claims(text) if claim.measures}
    assert found.get(40) == "the Southern Army"
    assert found.get(12) in {None, "The Northern Army"}


def test_what_stands_after_the_reported_words_is_not_attributed(desk):
    text = "The Northern Army said that the road was open. Nine Southern soldiers were killed at Ashby."
    claim = only(desk, text, words="killed")
    assert claim.claimant.kind == "own_voice"


def test_a_headline_names_its_speaker_after_a_colon(desk):
    text = f"32 killed in Ashby: Southern Army\n\nThe Southern Army said on Monday that {HEARD}.\n"
    headline = next(claim for claim in desk.claims(text) if claim.part == 0)
    assert headline.claimant.text == "Southern Army"


def test_who_is_cited_can_speak_and_what_happened_cannot(desk):
    happened = "The Northern Council condemned the raid, citing the death of nine civilians in an air strike on Ashby."
    assert {claim.claimant.text for claim in desk.claims(happened)} <= {"The Northern Council", "The Example Herald"}
    spoke = "Nine Southern soldiers were killed at Ashby, the daily wrote, citing the Northern Army."
    assert "the Northern Army" in {claim.claimant.text for claim in desk.claims(spoke)}


CITED = [
    ("Nine soldiers were killed at Ashby, the Ardanian News reported, citing the army’s press service.", "the army’s"),
    ("The Ardanian News, citing medics, said that nine soldiers were killed at Ashby.", "medics"),
    ("Citing the army’s press service, the Ardanian News reported that nine men were killed at Ashby.", "the army’s"),
    ("The Ardanian News reported, citing medics, that nine soldiers were killed at Ashby.", "medics"),
    ("The Ardanian News quoted a medic as saying that nine soldiers were killed at Ashby.", "a medic"),
    ("Nine were killed at Ashby, according to the Ardanian News, which cited the Velanian ministry.", "the Velanian"),
]


@pytest.mark.parametrize(("text", "cited"), CITED)
def test_whoever_is_cited_speaks_within_what_the_outlet_says(desk, text, cited):
    claim = only(desk, text, words="killed")
    names = [link.speaker.text.removeprefix("the ").removeprefix("The ") for link in claim.attribution]
    assert (names[0], len(names)) == ("Ardanian News", 2)
    assert claim.claimant.text.startswith(cited)
    assert [claim.kind for claim in desk.claims(text)] == ["event"]


def test_a_paper_under_an_article_is_no_victim(desk):
    claim = only(desk, "The Herald reported nine dead in Ashby on Sunday.", words="dead")
    assert [m.interval.low for m in claim.measures] == [9]


def test_who_is_described_by_a_clause_is_the_speaker(desk):
    (claim,) = desk.claims("Nine people were killed in Ashby an organisation that monitors the war said on Monday.")
    assert claim.claimant.text == "an organisation that monitors the war"


@pytest.mark.parametrize("pointing", ["said so, and he was far away when", "said so on Monday, after"])
def test_who_says_so_says_nothing_of_what_follows(desk, pointing):
    claim = only(desk, f"The Northern general {pointing} nine Southern soldiers were killed at Ashby.", words="killed")
    assert claim.claimant.kind == "own_voice"


def test_so_may_begin_what_is_said(desk):
    text = "The Northern general said so many Southern soldiers were killed at Ashby that the road closed."
    assert only(desk, text, words="killed").claimant.text == "The Northern general"
