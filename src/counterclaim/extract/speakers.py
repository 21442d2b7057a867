"""Who `it`, `the ministry` or `the same source` is: short forms carried back to the speaker they stand for."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from counterclaim.extract.lexicon import words
from counterclaim.extract.people import who
from counterclaim.extract.speaker_kinds import is_state
from counterclaim.model.claims import Mention
from counterclaim.model.documents import SourceKind

SINGULAR_PEOPLE = frozenset({"he", "she", "i", "him", "her"})
PLURAL = frozenset({"they", "we", "them"})
THINGS = frozenset({"it", "this", "that", "which"})
RELATIVE = frozenset({"who"})
PERSONAL_KINDS = frozenset(
    {
        SourceKind.PERSON,
        SourceKind.WITNESS,
        SourceKind.MEDIC,
        SourceKind.ANONYMOUS,
        SourceKind.OFFICIAL,
        SourceKind.UNKNOWN,
    }
)
ARTICLES = words("articles")
DEFINITE = frozenset({"the", "this", "that", "same", "its"})
TITLES = words("titles")
SYNONYMS = {
    "group": {
        "monitor",
        "observatory",
        "group",
        "organisation",
        "organization",
        "watchdog",
        "council",
        "movement",
        "army",
    },
    "monitor": {"monitor", "observatory", "group"},
    "watchdog": {"monitor", "observatory", "watchdog", "group"},
    "agency": {"agency", "news"},
    "army": {"army", "military", "forces"},
    "military": {"army", "military", "forces", "defence", "defense"},
    "ministry": {"ministry"},
    "newspaper": {"newspaper", "daily", "times", "post"},
    "daily": {"newspaper", "daily", "times", "post"},
}
PERSON_HEADS = words("person_heads")
ADJECTIVAL = ("an", "ish", "ese", "i", "ch", "ic")
PREPOSITIONS = frozenset({"for", "of", "in", "at", "from", "on", "with", "to"})
DOCUMENTS = frozenset({"statement", "communique", "communiqué", "bulletin", "announcement"})
VOICES_OF = DOCUMENTS | {"spokesman", "spokeswoman", "spokesperson"}
BODIES = frozenset(
    {
        SourceKind.OFFICIAL,
        SourceKind.MILITARY,
        SourceKind.ARMED_GROUP,
        SourceKind.MONITOR,
        SourceKind.ORGANISATION,
        SourceKind.MEDIA,
    }
)
ORGANISATION_WORDS = frozenset({"group", "monitor", "watchdog", "organisation", "organization", "newspaper", "daily"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A speaker met in the text: the fullest mention, its kind, and its words in lower case."""

    mention: Mention
    kind: SourceKind
    words: frozenset[str]
    head: str
    personal: bool


class SpeakerMemory:
    """The speakers of one part, latest last, and the carrying back of short forms."""

    def __init__(self, *, span: int) -> None:
        self.span = span
        self._met: deque[Spoken] = deque(maxlen=24)
        self._named: deque[Spoken] = deque(maxlen=48)

    def carry(
        self, mention: Mention, kind: SourceKind, *, nested: bool = False
    ) -> tuple[Mention | None, SourceKind, str]:
        """The fuller mention that a short one stands for (None if it speaks for itself), its kind and the reason.

        Who speaks `nested` in the words of another one stays behind him: `he added` goes back to the outer one.
        """
        outer = self.latest()
        found = self._carry(mention, kind)
        if nested and outer is not None and self.latest() is not outer:
            self._met[-1], self._met[-2] = self._met[-2], self._met[-1]
        return found

    def _carry(self, mention: Mention, kind: SourceKind) -> tuple[Mention | None, SourceKind, str]:
        found = self._find(mention)
        if found is None:
            if _is_pronoun(mention.text):
                return None, kind, "no earlier speaker fits this pronoun"
            if not _is_nobody(mention.text, kind):
                self._met.append(_spoken(mention, kind))
            return None, kind, ""
        self._met.append(found)
        return found.mention, found.kind, f"“{mention.text}” goes back to “{found.mention.text}”, named before"

    def hear(self, mention: Mention, kind: SourceKind) -> None:
        """Takes note of somebody who is named without speaking, so that a later short form can go back to it."""
        self._named.append(_spoken(mention, kind))

    def latest(self) -> Spoken | None:
        """The speaker met last."""
        return self._met[-1] if self._met else None

    def _find(self, mention: Mention) -> Spoken | None:
        text = mention.text.lower()
        if text in SINGULAR_PEOPLE | RELATIVE:
            return next((s for s in reversed(self._met) if s.personal), None)
        if text in PLURAL:
            return next((s for s in reversed(self._met) if not s.personal or s.head.endswith("s")), self.latest())
        if text in THINGS:
            return next((s for s in reversed(self._met) if not s.personal), None)
        return self._by_words(mention)

    def _by_words(self, mention: Mention) -> Spoken | None:
        words = [word for word in _words(mention.text) if word not in ARTICLES]
        if words and words[-1] in VOICES_OF and _all_plain(mention.text) and len(words) == 1:
            return self._voice_of(words[-1], mention)
        definite = bool(set(_words(mention.text)) & DEFINITE)
        for spoken in [*reversed(self._met), *reversed(self._named)]:
            if spoken.mention.text.lower() == mention.text.lower():
                return spoken if spoken.mention != mention else None
            if words and len(spoken.words) > len(set(words)) and self._short_for(words, spoken, definite, mention):
                return spoken
        if len(words) == 1 and not definite and mention.text[:1].isupper() and mention.text.endswith(ADJECTIVAL):
            return next((s for s in reversed(self._met) if words[0] in s.words), None)
        if definite and words and _all_plain(mention.text):
            wanted = SYNONYMS.get(words[-1], set())
            return next((s for s in reversed(self._met) if s.words & wanted), self._organisation(words[-1]))
        return None

    def _voice_of(self, word: str, mention: Mention) -> Spoken | None:
        """Whom `the statement` or `a spokesman` speaks for: a spokesman met, or the body named last."""
        if word in DOCUMENTS and not set(_words(mention.text)) & DEFINITE:
            return None
        met = next((s for s in reversed(self._met) if s.head == word or word in s.words), None)
        if met is not None and word not in DOCUMENTS and met.mention.text.lower() != mention.text.lower():
            return met
        bodies = (s for s in [*reversed(self._met), *reversed(self._named)] if not s.personal and s.kind in BODIES)
        return next((s for s in bodies if s.head != word), None)

    @staticmethod
    def _short_for(words: list[str], spoken: Spoken, definite: bool, mention: Mention) -> bool:
        """Whether a short form is made of the words of a longer one and ends with the same head."""
        named = definite or _is_name(mention.text)
        return named and set(words) - TITLES <= spoken.words and words[-1] == spoken.head

    def _organisation(self, word: str) -> Spoken | None:
        if word not in ORGANISATION_WORDS:
            return None
        return next((s for s in reversed(self._met) if not s.personal), None)


def _spoken(mention: Mention, kind: SourceKind) -> Spoken:
    words = frozenset(_words(mention.text))
    person = bool(words & PERSON_HEADS) and not words & {"sources", "officials"}
    personal = person or (
        kind in PERSONAL_KINDS
        and not is_state(mention.text)
        and not words
        & {
            "ministry",
            "government",
            "office",
            "council",
            "army",
            "statement",
        }
    )
    return Spoken(mention=mention, kind=kind, words=words, head=_head(mention.text), personal=personal)


def _is_nobody(text: str, kind: SourceKind) -> bool:
    """Whether words name nobody to whom a pronoun goes back (`every allegation`, `another five`)."""
    unknown = kind is SourceKind.UNKNOWN and _all_plain(text) and who(text) is None
    return unknown and PERSON_HEADS.isdisjoint(_words(text))


def _head(text: str) -> str:
    """The head word of a phrase: the last before a preposition or a parenthesis."""
    words: list[str] = []
    for raw in text.split():
        if words and (raw.lower() in PREPOSITIONS or raw.startswith("(")):
            break
        words.extend(_words(raw))
    return words[-1] if words else ""


def _all_plain(text: str) -> bool:
    """Whether a definite form names nobody by itself: `the ministry`, `the monitoring group`."""
    return not any(word[:1].isupper() and word.lower() not in ARTICLES for word in text.split())


def _words(text: str) -> list[str]:
    words = (word.strip("'’.,()“”\"").lower() for word in text.replace("-", " ").split())
    return [word.replace("defense", "defence") for word in words]


def _is_pronoun(text: str) -> bool:
    return text.lower() in SINGULAR_PEOPLE | PLURAL | THINGS | RELATIVE


def _is_name(text: str) -> bool:
    return all(word[:1].isupper() for word in text.split() if word.lower() not in ARTICLES)
