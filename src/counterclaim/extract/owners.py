"""Whose deed a noun of events names: the force or state before it (`rebel shelling`, `an Ashbian raid`)."""

from __future__ import annotations

from counterclaim.extract.equipment import classify
from counterclaim.extract.lexicon import words
from counterclaim.extract.parses import Token
from counterclaim.extract.people import who
from counterclaim.extract.place_words import kind_word

FORCES = words("forces")
INITIALS = 4
STRUCK = words("struck_things")
MEANS = words("weapons") | {"air"}
ALLIED = frozenset({"coalition", "alliance"})
UNDERTAKINGS = frozenset({"operation", "action", "campaign", "offensive", "intervention", "exercise"})
SIDES = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northwestern"}
    | {"northeastern", "southwestern", "southeastern", "northwest", "northeast", "southwest", "southeast"}
)


def owner_of(noun: Token) -> Token | None:
    """The force or state that a modifier of an event noun names: `Russian air raid`, `rebel shelling`."""
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"}:
            named = child.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"} and child.tag_ not in {"JJR", "JJS", "CD"}
            acting = can_act(child)
            if (named and not _where(child)) or (acting and not _of_kind(child)):
                return child
            deeper = None if _is_struck(child) else owner_of(child)
            if deeper is not None:
                return deeper
    return None


def _is_struck(modifier: Token) -> bool:
    """Whether a word before an event noun names what is struck, whoever owns it: `the Freedonian embassy attack`."""
    return modifier.lemma in STRUCK or (modifier.pos_ == "NOUN" and kind_word(modifier.text) is not None)


def can_act(noun: Token) -> bool:
    """Whether a noun names people who can act, a force or an alliance."""
    return names_people(noun) or noun.lemma in FORCES | ALLIED


def names_people(modifier: Token) -> bool:
    """Whether a modifier names people who can act: `rebel shelling`, `terrorist attack`, but not `other attacks`."""
    found = who(modifier.text)
    return found is not None and (found.who not in {None, "commander"} or modifier.pos_ in {"NOUN", "PROPN"})


def _of_kind(modifier: Token) -> bool:
    """Whether a word of people only tells what sort a thing is: `fighter jet`, `military operation`."""
    noun = modifier.head
    thing = classify(f"{modifier.text} {noun.text}") if modifier.i + 1 == noun.i else None
    return (thing is not None and modifier.lower_ in thing.noun.split()) or (
        modifier.lower_ == "military" and noun.lemma in UNDERTAKINGS
    )


def _where(name: Token) -> bool:
    """Whether a name before an event noun tells where: `central Freedonia attack`, `the Dunholm bus bombing`.

    Initials before a means of war (`US air strikes`) are used as the adjective of their state.
    """
    letters = name.text.replace(".", "")
    adjective = letters.isupper() and len(letters) <= INITIALS
    sided = any(child.dep_ == "amod" and child.lower_ in SIDES for child in name.children)
    first = name.i and name.nbor(-1).lower_ in SIDES
    nouns = (t for t in name.doc[name.i + 1 : name.head.i] if t.dep_ == "compound" and t.pos_ == "NOUN")
    inner = any(not (adjective and t.lemma in MEANS) for t in nouns)
    return bool(name.ent_type_ == "GPE" and name.dep_ == "compound" and (sided or first or inner))
