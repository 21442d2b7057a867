"""The fast attributes are those of spaCy's own ruler."""

import pytest

from counterclaim.extract import attributes, lemmas
from counterclaim.extract.nlp import load_grammar

pytestmark = pytest.mark.model
SENTENCES = (
    "There were nine people in the bakery when the shells fell.",
    "Let's say that they ain't gonna leave the town.",
    "The ministry was on its way; all were on the bridge.",
    "Y'all come on, the general has gotta go.",
    "Twelve were wounded, the others weren't, and 's is no word.",
)


def told(doc):
    return [(token.pos_, str(token.morph), token.lemma_) for token in doc]


@pytest.mark.parametrize("text", SENTENCES)
def test_tokens_get_what_the_ruler_gives_them_at_first_and_ever_after(text):
    nlp = load_grammar()
    fast = next(part for name, part in nlp.pipeline if name == attributes.NAME)
    for _ in range(2):
        doc = nlp(text)
        slow = next(part for name, part in nlp.pipeline if name == lemmas.NAME).lemmatizer
        plain = slow(fast.ruler(bare(doc)))
        assert told(doc) == told(plain)


def bare(doc):
    """The same tokens, tags and tree, and nothing else."""
    return type(doc)(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        deps=[token.dep_ for token in doc],
        heads=[token.head.i for token in doc],
    )


def test_a_sentence_seen_before_does_not_go_to_the_ruler():
    nlp = load_grammar()
    fast = next(part for name, part in nlp.pipeline if name == attributes.NAME)
    doc = nlp("The shells were falling on the town.")
    kinds = [(token.tag, token.dep, fast.forms[token.lower]) for token in doc]
    assert all(kind in fast.known for kind in kinds)
