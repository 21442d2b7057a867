"""Who a sentence gives its words to: cues, speakers and the stretch that each of them covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from counterclaim.extract.acts import find_acts, going_on
from counterclaim.extract.closing import find_headline_speaker
from counterclaim.extract.lexicon import speech, words
from counterclaim.extract.nlp import noun_phrase
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.reports import find_reports
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.speaking import (
    ADDRESSING,
    FINITE,
    VERBAL,
    Said,
    after_that,
    conjoined_end,
    first_nominal,
    inserted_speaker,
    quoted_as,
    speaker_of,
    speaks,
    substantial,
    tail_speaker,
    tells,
)
from counterclaim.extract.triggers import Trigger
from counterclaim.model.claims import Mode
from counterclaim.model.documents import SourceKind, Span

OF_PEOPLE = words("of_people")
PASSING = words("passing")
HEARSAY = words("hearsay")


class Origin(StrEnum):
    """Which half of a reader an attribution comes from."""

    GRAMMAR = "grammar"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its speaker and the tokens that it covers, all as token bounds `[start, end)` of one sentence.

    `speaker` is None for hearsay without a name; `content` may be several stretches. `afar` is what it covers in other
    sentences, in offsets of the document.
    """

    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    kind: SourceKind
    mode: Mode = Mode.INDIRECT
    act: bool = False
    origin: Origin = Origin.GRAMMAR
    afar: tuple[Span, ...] = ()

    def covers(self, token: int) -> bool:
        """Whether a token stands in what is attributed."""
        return any(start <= token < end for start, end in self.content)

    @property
    def reach(self) -> int:
        """How many tokens it covers."""
        return sum(end - start for start, end in self.content)


def find_attributions(doc: Doc, triggers: Sequence[Trigger], *, headline: bool) -> list[Attribution]:
    """The attributions of one sentence, widest first, so that outer speakers come before inner ones."""
    taken = {i for t in triggers if t.end - t.start > 1 for i in range(t.start, t.end)}
    found = [*_according(doc), *_verbs(doc, taken), *_tolls(doc), *_hyphenated(doc)]
    found += [_made(doc, said) for said in find_reports(doc)]
    spoken = [Said(a.cue, a.speaker, a.content) for a in found if a.speaker is not None]
    found += [_made(doc, said, act=True) for said in find_acts(doc, triggers, spoken)]
    if headline and not found:
        found += [_made(doc, said) for said in find_headline_speaker(doc)]
    found = [attribution for attribution in found if attribution.reach]
    return sorted(found, key=lambda attribution: (-attribution.reach, attribution.cue))


def _according(doc: Doc) -> Iterator[Attribution]:
    """`according to X`, `as reported by X`, `citing X`."""
    for token in doc:
        width = _introducer(doc, token.i)
        if not width:
            continue
        at = token.i + width
        head = first_nominal(doc, at)
        if head is None:
            continue
        _, end = noun_phrase(head)
        end = _before_deed(doc, at, max(end, conjoined_end(head)))
        if (width == 2 and not _a_source(doc, (at, end))) or (width == 1 and tells(head)):
            continue
        content = _around(doc, token.i, end)
        yield _attribution(doc, cue=(token.i, at), speaker=(at, end), content=content)


def _before_deed(doc: Doc, start: int, end: int) -> int:
    """Where a speaker ends whom a text without commas runs into its clause: `the Observatory heavy shelling hit …`."""
    for at in range(start + 1, end):
        runs_on = doc[at - 1].pos_ == "PROPN" and doc[at].text.islower() and any(tells(t) for t in doc[at:end])
        if runs_on and speaks(doc, (start, at)):
            return at
    return end


def _a_source(doc: Doc, bounds: tuple[int, int]) -> bool:
    """Whether a phrase after `according to` can speak: `according to their type` names no speaker."""
    words = {token.lemma for token in doc[bounds[0] : bounds[1]]}
    named = any(token.pos_ in {"PROPN", "PRON"} and token.tag_ != "PRP$" for token in doc[bounds[0] : bounds[1]])
    return named or doc[bounds[0]].tag_ == "DT" or bool(words & speech().nouns) or speaks(doc, bounds)


def _introducer(doc: Doc, at: int) -> int:
    word = doc[at].lower_
    if word in {"citing", "quoting"}:
        return 1
    if word not in INTRODUCING:
        return 0
    following = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    if word == "according":
        return 2 if following == "to" else 0
    return 2 if following == "by" and doc[at - 1].lower_ == "as" else 0


def _around(doc: Doc, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What an inserted speaker covers: the rest of the sentence before and after, as far as its clause goes."""
    left = _clause_start(doc, start)
    opens = not any(token.pos_ in VERBAL for token in doc[left:start])
    right = (end, len(doc)) if opens or _lower_start(doc, end) else (end, end)
    return tuple(stretch for stretch in ((left, start), right) if stretch[0] < stretch[1])


def _lower_start(doc: Doc, at: int) -> bool:
    """Whether what follows goes on with the same clause after a comma."""
    return at < len(doc) and doc[at].text == "," and at + 2 < len(doc)


def _clause_start(doc: Doc, before: int) -> int:
    """Where the clause that ends at a token began: after the last semicolon, or at the start of the sentence."""
    return next((i + 1 for i in range(before - 1, -1, -1) if doc[i].text in {";", "•"}), 0)


def _verbs(doc: Doc, taken: set[int]) -> Iterator[Attribution]:
    """Verbs that report; a gerund without a subject goes on with the speaker before it."""
    spoken, last = speech(), None
    for token in doc:
        word = token.lemma
        if word not in spoken.say or token.i in taken or not _reports(token) or _says_so(token):
            continue
        inserted = inserted_speaker(doc, token) if word in spoken.strong else None
        if inserted is not None:
            last = inserted
            yield _attribution(
                doc, cue=(token.i, token.i + 1), speaker=inserted, content=_both_sides(doc, token, inserted)
            )
            continue
        tail = tail_speaker(doc, token) if word in spoken.strong else None
        speaker = tail or (going_on(token, last) if token.tag_ == "VBG" else speaker_of(token))
        if speaker is None:
            continue
        content = ((_clause_start(doc, token.i), min(speaker[0], token.i)),) if tail else _content(doc, token, speaker)
        leads = doc.text.rstrip().endswith(":")
        if leads and not content:
            content = ((token.i + 1, len(doc)),)
        if content and (word in spoken.strong or _has_clause(token) or leads):
            last = speaker
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=content)


def _says_so(cue: Token) -> bool:
    """Whether a cue only points back: in `he said so, and he was far away` the rest is not his."""
    after = cue.doc[cue.i + 1 : cue.i + 3]
    return (
        bool(after)
        and after[0].lower_ == "so"
        and (len(after) == 1 or after[1].pos_ in {"PUNCT", "CCONJ", "SCONJ", "ADP"})
    )


def _both_sides(doc: Doc, cue: Token, speaker: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What `…, it said, …` covers: the clause around it."""
    start, end = min(cue.i, speaker[0]), max(cue.i + 1, speaker[1])
    return ((_clause_start(doc, start), start), (end, len(doc)))


def _reports(token: Token) -> bool:
    """Whether a word of saying is used as a verb that somebody does."""
    if not (token.pos_ in VERBAL or token.tag_.startswith("VB")) or token.dep_ in {"amod", "compound"}:
        return False
    if _introducer(token.doc, token.i):
        return False
    if token.tag_ != "VBN" or quoted_as(token):
        return True
    if token.head.i == token.i - 1 and any(child.dep_ == "ccomp" for child in token.children):
        return True
    if token.lemma in HEARSAY and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return False
    helped = any(child.lower_ in {"has", "have", "had", "'ve", "having"} for child in token.children)
    named = token.dep_ == "acl" and kind_of(token.head.text) is not SourceKind.UNKNOWN
    if named and token.i + 1 < len(token.doc) and token.nbor().lower_ in {"that", "on", "in", "to"}:
        return True
    return helped or any(child.dep_ == "agent" for child in token.children) or token.dep_ in {"ROOT", "ccomp"}


GIVING = words("giving")
SPEAKING = frozenset({"speak", "talk"})
INTRODUCING = frozenset({"according", "reported", "said", "cited", "announced", "documented"})


def _tolls(doc: Doc) -> Iterator[Attribution]:
    """`the monitor gave a toll of 31`, `the ministry speaks of nine dead`: a figure handed out by somebody."""
    nouns = speech().nouns
    for token in doc:
        if token.lemma not in GIVING or token.pos_ not in VERBAL:
            continue
        right = doc[token.i + 1 :]
        given = any(c.dep_ == "dobj" and c.lemma in nouns for c in token.children)
        counted = _counts_people(right) and (token.lemma not in SPEAKING or right[0].lower_ == "of")
        speaker = speaker_of(token) if given or counted or token.lemma == "have" else None
        if speaker is None or speaker[1] > token.i or not (given or speaks(doc, speaker)):
            continue
        if token.lemma != "have" or [t.lower_ for t in right[:2]] == ["it", "that"]:
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=((token.i + 1, len(doc)),))


def _counts_people(following: Sequence[Token]) -> bool:
    """Whether a number of people follows soon, before anybody else speaks."""
    soon = list(takewhile(lambda t: not (t.pos_ in VERBAL and t.lemma in speech().strong), following[:6]))
    return any(t.like_num for t in soon) and any(t.lower_ in OF_PEOPLE for t in following)


def _has_clause(verb: Token) -> bool:
    """Whether a verb that may or may not report governs a clause of its own."""
    return any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children) or (
        verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"
    )


def _content(doc: Doc, cue: Token, speaker: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What the cue covers: what follows it if that holds a clause or a figure, else what precedes it."""
    inverted = speaker[0] > cue.i
    if inverted and cue.tag_ == "VBG":
        return ((after_that(doc, cue.i + 1), speaker[0]),)
    after = max(cue.i + 1, speaker[1]) if inverted else cue.i + 1
    before = cue.i if inverted else min(speaker[0], cue.i)
    right = (after_that(doc, after), len(doc))
    left = (_clause_start(doc, before), before)
    if _quotation_ends(doc, before):
        again = [right] if right[0] < right[1] and doc[min(right[0], len(doc) - 1)].text in OPENING_MARKS else []
        return tuple(s for s in (left, *again) if s[0] < s[1])
    if inverted:
        stretches = [left]
        if right[0] < right[1] and doc[right[0] - 1].text in {",", "“", '"'} and substantial(doc, *right):
            stretches.append(right)
        return tuple(s for s in stretches if s[0] < s[1])
    if substantial(doc, *right) and not (substantial(doc, *left) and _trailing(doc, right)):
        return (right,)
    return (left,) if substantial(doc, *left) and not _has_object(cue) else ()


def _has_object(cue: Token) -> bool:
    """Whether what a verb acts on follows it, so that the words before it are not what is said."""
    return cue.lemma not in ADDRESSING and any(c.dep_ == "dobj" and c.i > cue.i for c in cue.children)


OPENING_MARKS = frozenset({"“", '"', "‘", "«"})
CLOSING_MARKS = frozenset({"”", '"', "’", "»", "''"})


def _quotation_ends(doc: Doc, at: int) -> bool:
    """Whether a quotation closes right before a speaker or cue, so that what it says stands before."""
    before = [token.text for token in doc[max(0, at - 2) : at] if token.text != ","]
    return bool(before) and before[-1] in CLOSING_MARKS and substantial(doc, 0, at)


def _trailing(doc: Doc, right: tuple[int, int]) -> bool:
    """Whether what follows the cue only says when, where or to whom it was said."""
    tokens = [token for token in doc[right[0] : right[1]] if token.pos_ not in {"PUNCT", "SPACE"}]
    if not tokens:
        return True
    first = tokens[0]
    loose = first.lower_ in PASSING or first.ent_type_ in {"DATE", "TIME", "ORG", "PERSON"}
    return loose and not any(token.tag_ in FINITE for token in tokens)


NAMED_KINDS = frozenset(
    {
        SourceKind.OFFICIAL,
        SourceKind.MILITARY,
        SourceKind.MONITOR,
        SourceKind.MEDIA,
        SourceKind.OUTLET,
        SourceKind.ORGANISATION,
    }
)


def named_speakers(doc: Doc) -> Iterator[tuple[tuple[int, int], SourceKind]]:
    """Offices, forces, monitors and media that a sentence names, whether or not they speak in it."""
    chunks = doc.noun_chunks if any(token.pos_ == "PROPN" for token in doc) else ()
    for chunk in chunks:
        if any(token.pos_ == "PROPN" for token in chunk) and (kind := kind_of(chunk.text)) in NAMED_KINDS:
            yield (chunk.start, chunk.end), kind


def _hyphenated(doc: Doc) -> Iterator[Attribution]:
    """`the Turkish-claimed number`: a cue glued to the one who claims."""
    for token in doc[2:]:
        if token.lower_ in {"claimed", "reported", "alleged", "announced", "declared"} and doc[token.i - 1].text == "-":
            speaker = (token.i - 2, token.i - 1)
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=((token.i + 1, len(doc)),))


def _made(doc: Doc, said: Said, *, act: bool = False) -> Attribution:
    return _attribution(doc, cue=said.cue, speaker=said.speaker, content=said.content, act=act)


def _attribution(
    doc: Doc,
    *,
    cue: tuple[int, int],
    speaker: tuple[int, int],
    content: tuple[tuple[int, int], ...],
    act: bool = False,
) -> Attribution:
    return Attribution(cue=cue, speaker=speaker, content=content, kind=kind_in(doc, speaker), act=act)


def kind_in(doc: Doc, bounds: tuple[int, int]) -> SourceKind:
    """The kind of speaker that some tokens name."""
    kind = kind_of(doc.piece(*bounds).text)
    if kind is SourceKind.UNKNOWN and any(token.ent_type_ == "PERSON" for token in doc[bounds[0] : bounds[1]]):
        return SourceKind.PERSON
    return kind
