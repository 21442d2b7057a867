"""The figure that words name, read by the grammar of quantities in their whole sentence."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.extract.equipment import classify, model_spans
from counterclaim.extract.measures import PEOPLE_ROLES
from counterclaim.extract.people import who
from counterclaim.extract.quantities import FoundQuantity, find_quantities, implied_one
from counterclaim.model.claims import Measure, Mention, Object, Role
from counterclaim.model.documents import Span
from counterclaim.model.values import Interval

ONE = Interval(1, 1)
UNKNOWN = Interval(None, None)


def read_measure(sentence: Mention, words: Mention, role: Role) -> Measure | None:
    """The measure that some words of a sentence name; None where they name no figure.

    The sentence is read as a whole, so that “at least” counts also where the words begin after it.
    """
    start = words.span.start - sentence.span.start
    named = Span(start, start + len(words.span))
    found = _quantity(sentence.text, named)
    if found is None:
        return _measure(words, role, ONE) if implied_one(words.text) else None
    whole = found.span.cover(named)
    mention = Mention(sentence.text[whole.start : whole.end], whole.shift(sentence.span.start))
    counted = _measure(mention, role, found.interval if found.share is None else UNKNOWN)
    of = found.share_of
    return replace(
        counted,
        approximate=found.approximate,
        vague=found.vague,
        share=found.share,
        share_of=sentence.text[of.start : of.end] if of is not None else None,
    )


def _quantity(sentence: str, named: Span) -> FoundQuantity | None:
    """The first figure of the sentence that counts people or things and shares words with those named."""
    found = find_quantities(sentence, skip=model_spans(sentence))
    return next((q for q in found if q.unit in {None, "%"} and q.number.overlaps(named)), None)


def _measure(words: Mention, role: Role, interval: Interval) -> Measure:
    """What is counted, by the words themselves."""
    person, thing = who(words.text), classify(words.text)
    people = person is not None or (thing is None and role in PEOPLE_ROLES)
    return Measure(
        role=role,
        object=Object.PERSON if people else thing.object if thing is not None else Object.EQUIPMENT,
        mention=words,
        interval=interval,
        who=person.who if person is not None else None,
        model=thing.model if thing is not None and not people else None,
    )
