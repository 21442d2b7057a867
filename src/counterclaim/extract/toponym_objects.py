"""Places that the grammar takes for people or bodies: what is shelled or taken, ends of roads, bases and fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.place_words import (
    BOUND_ARTICLES,
    LINES,
    NEVER_PEOPLE,
    QUALIFIED,
    QUALIFIERS,
    SIDES,
    STRUCK,
    kind_word,
)
from counterclaim.extract.toponym_pieces import (
    LONGEST,
    ROADS,
    Bounds,
    Known,
    is_body,
    is_capital,
    known_pieces,
    run,
    run_before,
    trimmed,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AND = frozenset({"and", ",", "&"})


def struck(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names right after a verb of shelling or taking, with the rest of the list (`shelled Ain Issa and Tell Rifaat`).

    After verbs that nobody does to a person (`shelled`, `recaptured`) a name need not be known.
    """
    for token in doc[:-1]:
        verb = token.lemma
        if verb in STRUCK and token.pos_ == "VERB":
            sure = verb in NEVER_PEOPLE
            yield from _listed(doc, _past_sides(doc, token.i + 1), (lambda _name: True) if sure else known)


def ends_of_lines(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Both names after `the road between`, `the front line between`, known or not."""
    for token in doc[1:-1]:
        if token.lower_ != "between" or doc[token.i - 1].lemma not in LINES:
            continue
        start = _past_sides(doc, token.i + 1)
        middle = run(doc, start)
        if middle == start or middle >= len(doc) or doc[middle].lower_ != "and":
            continue
        second = _past_sides(doc, middle + 1)
        for bounds in (trimmed(doc, start, middle), trimmed(doc, second, run(doc, second))):
            if bounds:
                yield from known_pieces(doc, bounds, known)


def roads(doc: Doc, known: Known) -> Iterator[Bounds]:
    """The two ends before a word for a road (`the Aleppo-Damascus highway`), as one name."""
    for token in doc[3:]:
        if token.lower_ not in ROADS or not is_capital(doc[token.i - 1]):
            continue
        bounds = trimmed(doc, run_before(doc, token.i, 2 * LONGEST), token.i)
        ends = doc.piece(*bounds).text.split("-") if bounds else ()
        if bounds and len(ends) == 2 and all(known(end) for end in ends):
            yield bounds


def qualified(doc: Doc, known: Known) -> Iterator[Bounds]:
    """Names before `air base`, `oil field`, `border crossing`, `power plant`."""
    for token in doc[2:]:
        if token.lower_ not in QUALIFIED or doc[token.i - 1].text not in QUALIFIERS:
            continue
        bounds = trimmed(doc, run_before(doc, token.i - 1), token.i - 1)
        if bounds is None or doc[bounds[0]].ent_type_ == "NORP" or is_body(doc.piece(*bounds).text):
            continue
        yield from known_pieces(doc, bounds, known)


def companions(doc: Doc, known: Known, found: Iterable[Bounds]) -> Iterator[Bounds]:
    """Known names that a list adds to a place (`in Kafr Nabl, Hass and Maarat`), and are not the subject of a verb."""
    for _, end in sorted(found):
        end += end < len(doc) and bool(kind_word(doc[end].text))  # noqa: PLW2901  # past the word for its kind
        if end < len(doc) and doc[end].lower_ in _AND:
            yield from _listed(doc, end + 1, known, joined=True)


def _listed(doc: Doc, start: int, known: Known, *, joined: bool = False) -> Iterator[Bounds]:
    found: list[Bounds] = []
    at, closed = start, joined and doc[start - 1].lower_ == "and"
    while at < len(doc):
        at = at + 1 if doc[at].lower_ in {"and", "the"} and at + 1 < len(doc) else at
        bounds = trimmed(doc, at, run(doc, at))
        if bounds is None or bounds[0] != at or not _is_place(doc, bounds, known):
            break
        found.append(bounds)
        at = bounds[1]
        if at >= len(doc) or doc[at].lower_ not in _AND:
            break
        closed |= doc[at].lower_ == "and"
        at += 1
    yield from found if closed or not joined else ()


def _is_place(doc: Doc, bounds: Bounds, known: Known) -> bool:
    """Whether a name is known, stands as object and not as subject, and goes before no noun that it only modifies."""
    root: Token = doc.piece(*bounds).root
    text = doc.piece(*bounds).text
    if root.dep_ in _SUBJECTS or root.pos_ != "PROPN" or doc[bounds[0]].ent_type_ == "NORP" or text.isupper():
        return False
    following = doc[bounds[1]] if bounds[1] < len(doc) else None
    modifies = following is not None and following.pos_ in {"NOUN", "PROPN"} and not kind_word(following.text)
    return known(text) and not modifies and not is_body(text)


def _past_sides(doc: Doc, at: int) -> int:
    while at < len(doc) - 1 and (doc[at].lower_ in SIDES or doc[at].lower_ == "the"):
        at += 1
    return at


def with_bound_article(doc: Doc, start: int, end: int) -> int:
    """Where a name ends that goes on with a bound article (`Deir` of `Deir ez-Zor`)."""
    goes_on = end + 2 < len(doc) and doc[end].lower_ in BOUND_ARTICLES and doc[end + 1].text == "-"
    return end + 3 if goes_on and end > start and doc[end + 2].text[0].isupper() else end
