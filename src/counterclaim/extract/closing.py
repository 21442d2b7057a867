"""The speaker that opens or closes a headline, with or without its colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.extract.lexicon import words
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.speaking import FINITE, Said, substantial
from counterclaim.model.documents import SourceKind

HEADLINE_SPEAKERS = words("headline_speakers")


CLOSING = frozenset({"monitor", "monitors", "report", "reports", "source", "sources", "watchdog", "ngo", "observatory"})


def find_headline_speaker(doc: Doc) -> Iterator[Said]:
    """`32 killed: medical source`, also where the colon was lost, and `Army: 32 killed`."""
    words = [token for token in doc if token.pos_ not in {"PUNCT", "SPACE"}]
    colon = next((token.i for token in doc if token.text in {":", "–", "—"} and 0 < token.i < len(doc) - 1), None)
    if colon is not None:
        for speaker, content in (((0, colon), (colon + 1, len(doc))), ((colon + 1, len(doc)), (0, colon))):
            text = doc.piece(*speaker).text
            short = speaker[1] - speaker[0] <= 6 and not any(t.tag_ in FINITE for t in doc[speaker[0] : speaker[1]])
            if short and kind_of(text) is not SourceKind.UNKNOWN and substantial(doc, *content):
                yield Said((colon, colon + 1), speaker, (content,))
                return
    elif len(words) > 4 and (start := _closing_speaker(doc, words)) is not None:
        speaker = (start, words[-1].i + 1)
        yield Said((start, start), speaker, ((0, start),))


def _closing_speaker(doc: Doc, words: Sequence[Token]) -> int | None:
    """Where the speaker begins that closes a headline whose colon was lost (`Raid kills nine in Ashby Monitor`).

    A word in lower case counts only if it can be nothing else, and only after a name or a figure.
    """
    last = words[-1]
    if last.lower_ not in HEADLINE_SPEAKERS:
        return None
    start = last.i
    while start > 1 and doc[start - 1].pos_ in {"ADJ", "NOUN", "PROPN"} and _one_phrase(doc, start - 1, last):
        start -= 1
    before, capital = doc[start - 1], doc[start].text[:1].isupper()
    counted = before.like_num and last.tag_ in {"NNS", "NNPS"} and last.lower_ not in CLOSING
    if (
        counted
        or before.pos_ in {"ADP", "DET", "CCONJ"}
        or before.tag_ == "VB"
        or (before.tag_ in FINITE and not capital)
    ):
        return None
    certain = last.lower_ in CLOSING and (before.pos_ in {"PROPN", "NUM"} or before.ent_type_ != "")
    return start if capital or (certain and start == last.i) else None


def _one_phrase(doc: Doc, at: int, last: Token) -> bool:
    """Whether a word before a closing speaker belongs to it: `medical source`, `British scientists`."""
    token = doc[at]
    if last.lower_ in CLOSING and token.pos_ == "PROPN" and (token.ent_type_ != "NORP" or last.text.islower()):
        return False
    joined = token.head.i > at or token.pos_ == "ADJ"
    named = token.ent_type_ in {"GPE", "LOC", "FAC"}
    people = token.ent_type_ == "NORP" or token.text.istitle() or last.text.islower()
    return joined and people and not named and token.text[:1].isupper() and kind_of(token.text) is SourceKind.UNKNOWN
