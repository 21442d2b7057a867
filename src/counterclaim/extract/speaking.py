"""Which words of a sentence name the speaker of a cue, by grammar and by neighbours."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.extract.lexicon import lexicon, speech, words
from counterclaim.extract.nlp import SUBJECTS, noun_phrase, subject_of, with_conjuncts
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.model.documents import SourceKind

PASSING = words("passing")
PRONOUNS = words("pronouns")
ADDRESSING = frozenset({"tell", "inform", "remind", "assure", "quote", "cite"})
LINKS = frozenset({"of", "for", "in", "to", "at", "and", "from"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
OF = frozenset({"of"})
PAUSES = frozenset(",;:-–—")


class Said(NamedTuple):
    """A cue with its speaker and the stretches that it covers, all as token bounds `[start, end)`."""

    cue: tuple[int, int]
    speaker: tuple[int, int]
    content: tuple[tuple[int, int], ...]


TIMES = frozenset({"DATE", "TIME"})


def first_nominal(doc: Doc, at: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    end = at
    while end < len(doc) and (_nominal_at(doc, end) or end == at):
        if end > at and doc[end].pos_ == "DET":
            break
        end += 1
    nouns = [doc[i] for i in range(at, end) if doc[i].pos_ in {"NOUN", "PROPN", "PRON"}]
    inside = [token for token in nouns if not at <= token.head.i < end]
    return next(iter(inside or nouns), None)


def _nominal_at(doc: Doc, at: int) -> bool:
    """Whether a token can stand in a noun phrase before its end; a hyphen can, glued to its words."""
    token = doc[at]
    glued = token.text == "-" and at > 0 and not token.whitespace_ and not doc[at - 1].whitespace_
    participle = token.tag_ == "VBN" and at > 0 and doc[at - 1].text == "-"
    return glued or participle or token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "X", "NUM"}


def conjoined_end(head: Token) -> int:
    """The end of `A and B` where both speak."""
    last = head
    for token in with_conjuncts(head)[1:]:
        between = head.doc[last.i + 1 : token.i]
        if any(t.pos_ in VERBAL for t in between):
            break
        last = token
    return noun_phrase(last)[1] if last != head else 0


def speaker_of(verb: Token) -> tuple[int, int] | None:
    """Token bounds of whoever speaks, found by grammar, else by the neighbours of the verb."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if passive and not quoted_as(verb):
        agent = next((t for child in verb.children if child.dep_ == "agent" for t in child.children), None)
        return noun_phrase(agent) if agent is not None and agent.i > verb.i else None
    head = subject_of(verb)
    if head is None and verb.tag_ == "VBN" and verb.head.i == verb.i - 1:
        head = subject_of(verb.head)
    if head is not None and may_speak(head):
        return speaker_bounds(head, verb)
    return _neighbour(verb)


def quoted_as(verb: Token) -> bool:
    """Whether a passive still names the speaker: `was quoted as saying`."""
    return verb.lemma in {"quote", "cite", "hear"}


def may_speak(head: Token) -> bool:
    """Whether a subject can be somebody who speaks."""
    if head.pos_ == "PRON":
        return head.lower_ in PRONOUNS
    counted = any(child.dep_ == "nummod" for child in head.children)
    if counted and kind_of(head.text) in {SourceKind.UNKNOWN, SourceKind.PERSON}:
        return False
    return head.pos_ in {"NOUN", "PROPN", "ADJ"} and head.ent_type_ not in {
        "DATE",
        "TIME",
        "CARDINAL",
        "QUANTITY",
        "MONEY",
    }


def speaker_bounds(head: Token, verb: Token) -> tuple[int, int]:
    """Token bounds of the whole phrase of a subject that speaks, with those who speak beside it."""
    heads = with_conjuncts(head, before=verb.i) if head.i < verb.i else [head]
    alone = verb.tag_ == "VBZ" and heads[-1].tag_ in {"NN", "NNP"}  # `press the rebels and the UN says`
    heads = heads[-1:] if alone else heads
    start = noun_phrase(heads[0])[0]
    end = noun_phrase(heads[-1])[1]
    if head.i < verb.i:
        end = min(max(end, heads[-1].i + 1), verb.i)
        while end < verb.i and verb.doc[end].pos_ == "PROPN":
            end += 1
        if _plain_between(verb.doc, end, verb.i):
            start = min(start, _appositive_start(verb.doc, start))
        start = start if alone else _coordinated_start(verb.doc, start)
    return without_opening(verb.doc, trimmed(verb.doc, start, end), end), end


def without_opening(doc: Doc, start: int, end: int) -> int:
    """Where a speaker begins without `meanwhile`, `and` or a mark before it."""
    while start < end - 1 and doc[start].pos_ in {"ADV", "CCONJ", "SCONJ", "PUNCT"}:
        start += 1
    return start


def whole_end(doc: Doc, start: int, end: int) -> int:
    """Where a speaker ends: without a word that only leads on, with the noun of an article, with what `of` adds."""
    last = doc[end - 1]
    if last.pos_ == "DET" and last.head.i >= end:
        end = noun_phrase(last.head)[1]
    while end - start > 1 and _leads_on(doc[end - 1]):
        end -= 1
    if end < len(doc) and doc[end].lower_ == "of" and start <= doc[end].head.i < end:
        of_whom = next((child for child in doc[end].children if child.dep_ == "pobj"), None)
        end = max(end, noun_phrase(of_whom, follow=OF)[1]) if of_whom is not None else end
    return end


def _leads_on(token: Token) -> bool:
    return token.pos_ in {"ADP", "SCONJ", "CCONJ", "DET"} or token.tag_ in {"WP", "WDT"} or token.text in PAUSES


def meant_by(doc: Doc, bounds: tuple[int, int]) -> tuple[int, int]:
    """Whom a speaker stands for within its sentence: the noun before a lone `which` or `who`, else itself."""
    token = doc[bounds[0]]
    verb = token.head
    if bounds[1] - bounds[0] != 1 or token.tag_ not in {"WDT", "WP"} or verb.dep_ != "relcl":
        return bounds
    start, end = noun_phrase(verb.head)
    return (start, min(end, bounds[0])) if start < bounds[0] else bounds


def trimmed(doc: Doc, start: int, end: int) -> int:
    """Where a speaker begins once the end of the clause before is cut off, which texts without commas run into it.

    A border stands after a plural or a date and before a name after a common noun that is no title of it.
    """
    for at in range(end - 2, start - 1, -1):
        if _border(doc, at) and (doc[at].ent_type_ in TIMES or speaks(doc, (at + 1, end))):
            return at + 1
    return start


def _border(doc: Doc, at: int) -> bool:
    """Whether the phrase of a speaker can begin right after a token."""
    token, after = doc[at], doc[at + 1]
    if after.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PRON"} or token.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return False
    if token.ent_type_ in TIMES:
        return after.ent_type_ not in TIMES
    if after.pos_ == "DET" and after.text[:1].isupper():
        return token.pos_ == "PROPN"  # `Aleppo A military source said …`
    if token.ent_type_ in {"GPE", "LOC", "FAC"} and after.ent_type_ != token.ent_type_:
        return after.ent_type_ == "PERSON" or (after.text.islower() and token.ent_type_ != "GPE")
    if token.ent_type_ == "ORG" and after.ent_type_ == "PERSON":
        return True
    if token.tag_ == "NNS" and token.text.islower():
        told = tells(token) or any(child.dep_ == "nummod" for child in token.children)
        return told or (not _hangs_right(token, at + 1) and kind_of(token.text) is SourceKind.UNKNOWN)
    lower = token.pos_ == "NOUN" and token.text.islower()
    return lower and after.text[:1].isupper() and not _titled(token)


def _coordinated_start(doc: Doc, start: int) -> int:
    """Where `a medical source and` begins that stands before `witnesses`."""
    if start < 2 or doc[start - 1].lower_ != "and" or doc[start - 2].pos_ not in {"NOUN", "PROPN"}:
        return start
    before = noun_phrase(doc[start - 2])[0]
    named = kind_of(doc.piece(before, start - 1).text) not in {SourceKind.UNKNOWN, SourceKind.PERSON}
    return before if named else start


def _plain_between(doc: Doc, start: int, end: int) -> bool:
    return all(doc[i].pos_ in {"AUX", "ADV", "PART"} for i in range(start, end))


def _appositive_start(doc: Doc, start: int) -> int:
    """Where `the manager of the hospital` begins that stands right before a name without a comma."""
    if start < 2 or doc[start].pos_ != "PROPN":
        return start
    at = start - 1
    while at > 0 and doc[at].pos_ in {"NOUN", "PROPN", "ADP", "ADJ", "DET", "PUNCT"} and start - at < 9:
        if doc[at].pos_ == "DET" and kind_of(doc.piece(at, start).text) not in {SourceKind.UNKNOWN, SourceKind.PERSON}:
            return at
        if doc[at].pos_ == "PUNCT" and doc[at].text not in {",", "-"}:
            break
        at -= 1
    return start


def _neighbour(verb: Token) -> tuple[int, int] | None:
    """The noun phrase right before the verb, or right after it where the order is inverted."""
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].pos_ in {"AUX", "ADV"} or (doc[at].tag_ == "VBN" and at == verb.i - 1)):
        at -= 1
    if at >= 0 and doc[at].pos_ in {"NOUN", "PROPN", "PRON"} and speaks(doc, noun_phrase(doc[at])):
        start, end = noun_phrase(doc[at])
        return trimmed(doc, start, end), end
    if verb.tag_ in {"VBD", "VBZ"} and verb.i + 1 < len(doc):
        head = first_nominal(doc, verb.i + 1)
        if head is not None and speaks(doc, (verb.i + 1, noun_phrase(head)[1])):
            return verb.i + 1, noun_phrase(head)[1]
    return None


def speaks(doc: Doc, bounds: tuple[int, int]) -> bool:
    """Whether a phrase names somebody who can speak: a person, an office, a state, a witness, a pronoun."""
    span = doc.piece(*bounds)
    named = any(token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for token in span)
    return named or span.text.lower() in PRONOUNS or kind_of(span.text) is not SourceKind.UNKNOWN


def tail_speaker(doc: Doc, cue: Token) -> tuple[int, int] | None:
    """The speaker where a sentence ends with `… a monitor said` or `… said the monitor`, found by neighbours.

    In texts that have lost their commas the tree hangs such speakers on the clause before them.
    """
    if cue.tag_ not in FINITE | {"VBN"} or not substantial(doc, 0, cue.i):
        return None
    inverted = _inverted(doc, cue)
    if inverted is not None:
        return inverted
    end = cue.i
    while end > 0 and doc[end - 1].pos_ in {"AUX", "ADV"}:
        end -= 1
    if not _goes_out(doc, cue.i + 1):
        return None
    start = _backward(doc, end)
    if start is not None and (described := _described_by(doc, start, end)) is not None:
        return described
    start = trimmed(doc, start, end) if start is not None else None
    enough = start is not None and substantial(doc, 0, start) and speaks(doc, (start, end))
    return (start, end) if start is not None and enough else None


def _described_by(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Who is described by a clause that ends with the words at `[start, end)`: `a group that monitors the war said`."""
    verb = doc[start - 1] if start else None
    if verb is None or verb.dep_ != "relcl" or verb.head.i >= verb.i:
        return None
    bounds = (noun_phrase(verb.head)[0], end)
    speaking = verb.head.lemma == "group" or speaks(doc, bounds)
    return bounds if speaking and substantial(doc, 0, bounds[0]) else None


def _inverted(doc: Doc, cue: Token) -> tuple[int, int] | None:
    """`said the monitor`, with nothing after it that would be its clause."""
    head = first_nominal(doc, cue.i + 1) if cue.i + 1 < len(doc) else None
    if head is None or cue.lemma in ADDRESSING or doc[cue.i + 1].pos_ not in {"DET", "PROPN", "NOUN"}:
        return None
    bounds = (cue.i + 1, max(noun_phrase(head)[1], head.i + 1))
    before = doc[cue.i - 1]
    counted = any(child.dep_ == "nummod" for child in before.children) or before.ent_type_ in {"GPE", "LOC", "DATE"}
    nominal = before.pos_ in {"PUNCT", "NOUN", "PROPN", "ADV", "ADJ", "NUM", "VERB"}
    known = kind_of(doc.piece(*bounds).text) is not SourceKind.UNKNOWN
    plain = nominal and (before.dep_ not in SUBJECTS or (counted and known))
    return bounds if plain and _goes_out(doc, bounds[1]) and speaks(doc, bounds) else None


def _goes_out(doc: Doc, at: int) -> bool:
    """Whether nothing follows but to whom, when and how it was said, or a further gerund of saying."""
    if at >= len(doc) or (doc[at].tag_ == "VBG" and doc[at].lemma in speech().say):
        return True
    if doc[at].pos_ == "PUNCT":
        return _goes_out(doc, at + 1)
    border = next((token.i for token in doc[at:] if token.text in {".", "without"}), len(doc))
    rest = [token for token in doc[at:border] if token.pos_ not in {"PUNCT", "SPACE"}]
    stop = next((i for i, token in enumerate(rest) if token.tag_ == "VBG" and token.lemma in speech().say), len(rest))
    rest = rest[:stop]
    loose = (
        not rest
        or rest[0].lower_ in PASSING
        or rest[0].tag_ == "VBG"
        or (rest[0].tag_ == "VBN" and rest[0].dep_ == "acl")
        or rest[0].ent_type_ in {"DATE", "TIME", "ORG", "PERSON"}
        or rest[0].pos_ == "PROPN"
    )
    quiet = not any(token.tag_ in FINITE or token.lower_ == "that" or token.text in {"“", '"'} for token in rest)
    return loose and quiet and len(rest) <= 12


def _backward(doc: Doc, end: int) -> int | None:
    """Where the noun phrases that end at a token begin: over `of`, `for`, `and`, back to a determiner or a border."""
    at = end - 1
    if at < 0 or doc[at].pos_ not in {"NOUN", "PROPN", "PRON", "PUNCT"}:
        return None
    while at > 0 and end - at < 14:
        token, before = doc[at], doc[at - 1]
        if token.pos_ == "PRON":
            return at
        if token.pos_ == "DET" and before.lower_ not in LINKS:
            return at
        if before.tag_ == "VBN" and at > 1 and doc[at - 2].text == "-":
            at -= 1
            continue
        if (
            before.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PART"}
            and before.lower_ not in LINKS
            and before.text not in {"(", ")", "-"}
        ):
            return at if token.lower_ not in LINKS else at + 1
        if token.pos_ == "NOUN" and before.pos_ == "PROPN" and not _hangs_right(before, at):
            return at
        if token.text[0].isupper() and before.pos_ == "NOUN" and before.text.islower() and not _titled(before):
            return at
        at -= 1
    return at


REALMS = frozenset(
    {"country", "state", "province", "governorate", "district", "region", "nation", "regime", "government"}
)


def _titled(noun: Token) -> bool:
    """Whether a noun before a name belongs to it: `director Rami Abdel Rahman`, not `the country UNICEF`."""
    return kind_of(noun.text) is not SourceKind.UNKNOWN and noun.lower_ not in REALMS


def _hangs_right(token: Token, at: int) -> bool:
    return token.head.i >= at and token.dep_ in {"compound", "amod", "poss", "nmod"}


def substantial(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch says something: a verb, a noun that says that something happened, or a figure."""
    return any(
        token.pos_ in VERBAL or token.like_num or token.lower_ in {"dead", "killed"} or tells(token)
        for token in doc[start:end]
    )


def inserted_speaker(doc: Doc, cue: Token) -> tuple[int, int] | None:
    """The speaker of `…, it said, …` or `…, said the ministry, …` inside a clause that goes on."""
    after = cue.i + 1
    head = (
        first_nominal(doc, after) if after < len(doc) and doc[after].pos_ in {"DET", "PROPN", "PRON", "NOUN"} else None
    )
    inverted = (after, max(noun_phrase(head)[1], head.i + 1)) if head is not None else None
    start = _backward(doc, cue.i) if inverted is None else None
    bounds = inverted or ((start, cue.i) if start is not None else None)
    if bounds is None or min(bounds[0], cue.i) < 2 or max(bounds[1], after) + 2 > len(doc):
        return None
    opens, closes = doc[min(bounds[0], cue.i) - 1], doc[max(bounds[1], after)]
    between = opens.text == "," and closes.text == "," and closes.nbor().lower_ not in {"adding", "saying", "citing"}
    return bounds if between and speaks(doc, bounds) else None


def tells(token: Token) -> bool:
    """Whether a noun of the lexicon says that something happened."""
    entries = lexicon().nouns.get(token.lemma, ()) if token.pos_ in {"NOUN", "PROPN"} else ()
    return any(entry.family in {"event", "casualty", "control"} for entry in entries)


def after_that(doc: Doc, start: int) -> int:
    """Where the reported clause begins: after `that`, when it stands near, else right here."""
    for i in range(start, min(start + 12, len(doc))):
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark":
            return i + 1
        if doc[i].pos_ in VERBAL:
            break
    return start
