"""The parts of the grammar that were made faster find what spaCy's own parts find."""

from __future__ import annotations

import pytest
import spacy

from counterclaim import sample
from counterclaim.extract.nlp import load_grammar, model_name

pytestmark = pytest.mark.model

MADE = [
    "",
    " ",
    "There's gonna be trouble: don't let's pretend that it ain't so, y'all.",
    "Two days later the United Nations Security Council met in New York City",
    "He got ta go; nuthin' doin'.  \n  Dr. A. B. Smith-Jones came on 3 May 2019, and $5.2 million was paid.",
    "“We have 1,200 men,” it said.\nIs there any hope? What had been done?",
]


def rows(doc):
    told = [(t.tag_, t.dep_, t.head.i, t.pos_, str(t.morph), t.lemma_, t.ent_iob_, t.ent_type_) for t in doc]
    return doc.text, told


def test_every_token_is_told_the_same():
    texts = MADE + [line for page in sample.pages()[:12] if not page.html for line in _lines(page)]
    plain = spacy.load(model_name())
    expected = [rows(doc) for doc in plain.pipe(texts)]
    for _ in range(2):  # the second time from memory
        assert [rows(doc) for doc in load_grammar().pipe(texts)] == expected
    assert [rows(load_grammar()(text)) for text in texts[:8]] == expected[:8]


def _lines(page):
    return [line for line in page.path.read_text("utf-8").splitlines() if line]
