"""Whether a word of control says that somebody takes, holds, enters or loses a place."""

from __future__ import annotations

from counterclaim.extract.arguments import Arguments
from counterclaim.extract.holdings import called, driven_from, held_places
from counterclaim.extract.lexicon import words
from counterclaim.extract.parses import Token
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.triggers import Trigger

GENERIC_PLACES = words("generic_places")
PORTIONS = frozenset({"most", "much", "part", "half", "all", "rest", "some", "third", "quarter", "swathe", "swath"})


def admit_control(sentence: Sentence, trigger: Trigger, arguments: Arguments) -> bool:
    """Whether a trigger, with what hangs on it, says so of a place."""
    head = sentence.doc[trigger.head]
    if trigger.entry.change == "contested":
        return bool(held_places(sentence, trigger))
    if arguments.agent is not None and called(sentence, trigger):
        return True
    participle = head.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in head.children)
    if trigger.entry.frame == "adjective" or modifies(head) or (trigger.entry.change == "held" and participle):
        return False
    if (
        trigger.entry.frame == "verb"
        and trigger.entry.change == "taken"
        and any(c.dep_ == "prt" for c in head.children)
    ):
        return False
    passive = any(child.dep_ == "nsubjpass" for child in head.children)
    if head.pos_ == "ADP" and head.head.pos_ in {"AUX", "VERB"}:
        head, passive = head.head, True
    around = passive or (trigger.entry.frame == "phrase" and trigger.entry.change in {"taken", "held"})
    under = trigger.entry.change == "besieged" and head.pos_ == "ADP" and head.head.pos_ in {"AUX", "VERB"}
    copula = head.head if under else head
    beyond = [token for token in copula.subtree if around or copula != head or token.i >= trigger.start]
    if head.dep_ == "relcl" and any(c.dep_ == "nsubjpass" and c.tag_ == "WDT" for c in head.children):
        beyond = [head.head, *head.head.lefts, *beyond]
    driven = driven_from(sentence, trigger)
    if driven is not None:
        return driven
    if head.pos_ in {"VERB", "AUX"} and not _touches_place(sentence, head, arguments):
        return False
    near = any(within(sentence, p.start, p.end, {t.i for t in beyond}) for p in sentence.places)
    near = near or any(_a_place(t) for t in beyond[:10] if t.dep_ in {"dobj", "nsubjpass"})
    generic = any(t.lemma in GENERIC_PLACES for t in beyond[:10])
    if head.pos_ in {"NOUN", "PROPN"}:
        return near or (head.lemma == "siege" and generic)
    return near or generic


def _touches_place(sentence: Sentence, head: Token, arguments: Arguments) -> bool:
    """Whether what is taken, lost or entered is a place, not a person, a tank or a chance."""
    target = arguments.target
    objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}]
    if not objects and target is None:
        return True
    for token in objects or [sentence.doc[bounds[1] - 1] for bounds in (target,) if bounds]:
        words = {t.lemma for t in token.subtree}
        if token.lemma in GENERIC_PLACES | {"control", "siege", "possession", "hand"} or words & GENERIC_PLACES:
            return True
        meant = token.head.head if token.tag_ == "WDT" and token.head.dep_ == "relcl" else token
        parts = list(meant.subtree)[:8] if meant.lemma in PORTIONS else [meant]
        if any(_a_place(t) or any(p.start <= t.idx < p.end for p in sentence.places) for t in parts):
            return True
        if meant.lemma in GENERIC_PLACES:
            return True
    return False


def _a_place(token: Token) -> bool:
    """Whether the grammar takes a name for a place, also one that no gazetteer holds."""
    return token.pos_ == "PROPN" and token.ent_type_ in {"GPE", "LOC", "FAC"}


def modifies(head: Token) -> bool:
    """Whether a participle only describes (`besieged town`, `war-battered`), and is not what a verb goes on doing."""
    before = head.doc[head.i - 1] if head.i else head
    return (head.dep_ == "amod" and not (head.tag_ == "VBG" and before.pos_ == "VERB")) or before.text == "-"


def within(sentence: Sentence, start: int, end: int, tokens: set[int]) -> bool:
    """Whether a stretch of the sentence, in characters, begins in one of the tokens."""
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span.start in tokens
