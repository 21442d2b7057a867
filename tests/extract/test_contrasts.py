"""Sentences that say that something happened, beside sentences that only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from counterclaim.model.claims import ClaimKind, Modality, Polarity

PHYSICAL = frozenset({ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT})
REAL = frozenset({Modality.ACTUAL, Modality.ONGOING})
DATA = yaml.safe_load((Path(__file__).parent / "contrasts.yaml").read_text("utf-8"))
PAIRS = DATA["pairs"]
KNOWN = {(failure["id"], failure["half"]): failure["why"] for failure in DATA["known_failures"]}


def sentences(half: str):
    for pair in PAIRS:
        why = KNOWN.get((pair["id"], half))
        marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        yield pytest.param(pair[half], id=pair["id"], marks=marks)


def physical(desk, sentence: str) -> list[str]:
    return [
        claim.quote.text
        for claim in desk.claims(sentence)
        if claim.kind in PHYSICAL and claim.modality in REAL and claim.polarity is Polarity.ASSERTED
    ]


@pytest.mark.model
@pytest.mark.parametrize("sentence", list(sentences("event")))
def test_what_happened_is_found(desk, sentence):
    assert physical(desk, sentence)


@pytest.mark.model
@pytest.mark.parametrize("sentence", list(sentences("lookalike")))
def test_what_only_sounds_like_it_is_not(desk, sentence):
    assert physical(desk, sentence) == []


def test_the_table_is_large_and_its_names_are_unique():
    names = [pair["id"] for pair in PAIRS]
    assert len(names) == len(set(names)) >= 60
    assert all(name in names and half in {"event", "lookalike"} for name, half in KNOWN)


def test_neither_party_acts_more_often_than_the_other():
    northern, southern = (sum(side in pair["event"] for pair in PAIRS) for side in ("Northern", "Southern"))
    assert abs(northern - southern) <= 5
