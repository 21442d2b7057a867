"""Whether a noun names a weapon."""

from __future__ import annotations

from counterclaim.extract.equipment import classify
from counterclaim.extract.lexicon import words
from counterclaim.extract.parses import Token
from counterclaim.extract.phrases import object_of

WEAPONS = words("weapons")
HEAPS = words("heaps")


def is_weapon(token: Token) -> bool:
    """Whether a noun names a weapon, or a number of them (`a barrage of rockets`)."""
    inner = heaped(token)
    if inner is not token:
        return is_weapon(inner)
    if (
        token.lemma in WEAPONS
        or _as_name(token) in WEAPONS
        or any(child.lemma in WEAPONS for child in token.children if child.dep_ == "compound")
    ):
        return True
    found = classify(token.text)
    return found is not None and found.object.value in {
        "aircraft",
        "helicopter",
        "uav",
        "artillery",
        "rocket_launcher",
        "tank",
    }


def _as_name(token: Token) -> str:
    """The singular of a noun that the grammar takes for a name, as at the beginning of a sentence (`Rockets hit …`)."""
    return token.lower_.removesuffix("s") if token.pos_ == "PROPN" else ""


def heaped(token: Token) -> Token:
    """What a word of number counts: the strikes of `dozens of strikes`."""
    inner = object_of(token, frozenset({"of"})) if token.lemma in HEAPS else None
    return inner or token
