"""What somebody is reported to have said beyond events: statements with a factual core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from counterclaim.extract.attribution import Attribution
from counterclaim.extract.certainty import MAYBE, is_question
from counterclaim.extract.sentences import Sentence
from counterclaim.model.documents import SourceKind, Span

FACTUAL = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "PERSON", "DATE", "CARDINAL"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
LONGEST = 45
SHORTEST = 4


def find_statements(sentence: Sentence, taken: Sequence[Span]) -> Iterator[tuple[Attribution, tuple[int, int]]]:
    """Each attribution whose words make no other claim, with the token bounds of what it reports.

    A factual core is asked for: a finite verb in the present or past, and a name, a day or a number. Opinions,
    predictions and questions are left out.
    """
    if is_question(sentence.doc):
        return
    for attribution in sentence.attributions:
        if attribution.act or not _speaker_is_somebody(sentence, attribution):
            continue
        for bounds in attribution.content:
            piece = _core(sentence.doc[bounds[0] : bounds[1]])
            if piece is None or not _factual(piece):
                continue
            if not any(sentence.span((piece.start, piece.end)).overlaps(span) for span in taken):
                yield attribution, (piece.start, piece.end)
                break


def _speaker_is_somebody(sentence: Sentence, attribution: Attribution) -> bool:
    if attribution.kind is not SourceKind.UNKNOWN or attribution.speaker is None:
        return attribution.speaker is not None
    words = sentence.doc[attribution.speaker[0] : attribution.speaker[1]]
    return any(token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or token.pos_ == "PRON" for token in words)


def _core(piece: Piece) -> Piece | None:
    """The stretch without quotation marks and conjunctions at its ends, None where it is too short or too long."""
    start, end = piece.start, piece.end
    while start < end and piece.doc[start].pos_ in {"PUNCT", "CCONJ", "SPACE"}:
        start += 1
    while end > start and piece.doc[end - 1].pos_ in {"PUNCT", "CCONJ", "SPACE"}:
        end -= 1
    return piece.doc[start:end] if SHORTEST <= end - start <= LONGEST else None


def _factual(piece: Piece) -> bool:
    finite = [token for token in piece if token.tag_ in FINITE]
    supposed = any(token.lower_ in MAYBE | {"will", "if"} for token in piece)
    return bool(finite) and not supposed and any(_named(token) for token in piece)


def _named(token: Token) -> bool:
    return token.ent_type_ in FACTUAL or token.like_num
