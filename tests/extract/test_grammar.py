"""The grammar is the one that every figure was measured with: the weights have the hashes written here."""

from __future__ import annotations

import hashlib

import pytest

from counterclaim.extract.nlp import load_grammar

pytestmark = pytest.mark.model

WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
}


@pytest.mark.parametrize("name", sorted(WEIGHTS))
def test_the_weights_are_those_that_were_measured(name):
    found = load_grammar().path / name
    assert hashlib.sha256(found.read_bytes()).hexdigest() == WEIGHTS[name]
