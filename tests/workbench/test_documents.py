"""The page of a document: text, marks, margin."""

import pytest

from counterclaim.errors import UnknownRecord
from counterclaim.model.overviews import ClaimQuery
from counterclaim.workbench import claims, documents
from tests.workbench import ledgers


@pytest.fixture
def view(tmp_path):
    view = ledgers.keep(tmp_path / "l.db", [ledgers.page_of_scripts()])
    yield view
    view.close()


def segments(page):
    return [s for section in page.sections for p in section.paragraphs for s in p.segments]


def key(view):
    return view.documents()[0].id


def test_the_whole_text_stands_there_and_marks_lie_on_their_words(view):
    page = documents.document(view, key(view), unmasked=True)
    assert "".join(s.text for s in segments(page)).replace(" ", "") == ledgers.SCRIPTS.replace(" ", "")
    cards = [card for section in page.sections for p in section.paragraphs for card in p.cards]
    assert [card.number for card in cards] == [1, 2, 3]
    for card in cards:
        under = "".join(s.text for s in segments(page) if card.number in {m.number for m in s.marks})
        assert under == card.line.quote


def test_abuse_is_covered_until_it_is_asked_for(view):
    covered, open_ = (documents.document(view, key(view), unmasked=unmasked) for unmasked in (False, True))
    assert "fool" not in "".join(s.text for s in segments(covered))
    assert "▒▒▒▒" in "".join(s.text for s in segments(covered))
    assert "fool" in "".join(s.text for s in segments(open_))
    assert covered.masked == open_.masked == 1


def test_parts_claimants_and_custody_are_told_apart(view):
    page = documents.document(view, key(view))
    assert [section.label for section in page.sections] == ["article", "comment"]
    assert [voice.name for voice in page.voices] == ["The mayor", "The Example Herald", "<u>kes</u>"]
    assert len({voice.number for voice in page.voices}) == 3
    assert page.custody is not None
    assert page.custody.kind == "capture"


def test_an_unresolved_place_says_so(view):
    page = documents.document(view, key(view))
    card = page.sections[0].paragraphs[0].cards[0]
    place = next(item for item in card.stands_for if item.field == "place")
    assert place.chosen is None
    assert place.words == "القصير"
    assert place.relation == "near"
    assert card.figures[0].words == "12 e\u0301le\u0300ves"


def test_a_document_or_claim_that_is_not_there_is_named(view):
    with pytest.raises(UnknownRecord, match="nothing"):
        documents.document(view, "nothing")
    with pytest.raises(UnknownRecord, match="nothing"):
        claims.claim(view, "nothing")


def test_a_claim_is_shown_in_its_place_with_the_others(tmp_path):
    view = ledgers.plain(tmp_path / "three.db", 3)
    middle = view.entries(ClaimQuery())[1].claim
    page = claims.claim(view, middle.id)
    assert page.before + page.card.line.quote + page.after == view.document(middle.document).text
    (group,) = page.groups
    assert (group.label, group.count) == ("contradicts", 2)
    assert group.related[0].why == "12 or more is not 3"
    assert page.card.incident is not None
