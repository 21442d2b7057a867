"""What the trained model proposes: who says what, in texts of any length."""

import pytest

from counterclaim.extract.proposals import Proposer

pytestmark = pytest.mark.model

FILLER = "The road runs along the river and the fields lie fallow in the winter, as they did the year before. "
SAID = "The mayor of Corrant said that the bridge had been hit twice. "


@pytest.fixture(scope="module")
def proposer():
    return Proposer()


def words(text, span):
    return text[span.start : span.end] if span else None


def test_source_cue_and_content_are_words_of_the_text(proposer):
    text = "Four people died in the shelling, the regional governor said on Monday."
    (found,) = proposer.propose([text])[0]
    assert words(text, found.source) == "the regional governor"
    assert words(text, found.cue).startswith("said")
    assert "Four people died in the shelling" in words(text, found.content[0])
    assert 0 < found.score <= 1


def test_a_quotation_before_and_after_its_cue_has_one_speaker(proposer):
    text = "“The school is gone,” the teacher told reporters. “Nothing is left of it.”"
    found = proposer.propose([text])[0]
    assert {words(text, one.source) for one in found} == {"the teacher"}
    assert any("The school is gone" in words(text, span) for one in found for span in one.content)


def test_texts_are_read_apart(proposer):
    together = proposer.propose([SAID, "", FILLER, SAID])
    assert len(together) == 4
    assert together[0] == together[3]
    assert together[1] == []


def test_a_text_ten_windows_long_is_read_whole(proposer):
    block = FILLER * 11 + SAID
    text = block * 11
    assert len(proposer.model.pieces(text).ids) > 10 * proposer.model.length
    found = proposer.propose([text])[0]
    said = [text.index("said", at) for at in range(0, len(text), len(block))]
    assert [place for place in said if not any(one.cue.start <= place < one.cue.end for one in found)] == []


def test_offsets_count_code_points(proposer):
    text = "🙂🙂 “We saw the smoke,” said Müller, the ferryman."
    found = proposer.propose([text])[0]
    assert any("Müller" in (words(text, one.source) or "") for one in found)
