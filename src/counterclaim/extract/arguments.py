"""Who did it, to whom, with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.extract.equipment import classify
from counterclaim.extract.lexicon import lexicon, words
from counterclaim.extract.nlp import noun_phrase, subject_of, with_conjuncts
from counterclaim.extract.people import who
from counterclaim.extract.triggers import Trigger, lemma

WEAPONS = words("weapons")
TIMES = frozenset(
    {
        "time", "dawn", "daybreak", "sunrise", "morning", "noon", "midday", "afternoon", "evening", "sunset", "dusk",
        "nightfall", "night", "midnight", "day", "now", "then",
    }
)  # fmt: skip
NO_OBJECTS = TIMES | {"top", "ground", "side", "way", "account", "behalf", "light", "home"}
TARGET_PREPOSITIONS = frozenset({"on", "against", "at", "onto", "over"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Token bounds `[start, end)` of agent, target and instrument, None where the sentence names none."""

    agent: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    instrument: tuple[int, int] | None = None


def find_arguments(doc: Doc, trigger: Trigger) -> Arguments:
    """What the sentence says of who did what a trigger tells of, to whom and with what."""
    head = doc[trigger.head]
    taker = _receiver(doc, trigger) if trigger.family == "control" else None
    loser = _dispossessed(doc, trigger) if trigger.family == "control" else None
    agent: Token | None
    if taker is not None:
        agent, target = taker, _giver(head) or _of_verb(head)[1]
    elif head.pos_ in {"VERB", "AUX"} or head.tag_.startswith("VB"):
        agent, target = _of_verb(head)
    else:
        agent, target = _of_noun(head)
    target = loser or target
    if agent is not None and agent.tag_ == "CD":
        agent = None  # "31 people were killed and 54 wounded": the grammar takes the hurt for who hurts
    instrument = _instrument(doc, trigger, agent)
    if agent is not None and is_weapon(agent):
        instrument, agent = agent, _owner(agent)
    elif agent is not None and _is_event(agent):
        agent = _owner(agent) or _of_noun(agent)[0]
    return Arguments(_bounds(agent), _bounds(target), _bounds(instrument))


def _bounds(token: Token | None) -> tuple[int, int] | None:
    return noun_phrase(token, follow=frozenset({"of"})) if token is not None else None


def _of_verb(verb: Token) -> tuple[Token | None, Token | None]:
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    by = _agent_phrase(verb)
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBN" else verb
    shared = next((child for child in first.children if child.dep_ == "nsubjpass"), None) if first != verb else None
    if passive or (shared is not None and subject_of(verb) == shared):
        patient = next((child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}), shared)
        return by, patient or (verb.head if verb.dep_ == "acl" else None)
    subject = subject_of(verb)
    target = next((child for child in verb.children if child.dep_ in {"dobj", "dative"}), None)
    if target is None or is_weapon(target):
        target = _object_of(verb, TARGET_PREPOSITIONS) or target
    if lemma(verb) in {"die", "perish", "explode", "crash", "detonate"} and subject is not None and target is None:
        return by, subject
    return by or subject, target


def _receiver(doc: Doc, trigger: Trigger) -> Token | None:
    """Whom a place falls to, is lost to or is handed over to."""
    head = doc[trigger.head]
    if trigger.entry.change != "handed_over" and lemma(head) not in PASSING:
        return None
    inside = [doc[i] for i in range(trigger.start, trigger.end)]
    beside = [child for child in head.children if child.dep_ in {"dobj", "nsubjpass"}]
    found = [_object_of(token, TO) for token in (head, *inside, *beside)]
    found += [_object_of(token, OF) for token in inside if lemma(token) in {"hand", "control"}]
    behind = (t for token in inside if token.lower_ == "to" for t in token.children)
    return next((t for t in (*found, *behind) if t is not None and t.dep_ == "pobj"), None)


def _giver(verb: Token) -> Token | None:
    """Who loses a place or hands it over to somebody: the subject, or whom a passive names with `by`."""
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    return _agent_phrase(verb) if passive else (subject_of(verb) if lemma(verb) not in FALLING else None)


def _dispossessed(doc: Doc, trigger: Trigger) -> Token | None:
    """From whom a place is taken, if the words name a force: `took the town from the rebels`."""
    if trigger.entry.change not in {"taken", "handed_over"}:
        return None
    head = doc[trigger.head]
    beside = [child for child in head.children if child.dep_ in {"dobj", "nsubjpass"}]
    found = next((t for token in (head, *beside) if (t := _object_of(token, frozenset({"from"}))) is not None), None)
    return found if found is not None and _is_force(found) else None


def _is_force(token: Token) -> bool:
    """Whether a noun names those who fight, or a state or body, rather than a place or a direction."""
    person = who(token.text)
    fights = person is not None and person.who in FIGHTING
    return fights or lemma(token) in FORCES or token.ent_type_ in {"NORP", "ORG"}


TO, OF = frozenset({"to"}), frozenset({"of"})
FALLING = frozenset({"fall", "pass"})
PASSING = FALLING | {"lose", "cede", "surrender", "relinquish", "abandon"}
"""Verbs after which `to` names who has a place from then on."""
FORCES = words("forces")
FIGHTING = frozenset({"soldier", "commander", "militant", "police"})


def _agent_phrase(verb: Token) -> Token | None:
    return next(
        (
            t
            for child in verb.children
            if child.dep_ == "agent" or child.lower_ == "by"
            for t in child.children
            if t.dep_ == "pobj" and not _is_time(t)
        ),
        None,
    )


def _is_time(token: Token) -> bool:
    """Whether a noun tells when: `by noon`, `by Monday night`."""
    return token.ent_type_ in {"DATE", "TIME"} or lemma(token) in TIMES


def _object_of(token: Token, prepositions: frozenset[str]) -> Token | None:
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in prepositions:
            found = next((t for t in child.children if t.dep_ == "pobj" and t.ent_type_ not in {"DATE", "TIME"}), None)
            if found is not None and lemma(found) in NO_OBJECTS:
                continue
            if found is not None:
                return found
    return None


def _of_noun(noun: Token) -> tuple[Token | None, Token | None]:
    agent = _object_of(noun, frozenset({"by"})) or _owner(noun) or _launcher(noun)
    target = _object_of(noun, TARGET_PREPOSITIONS) or (_object_of(noun, frozenset({"of"})) if agent is None else None)
    return agent, target


def _launcher(noun: Token) -> Token | None:
    """Who launches, stages or carries out what a noun names."""
    verb = noun.head
    return subject_of(verb) if noun.dep_ == "dobj" and lemma(verb) in LAUNCHING else None


LAUNCHING = frozenset({"launch", "stage", "mount", "conduct", "unleash", "wage", "commit", "perpetrate"})


def _owner(noun: Token) -> Token | None:
    """The force or state that a modifier of an event noun names: `Russian air raid`, `rebel shelling`."""
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"}:
            if child.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"} or who(child.text) is not None:
                return child
            deeper = _owner(child)
            if deeper is not None:
                return deeper
    return None


HEAPS = words("heaps")


def is_weapon(token: Token) -> bool:
    """Whether a noun names a weapon, or a number of them (`a barrage of rockets`)."""
    if lemma(token) in HEAPS:
        inner = _object_of(token, frozenset({"of"}))
        return inner is not None and is_weapon(inner)
    if lemma(token) in WEAPONS or any(lemma(child) in WEAPONS for child in token.children if child.dep_ == "compound"):
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


def _is_event(token: Token) -> bool:
    word = lemma(token)
    return any(entry.family in {"event", "control"} for entry in lexicon().nouns.get(word, ()))


def _instrument(doc: Doc, trigger: Trigger, agent: Token | None) -> Token | None:
    head = doc[trigger.head]
    found = _object_of(head, frozenset({"with", "using", "by"}))
    if found is not None and found != agent and is_weapon(found):
        return found
    inner = next(
        (doc[i] for i in range(trigger.start, trigger.end) if lemma(doc[i]) in WEAPONS and i != trigger.head), None
    )
    weapon: Callable[[Token], bool] = lambda child: child.dep_ in {"dobj", "compound"} and lemma(child) in WEAPONS  # noqa: E731
    return inner or next((t for child in head.children if weapon(child) for t in with_conjuncts(child)[:1]), None)
