"""Whether a thing is said to be so, in what world, and where a sentence only plays with the thought of it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from counterclaim.extract.lexicon import words
from counterclaim.extract.nlp import ancestors_within
from counterclaim.extract.triggers import Trigger, lemma
from counterclaim.model.claims import Modality, Polarity

NEGATIONS = words("negations")
MAYBE = frozenset({"would", "could", "might", "may", "should", "can", "must", "shall"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "suppose", "supposing", "provided"})
FUTURE_VERBS = words("future_verbs")
ACHIEVED = words("achieved")
UNREAL = words("unreal")
FUTURE_NOUNS = words("future_nouns")


def polarity(doc: Doc, trigger: Trigger) -> Polarity:
    """Whether the trigger itself is denied by a word of its own clause."""
    head = doc[trigger.head]
    for token in [head, *_auxiliaries(head)]:
        if any(_denies(child) for child in token.children if child.dep_ != "conj"):
            return Polarity.NEGATED
    if head.dep_ == "pobj" and head.head.lower_ == "without":
        return Polarity.NEGATED
    verb = _carrier(head)
    if verb is not None and any(child.dep_ == "neg" for child in verb.children):
        return Polarity.NEGATED
    if head.dep_ in {"xcomp", "ccomp"} and head.head.pos_ == "VERB":
        governing = head.head
        if lemma(governing) in {"fail", "refuse", "decline", "avoid", "prevent"}:
            return Polarity.NEGATED
        if any(child.dep_ == "neg" for child in governing.children) and head.dep_ == "xcomp":
            return Polarity.NEGATED
    return Polarity.NEGATED if _nothing(head) else Polarity.ASSERTED


def _auxiliaries(head: Token) -> list[Token]:
    return [child for child in head.children if child.dep_ in {"aux", "auxpass"}]


def _carrier(noun: Token) -> Token | None:
    """The verb whose object an event noun is (`did not carry out strikes`), over a list of such nouns."""
    token = noun
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token.head if token.pos_ == "NOUN" and token.dep_ == "dobj" and token.head.pos_ == "VERB" else None


def _nothing(head: Token) -> bool:
    """`no casualties`, `none were killed`, `no one was hurt`."""
    subjects = [child for child in head.children if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}]
    return any(_denies(t) or any(_denies(c) for c in t.children) for t in subjects)


def _denies(token: Token) -> bool:
    """Whether a word denies, and is not the `no` of `no fewer than`."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return (token.dep_ == "neg" or token.lower_ in NEGATIONS) and following not in {"fewer", "less", "more", "only"}


def modality(doc: Doc, trigger: Trigger) -> Modality:
    """In what world the trigger stands: actual, ongoing, future, threatened or hypothetical."""
    head = doc[trigger.head]
    if is_question(doc) or _conditional(head):
        return Modality.HYPOTHETICAL
    verb = _governing_verb(head)
    if verb is None:
        return Modality.HYPOTHETICAL if _unreal_noun(head) else Modality.ACTUAL
    words = {token.lower_ for token in _auxiliaries(verb)}
    if words & MAYBE and not _might_have_been(verb):
        return Modality.HYPOTHETICAL
    if "will" in words or "'ll" in words or "’ll" in words or _going_to(verb):
        return Modality.FUTURE
    governed = _governed(verb)
    if governed is not None:
        return governed
    if (
        head == verb
        and head.tag_ == "VBG"
        and any(token.lower_ in {"is", "are", "'s", "’s"} for token in _auxiliaries(head))
    ):
        return Modality.ONGOING
    return Modality.ACTUAL


def is_question(doc: Doc) -> bool:
    """Whether the sentence asks rather than tells."""
    return doc.text.rstrip("”’\"' ").endswith("?")


def _conditional(head: Token) -> bool:
    """Whether the trigger stands in an `if` clause or after `even if`, `whether`, `doesn't matter if`."""
    for step, token in ancestors_within(head, 8):
        if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in token.children):
            return True
        if step and token.pos_ == "VERB" and lemma(token) in {"imagine", "pretend", "suppose"}:
            return True
    return False


def _governing_verb(head: Token) -> Token | None:
    """The verb of the trigger's own clause."""
    for _, token in ancestors_within(head, 4):
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _might_have_been(verb: Token) -> bool:
    """`may have been killed` speaks of something done, however unsure."""
    return any(token.lower_ == "have" for token in _auxiliaries(verb)) and any(
        t.lower_ in {"may", "might"} for t in _auxiliaries(verb)
    )


def _going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and lemma(verb.head) == "go" and verb.head.tag_ == "VBG"


def _governed(verb: Token) -> Modality | None:
    """What an infinitive's governor makes of it: a plan, a threat, an attempt."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    gerund = verb.tag_ == "VBG" and verb.dep_ == "pcomp"
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ == "VERB" and infinitive is False:
        return _governed(above) if above.dep_ in {"xcomp", "advcl", "acl"} and _is_infinitive(above) else None
    if (
        gerund
        and above.dep_ == "prep"
        and lemma(above.head) in {"aim", "plan", "threat", "insist", "intent", "prevent"}
    ):
        return Modality.FUTURE
    if not infinitive or verb.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "relcl"}:
        return None
    word = lemma(above)
    if any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children):
        return None
    if word in ACHIEVED or word in {
        "say",
        "believe",
        "report",
        "know",
        "think",
        "allege",
        "claim",
        "suspect",
        "estimate",
        "appear",
        "seem",
    }:
        return None
    if word in {"threaten", "vow", "threat"}:
        return Modality.THREATENED
    return Modality.FUTURE if word in FUTURE_VERBS | FUTURE_NOUNS else Modality.HYPOTHETICAL


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _unreal_noun(head: Token) -> bool:
    return any(lemma(token) in UNREAL for step, token in ancestors_within(head, 3) if step)
