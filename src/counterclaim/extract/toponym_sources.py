"""Where names of places come from in a parsed text: named entities, lists, words for kinds, a gazetteer's knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.extract.lexicon import lexicon
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.place_words import (
    AFFAIRS,
    DIRECTIONS,
    HELD,
    LOCATIVE,
    SIDES,
    STRETCHES,
    STRIKING,
    STRONG,
    SURE_KINDS,
    UNDERGOING,
    kind_word,
)
from counterclaim.extract.toponym_objects import ends_of_lines, qualified, roads, struck, with_bound_article
from counterclaim.extract.toponym_pieces import (
    LONGEST,
    NOT_NAMES,
    Bounds,
    Known,
    is_body,
    is_capital,
    joins_name,
    known_pieces,
    run,
    run_before,
    trimmed,
)

PLACES = frozenset({"GPE", "LOC", "FAC"})
_FRONTIERS = frozenset({"border", "borders", "frontier"})
_SITES = DIRECTIONS | STRETCHES


def _from_entities(doc: Doc, known: Known) -> Iterator[Bounds]:
    for entity in doc.ents:
        if entity.label_ not in PLACES:
            continue
        bounds = trimmed(doc, entity.start, with_bound_article(doc, entity.start, entity.end))
        if bounds is None:
            continue
        text = doc.piece(*bounds).text
        if entity.label_ == "FAC" and not (known(text) or _has_kind(doc, bounds)):
            continue
        if (text.isupper() and len(text) <= 5 and not known(text)) or is_body(text):
            continue
        yield from _split(doc, bounds, known)


def _has_kind(doc: Doc, bounds: Bounds) -> bool:
    return any(kind_word(token.text) for token in doc[bounds[0] : min(bounds[1] + 1, len(doc))])


def _split(doc: Doc, bounds: Bounds, known: Known) -> Iterator[Bounds]:
    """Parts of a run that swallowed several names: at commas and "and", and where both halves are known."""
    start = bounds[0]
    for i in range(*bounds):
        if doc[i].text in {",", "and", "&", "/", "\n"} and not known(doc.piece(*bounds).text):
            if i > start:
                yield (start, i)
            start = i + 1
    rest = trimmed(doc, start, bounds[1])
    if rest:
        yield from known_pieces(doc, rest, known)


def _after_kinds(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names after "the village of", and the whole list after "the villages of"."""
    for token in doc[:-2]:
        if not kind_word(token.text) or token.lower_ == "state":
            continue
        many = token.lower_.endswith("s") and token.lower_ not in {"suburbs", "outskirts"}
        if doc[token.i + 1].lower_ == "of":
            yield from _list(doc, token.i + 2, known, many=many)
        elif many and token.text.islower() and doc[token.i + 1].pos_ == "PROPN":
            yield from _list(doc, token.i + 1, known, many=True)


def _list(doc: Doc, start: int, known: Known, *, many: bool) -> Iterator[Bounds]:
    i = start + 1 if start < len(doc) and doc[start].lower_ == "the" else start
    while i < len(doc):
        end = run(doc, i)
        if end == i or (end == i + 1 and _describes(doc, i)):
            return
        bounds = trimmed(doc, i, end)
        if bounds:
            yield from _pieces_of_list(doc, bounds, known) if many else known_pieces(doc, bounds, known)
        i = end
        while many and i < len(doc) and doc[i].lower_ in {",", "and", "&", "as", "well"}:
            i += 1
        if not many or i == end:
            return


def _describes(doc: Doc, at: int) -> bool:
    """Whether the name of a people only says of what comes after it whose it is: `the Ardanian northern city of`."""
    token, following = doc[at], doc[at + 1] if at + 1 < len(doc) else None
    if following is None or not following.text.islower() or following.pos_ not in {"ADJ", "NOUN"}:
        return False
    named = kind_word(following.text) and (at + 2 == len(doc) or doc[at + 2].lower_ != "of")
    return not named and _is_people(token) and token.dep_ in {"amod", "compound", "nmod"}


def _pieces_of_list(doc: Doc, bounds: Bounds, known: Known) -> Iterator[Bounds]:
    """The names of a list whose commas were lost: the longest known name at each place, else the words left over."""
    start, end = bounds
    while start < end:
        cut = next((j for j in range(end, start, -1) if known(doc.piece(start, j).text)), end)
        yield (start, cut)
        start = cut


def _before_kinds(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names before "village", "province", "airbase": unless they are people or organisations that are not known."""
    for token in doc[1:]:
        if not kind_word(token.text) or token.text[0].isupper():
            continue
        bounds = trimmed(doc, run_before(doc, token.i, LONGEST + 1), token.i)
        if bounds is None or (_is_people(doc[bounds[0]]) and token.lower_ not in _FRONTIERS):
            continue
        plain = doc[bounds[0]].ent_type_ not in {"PERSON", "ORG"} or kind_word(token.text) in SURE_KINDS
        plain |= token.text == "area" and _is_the_area(doc, bounds)
        for piece in known_pieces(doc, bounds, known):
            if plain or known(doc.piece(*piece).text):
                yield piece


def _is_the_area(doc: Doc, bounds: Bounds) -> bool:
    """Whether `the … area` holds a name that is neither written in capitals nor that of a body."""
    text = doc.piece(*bounds).text
    return bounds[0] > 0 and doc[bounds[0] - 1].lower_ == "the" and not text.isupper() and not is_body(text)


def _suffering(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names before `in` and a known place that suffer something, which no person in a place is said to do."""
    for token in doc[1:-1]:
        if token.lower_ != "in" or not (is_capital(doc[token.i - 1]) and is_capital(doc[token.i + 1])):
            continue
        start = run_before(doc, token.i)
        root = doc.piece(start, token.i).root
        if root.dep_ == "nsubj" and root.head.lemma in UNDERGOING and known(doc[token.i + 1].text):
            yield (start, token.i)


def _without_apostrophe(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names of places that lost the apostrophe of their genitive (`since Syrias conflict`)."""
    for token in doc[:-1]:
        text, following = token.text, doc[token.i + 1]
        owner = text[0].isupper() and text.endswith("s") and len(text) > 4 and token.ent_type_ not in NOT_NAMES
        if (
            owner
            and following.lower_ not in AFFAIRS
            and following.text.islower()
            and following.pos_ in {"NOUN", "ADJ"}
            and known(text[:-1])
            and not known(text)
        ):
            yield (token.i, token.i + 1)


def _ending_in_kinds(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Runs of capitals that end with the word for their kind: `al-Kallasa Street`, `Tishrin Bridge`."""
    for token in doc[1:]:
        if token.text[0].isupper() and kind_word(token.text) in SURE_KINDS and is_capital(doc[token.i - 1]):
            bounds = trimmed(doc, run_before(doc, token.i), token.i + 1)
            if bounds is not None and bounds[1] - bounds[0] > 1:
                yield from known_pieces(doc, bounds, known)


def _after_held(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names after `rebel-held`, `government-controlled`."""
    for token in doc[2:-1]:
        if token.lower_ in HELD and doc[token.i - 1].text == "-":
            start = token.i + 1 + (doc[token.i + 1].text in SIDES and token.i + 2 < len(doc))
            bounds = trimmed(doc, start, run(doc, start))
            if bounds is not None and bounds[0] == start:
                first = next(_pieces_of_list(doc, bounds, known)) if start > token.i + 1 else bounds
                yield from known_pieces(doc, first, known)


def _is_people(token: Token) -> bool:
    """Whether a word is used as the adjective of a people (`Turkish`), not as a name mistaken for one."""
    if token.ent_type_ != "NORP":
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    owned = following is not None and following.pos_ in {"NOUN", "ADJ"} and not kind_word(following.text)
    return owned or token.pos_ != "PROPN" or token.tag_ == "NNPS"


def _after_prepositions(doc: Doc, known: Known) -> Iterator[Bounds]:
    for token in doc[:-1]:
        low = token.lower_
        directed = low == "of" and token.i > 0 and doc[token.i - 1].lower_ in _SITES
        if low not in LOCATIVE and not directed:
            continue
        start = token.i + 1
        while start < len(doc) - 1 and (
            doc[start].lower_ in SIDES or doc[start].lower_ == "the" or doc[start].text == "-"
        ):
            start += 1
        bounds = trimmed(doc, start, run(doc, start))
        if bounds is None or not all(joins_name(doc, i) for i in range(start, bounds[0])):
            continue
        first, text = doc[bounds[0]], doc.piece(*bounds).text
        loose = low in {"on", "onto", "against"} and not (
            token.i and doc[token.i - 1].pos_ in {"NOUN", "PROPN", "VERB"}
        )
        sure = (
            not loose
            and known(text)
            and not _is_people(first)
            and (first.ent_type_ != "ORG" or (_ends_phrase(doc, bounds[1]) and not text.isupper()))
        )
        kinds = {"", "PERSON", "GPE", "ORG"} if low in {"near", "outside"} else {"", "PERSON", "GPE"}
        kinds |= {"ORG"} if start < bounds[0] else set()  # an Arabic article makes no organisation of a name
        strong = directed or low in STRONG or (low == "on" and doc[token.i - 1].lemma in STRIKING)
        if sure or (strong and first.ent_type_ in kinds and first.pos_ == "PROPN"):
            yield from known_pieces(doc, bounds, known)


def _ends_phrase(doc: Doc, at: int) -> bool:
    """Whether no noun follows that a name would only modify, but for the word of its kind."""
    return at >= len(doc) or doc[at].pos_ not in {"NOUN", "PROPN"} or bool(kind_word(doc[at].text))


def _from_knowledge(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Runs of proper nouns that a gazetteer has and that the model calls neither person nor organisation."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if not (is_capital(token) and token.pos_ == "PROPN" and token.ent_type_ == ""):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and is_capital(doc[end]) and doc[end].ent_type_ == "" and end - i < 4:
            end += 1
        whole = (end < len(doc) and doc[end].text[0].isupper()) or (i > 0 and doc[i - 1].pos_ == "PROPN")
        plain = end - i == 1 and _is_common(token)
        if not whole and not plain and len(doc.piece(i, end).text) > 3 and known(doc.piece(i, end).text):
            yield (i, end)
        i = end


def _taken(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Known names of which a word of control tells, whatever the model takes them for, with those listed."""
    for verb in doc:
        contested = verb.lower_ == "contested"
        if not contested and (verb.pos_ != "VERB" or not _tells_control(verb)):
            continue
        roles = {"dobj", "nsubjpass"} | ({"nsubj"} if verb.lemma == "fall" and _falls_to(verb) else set())
        nouns = [child for child in verb.children if child.dep_ in roles]
        if contested and verb.i > 1:
            nouns.append(doc[verb.i - 2])  # "Brask remains contested", of which the grammar makes nothing
        for noun in nouns:
            runs = [_named(doc, token) for token in (noun, *noun.conjuncts) if token.text[0].isupper()]
            if any(known(doc.piece(start, end).text) for start, end in runs):
                yield from runs


def _falls_to(verb: Token) -> bool:
    """Whether a place falls to somebody or into their hands, rather than apart."""
    return any(child.lower_ in {"to", "into", "under"} for child in verb.children)


def _named(doc: Doc, token: Token) -> Bounds:
    """The run of capitals around a word; the word alone where the model takes it for a date or the like."""
    return (run_before(doc, token.i), run(doc, token.i)) if is_capital(token) else (token.i, token.i + 1)


def _tells_control(verb: Token) -> bool:
    table, word = lexicon(), verb.lemma
    phrased = (entry for _, entry in table.phrases.get(word, ()))
    return any(entry.family == "control" for entry in (*table.verbs.get(word, ()), *phrased))


def _is_common(token: Token) -> bool:
    """Whether a capitalised word is a word of war reporting, as in a headline, rather than a name."""
    low = token.lemma
    return low in lexicon().nouns or low in lexicon().verbs


SOURCES = (
    roads,
    qualified,
    ends_of_lines,
    _after_kinds,
    _after_held,
    _ending_in_kinds,
    _from_entities,
    _before_kinds,
    _after_prepositions,
    struck,
    _suffering,
    _without_apostrophe,
    _from_knowledge,
    _taken,
)
