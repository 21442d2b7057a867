"""One sentence with everything that is found in it before claims are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.extract.attribution import Attribution, find_attributions
from counterclaim.extract.citing import nested
from counterclaim.extract.counts import find_counts
from counterclaim.extract.measures import Counted, tie_counts
from counterclaim.extract.merging import merge
from counterclaim.extract.parses import Doc
from counterclaim.extract.proposals import Proposal
from counterclaim.extract.times import FoundTime, find_times
from counterclaim.extract.toponym_pieces import Known
from counterclaim.extract.toponyms import FoundPlace, find_toponyms
from counterclaim.extract.triggers import Trigger, find_triggers
from counterclaim.model.claims import Mention
from counterclaim.model.documents import PartKind, Passage, Span

SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A parsed passage and what stands in it; token bounds are turned into document mentions by `mention`.

    `text` is the sentence as written; the parse may have seen a headline in the case of running text.
    """

    passage: Passage
    text: str
    doc: Doc
    triggers: tuple[Trigger, ...]
    counted: tuple[Counted, ...]
    attributions: tuple[Attribution, ...]
    places: tuple[FoundPlace, ...]
    times: tuple[FoundTime, ...]

    def span(self, bounds: tuple[int, int]) -> Span:
        """Token bounds as a span of the document."""
        piece = self.doc.piece(*bounds)
        return Span(piece.start_char, piece.end_char).shift(self.passage.span.start)

    def mention(self, bounds: tuple[int, int]) -> Mention:
        """Token bounds as words of the document."""
        piece = self.doc.piece(*bounds)
        return self.words(piece.start_char, piece.end_char)

    def tokens(self, span: Span) -> tuple[int, int] | None:
        """The token bounds of the sentence that lie within a span of the document, None where none does."""
        if not span.overlaps(self.passage.span):
            return None
        inside = [t.i for t in self.doc if span.contains(self.span((t.i, t.i + 1)))]
        return (inside[0], inside[-1] + 1) if inside else None

    def words(self, start: int, end: int) -> Mention:
        """Character bounds of the sentence as words of the document."""
        return Mention(self.text[start:end], Span(start, end).shift(self.passage.span.start))


class PageNames:
    """The place names of the sentences of a page, each sentence read with what the whole page names.

    Args:
        docs: the sentences of the page; those that the grammar did not see name nothing.
        known: whether a gazetteer has a name.
    """

    def __init__(self, docs: Sequence[Doc], known: Known) -> None:
        self.known = known
        self.alone = [find_toponyms(doc, known) if doc.parsed else [] for doc in docs]
        named = {name for doc, found in zip(docs, self.alone, strict=True) for name in _names(doc, found)}
        self.learned = frozenset(name for name in named if not known(name))

    def within(self, number: int, doc: Doc) -> list[FoundPlace]:
        """The place names of sentence `number`."""
        if not any(name in doc.text for name in self.learned):
            return self.alone[number]
        return find_toponyms(doc, lambda name: name in self.learned or self.known(name))


def _names(doc: Doc, places: Sequence[FoundPlace]) -> Iterator[str]:
    """The bare names of places, but for those so short that they may be something else in another sentence."""
    text = doc.text
    names = (text[place.core_start : place.core_end] for place in places)
    return (name for name in names if len(name) > SHORTEST_NAME)


def analyse(passage: Passage, text: str, doc: Doc, kind: PartKind, places: Sequence[FoundPlace]) -> Sentence:
    """Everything found in one sentence; of one that the grammar did not see, its times."""
    times = tuple(find_times(doc.text))
    if not doc.parsed:
        return Sentence(
            passage=passage, text=text, doc=doc, triggers=(), counted=(), attributions=(), places=(), times=times
        )
    triggers = find_triggers(doc)
    counting = any(trigger.entry.role is not None for trigger in triggers)
    counted = tie_counts(doc, find_counts(doc), triggers) if counting else []
    return Sentence(
        passage=passage,
        text=text,
        doc=doc,
        triggers=tuple(triggers),
        counted=tuple(counted),
        attributions=tuple(nested(doc, find_attributions(doc, triggers, headline=kind is PartKind.HEADLINE))),
        places=tuple(places),
        times=times,
    )


def with_proposals(sentence: Sentence, proposed: Sequence[Proposal]) -> Sentence:
    """The sentence with the attributions that a model proposes beside those of the grammar."""
    merged = merge(sentence.doc, sentence.attributions, proposed, at=sentence.passage.span.start)
    return replace(sentence, attributions=tuple(merged))
