"""Which places of a sentence a word of control is about: those that hang on it, and not those that the text sets apart.

`took A and B, but not C` is about A and B; in `entered A, while B remains contested` each place has a verb of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.extract.arguments import FIGHTING
from counterclaim.extract.lexicon import words
from counterclaim.extract.nlp import noun_phrase
from counterclaim.extract.parses import Token
from counterclaim.extract.people import who
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.toponyms import FoundPlace
from counterclaim.extract.triggers import Trigger

VERBAL = frozenset({"VERB", "AUX"})
COPULAS = frozenset({"is", "are", "was", "were", "been", "be", "remain", "remains", "remained", "stays", "stayed"})
BARRING = frozenset({"not", "except", "excluding", "without", "apart"})
"""Words that set the place behind them apart from those named before."""
BARRED = 4
"""How many words may stand between such a word and its place."""
REACH = 3
GENERIC_PLACES = words("generic_places")


def held_places(sentence: Sentence, trigger: Trigger) -> list[FoundPlace]:
    """The places that a word of control is about, in text order; none where the grammar does not tell."""
    if trigger.entry.change == "contested":
        return _before_copula(sentence, sentence.doc[trigger.head])
    if named := called(sentence, trigger):
        return named
    apart = set(places_apart(sentence, trigger))
    head = sentence.doc[trigger.head]
    subjects = {c for c in head.children if c.dep_ in {"nsubjpass", "dobj"}}
    listed = {t for noun in subjects for t in (noun, *noun.conjuncts, *_of(noun))}
    listed |= {t for noun in tuple(listed) for t in noun.conjuncts}
    return [p for p in sentence.places if p not in apart and any(_inside(p, t) for t in listed)]


def called(sentence: Sentence, trigger: Trigger) -> list[FoundPlace]:
    """The places that are called somebody's stronghold: `Ashby, a rebel bastion`, `Ashby is a bastion of the army`."""
    noun = sentence.doc[trigger.head]
    if trigger.entry.change != "held" or trigger.entry.frame != "noun":
        return []
    while noun.dep_ == "appos" and noun.head.dep_ == "attr":
        noun = noun.head  # `one of their last bastions`
    subjects = noun.head.children if noun.dep_ == "attr" else ()
    meant = noun.head if noun.dep_ == "appos" else next((c for c in subjects if c.dep_ == "nsubj"), None)
    around = (meant, *_of(meant)) if meant is not None else ()
    return [place for place in sentence.places if any(_inside(place, token) for token in around)]


def places_apart(sentence: Sentence, trigger: Trigger) -> Iterator[FoundPlace]:
    """The places of a sentence that belong to another word of control, or that the text excepts.

    Where the word has objects of its own, those that hang on any other verb stand apart, too: `crossed A and took B`.
    """
    owner = any(c.dep_ in {"dobj", "nsubjpass"} for c in sentence.doc[trigger.head].children)
    others = {t.head for t in sentence.triggers if t.family == "control"} - {trigger.head}
    contested = [t for t in sentence.triggers if t.entry.change == "contested" and t.head != trigger.head]
    elsewhere = {p for t in contested for p in _before_copula(sentence, sentence.doc[t.head])}
    for place in sentence.places:
        root = _root(sentence, place)
        if root is None:
            continue
        governor = _verb_above(root)
        foreign = governor is not None and (
            governor.i in others
            or (owner and governor.i != trigger.head and governor in sentence.doc[trigger.head].conjuncts)
        )
        if place in elsewhere or _excepted(sentence, place) or foreign:
            yield place


def driven_from(sentence: Sentence, trigger: Trigger) -> bool | None:
    """Whether a force is driven out of a place; None where a trigger speaks of something else.

    Residents who are driven out, or diplomats who are expelled, held nothing.
    """
    head, last = sentence.doc[trigger.head], sentence.doc[trigger.end - 1]
    driven = next((c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    phrase = trigger.entry.frame == "phrase" and trigger.entry.change == "lost"
    if not phrase or driven is None or last.lower_ not in {"of", "from"}:
        return None
    start, end = noun_phrase(driven)
    person = who(sentence.doc.piece(start, end).text)
    if person is not None and person.who not in FIGHTING:
        return False
    named = next((c for c in last.children if c.dep_ == "pobj"), None)
    if named is None:
        return False
    place = named.pos_ == "PROPN" and named.ent_type_ in {"GPE", "LOC", "FAC"}
    return place or named.lemma in GENERIC_PLACES or any(_inside(p, named) for p in sentence.places)


def _copula(token: Token) -> Token | None:
    """The verb by which a word says how its subject is: `remains contested`."""
    before = [token.doc[i] for i in range(token.i - 1, max(-1, token.i - 1 - REACH), -1)]
    return next((t for t in before if t.lower_ in COPULAS), None)


def _before_copula(sentence: Sentence, head: Token) -> list[FoundPlace]:
    """The list of places right before `is` or `remains`."""
    verb = _copula(head)
    found: list[FoundPlace] = []
    at = verb.idx if verb is not None else 0
    for place in sorted(sentence.places, reverse=True):
        between = sentence.text[place.end : at].replace(",", " ").split()
        if place.end <= at and set(between) <= {"and", "or", "both", "all"}:
            found.append(place)
            at = place.start
    return found[::-1]


def _of(noun: Token) -> Iterator[Token]:
    """The names behind `the villages of`, and those set beside a noun."""
    for child in noun.children:
        if child.dep_ == "appos":
            yield child
        if child.lower_ == "of":
            yield from (t for t in child.children if t.dep_ == "pobj")


def _inside(place: FoundPlace, token: Token) -> bool:
    return place.start <= token.idx < place.end


def _root(sentence: Sentence, place: FoundPlace) -> Token | None:
    span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
    return span.root if span is not None else None


def _verb_above(token: Token) -> Token | None:
    """The verb on which a name hangs, past the names that it is listed with."""
    while token.head != token:
        token = token.head
        if token.pos_ in VERBAL:
            return token
    return None


def _excepted(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether `but not`, `except` or the like stand between the name before and this one."""
    before = max((p.end for p in sentence.places if p.end <= place.start), default=0)
    words = sentence.text[before : place.start].lower().replace(",", " ").split()[-BARRED:]
    return before > 0 and bool(BARRING & set(words))
