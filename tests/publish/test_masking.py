"""Abuse is covered on the screen and stays in the evidence."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.documents import Span
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.publish.masking import BLOCK, cover, masked, masks
from tests.factories import SENTENCE, make_entry, make_full_claim, mention


def hide(entry, words):
    span = mention(entry.document, words).span
    finding = Finding(kind=FindingKind.ABUSE, message="abuse", stage="segment", document=entry.document.id, span=span)
    return masked([entry], masks([finding]))[0]


def test_the_words_are_covered_wherever_they_are_shown():
    entry = make_entry()
    shown = hide(entry, "Northern Army")
    for text in (shown.document.text, shown.claim.quote.text, shown.claim.claimant.text, shown.speaker):
        assert "Northern" not in text
    assert shown.claim.attribution[0].speaker.text == f"The {BLOCK * 8} {BLOCK * 4}"
    assert shown.claim.quote.text == SENTENCE.replace("Northern Army", f"{BLOCK * 8} {BLOCK * 4}")
    assert shown.document.quote(shown.claim.span) == shown.claim.quote


def test_other_claims_and_the_claim_itself_stay_as_they_are():
    entry = make_entry()
    assert masked([entry], masks([])) == [entry]
    shown = hide(entry, "Monday")
    assert shown.claim.claimant == entry.claim.claimant
    assert entry.claim == make_full_claim(entry.document)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))), st.integers(0, 10))
def test_covering_keeps_length_and_spaces(text, bounds, offset):
    spans = [Span(min(pair), max(pair)) for pair in bounds]
    at = Span(offset, offset + len(text))
    shown = cover(text, at, spans)
    assert len(shown) == len(text)
    for i, (before, after) in enumerate(zip(text, shown, strict=True)):
        inside = any(span.start <= offset + i < span.end for span in spans)
        assert after == (BLOCK if inside and not before.isspace() else before)
