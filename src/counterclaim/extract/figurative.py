"""Words of war that are meant otherwise: idioms, things that cannot be hurt, sport, work stoppages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from counterclaim.extract.lexicon import Phrase, read_data
from counterclaim.extract.nlp import subject_of
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.people import who
from counterclaim.extract.triggers import Trigger, match_phrase

OBJECTS = frozenset({"dobj", "nsubjpass", "dative"})
AIMED = frozenset({"of", "on", "against", "for", "in", "to", "with", "between", "over"})
NAMED = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "PERSON"})
HARMING = frozenset({"kill", "wound", "injure", "die", "cost", "claim"})
FIGHTS = frozenset({"clash", "battle", "fight", "fighting", "war", "skirmish", "combat"})
BURSTS = frozenset({"explode", "detonate"})
PERSONAL = frozenset({"he", "she", "we", "i", "you"})
HEAPED = frozenset(
    {"number", "lot", "series", "dozen", "hundred", "thousand", "million", "pair", "couple", "score", "kind"}
)
SCORE = re.compile(r"(?<![\d–-])\d{1,2}\s?[-–]\s?\d{1,2}(?![\d–-])(?! (?:people|men|women|civilians|year))")
ABSTRACT_ENDINGS = ("ism", "ness", "statehood", "manship")
REACH = 12


@cache
def _tables() -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in read_data("figurative.yaml").items()}


def table(name: str) -> frozenset[str]:
    """One list of the file of figurative words."""
    return _tables()[name]


@cache
def _idioms() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for idiom in sorted(table("idioms")):
        phrase = tuple(idiom.split())
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def is_figurative(doc: Doc, trigger: Trigger) -> bool:
    """Whether a trigger of an event, of casualties or of control is meant otherwise than in war."""
    head = doc[trigger.head]
    return (
        _in_idiom(doc, trigger)
        or _in_sport(doc, head)
        or _sham(head)
        or any(_intangible(token, head) for token in _acted_on(head))
        or _odd_subject(head)
        or _modified(head)
        or _among_civilians(head)
    )


def _in_idiom(doc: Doc, trigger: Trigger) -> bool:
    """Whether the trigger stands inside one of the listed idioms."""
    table = _idioms()
    for i in range(max(0, trigger.start - REACH), trigger.end):
        token = doc[i]
        phrases = dict.fromkeys((*table.get(token.lemma, ()), *table.get(token.lower_, ())))
        for phrase in phrases:
            end = match_phrase(doc, i, phrase)
            if end is not None and end > trigger.start:
                return True
    return False


def _in_sport(doc: Doc, head: Token) -> bool:
    """Whether a word of many meanings stands among words of the sports page, and no force or weapon beside it."""
    if head.lemma not in table("ambiguous"):
        return False
    if _armed(doc):
        return False
    words = [token.lemma for token in doc]
    text = " ".join(token.lower_ for token in doc)
    strong = any((" " in cue and cue in text) or cue in words for cue in table("sport"))
    weak = len({word for word in words if word in table("sporting")}) + bool(SCORE.search(doc.text))
    return strong or weak > 1


def _armed(doc: Doc) -> bool:
    """Whether the sentence names a force, a weapon or the war."""
    armed = table("armed")
    return any(token.lemma in armed or token.lower_ in armed for token in doc)


def _sham(head: Token) -> bool:
    """Whether the event, what it is done with or under, or whom it befalls is called a toy or a sham."""
    near = [head, *_acted_on(head), *(t for c in head.children if c.dep_ in {"prep", "agent"} for t in c.children)]
    return any(child.lower_ in table("sham") for token in near for child in token.children if child.i < token.i)


def _acted_on(head: Token) -> Iterator[Token]:
    """What a verb acts on, what an event noun is an event of or against."""
    if head.pos_ in {"VERB", "AUX"} or head.tag_.startswith("VB"):
        own = [child for child in head.children if child.dep_ in OBJECTS]
        if head.dep_ == "acl" and head.tag_ == "VBN":
            own.append(head.head)
        if head.dep_ == "relcl" and any(c.dep_ in OBJECTS and c.tag_ in {"WDT", "WP"} for c in head.children):
            own = [head.head]
        if head.lemma in FIGHTS:
            own += [t for c in head.children if c.lower_ in {"for", "against"} for t in c.children if t.dep_ == "pobj"]
        yield from map(_inner, own)
        return
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in AIMED:
            yield from (_inner(token) for token in preposition.children if token.dep_ == "pobj")


def _inner(token: Token) -> Token:
    """What a heap is a heap of (`14 million locusts`, `a number of ideas`)."""
    if token.lemma in HEAPED or token.like_num:
        for preposition in token.children:
            if preposition.lower_ == "of":
                return next((t for t in preposition.children if t.dep_ == "pobj"), token)
    return token


def _intangible(token: Token, head: Token) -> bool:
    """Whether a noun names what cannot be attacked, taken or killed in war."""
    word = token.lemma
    if token.ent_type_ in NAMED or who(token.text) is not None or token.pos_ not in {"NOUN", "ADJ", "VERB"}:
        return False
    verbal = head.pos_ == "VERB"
    beast = word in table("animals") and not _armed(token.doc)
    thing = beast or word in table("food") or _abstract(token) or (verbal and word in table("undone"))
    return thing and not _measured(token, head)


def _measured(token: Token, head: Token) -> bool:
    """Whether the noun only dates or frames the event (`attack in the season`) rather than being its aim."""
    framed = token.dep_ == "pobj" and token.head.lower_ in {"in", "over", "to", "with"}
    return framed and head.pos_ in {"NOUN", "PROPN"} and head.lemma not in FIGHTS


def _abstract(token: Token) -> bool:
    word = token.lemma
    if word == "market":
        return any(child.lower_ in table("trading") for child in token.children)
    return word in table("abstract") or (token.pos_ == "NOUN" and word.endswith(ABSTRACT_ENDINGS))


def _odd_subject(head: Token) -> bool:
    """Whether what acts is weather, an illness, an animal or a thought, or a person is said to explode."""
    if head.pos_ != "VERB":
        return False
    subject = subject_of(head)
    agent = next((t for c in head.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"), None)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in head.children)
    doer = agent if passive or agent is not None else subject
    if doer is None:
        return False
    if _natural(doer):
        return True
    if head.lemma in BURSTS:
        return _bursting_person(doer, head) or _abstract(doer)
    harming = head.lemma in HARMING
    return _abstract(doer) and not harming and doer.ent_type_ not in NAMED and who(doer.text) is None


def _natural(doer: Token) -> bool:
    """Whether weather, an illness or an animal acts, and not a wave or a hail of something."""
    heap = any(child.lower_ == "of" for child in doer.children)
    return doer.pos_ == "NOUN" and doer.lemma in table("nature") | table("animals") and not heap


def _bursting_person(doer: Token, head: Token) -> bool:
    transitive = any(child.dep_ == "dobj" for child in head.children)
    person = doer.lower_ in PERSONAL or doer.ent_type_ == "PERSON" or who(doer.text) is not None
    return person and not transitive and doer.lemma not in {"bomber", "attacker"}


def _modified(head: Token) -> bool:
    """Whether a modifier makes the battle, the attack or the strike one of words, prices or wages."""
    if head.pos_ not in {"NOUN", "PROPN"} or head.lemma not in table("ambiguous") | {"war", "onslaught", "blitz"}:
        return False
    before = [
        child for child in head.children if child.i < head.i and child.dep_ in {"amod", "compound", "nmod", "poss"}
    ]
    if any(child.lower_ in table("figurative_modifiers") for child in before):
        return True
    by = [t for c in head.children if c.lower_ == "by" for t in c.children if t.dep_ == "pobj"]
    stopped = any(t.lemma in table("workers") for t in (*by, *before)) or any(
        t.lower_ in table("striking") for t in before
    )
    striking = head.lemma == "strike" and stopped
    return striking or any(_abstract(child) for child in before if child.pos_ == "NOUN" and child.dep_ != "poss")


def _among_civilians(head: Token) -> bool:
    """Whether those who clash or battle are ministers, clubs or curtains."""
    if head.lemma not in FIGHTS:
        return False
    sides: Iterable[Token] = [
        token
        for child in head.children
        if child.lower_ in {"between", "with"}
        for token in child.children
        if token.dep_ == "pobj"
    ]
    subject = subject_of(head) if head.pos_ == "VERB" else None
    return any(side.lemma in table("civil") for side in (*sides, *([subject] if subject is not None else ())))
