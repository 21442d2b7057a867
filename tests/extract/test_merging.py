"""What the model proposes and what the grammar finds become one list of attributions."""

import pytest

from counterclaim.extract.attribution import Origin, find_attributions
from counterclaim.extract.merging import LEAST, merge
from counterclaim.extract.nlp import parse
from counterclaim.extract.proposals import Proposal
from counterclaim.extract.triggers import find_triggers
from counterclaim.model.documents import Span

pytestmark = pytest.mark.model
AT = 1000


def parsed(text):
    (doc,) = parse([text])
    return doc, find_attributions(doc, find_triggers(doc), headline=False)


def proposal(text, source, cue, *contents, score=0.9):
    def span(words):
        return Span(text.index(words), text.index(words) + len(words)).shift(AT)

    return Proposal(span(source) if source else None, span(cue), tuple(map(span, contents)), score)


def said(doc, attribution):
    speaker = attribution.speaker
    return doc.piece(*speaker).text if speaker else None


def test_what_only_the_model_sees_is_added_and_says_so():
    text = "The clerk wants the depot rebuilt after the raid."
    doc, found = parsed(text)
    (one,) = merge(doc, found, [proposal(text, "The clerk", "wants", "the depot rebuilt after the raid")], at=AT)
    assert (said(doc, one), one.origin) == ("The clerk", Origin.MODEL)


def test_what_only_the_grammar_sees_is_kept():
    doc, found = parsed("The depot burned, according to the harbour office.")
    assert merge(doc, found, [], at=AT) == found
    assert found[0].origin is Origin.GRAMMAR


def test_what_both_see_is_one_attribution():
    text = "The harbour office said that the depot burned."
    doc, found = parsed(text)
    (one,) = merge(doc, found, [proposal(text, "The harbour office", "said", "that the depot burned")], at=AT)
    assert (said(doc, one), one.origin) == ("The harbour office", Origin.BOTH)


def test_an_act_keeps_what_the_grammar_gives_it():
    text = "The governor accused the militia of shelling the depot."
    doc, found = parsed(text)
    (act,) = [a for a in found if a.act]
    merged = merge(doc, found, [proposal(text, "The governor", "accused", "shelling the depot")], at=AT)
    assert [(a.act, a.content) for a in merged] == [(True, act.content)]


def test_a_doubtful_proposal_is_no_attribution():
    text = "The clerk wants the depot rebuilt."
    doc, found = parsed(text)
    doubtful = proposal(text, "The clerk", "wants", "the depot rebuilt", score=LEAST - 0.01)
    assert merge(doc, found, [doubtful], at=AT) == found


def test_a_cue_of_another_sentence_is_none_of_this_one():
    text = "The clerk wants the depot rebuilt."
    doc, found = parsed(text)
    elsewhere = proposal(text, "The clerk", "wants", "the depot rebuilt").shift(500)
    assert merge(doc, found, [elsewhere], at=AT) == found


def test_content_in_other_sentences_is_kept_for_the_speaker():
    text = "The clerk said it."
    doc, _ = parsed(text)
    far = Proposal(Span(AT, AT + 9), Span(AT + 10, AT + 14), (Span(AT + 40, AT + 80),), 0.9)
    (one,) = [a for a in merge(doc, [], [far], at=AT) if a.afar]
    assert one.afar == (Span(AT + 40, AT + 80),)


def test_a_dateline_is_no_part_of_a_speaker():
    text = "Tollmar A military source announced on Saturday that the army held the bridge."
    doc, found = parsed(text)
    for source in ("Tollmar", "Tollmar A", "Tollmar A military source"):
        (one,) = merge(doc, found, [proposal(text, source, "announced", "that the army held the bridge")], at=AT)
        assert said(doc, one) == "A military source"


@pytest.mark.parametrize(
    ("proposed", "whole"),
    [
        ("An envoy to the council, for", "An envoy to the council"),
        ("The Lowland Ministry", "The Lowland Ministry of Roads"),
    ],
)
def test_where_a_speaker_ends_is_the_grammars_to_say(proposed, whole):
    rest = "his part, wants the depot rebuilt." if proposed.endswith("for") else "of Roads wants the depot rebuilt."
    text = f"{proposed} {rest}"
    doc, found = parsed(text)
    (one,) = merge(doc, found, [proposal(text, proposed, "wants", "the depot rebuilt")], at=AT)
    assert said(doc, one) == whole
