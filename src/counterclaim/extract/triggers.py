"""Where a sentence says that something happened, was done by speaking, or changed hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.extract.lexicon import Entry, Lexicon, Phrase, lexicon
from counterclaim.extract.parses import Doc, Token

SKIPPED = frozenset({"DET", "PRON", "ADJ", "ADV", "NUM"})
GAP = 6
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word or phrase of the lexicon in a sentence: token bounds `[start, end)` and the token that heads it."""

    head: int
    start: int
    end: int
    entry: Entry

    @property
    def family(self) -> str:
        """Which family of the lexicon it belongs to."""
        return self.entry.family


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers of a sentence in text order; a phrase hides the single words inside it, family by family."""
    phrases = list(_phrases(doc))
    taken = {(trigger.family, i) for trigger in phrases for i in range(trigger.start, trigger.end)}
    events = {i for trigger in phrases if trigger.family == "event" for i in range(trigger.start, trigger.end)}
    words = [
        t for t in _words(doc) if (t.family, t.head) not in taken and not (t.head in events and t.family != "control")
    ]
    return sorted([*phrases, *words], key=lambda trigger: (trigger.start, trigger.end, trigger.family))


def _words(doc: Doc) -> Iterator[Trigger]:
    table = lexicon()
    for token in doc:
        if table.single.isdisjoint((token.lower_, token.lemma)) or token.ent_type_ in {"PERSON", "WORK_OF_ART"}:
            continue
        for entry in _entries_of(token, table):
            if entry.family == "casualty" and entry.frame == "noun" and token.dep_ in {"compound", "nmod", "amod"}:
                continue
            yield Trigger(head=token.i, start=token.i, end=token.i + 1, entry=entry)


def _entries_of(token: Token, table: Lexicon) -> tuple[Entry, ...]:
    word, lower = token.lemma, token.lower_
    found: tuple[Entry, ...] = ()
    disguised = token.tag_ in {"NNS", "NNPS"} and token.i + 1 < len(token.doc) and token.nbor().like_num
    if token.pos_ in VERBAL or token.tag_.startswith("VB") or disguised:
        found += table.verbs.get(word, ())
    if token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nsubj", "dobj", "pobj"}:
        listed = table.nouns.get(word, ()) or (table.nouns.get(lower, ()) if token.tag_ == "VBG" else ())
        found += tuple(e for e in listed if e not in found)
    if token.pos_ in {"ADJ", "VERB", "ADV"} or token.tag_ in {"VBN", "JJ"} or lower == "dead":
        found += table.adjectives.get(lower, ())
    elif token.pos_ in {"NOUN", "PROPN"}:
        found += tuple(entry for entry in table.adjectives.get(lower, ()) if entry.family == "act")
    return found


def _phrases(doc: Doc) -> Iterator[Trigger]:
    table = lexicon().phrases
    for token in doc:
        word, lower = token.lemma, token.lower_
        candidates = table.get(word, ()) + (table.get(lower, ()) if word != lower else ())
        if not candidates:
            continue
        found = [
            (end, len(phrase), entry)
            for phrase, entry in candidates
            if (end := match_phrase(doc, token.i, phrase)) is not None
        ]
        longest = max((end for end, _, _ in found), default=0)
        for entry in _fullest([(size, entry) for end, size, entry in found if end == longest]):
            yield Trigger(head=_head(doc, token.i, longest), start=token.i, end=longest, entry=entry)


def _fullest(found: Sequence[tuple[int, Entry]]) -> Iterator[Entry]:
    """Of the phrases that end together those of most words, family by family: `blow himself up` before `blow up`."""
    most = {e.family: max(size for size, other in found if other.family == e.family) for _, e in found}
    yield from dict.fromkeys(entry for size, entry in found if size == most[entry.family])


def match_phrase(doc: Doc, start: int, phrase: Phrase) -> int | None:
    """The token index after the phrase if it begins at `start`.

    Two determiners, numbers or adjectives may stand between its words; where the phrase has `*`, up to six words may.
    """
    at, free = start + 1, False
    for word in phrase[1:]:
        if word == "*":
            free = True
            continue
        found = _next(doc, at, word, free=free)
        if found is None:
            return None
        at, free = found + 1, False
    return at


def _next(doc: Doc, at: int, word: str, *, free: bool) -> int | None:
    """Where the next word of a phrase stands, over what may be skipped."""
    for i in range(at, min(len(doc), at + (GAP if free else 4))):
        token = doc[i]
        if word in (token.lower_, token.lemma):  # most words differ at once
            return i
        if (
            not free
            and token.pos_ not in SKIPPED
            and token.text not in {"'s", "’s", "than"}
            and token.like_num is False
        ):
            return None
    return None


def _head(doc: Doc, start: int, end: int) -> int:
    """The token of a phrase on which the others hang."""
    return next((i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i), start)
