"""How sure a reading of a claim is: calibrated probabilities that what it says is as the text has it.

One each for speaker and figures, for the stance, and for polarity and modality: logistic regressions over traits of the
claim. Their weights are learned by `counterclaim train confidence` from articles that people have read, and lie in
`models/confidence/`, with a card.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from counterclaim.model.claims import Claim, Mode

LONG = 160


def traits(claim: Claim) -> dict[str, float]:
    """What of a claim bears on whether it was read rightly: names with 1 where they hold."""
    links = claim.attribution
    origin = claim.reader.rpartition("#")[2] if "#" in claim.reader else "grammar"
    found = {
        f"kind {claim.kind.value}": True,
        f"from {origin}": True,
        f"speaker {claim.claimant.kind.value}": True,
        f"stance {claim.stance.value.value}": True,
        "words of stance": bool(claim.stance.words),
        f"modality {claim.modality.value}": True,
        "negated": claim.polarity.value == "negated",
        "a figure": bool(claim.measures),
        "several figures": len(claim.measures) > 1,
        "a vague figure": any(m.vague or m.approximate for m in claim.measures),
        "a typed event": claim.event is not None and claim.event.subtype is not None,
        "an agent": claim.agent is not None,
        "a target": claim.target is not None,
        "one link": len(links) == 1,
        "several links": len(links) > 1,
        "a quotation": any(link.mode in {Mode.DIRECT, Mode.MIXED} for link in links),
        "a speaker carried": any(link.stands_for is not None for link in links),
        "no cue": any(link.cue is None for link in links),
        "own place": any(not place.carried for place in claim.places),
        "no place": not claim.places,
        "own time": claim.time is not None and not claim.time.carried,
        "no time": claim.time is None,
        "long words": len(claim.quote.text) > LONG,
        "one word": " " not in claim.quote.text,
    }
    return {name: 1.0 for name, holds in found.items() if holds}


class Aspect(StrEnum):
    """What of a claim a confidence is about: the name of its weights."""

    WHO_AND_HOW_MANY = "weights"
    STANCE = "stance"
    CERTAINTY = "certainty"


def with_confidence(claim: Claim) -> Claim:
    """The claim with how sure its reading is, aspect by aspect."""
    found = traits(claim)
    said = {aspect: _probability(aspect, found) for aspect in Aspect}
    return replace(
        claim,
        confidence=said[Aspect.WHO_AND_HOW_MANY],
        stance=replace(claim.stance, confidence=said[Aspect.STANCE]),
        certainty_confidence=said[Aspect.CERTAINTY],
    )


def confidence(claim: Claim, aspect: Aspect = Aspect.WHO_AND_HOW_MANY) -> float:
    """The probability, between 0.01 and 0.99, that one aspect of a claim is as the text has it."""
    return _probability(aspect, traits(claim))


def _probability(aspect: Aspect, found: Mapping[str, float]) -> float:
    weights = _weights(aspect)
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)


@cache
def _weights(aspect: Aspect) -> Mapping[str, float]:
    shipped = files("counterclaim.extract") / "models" / "confidence" / f"{aspect}.json"
    found: dict[str, float] = json.loads(shipped.read_text("utf-8"))
    return found
