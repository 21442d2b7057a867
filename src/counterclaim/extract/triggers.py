"""Where a sentence says that something happened, was done by speaking, or changed hands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.extract.lexicon import Entry, Phrase, lexicon

SKIPPED = frozenset({"DET", "PRON", "ADJ", "ADV"})
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
    words = [t for t in _words(doc) if (t.family, t.head) not in taken and not (t.head in events and t.family != "control")]
    return sorted([*phrases, *words], key=lambda trigger: (trigger.start, trigger.end, trigger.family))


def _words(doc: Doc) -> Iterator[Trigger]:
    table = lexicon()
    for token in doc:
        if token.ent_type_ in {"PERSON", "WORK_OF_ART"}:
            continue
        for entry in _entries_of(token, table.verbs, table.nouns, table.adjectives):
            yield Trigger(head=token.i, start=token.i, end=token.i + 1, entry=entry)


def _entries_of(token: Token, verbs: object, nouns: object, adjectives: object) -> tuple[Entry, ...]:
    word, lower = lemma(token), token.lower_
    found: tuple[Entry, ...] = ()
    if token.pos_ in VERBAL or token.tag_.startswith("VB"):
        found += verbs.get(word, ())  # type: ignore[attr-defined]
    if token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nsubj", "dobj", "pobj"}:
        found += tuple(e for e in nouns.get(word, ()) if e not in found)  # type: ignore[attr-defined]
    if token.pos_ in {"ADJ", "VERB", "ADV"} or token.tag_ in {"VBN", "JJ"} or lower == "dead":
        found += adjectives.get(lower, ())  # type: ignore[attr-defined]
    return found


def lemma(token: Token) -> str:
    """The lemma in lower case; capitalised headline verbs are looked up by their plain form too."""
    return token.lemma_.lower()


def _phrases(doc: Doc) -> Iterator[Trigger]:
    table = lexicon().phrases
    for token in doc:
        candidates = table.get(lemma(token), ()) + (table.get(token.lower_, ()) if lemma(token) != token.lower_ else ())
        best: tuple[int, Entry] | None = None
        for phrase, entry in candidates:
            end = _match(doc, token.i, phrase)
            if end is not None and (best is None or end > best[0]):
                best = (end, entry)
        if best is not None:
            yield Trigger(head=_head(doc, token.i, best[0]), start=token.i, end=best[0], entry=best[1])


def _match(doc: Doc, start: int, phrase: Phrase) -> int | None:
    """The token index after the phrase if it begins at `start`; two determiners or adjectives may stand between."""
    at = start + 1
    for word in phrase[1:]:
        skipped = 0
        while at < len(doc) and word not in {lemma(doc[at]), doc[at].lower_} and skipped < 2:
            if doc[at].pos_ not in SKIPPED and doc[at].text not in {"'s", "’s"}:
                return None
            at, skipped = at + 1, skipped + 1
        if at >= len(doc) or word not in {lemma(doc[at]), doc[at].lower_}:
            return None
        at += 1
    return at


def _head(doc: Doc, start: int, end: int) -> int:
    """The token of a phrase on which the others hang."""
    return next((i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i), start)
