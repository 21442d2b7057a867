"""Whether a thing is said to be so, in what world, and where a sentence only plays with the thought of it."""

from __future__ import annotations

import re

from counterclaim.extract.lexicon import words
from counterclaim.extract.nlp import ancestors_within
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.triggers import Trigger
from counterclaim.model.claims import Modality, Polarity

NEGATIONS = words("negations")
MAYBE = frozenset({"would", "could", "might", "may", "should", "can", "must", "shall"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "suppose", "supposing", "provided"})
FUTURE_VERBS = words("future_verbs")
ACHIEVED = words("achieved")
UNREAL = words("unreal")
FUTURE_NOUNS = words("future_nouns")
UNREAL_VERBS = words("unreal_verbs")
CREDENCE = words("credence")
FALSITY = words("falsity")
WITHHELD = words("withheld")
OPENINGS = (
    " in case ",
    " in the event that ",
    " in the event of ",
    " as long as ",
    " so long as ",
    " assuming ",
    " on condition that ",
    " provided that ",
    " but for ",
    " for fear that ",
    " as if ",
    " as though ",
)
STILL_TO_COME = frozenset({"once", "when", "until", "till", "before", "after", "as", "while"})
IRONY = re.compile(
    r"\W*(?:(?:of course|sure|certainly|naturally|right|indeed|yes|yeah),? and (?:my|the moon|pigs|i|i'm|i’m)\b"
    r"|oh,? (?:yes|sure|right|of course|please|well)\b|yeah,? right\b|as if\b|next they)"
    r"|.*\bif .{3,60} (?:is|are|were) to be believed\b|.*\bwould have (?:us|you|everyone) believe\b",
    re.IGNORECASE,
)
DOWN = frozenset(
    {"ccomp", "xcomp", "dobj", "pobj", "prep", "conj", "pcomp", "acl", "nsubjpass", "nsubj", "agent", "relcl"}
)


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
    if _withheld(head) or _untrue(head) or _not_quite(head):
        return Polarity.NEGATED
    if head.dep_ in {"xcomp", "ccomp"} and head.head.pos_ == "VERB":
        governing = head.head
        if governing.lemma in {"fail", "refuse", "decline", "avoid", "prevent"}:
            return Polarity.NEGATED
        if any(child.dep_ == "neg" for child in governing.children) and head.dep_ == "xcomp":
            return Polarity.NEGATED
    return Polarity.NEGATED if _nothing(head) else Polarity.ASSERTED


def _not_quite(head: Token) -> bool:
    """`nearly hit the school`, `no longer holds the town`; `nearly 30 killed` counts and does not deny."""
    for child in head.children:
        if child.dep_ == "advmod" and child.lower_ in {"nearly", "almost"} and child.i < head.i:
            return not head.doc[child.i + 1].like_num
        if child.lower_ == "longer" and any(t.lower_ in {"no", "any"} for t in child.children):
            return True
    return False


def _withheld(head: Token) -> bool:
    """`kept them from capturing`, `far from capturing`, `stopped short of bombing`, `instead of bombing`."""
    verb = head
    while verb.dep_ == "conj" and verb.tag_ == "VBG":
        verb = verb.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if verb.dep_ != "pcomp" or verb.head.lower_ not in {"from", "of", "than"}:
        return False
    return verb.head.head.lemma in WITHHELD or verb.doc[max(0, verb.head.i - 1)].lower_ in WITHHELD


def _untrue(head: Token) -> bool:
    """Whether the clause is the content of a word without truth (`no evidence that …`) or of one that is ruled out."""
    for step, token in ancestors_within(head, 6):
        credited = step and token.lemma in CREDENCE and not _of_responsibility(token)
        if credited and (_without_truth(token) or _called_false(token)):
            return True
        if step and token.lemma == "rule" and any(child.lower_ == "out" for child in token.children):
            return True
        if step and token.lemma in {"be", "seem"} and _not_so(token):
            return True
        if token.dep_ in {"advcl", "parataxis"}:
            return False
    return False


def _of_responsibility(noun: Token) -> bool:
    """Whether a claim is one of responsibility: where nobody makes it, the deed was still done."""
    return any(t.lower_ == "responsibility" for child in noun.children if child.lower_ == "of" for t in child.children)


def _without_truth(noun: Token) -> bool:
    """`no truth in the rumour that …`, `not a shred of evidence that …`; `no` before a word of doubt affirms."""
    return any(child.lower_ in {"no", "little", "scant", "zero"} for child in noun.children)


def _called_false(noun: Token) -> bool:
    """Whether the verb of which the noun is the subject calls it false."""
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = noun.head
    below = [child for child in verb.children if child.dep_ in {"acomp", "attr", "oprd", "xcomp"}]
    return any(t.lower_ in FALSITY for child in below for t in (child, *child.children))


def _not_so(copula: Token) -> bool:
    """`it is not true that …`, `it is not the case that …`, `it is false that …`."""
    said = [child for child in copula.children if child.dep_ in {"acomp", "attr"}]
    denied = any(child.dep_ == "neg" for child in copula.children)
    true = any(t.lower_ in {"true", "so", "correct"} or _the_case(t) for t in said)
    return (denied and true) or any(t.lower_ in FALSITY and t.pos_ == "ADJ" for t in said)


def _the_case(token: Token) -> bool:
    """Whether `it is the case` is meant, and not one case of many: `this was not an isolated case`."""
    return token.lower_ == "case" and [child.lower_ for child in token.children if child.i < token.i] == ["the"]


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
    if is_question(doc) or _in_irony(doc) or _conditional(head):
        return Modality.HYPOTHETICAL
    verb = _governing_verb(head)
    if verb is None:
        return Modality.HYPOTHETICAL if _unreal_noun(head) else Modality.ACTUAL
    if _subject_of_thought(verb):
        return Modality.HYPOTHETICAL
    verb = _lender(verb)
    words = {token.lower_ for token in _auxiliaries(verb)}
    if words & MAYBE and not _might_have_been(verb):
        return Modality.HYPOTHETICAL
    if "will" in words or "'ll" in words or "’ll" in words or _going_to(verb):
        return Modality.FUTURE
    governed = _governed(verb)
    if governed is not None:
        return governed
    if is_under_way(verb) and verb.tag_ in {"VBZ", "VBP"}:
        return Modality.ONGOING
    if (
        head == verb
        and head.tag_ == "VBG"
        and any(token.lower_ in {"is", "are", "'s", "’s"} for token in _auxiliaries(head))
    ):
        return Modality.ONGOING
    return Modality.ACTUAL


def is_under_way(verb: Token) -> bool:
    """Whether a verb says of its subject that it goes on: `an attack is ongoing`, `clashes were under way`."""
    if verb.pos_ not in {"AUX", "VERB"} or verb.lemma not in {"be", "remain"}:
        return False
    told = [child for child in verb.children if child.dep_ in {"acomp", "advmod", "attr", "prep"}]
    way = any(child.lower_ == "under" and any(t.lower_ == "way" for t in child.children) for child in told)
    return way or any(child.lower_ in {"ongoing", "underway", "continuing"} for child in told)


def is_question(doc: Doc) -> bool:
    """Whether the sentence asks rather than tells."""
    return doc.text.rstrip("”’\"' ").endswith("?")


def _in_irony(doc: Doc) -> bool:
    """Whether the sentence opens with a mocking assent (`Of course, and …`, `Oh sure, …`)."""
    return IRONY.match(doc.text) is not None


def _conditional(head: Token) -> bool:
    """Whether the trigger stands in an `if` clause or after `even if`, `whether`, `doesn't matter if`."""
    straight = True
    for step, token in ancestors_within(head, 8):
        if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in token.children):
            return True
        if step and straight and token.pos_ == "VERB" and (token.lemma in UNREAL_VERBS or _let_us_assume(token)):
            return True
        if _yet_to_come(token):
            return True
        straight = straight and token.dep_ in DOWN
    return _in_case(head) or _inverted(head)


def _let_us_assume(verb: Token) -> bool:
    return verb.lemma in {"assume", "say", "picture", "posit"} and verb.head.lemma == "let"


def _yet_to_come(verb: Token) -> bool:
    """`once they enter the town, … will …`: a present tense that speaks of what is still to come."""
    opened = any(child.dep_ in {"mark", "advmod"} and child.lower_ in STILL_TO_COME for child in verb.children)
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBP", "VBZ", "VB"} or not opened:
        return False
    return any(child.lower_ in {"will", "shall", "can", "must", "should"} for child in verb.head.children)


def _in_case(head: Token) -> bool:
    """Whether `in case`, `in the event that`, `as long as`, `assuming` opens the clause of the trigger."""
    verb = _governing_verb(head)
    first = verb.left_edge.i if verb is not None else 0
    before = [token.lower_ for token in head.doc[max(0, first - 4) : head.i]]
    text = f" {' '.join(before)} "
    return any(opening in text for opening in OPENINGS)


def _inverted(head: Token) -> bool:
    """`Had the warhead exploded, …`, `Should the rebels attack, …`, `Were they to attack, …`."""
    first = next((token for token in head.doc if token.is_alpha), None)
    if first is not None and first.lower_ == "even":
        first = head.doc[first.i + 1]
    if first is None or first.lower_ not in {"had", "should", "were"} or first.i > head.i:
        return False
    comma = next((token.i for token in head.doc if token.text == ","), len(head.doc))
    return head.i < comma < len(head.doc) or first.lower_ == "should"


def _governing_verb(head: Token) -> Token | None:
    """The verb of the trigger's own clause."""
    for _, token in ancestors_within(head, 4):
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _lender(verb: Token) -> Token:
    """The verb whose `will` or `could` a coordinated verb without subject shares (`could have hit and killed`)."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _finite_alone(verb):
        verb = verb.head
    return verb


def _finite_alone(verb: Token) -> bool:
    """Whether a coordinated verb has a subject or an auxiliary of its own, or another form than the first one."""
    own = any(child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "expl"} for child in verb.children)
    return own or not (verb.tag_ == verb.head.tag_ or {verb.tag_, verb.head.tag_} <= {"VBN", "VBD"})


def _subject_of_thought(verb: Token) -> bool:
    """`Capturing the city would be a prize`, `To take it may be easy`: the deed itself is only thought of."""
    if verb.dep_ not in {"csubj", "nsubj"} or verb.head.pos_ not in {"VERB", "AUX"}:
        return False
    aux = {token.lower_ for token in _auxiliaries(verb.head)}
    return bool(aux & (MAYBE | {"will"})) or _is_infinitive(verb)


def _might_have_been(verb: Token) -> bool:
    """`may have been killed` speaks of something done, however unsure."""
    return any(token.lower_ == "have" for token in _auxiliaries(verb)) and any(
        t.lower_ in {"may", "might"} for t in _auxiliaries(verb)
    )


def _going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma == "go" and verb.head.tag_ == "VBG"


def _governed(verb: Token) -> Modality | None:
    """What an infinitive's governor makes of it: a plan, a threat, an attempt."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    gerund = verb.tag_ == "VBG" and verb.dep_ == "pcomp"
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ == "VERB" and infinitive is False:
        return _governed(above) if above.dep_ in {"xcomp", "advcl", "acl"} and _is_infinitive(above) else None
    if gerund and above.dep_ == "prep" and above.head.lemma in {"aim", "plan", "threat", "insist", "intent", "prevent"}:
        return Modality.FUTURE
    if not infinitive or verb.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "relcl"}:
        return None
    word = above.lemma
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
    return any(token.lemma in UNREAL for step, token in ancestors_within(head, 3) if step)
