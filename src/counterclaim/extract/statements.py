"""What somebody is reported to have said beyond events: statements with a factual core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.extract.arguments import is_event
from counterclaim.extract.attribution import Attribution
from counterclaim.extract.certainty import MAYBE, is_question
from counterclaim.extract.lexicon import lexicon, words
from counterclaim.extract.nlp import noun_phrase
from counterclaim.extract.owners import can_act
from counterclaim.extract.parses import Piece, Token
from counterclaim.extract.people import who
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.weapons import WEAPONS
from counterclaim.model.claims import ClaimKind, Modality, Polarity
from counterclaim.model.documents import SourceKind, Span

FACTUAL = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "PERSON", "DATE", "CARDINAL"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
MATTERS = words("matters") | words("forces") | words("claimlike") | words("agreements") | WEAPONS
BLAMING = words("blaming")
STRIKING_BACK = words("striking_back")
GUILTY = frozenset({"be", "remain", "bear", "carry", "share", "commit", "perpetrate"})
DEMANDING = frozenset({"must", "should", "shall"})
COMING = frozenset({"will", "would", "'ll", "’ll"})
LONGEST = 45
SHORTEST = 4
MOST = 0.5
CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "agent", "oprd"})


class Statement(NamedTuple):
    """What somebody says: token bounds `[start, end)`, the kind of claim it makes, and how it is put.

    `blamed` are the bounds of those on whom it lays guilt.
    """

    bounds: tuple[int, int]
    kind: ClaimKind = ClaimKind.STATEMENT
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    blamed: tuple[int, int] | None = None


def find_statements(sentence: Sentence, taken: Sequence[Span]) -> Iterator[tuple[Attribution, Statement]]:
    """Each attribution whose words make no other claim, with what it reports.

    A factual core is asked for: a finite verb in the present or past, or a demand, a threat or an accusation, and a
    name, a day, a number or a matter of war. Other opinions, predictions and questions are left out.
    """
    if is_question(sentence.doc):
        return
    for attribution in sentence.attributions:
        if attribution.act or not _speaker_is_somebody(sentence, attribution):
            continue
        found = (statement_in(sentence, bounds, taken) for bounds in attribution.content)
        statement = next((s for s in found if s is not None), None)
        if statement is not None:
            yield attribution, statement


def statement_in(sentence: Sentence, bounds: tuple[int, int], taken: Sequence[Span]) -> Statement | None:
    """The statement that a stretch of a sentence makes beside the claims taken already, if it makes one."""
    piece = _core(sentence.doc.piece(*bounds))
    if piece is None or not any(_matters(token) for token in piece) or _told(sentence, piece, taken):
        return None
    return _made(piece)


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
    return piece.doc.piece(start, end) if SHORTEST <= end - start <= LONGEST else None


def _told(sentence: Sentence, piece: Piece, taken: Sequence[Span]) -> bool:
    """Whether the main words of a stretch, or most of its words, are told by a claim already."""
    whole = sentence.span((piece.start, piece.end))
    told = sum(max(0, min(whole.end, other.end) - max(whole.start, other.start)) for other in taken)
    if told > MOST * len(whole):
        return True
    root = piece.root
    main = [root, *(child for child in root.children if child.dep_ in CORE and piece.start <= child.i < piece.end)]
    spans = [sentence.span((token.i, token.i + 1)) for token in main]
    return any(span.overlaps(other) for span in spans for other in taken)


def _made(piece: Piece) -> Statement | None:
    """The statement that a stretch makes by its main verb; None for an opinion or a prediction without a core."""
    bounds, verb = (piece.start, piece.end), piece.root
    helpers = {token.lower_ for token in verb.children if token.dep_ == "aux"}
    supposed = any(child.dep_ == "mark" and child.lower_ in {"if", "whether"} for child in verb.children)
    denied = any(child.dep_ == "neg" or child.lower_ in {"no", "none"} for t in _near(verb) for child in t.children)
    polarity = Polarity.NEGATED if denied else Polarity.ASSERTED
    if supposed:
        return None
    if _blames(piece):
        return Statement(bounds, ClaimKind.ACCUSATION, polarity, blamed=_blamed(verb))
    if helpers & DEMANDING or ("to" in helpers and verb.head.lemma in {"have", "need"}):
        return Statement(bounds, ClaimKind.DEMAND, polarity)
    if any(_strikes_back(token) for token in piece):
        return Statement(bounds, ClaimKind.THREAT, polarity, Modality.THREATENED)
    if helpers & COMING:
        return None
    finite = any(token.tag_ in FINITE for token in piece)
    return Statement(bounds, ClaimKind.STATEMENT, polarity) if finite and not helpers & MAYBE else None


def _strikes_back(verb: Token) -> bool:
    """Whether a verb says that somebody will strike."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"}}
    return verb.lemma in STRIKING_BACK and bool(helpers) and helpers <= COMING


def _near(verb: Token) -> list[Token]:
    return [verb, *(child for child in verb.children if child.dep_ in {"attr", "dobj", "nsubj", "nsubjpass"})]


def _blames(piece: Piece) -> bool:
    """Whether the words lay guilt on somebody."""
    return any(token.lemma in BLAMING or token.lower_ in BLAMING or _stands_behind(token) for token in piece)


def _stands_behind(word: Token) -> bool:
    """Whether somebody is said to be behind a deed of war."""
    deed = next((child for child in word.children if child.dep_ == "pobj"), None)
    return word.lower_ == "behind" and word.head.lemma == "be" and deed is not None and is_event(deed)


def _blamed(verb: Token) -> tuple[int, int] | None:
    """Who is guilty by the main verb (`is behind`, `violated`): its subject, if that can act."""
    if verb.lemma not in GUILTY and (verb.lemma not in BLAMING or verb.lemma == "blame"):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    acts = subject is not None and (subject.ent_type_ in {"GPE", "NORP", "ORG", "PERSON"} or can_act(subject))
    return noun_phrase(subject) if subject is not None and acts else None


def _matters(token: Token) -> bool:
    """Whether a word is a name, a day, a number, people, or a matter of war."""
    if token.ent_type_ in FACTUAL or token.like_num or token.lemma in MATTERS:
        return True
    listed = lexicon().nouns.get(token.lemma, ()) if token.pos_ in {"NOUN", "PROPN"} else ()
    people = who(token.text) if token.pos_ == "NOUN" else None
    return bool(listed) or (people is not None and people.who is not None)
