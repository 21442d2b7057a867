"""Short forms in running text go back to the speaker they stand for; nameless speakers stay as described."""

from __future__ import annotations

import pytest

STRUCK = "shelling killed four soldiers near Ashby"


def last_claimant(desk, text):
    claims = [claim for claim in desk.claims(text) if claim.kind != "statement"]
    return claims[-1].claimant


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            f"The Northern Defence Ministry said {STRUCK}. The ministry said a raid killed two men in Carden.",
            "The Northern Defence Ministry",
        ),
        (
            f"The Southern Defence Ministry said {STRUCK}. The statement said a raid killed two men in Carden.",
            "The Southern Defence Ministry",
        ),
        (
            f"The Northern Army said {STRUCK}. A spokesman said a raid killed two men in Carden.",
            "The Northern Army",
        ),
        (
            f"The Southern Army said {STRUCK}. Its spokeswoman said a raid killed two men in Carden.",
            "The Southern Army",
        ),
        (
            f"A military source said {STRUCK}. The same source said a raid killed two men in Carden.",
            "A military source",
        ),
        (
            f"Local sources said {STRUCK}. They said a raid killed two men in Carden.",
            "Local sources",
        ),
        (
            f"Governor Anna Keller said {STRUCK}. She said a raid killed two men in Carden.",
            "Governor Anna Keller",
        ),
        (
            f"According to the Marrow Hill Observatory {STRUCK}. It said a raid killed two men in Carden.",
            "the Marrow Hill Observatory",
        ),
    ],
)
def test_short_forms_stand_for_the_speaker_before(desk, text, speaker):
    assert last_claimant(desk, text).text == speaker


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Security sources", "official"),
        ("A military source", "military"),
        ("A war monitor", "monitor"),
        ("Local media", "media"),
        ("Hospital sources", "medic"),
        ("Eyewitnesses", "witness"),
        ("Informed sources", "anonymous"),
        ("Social media users", "social_media"),
        ("A secret document", "document"),
        ("Activists", "person"),
    ],
)
def test_nameless_speakers_stay_as_described(desk, speaker, kind):
    claimant = last_claimant(desk, f"{speaker} said {STRUCK}.")
    assert (claimant.text, claimant.kind) == (speaker, kind)


@pytest.mark.parametrize("side", ["Northern", "Southern"])
def test_a_report_of_shelling_is_its_authors(desk, side):
    claimant = last_claimant(desk, f"There were reports from {side} officials of shelling near Ashby on Sunday.")
    assert claimant.text == f"{side} officials"


@pytest.mark.parametrize("side", ["Northern", "Southern"])
def test_what_is_taken_responsibility_for_is_the_papers_own(desk, side):
    claims = desk.claims(f"The {side} Front claimed responsibility for a bombing that killed nine people in Carden.")
    (counted,) = [claim for claim in claims if claim.measures]
    assert counted.claimant.kind == "own_voice"


@pytest.mark.parametrize(("figure", "own"), [("44 people", False), ("More than 40,000 people", True)])
def test_only_an_exact_total_goes_on_with_the_monitor_before(desk, figure, own):
    claims = desk.claims(
        f"The Marrow Hill Observatory said a raid killed two men in Carden. Since the start of March {figure} have "
        "been killed in Carden."
    )
    assert (claims[-1].claimant.kind == "own_voice") is own


@pytest.mark.parametrize("side", ["Northern", "Southern"])
def test_a_sentence_inside_a_quotation_is_its_speakers(desk, side):
    claims = desk.claims(f"“There was no military base here. A shell killed my brother,” said {side} farmer Paul Hobb.")
    assert {claim.claimant.text for claim in claims} == {f"{side} farmer Paul Hobb"}
    assert [claim.polarity for claim in claims] == ["negated", "asserted"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the South must withdraw its troops from the border", "demand"),
        ("the North was responsible for the shelling of the hospital", "accusation"),
        ("its army would respond to any attack on the border", "threat"),
        ("the soldiers were travelling by bus to the front", "statement"),
    ],
)
def test_what_is_said_has_its_kind(desk, words, kind):
    (claim,) = desk.claims(f"The Ellby Council said {words}.")
    assert claim.kind == kind


@pytest.mark.parametrize("words", ["the war may end soon", "life is hard and prices go up", "how many soldiers died?"])
def test_predictions_opinions_and_questions_say_nothing(desk, words):
    assert not desk.claims(f"The Ellby Council said {words}")
