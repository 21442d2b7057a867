"""How sure a reading of a claim is: a calibrated probability that speaker and figures are right.

A logistic regression over traits of the claim; its weights are learned by `counterclaim train confidence` from articles
that people have read, and lie in `models/confidence/weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from counterclaim.model.claims import Claim, Mode, StanceValue

LONG = 160


def traits(claim: Claim) -> dict[str, float]:
    """What of a claim bears on whether it was read rightly: names with 1 where they hold."""
    links = claim.attribution
    origin = claim.reader.rpartition("#")[2] if "#" in claim.reader else "grammar"
    found = {
        f"kind {claim.kind.value}": True,
        f"from {origin}": True,
        f"speaker {claim.claimant.kind.value}": True,
        f"stance {claim.stance.value.value}": claim.stance.value is not StanceValue.OWN,
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


def confidence(claim: Claim) -> float:
    """The probability, between 0.01 and 0.99, that a claim's speaker and figures are as the text has them."""
    weights = _weights()
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in traits(claim).items())
    return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)


@cache
def _weights() -> Mapping[str, float]:
    shipped = files("counterclaim.extract") / "models" / "confidence" / "weights.json"
    found: dict[str, float] = json.loads(shipped.read_text("utf-8"))
    return found
