"""The fast lemmas are those of spaCy's own lemmatizer."""

import pytest

from counterclaim import sample
from counterclaim.extract import attributes, lemmas
from counterclaim.extract.nlp import load_grammar
from tests.extract.test_attributes import bare

pytestmark = pytest.mark.model


def test_every_word_of_the_sample_has_the_lemma_of_the_rules():
    nlp = load_grammar()
    parts = dict(nlp.pipeline)
    ruler, fast = parts[attributes.NAME].ruler, parts[lemmas.NAME]
    pages = [page for page in sample.pages() if not page.html][:10]
    texts = [line for page in pages for line in page.path.read_text("utf-8").split("\n") if line]
    for doc in nlp.pipe(texts):
        quick, slow = (ruler(bare(doc)) for _ in range(2))
        fast(quick)
        fast.lemmatizer(slow)
        assert [token.lemma_ for token in quick] == [token.lemma_ for token in slow]


def test_what_is_remembered_is_bounded(monkeypatch):
    nlp = load_grammar()
    fast = lemmas.Lemmas(dict(nlp.pipeline)[lemmas.NAME].lemmatizer)
    monkeypatch.setattr(lemmas, "MOST", 3)
    doc = fast(
        dict(nlp.pipeline)[attributes.NAME].ruler(bare(nlp("Shells were falling on the villages around both towns.")))
    )
    assert len(fast.known) <= 3
    assert doc[2].lemma_
