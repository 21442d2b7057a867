"""Parses in plain objects answer every question as spaCy's do."""

from itertools import combinations

import pytest

from counterclaim.extract.nlp import load_grammar, parse_some, parse_text
from counterclaim.extract.parses import Doc

pytestmark = pytest.mark.model

TEXTS = (
    "The Northern Army's spokesman, Col. Ilvar Dunn, said 12 fighters, two medics and a driver were killed  in Brask.",
    "Who shelled the market, and why, nobody in the town of Old Brask-on-Lune could say; both ministries denied it.",
    "Forced to withdraw, they left 4 tanks (two of them burnt-out) and went north.",
    "Élèves blessés 😀 at Tollmar : 5.5 km from the front",
    "Stop!",
)


@pytest.fixture(scope="module", params=range(len(TEXTS)))
def pair(request):
    text = TEXTS[request.param]
    source = load_grammar()(text)
    return source, Doc(source, text)


def numbers(tokens):
    return [token.i for token in tokens]


def bounds(piece):
    return None if piece is None else (piece.start, piece.end)


def test_tokens_are_those_of_spacy(pair):
    source, doc = pair
    for there, here in zip(source, doc, strict=True):
        for name in ("i", "idx", "text", "lower_", "whitespace_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_"):
            assert getattr(here, name) == getattr(there, name), name
        assert (here.lemma, here.head.i) == (there.lemma_.lower(), there.head.i)
        assert (here.like_num, here.is_punct, here.is_alpha) == (there.like_num, there.is_punct, there.is_alpha)


def test_the_tree_is_that_of_spacy(pair):
    source, doc = pair
    for there, here in zip(source, doc, strict=True):
        assert here.left_edge.i == there.left_edge.i
        for name in ("children", "subtree", "conjuncts", "lefts"):
            assert numbers(getattr(here, name)) == numbers(getattr(there, name)), (name, here)
        assert [here.is_ancestor(other) for other in doc] == [there.is_ancestor(other) for other in source]


def test_pieces_have_the_words_and_roots_of_spacy(pair):
    source, doc = pair
    for start, end in combinations(range(len(doc) + 1), 2):
        there, here = source[start:end], doc.piece(start, end)
        assert (here.text, here.start_char, here.end_char) == (there.text, there.start_char, there.end_char)
        assert here.root.i == there.root.i
        assert (len(here), here[-1].i) == (len(there), there[-1].i)


@pytest.mark.parametrize("mode", ["expand", "contract"])
def test_characters_lead_to_the_tokens_that_spacy_finds(pair, mode):
    source, doc = pair
    for start, end in combinations(range(len(doc.text) + 2), 2):
        there = source.char_span(start, end, alignment_mode=mode)
        here = doc.char_span(start, end, alignment_mode=mode)
        assert bounds(here) == bounds(there), (start, end)


def test_entities_and_noun_phrases_are_those_of_spacy(pair):
    source, doc = pair
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in source.ents]
    assert [(c.start, c.end) for c in doc.noun_chunks] == [(c.start, c.end) for c in source.noun_chunks]


def test_what_the_grammar_did_not_see_has_words_and_no_tree():
    parsed, spared = parse_some(["Shells fell.", "Shells fell."], [True, False])
    assert [token.text for token in parsed] == [token.text for token in spared] == ["Shells", "fell", "."]
    assert (parsed.parsed, spared.parsed) == (True, False)
    assert all(token.head is token and not token.children for token in spared)
    assert (spared.ents, spared.noun_chunks) == ([], [])


def test_nothing_stands_before_the_first_token():
    doc = parse_text("Shells fell.")
    assert doc[1].nbor(-1) is doc[0]
    with pytest.raises(IndexError, match="nothing stands 1 before"):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[2].nbor()
