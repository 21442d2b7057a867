"""Place names in a parsed text: of all that may be one, those that are, with how the text lies to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.extract.lexicon import lexicon
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.place_words import (
    ACTORS,
    ARTICLES,
    BLAMING,
    BOUND_ARTICLES,
    DIRECTIONS,
    FAMILIES,
    HOMES,
    LOCATIVE,
    NEVER,
    QUALIFIED,
    QUALIFIERS,
    SIDES,
    SPEAKING,
    SURE_KINDS,
    TITLES,
    UNDERGOING,
    is_never,
    kind_word,
)
from counterclaim.extract.toponym_objects import companions
from counterclaim.extract.toponym_pieces import Bounds, Known
from counterclaim.extract.toponym_sources import PLACES, SOURCES
from counterclaim.model.claims import Role

HARM = frozenset({Role.KILLED, Role.WOUNDED, Role.CAPTURED, Role.DESTROYED})
_ALONE = SURE_KINDS | {"camp", "school", "university", "tower", "building", "church", "clinic", "hotel", "stadium"}


class FoundPlace(NamedTuple):
    """A place name where it stands, `[start, end)` in the text with the word for its kind, the bare name in `core_*`.

    `relation` is how the text lies to it: `in`, `near`, `west of`, `between`, `toward`, `from` or `outside`.
    """

    start: int
    end: int
    relation: str
    core_start: int
    core_end: int


def find_toponyms(doc: Doc, known: Known, *, every: bool = False) -> list[FoundPlace]:
    """The place names of a parsed text, in its order, none overlapping.

    `known` tells whether a gazetteer has a name. With `every`, names that stand for a government ("Turkey said") or a
    people ("Russian") count too, as in the benchmarks of toponyms; without, only those that tell where something is.
    """
    taken = [False] * len(doc)
    found: list[Bounds] = []
    for source in SOURCES:
        for start, end in source(doc, known):
            if not any(taken[start:end]) and _may_be_place(doc, start, end):
                taken[start:end] = [True] * (end - start)
                found.append((start, end))
    for bounds in list(companions(doc, known, found)):
        if not any(taken[slice(*bounds)]) and _may_be_place(doc, *bounds):
            taken[slice(*bounds)] = [True] * (bounds[1] - bounds[0])
            found.append(bounds)
    found = [bounds for bounds in found if not _is_surname(doc, bounds)]
    if every:
        found += list(_repeated(doc, [b for b in found if known(doc.piece(*b).text)], taken))
        found += [b for b in _peoples(doc, known) if not any(taken[b[0] : b[1]])]
    else:
        found = [b for b in found if _tells_where(doc, b) and not _is_of_people(doc, b, known)]
    return [_place(doc, bounds) for bounds in sorted(found)]


def _is_surname(doc: Doc, bounds: Bounds) -> bool:
    """Whether a single word is elsewhere the last word of a person's full name, more often than it is a place."""
    if bounds[1] - bounds[0] > 1:
        return False
    word = doc[bounds[0]].text
    full = (e for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-1].text == word)
    people = sum(1 for e in full if e[0].lower_ not in BOUND_ARTICLES)
    places = sum(1 for e in doc.ents if e.label_ in PLACES and e.text == word)
    return people > places


def _repeated(doc: Doc, found: list[Bounds], taken: list[bool]) -> Iterator[Bounds]:
    """Names found as places elsewhere in the text, where they stand inside the name of something else."""
    names = {tuple(token.text for token in doc[start:end]) for start, end in found}
    for length in sorted({len(name) for name in names}, reverse=True):
        for i in range(len(doc) - length + 1):
            here = tuple(token.text for token in doc[i : i + length])
            if here in names and not any(taken[i : i + length]) and doc[i].ent_type_ != "PERSON":
                taken[i : i + length] = [True] * length
                yield (i, i + length)


def _peoples(doc: Doc, known: Known) -> Iterator[Bounds]:
    for entity in doc.ents:
        if entity.label_ == "NORP" and len(entity) <= 2 and known(entity.text) and not is_never(entity.text.split()):
            yield (entity.start, entity.end)


def _may_be_place(doc: Doc, start: int, end: int) -> bool:
    words = [token.text for token in doc[start:end] if not token.is_punct]
    if (
        not words
        or is_never(words)
        or all(word.lower() in SIDES for word in words)
        or (len(words) == 1 and kind_word(words[0]) in _ALONE)
        or (words[0].rstrip(".") in NEVER - {"The", "Al", "Top", "Battle", "Peace"} and not _is_titled(doc, start, end))
    ):
        return False
    return any(len(word) > 1 for word in words)


def _is_titled(doc: Doc, start: int, end: int) -> bool:
    """Whether a place is called by a title (`the Sheikh Maqsoud neighbourhood`)."""
    after = doc[end].text if end < len(doc) else ""
    return doc[start].text in TITLES and end - start > 1 and kind_word(after) in SURE_KINDS


def _tells_where(doc: Doc, bounds: Bounds) -> bool:
    """Whether the name says where something is, rather than who: no "US warplanes", no "Turkey said"."""
    root = _first_of_list(doc.piece(*bounds).root)
    following = [token.lower_ for token in doc[bounds[1] : bounds[1] + 2]]
    if following[:1] == ["based"] or (
        following[:1] == ["-"] and doc.piece(bounds[1] + 1, bounds[1] + 2).text[:1].islower()
    ):
        return False
    if {"outlawed", "banned"} & {token.lower_ for token in doc[max(0, bounds[0] - 3) : bounds[0]]}:
        return False
    if root.dep_ in {"compound", "nmod", "poss", "amod"} and root.head.lower_ in ACTORS:
        return False
    if root.dep_ in {"dobj", "pobj"} and _is_blamed(root):
        return False
    if root.dep_ == "pobj" and root.head.dep_ == "agent":
        return False
    if bounds[0] > 1 and doc[bounds[0] - 1].text == "-" and doc[bounds[0] - 2].lower_ in {"anti", "pro"}:
        return False
    attacks = any(e.family == "event" or e.role in HARM for e in lexicon().verbs.get(root.head.lemma, ()))
    attacks &= root.head.lemma not in UNDERGOING
    return not (root.dep_ == "nsubj" and (attacks or root.head.lemma in SPEAKING))


def _is_of_people(doc: Doc, bounds: Bounds, known: Known) -> bool:
    """Whether a name is that of a family, or of the owners of a house that no gazetteer has as a place."""
    following = doc[bounds[1]].lower_ if bounds[1] < len(doc) else ""
    return following in FAMILIES or (following in HOMES and not known(doc.piece(*bounds).text))


def _first_of_list(token: Token) -> Token:
    """The first of the names that a token is listed with, since what it does they all do."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _is_blamed(root: Token) -> bool:
    """Whether a name is whom somebody accuses or blames (`accused Damascus of`, `blamed on Moscow`)."""
    verb = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "on" else root.head
    return verb.lemma in BLAMING and (root.dep_ == "dobj" or verb.lemma == "blame")


def _place(doc: Doc, bounds: Bounds) -> FoundPlace:
    start, end = _with_article(doc, bounds[0]), bounds[1]
    last = end
    while last < len(doc) and _is_kind(doc, last):
        last += 1
    core = doc.piece(start, end)
    return FoundPlace(
        core.start_char, doc.piece(start, last).end_char, _relation(doc, start), core.start_char, core.end_char
    )


def _is_kind(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells the kind of the place before it, alone or with the next one (`oil field`)."""
    word, following = tokens[at], tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word.text[0].isupper():
        return False
    qualifies = word.text in QUALIFIERS and following in QUALIFIED
    return qualifies or bool(kind_word(word.text)) or (word.text in QUALIFIED and tokens[at - 1].text in QUALIFIERS)


def _with_article(doc: Doc, start: int) -> int:
    """Where a name begins with its Arabic article (`al-Jamilia`)."""
    if start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ in BOUND_ARTICLES:
        return start - 2
    return start - 1 if start and doc[start - 1].lower_ in ARTICLES else start


def _relation(doc: Doc, start: int) -> str:
    """How the text lies to a place, from the words before it; `in` where they do not say."""
    for i in range(start - 1, max(-1, start - 7), -1):
        low = doc[i].lower_
        if low == "of" and i > 0 and doc[i - 1].lower_ in DIRECTIONS:
            return f"{doc[i - 1].lower_} of"
        if low == "of" and i > 0 and doc[i - 1].lower_ in {"outskirts", "vicinity", "edge"}:
            return "near"
        if low in LOCATIVE:
            return LOCATIVE[low]
        if doc[i].pos_ in {"VERB", "AUX", "SCONJ"} or low in {".", ";", ":"}:
            break
    return "in"
