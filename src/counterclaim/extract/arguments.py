"""Who did it, to whom, with what."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extract.lexicon import lexicon, words
from counterclaim.extract.nlp import noun_phrase, only_counted, subject_of
from counterclaim.extract.owners import FORCES, names_people, owner_of
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.people import who
from counterclaim.extract.phrases import agent_phrase, behind, object_of
from counterclaim.extract.time_needs import WEEKDAYS
from counterclaim.extract.triggers import Trigger
from counterclaim.extract.weapons import HEAPS, WEAPONS, heaped, is_weapon
from counterclaim.model.claims import Role

TARGET_PREPOSITIONS = frozenset({"on", "against", "at", "onto", "over"})
WAGING = frozenset({"fight", "wage", "win", "lose"})
DYING = frozenset({"die", "perish", "succumb"})
BURSTING = frozenset({"explode", "crash", "detonate"})
UNDERGOING = frozenset({"suffer", "sustain", "endure", "undergo"})
USING = frozenset({"fire", "launch", "drop", "lob", "hurl", "throw", "rain", "shoot", "use", "detonate", "explode"})
USING |= {"unleash", "deploy"}
FALLING = frozenset({"shell", "rocket", "missile", "mortar", "bomb", "grenade", "mine", "landmine"})
NAMES = frozenset({"ORG", "PERSON", "GPE", "NORP", "FAC"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
LOCALITIES = words("localities")


@dataclass(frozen=True, slots=True)
class Arguments:
    """Token bounds `[start, end)` of agent, target and instrument, None where the sentence names none."""

    agent: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    instrument: tuple[int, int] | None = None


def find_arguments(doc: Doc, trigger: Trigger) -> Arguments:
    """What the sentence says of who did what a trigger tells of, to whom and with what."""
    head = doc[trigger.head]
    agent, target = _parties(doc, trigger, head)
    agent = _without_day(agent)
    if trigger.entry.role is Role.LOST and head.lemma == "lose":
        agent, target = None, agent or target  # who loses men or tanks has not done it
    if trigger.family == "control":
        target = _dispossessed(doc, trigger) or target
    if agent is not None and agent.tag_ == "CD" and object_of(agent, OF) is None:
        agent = None  # "31 people were killed and 54 wounded": the grammar takes the hurt for who hurts
    if agent is not None and trigger.family == "act" and only_counted(agent, head):
        agent = None  # "said 31 people had died and blamed the rebels": nor do the dead blame anybody
    instrument = _instrument(doc, trigger, agent)
    if target is not None and head.lemma in USING and is_weapon(target) and not _downed(target):
        instrument, target = instrument or target, None
    target = _meant(target)
    if agent is not None and is_weapon(agent) and not _bombs(agent):
        instrument, agent = agent, _user(agent) or owner_of(agent)
    elif agent is not None and is_event(deed := heaped(agent)):
        agent = owner_of(deed) or _of_noun(deed)[0]
    elif agent is not None and trigger.family != "control" and agent.lemma in LOCALITIES:
        agent = None
    return Arguments(_bounds(agent), _bounds(target), _bounds(instrument))


def _without_day(agent: Token | None) -> Token | None:
    """Who acts, where a day without a comma follows his name (`The opposition Sunday retook …`)."""
    dated = agent is not None and agent.i > 0 and agent.lower_ in WEEKDAYS and agent.nbor(-1).dep_ == "compound"
    return agent.nbor(-1) if agent is not None and dated else agent


def _parties(doc: Doc, trigger: Trigger, head: Token) -> tuple[Token | None, Token | None]:
    """Who acts and who is acted on, as the grammar of the trigger's sort of word tells it."""
    if trigger.family == "control" and (taker := _receiver(doc, trigger)) is not None:
        return taker, _giver(head) or _of_verb(head)[1]
    if (doer := _doer_before(head)) is not None:
        return doer, object_of(head, TARGET_PREPOSITIONS)
    if is_left(head):
        return None, next((child for child in head.head.children if child.dep_ == "dobj"), None)
    if head.pos_ in {"VERB", "AUX"} or head.tag_.startswith("VB"):
        return _of_verb(head)
    if trigger.entry.change == "held" and trigger.entry.frame == "noun":
        return owner_of(head) or _holder(head), None
    return _of_noun(head)


def is_left(outcome: Token) -> bool:
    """Whether a word tells in what state a deed left somebody: `the raid left nine people dead`."""
    verb = outcome.head
    state = outcome.dep_ in {"oprd", "acomp", "xcomp", "ccomp", "advcl"} and outcome.tag_ != "VBG"
    return state and verb.lemma == "leave" and outcome.i > verb.i


def _doer_before(deed: Token) -> Token | None:
    """Who stands before a noun in -ing that the grammar takes for a verb: `wounded in rebel shelling on the town`."""
    before = deed.nbor(-1) if deed.i else deed
    if deed.tag_ != "VBG" or before.dep_ != "pobj" or before.head.lower_ not in {"in", "by", "from", "under", "amid"}:
        return None
    if any(child.dep_ in {"dobj", "aux"} for child in deed.children):
        return None
    return before if before.ent_type_ in {"NORP", "ORG"} or names_people(before) else None


def _meant(target: Token | None) -> Token | None:
    """What a target stands for: the noun before `which`, the dead of `the lives of`, what an attack is aimed at."""
    if target is None or target.lower_ in REFLEXIVE:
        return None
    if target.tag_ in {"WDT", "WP"}:
        return target.head.head if target.head.dep_ == "relcl" else None
    if target.lemma == "life":
        return object_of(target, OF)
    if target.lemma == "control":
        return object_of(target, OF | TARGET_PREPOSITIONS)
    if not is_event(heaped(target)):
        return target
    return _of_noun(heaped(target))[1] or (target if target.head.lemma in WAGING else None)


def _bombs(agent: Token) -> bool:
    """Whether a bomber is somebody, as a suicide bomber and one who blows himself up are, rather than an aircraft."""
    himself = any(child.lower_ in REFLEXIVE for child in agent.head.children)
    return agent.lemma == "bomber" and (himself or any(child.lower_ == "suicide" for child in agent.children))


def _bounds(token: Token | None) -> tuple[int, int] | None:
    """The phrase around a noun, with the whole of the name and of the hyphened word that it ends or begins in."""
    if token is None:
        return None
    doc, (start, end) = token.doc, noun_phrase(token, follow=frozenset({"of"}))
    if token.ent_type_ in NAMES:
        while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == token.ent_type_:
            end += 1
    while (
        start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_
    ):
        start -= 2
    while start < token.i and (doc[start].pos_ == "ADV" or doc[start].lower_ in WEEKDAYS):
        start += 1  # `Also Wednesday 22 fighters`
    if start < token.i and doc[start].lower_ in {"a", "an"} and doc[start].head.i >= end:
        start += 1  # the article of the noun behind: `an Ashbian drone` does not speak of `an Ashbian`
    return start, end


def _of_verb(verb: Token) -> tuple[Token | None, Token | None]:
    if verb.lemma == "come" and (under := behind(verb, "under")) is not None:
        return _under_whom(under), subject_of(verb)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    by = agent_phrase(verb)
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBN" else verb
    shared = next((child for child in first.children if child.dep_ == "nsubjpass"), None) if first != verb else None
    if passive or (shared is not None and subject_of(verb) == shared):
        patient = next((child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}), shared)
        return by, patient or (verb.head if verb.dep_ == "acl" else None)
    subject = _doer(verb)
    target = next((child for child in verb.children if child.dep_ in {"dobj", "dative"}), None)
    if target is None or (verb.lemma in USING and is_weapon(target) and not _downed(target)):
        target = object_of(verb, TARGET_PREPOSITIONS) or target
    if subject is not None and (verb.lemma in DYING or (verb.lemma in BURSTING and target is None)):
        return by, subject
    return by or subject, target


def _doer(verb: Token) -> Token | None:
    """The subject of a verb; of what follows from a deed, who did that deed.

    `a jet was shot down, killing the pilot`: not the jet killed him; `shelled the town with rockets killing two`;
    `an attack on a convoy that killed two`: not the convoy killed them.
    """
    subject = subject_of(verb)
    if subject is not None and verb.dep_ == "relcl" and subject.dep_ == "pobj" and who(subject.text) is None:
        deed = subject.head.head
        return deed if subject.head.lower_ in TARGET_PREPOSITIONS and is_event(deed) else subject
    if subject is not None and verb.dep_ == "advcl" and subject.dep_ == "nsubjpass" and subject.head != verb:
        return agent_phrase(subject.head)
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or verb.head.dep_ not in {"pobj", "dobj"}:
        return subject
    above = verb.head.head.head if verb.head.dep_ == "pobj" else verb.head.head
    return subject_of(above) if above.pos_ == "VERB" and above.i < verb.i else subject


def _under_whom(under: Token) -> Token | None:
    """Whose fire something comes under: `under fire from rebels`, `under Freedonian shelling`."""
    fire = next((child for child in under.children if child.dep_ == "pobj"), None)
    near = [token for token in (fire, under.head) if token is not None]
    found = (agent_phrase(token) or object_of(token, frozenset({"from"})) for token in near)
    acting = next((token for token in found if token is not None and not is_weapon(token)), None)
    return acting or (owner_of(fire) if fire is not None else None)


def _receiver(doc: Doc, trigger: Trigger) -> Token | None:
    """Whom a place falls to, is lost to or is handed over to."""
    head = doc[trigger.head]
    if trigger.entry.change != "handed_over" and head.lemma not in PASSING:
        return None
    inside = [doc[i] for i in range(trigger.start, trigger.end)]
    beside = [child for child in head.children if child.dep_ in {"dobj", "nsubjpass"}]
    found = [object_of(token, TO) for token in (head, *inside, *beside)]
    found += [object_of(token, OF) for token in inside if token.lemma in {"hand", "control"}]
    behind = (t for token in inside if token.lower_ == "to" for t in token.children)
    return next((t for t in (*found, *behind) if t is not None and t.dep_ == "pobj"), None)


def _giver(verb: Token) -> Token | None:
    """Who loses a place or hands it over to somebody: the subject, or whom a passive names with `by`."""
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    return agent_phrase(verb) if passive else (subject_of(verb) if verb.lemma not in TO_WHOM else None)


def _dispossessed(doc: Doc, trigger: Trigger) -> Token | None:
    """From whom a place is taken, if the words name a force: `took the town from the rebels`."""
    if trigger.entry.change not in {"taken", "handed_over"}:
        return None
    head = doc[trigger.head]
    beside = [child for child in head.children if child.dep_ in {"dobj", "nsubjpass"}]
    found = next((t for token in (head, *beside) if (t := object_of(token, frozenset({"from"}))) is not None), None)
    return found if found is not None and _is_force(found) else None


def _is_force(token: Token) -> bool:
    """Whether a noun names those who fight, or a state or body, rather than a place or a direction."""
    person = who(token.text)
    fights = person is not None and person.who in FIGHTING
    return fights or token.lemma in FORCES or token.ent_type_ in {"NORP", "ORG"}


def _holder(stronghold: Token) -> Token | None:
    """Whose stronghold a place is, behind `of` or `for` (`one of the group's last bastions`)."""
    found = object_of(stronghold, OF | {"for"})
    if found is None and stronghold.dep_ == "appos":
        found = object_of(stronghold.head, OF)
    return found if found is not None and (_is_force(found) or names_people(found)) else None


TO, OF = frozenset({"to"}), frozenset({"of"})
TO_WHOM = frozenset({"fall", "pass"})
PASSING = TO_WHOM | {"lose", "cede", "surrender", "relinquish", "abandon"}
"""Verbs after which `to` names who has a place from then on."""
FIGHTING = frozenset({"soldier", "commander", "militant", "police"})


def _of_noun(noun: Token) -> tuple[Token | None, Token | None]:
    agent = object_of(noun, frozenset({"by"})) or owner_of(noun) or launcher(noun)
    target = object_of(noun, TARGET_PREPOSITIONS) or (object_of(noun, frozenset({"of"})) if agent is None else None)
    if target is None and (verb := launching(noun)) is not None:
        target = object_of(verb, frozenset({"on", "against"}))
    above = noun.head
    if target is None and noun.dep_ == "dobj" and above.lemma in UNDERGOING:
        target = subject_of(above)
    if noun.dep_ == "pobj" and above.lower_ == "under" and above.head.lemma == "come":
        return _under_whom(above), subject_of(above.head)
    return agent, target


def launcher(noun: Token) -> Token | None:
    """Who launches, stages or carries out what a noun names."""
    verb = launching(noun)
    return subject_of(verb) if verb is not None else None


def launching(noun: Token) -> Token | None:
    """The verb that says that a deed or a number of them is launched: `carried out a series of strikes`."""
    counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma in HEAPS
    top = noun.head.head if counted else noun
    dead = any(entry.family == "casualty" for entry in lexicon().nouns.get(noun.lemma, ()))
    return top.head if top.dep_ == "dobj" and top.head.lemma in LAUNCHING and not dead else None


LAUNCHING = frozenset({"launch", "carry", "stage", "mount", "conduct", "unleash", "wage", "commit", "perpetrate"})


def _user(weapon: Token) -> Token | None:
    """Who fires or drops a weapon that does harm: `rockets fired by rebels killed two`."""
    verb = next((child for child in weapon.children if child.dep_ == "acl" and child.lemma in USING), None)
    return agent_phrase(verb) if verb is not None else None


def _downed(thing: Token) -> bool:
    """Whether somebody shoots a thing down rather than with it."""
    return thing.dep_ == "dobj" and any(t.dep_ == "prt" and t.lower_ == "down" for t in thing.head.children)


def _wields(thing: Token) -> bool:
    """Whether a noun names a weapon or a number of them, that is not itself shot down."""
    return heaped(thing).lemma in WEAPONS and not _downed(thing)


def is_event(token: Token) -> bool:
    """Whether a noun names a deed of war or a change of who holds a place."""
    word = token.lemma
    return any(entry.family in {"event", "control"} for entry in lexicon().nouns.get(word, ()))


def _instrument(doc: Doc, trigger: Trigger, agent: Token | None) -> Token | None:
    head = doc[trigger.head]
    found = object_of(head, frozenset({"with", "using", "by"}))
    if found is not None and found != agent and is_weapon(found):
        return found
    fallen = object_of(head, frozenset({"in"}))
    if fallen is not None and trigger.family == "casualty" and fallen.lemma in FALLING:
        return fallen
    inner = next(
        (doc[i] for i in range(trigger.start, trigger.end) if doc[i].lemma in WEAPONS and i != trigger.head), None
    )
    used = {"compound", "dobj"} if head.lemma in USING else {"compound"}
    return inner or next((child for child in head.children if child.dep_ in used and _wields(child)), None)
