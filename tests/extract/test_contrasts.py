"""Sentences that say that something happened, beside sentences that only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from counterclaim.model.claims import Claim, ClaimKind, Modality, Polarity
from tests.extract.conftest import Desk

PHYSICAL = frozenset({ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT})
REAL = frozenset({Modality.ACTUAL, Modality.ONGOING})
ACTS = frozenset({"threat", "demand", "denial"})
DATA = yaml.safe_load((Path(__file__).parent / "contrasts.yaml").read_text("utf-8"))
PAIRS = DATA["pairs"]
KNOWN = {(failure["id"], failure["half"]): failure["why"] for failure in DATA["known_failures"]}


def halves(half: str, expected: str):
    for pair in PAIRS:
        why = KNOWN.get((pair["id"], half))
        marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        yield pytest.param(pair[half], pair[expected], id=pair["id"], marks=marks)


def happened(claim: Claim) -> bool:
    return claim.kind in PHYSICAL and claim.modality in REAL and claim.polarity is Polarity.ASSERTED


def spared(claim: Claim, instead: str) -> bool:
    """Whether a claim may stand in a sentence of which only `instead` may come."""
    if claim.kind not in PHYSICAL:
        return True
    if instead == "none":
        return False
    if instead == "negated":
        return claim.polarity is Polarity.NEGATED
    return not happened(claim)


@pytest.fixture(scope="module")
def reader():
    return Desk(places=frozenset(DATA["places"]))


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "kinds"), list(halves("event", "gives")))
def test_what_happened_is_found(reader, sentence, kinds):
    assert {claim.kind.value for claim in reader.claims(sentence) if happened(claim)} & set(kinds)


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "instead"), list(halves("lookalike", "instead")))
def test_what_only_sounds_like_it_is_not(reader, sentence, instead):
    claims = reader.claims(sentence)
    assert [claim.quote.text for claim in claims if not spared(claim, instead)] == []
    if instead in ACTS:
        assert instead in {claim.kind.value for claim in claims}


def test_the_table_is_large_and_its_names_are_unique():
    names = [pair["id"] for pair in PAIRS]
    assert len(names) == len(set(names)) >= 200
    assert len({pair[half] for pair in PAIRS for half in ("event", "lookalike")}) == 2 * len(names)
    assert all(name in names and half in {"event", "lookalike"} for name, half in KNOWN)


def test_every_half_says_what_it_must_give():
    kinds = {kind.value for kind in PHYSICAL}
    assert all(pair["gives"] and set(pair["gives"]) <= kinds for pair in PAIRS)
    assert all(pair["instead"] in {"none", "negated", "unreal", *ACTS} for pair in PAIRS)


def test_neither_party_acts_more_often_than_the_other():
    for half in ("event", "lookalike"):
        northern, southern = (sum(side in pair[half] for pair in PAIRS) for side in ("Northern", "Southern"))
        assert abs(northern - southern) <= 5
