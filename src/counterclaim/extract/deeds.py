"""The type of a happening where its own words leave it open: by the weapon, or by the deed that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from counterclaim.extract.arguments import USING, Arguments
from counterclaim.extract.figurative import is_figurative
from counterclaim.extract.lexicon import read_data, speech
from counterclaim.extract.nlp import ancestors_within
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.phrases import object_of
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.triggers import Trigger
from counterclaim.model.claims import EventType

Bounds = tuple[int, int]
LEADING = frozenset({"in", "by", "from", "of", "during", "under"})
FAR = 5


def type_by_weapon(sentence: Sentence, arguments: Arguments) -> EventType | None:
    """The ACLED type of an attack by its instrument, or by an agent who is one; None where they tell of none.

    What crashes or is shot down is no weapon of the claim.
    """
    if any(token.lemma in CRASHING for token in sentence.doc):
        return None
    weapon = _lemmas(sentence, _with_load(sentence.doc, arguments.instrument))
    agent = _lemmas(sentence, arguments.agent)
    return next(
        (
            event
            for event, words in _types()
            if any(f" {word} " in weapon or agent.endswith(f" {word} ") for word in words)
        ),
        None,
    )


LOADED = frozenset({"contain", "carry", "fill", "load", "pack", "lace", "arm"})


def _with_load(doc: Doc, bounds: Bounds | None) -> Bounds | None:
    """The words of a weapon with those for what it is loaded with: `missiles containing toxic gas`."""
    acts = (t for i in range(*bounds or (0, 0)) for t in doc[i].children if t.dep_ == "acl" and t.lemma in LOADED)
    load = next(acts, None)
    loaded = load and next((t for t in load.children if t.dep_ == "dobj"), object_of(load, frozenset({"with"})))
    return (bounds[0], loaded.i + 1) if bounds and loaded else bounds


def _lemmas(sentence: Sentence, bounds: Bounds | None) -> str:
    return f" {' '.join(token.lemma for token in sentence.doc[slice(*bounds)])} " if bounds else ""


CRASHING = frozenset({"crash", "down"})


def cause_of(sentence: Sentence, led: Sequence[Trigger], deeds: Sequence[Trigger]) -> Trigger | None:
    """The deed that did it: `killed in shelling`, `dozens of airstrikes targeted`.

    Args:
        sentence: the sentence.
        led: the triggers of the claim.
        deeds: the triggers of typed events that make no claim of their own.
    """
    doc, heads = sentence.doc, {trigger.head for trigger in led}
    return next((deed for deed in deeds if _leads_to(doc[deed.head], heads)), None)


def _leads_to(deed: Token, heads: set[int]) -> bool:
    """Whether a noun hangs on one of the heads by `in`, `by`, `from`, or is its subject."""
    if deed.pos_ not in {"NOUN", "PROPN"}:
        return False
    for step, token in ancestors_within(deed, FAR):
        if step and token.i in heads:
            return True
        through = token.dep_ in {"pobj", "nsubj", "agent"} or token.lower_ in LEADING
        if not through:
            return False
    return False


def type_by_company(sentence: Sentence) -> EventType | None:
    """The type of the deeds and weapons of a sentence where all of them are of one type, else None.

    What is only looked back to (`after a rocket attack`) and weapons that nobody uses do not count.
    """
    doc = sentence.doc
    if any(token.lemma in CRASHING for token in doc):
        return None
    triggers = [t for t in sentence.triggers if t.entry.event and t.entry.event.type in ARMED]
    told = [t.entry.event for t in triggers if not _looked_back_to(doc[t.head]) and not is_figurative(doc, t)]
    named = _lemmas(sentence, (0, len(doc)))
    words = {word for event, words in _types() for word in words if f" {word} " in named}
    used = [_lemmas(sentence, (t.left_edge.i, t.i + 1)) for t in doc if _used(t)] if words else []
    told += [event for weapon in used for event in [_type_of(weapon)] if event is not None]
    exact = {event for event in told if event is not None and event.subtype} or {event for event in told if event}
    kinds = {event.type for event in told if event is not None}
    return exact.pop() if len(exact) == 1 and len(kinds) == 1 else None


ARMED = frozenset({"Battles", "Explosions/Remote violence"})


def _looked_back_to(deed: Token) -> bool:
    """Whether a deed is only told as what came before: `after a raid`, `in response to a strike`."""
    above = (token.lower_ for step, token in ancestors_within(deed, FAR) if step)
    return any(word in LOOKING_BACK for word in above)


LOOKING_BACK = frozenset(
    {"after", "following", "since", "before", "despite", "amid", "response", "retaliation", "revenge", "reprisal"}
)


def _used(token: Token) -> bool:
    """Whether a noun names a weapon that acts or that somebody acts with."""
    with_it = token.dep_ == "pobj" and token.head.lower_ in {"with", "by", "using", "from"}
    thrown = token.dep_ in {"dobj", "nsubjpass", "pobj"} and bool(
        {token.head.lemma, *(child.lemma for child in token.children if child.dep_ == "acl")} & USING
    )
    acting = token.dep_ == "nsubj" and token.head.lemma not in speech().say
    return token.pos_ in {"NOUN", "PROPN"} and (acting or with_it or thrown)


def _type_of(words: str) -> EventType | None:
    return next((event for event, names in _types() if any(f" {name} " in words for name in names)), None)


@cache
def _types() -> tuple[tuple[EventType, tuple[str, ...]], ...]:
    rows = read_data("weapon_types.yaml")
    return tuple(
        (EventType(scheme="acled", type=row["type"], subtype=row["subtype"]), tuple(row["weapons"])) for row in rows
    )
