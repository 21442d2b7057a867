"""Who a sentence gives its words to: cues, speakers and the stretch that each of them covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.extract.lexicon import speech, words
from counterclaim.extract.nlp import SUBJECTS, ancestors_within, noun_phrase, subject_of, with_conjuncts
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.speaking import (
    ADDRESSING,
    conjoined_end,
    first_nominal,
    inserted_speaker,
    may_speak,
    quoted_as,
    speaker_bounds,
    speaker_of,
    speaks,
    substantial,
    tail_speaker,
)
from counterclaim.extract.triggers import Trigger, lemma
from counterclaim.model.claims import ClaimKind, Mode
from counterclaim.model.documents import SourceKind

VERBAL = frozenset({"VERB", "AUX"})
OF_PEOPLE = words("of_people")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ACTS_THAT_SPEAK = frozenset(
    {
        ClaimKind.ACCUSATION,
        ClaimKind.DENIAL,
        ClaimKind.DISPUTE,
        ClaimKind.THREAT,
        ClaimKind.DEMAND,
        ClaimKind.PLAN,
        ClaimKind.STATEMENT,
    }
)
PASSING = words("passing")
HEARSAY = words("hearsay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its speaker and the tokens that it covers, all as token bounds `[start, end)` of one sentence.

    `speaker` is None for hearsay without a name; `content` may be several stretches.
    """

    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    kind: SourceKind
    mode: Mode = Mode.INDIRECT
    act: bool = False

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
    said = [*_according(doc), *_verbs(doc, taken), *_tolls(doc), *_hyphenated(doc), *_reports_of(doc)]
    found = [*said, *_acts(doc, triggers, said)]
    if headline and not found:
        found.extend(_headline(doc))
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
        end = max(end, conjoined_end(head))
        if width == 2 and not _a_source(doc, (at, end)):
            continue
        content = _around(doc, token.i, end)
        yield _attribution(doc, cue=(token.i, at), speaker=(at, end), content=content)


def _a_source(doc: Doc, bounds: tuple[int, int]) -> bool:
    """Whether a phrase after `according to` can speak: `according to their type` names no speaker."""
    words = {lemma(token) for token in doc[bounds[0] : bounds[1]]}
    named = any(token.pos_ in {"PROPN", "PRON"} and token.tag_ != "PRP$" for token in doc[bounds[0] : bounds[1]])
    return named or doc[bounds[0]].tag_ == "DT" or bool(words & speech().nouns) or speaks(doc, bounds)


def _introducer(doc: Doc, at: int) -> int:
    word = doc[at].lower_
    following = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    if word == "according" and following == "to":
        return 2
    if word in {"citing", "quoting"}:
        return 1
    if (
        word in {"reported", "said", "cited", "announced", "documented"}
        and following == "by"
        and doc[at - 1].lower_ == "as"
    ):
        return 2
    return 0


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
        word = lemma(token)
        if word not in spoken.say or token.i in taken or not _reports(token):
            continue
        inserted = inserted_speaker(doc, token) if word in spoken.strong else None
        if inserted is not None:
            last = inserted
            yield _attribution(
                doc, cue=(token.i, token.i + 1), speaker=inserted, content=_both_sides(doc, token, inserted)
            )
            continue
        tail = tail_speaker(doc, token) if word in spoken.strong else None
        speaker = tail or (_going_on(token, last) if token.tag_ == "VBG" else speaker_of(token))
        if speaker is None:
            continue
        content = ((_clause_start(doc, token.i), min(speaker[0], token.i)),) if tail else _content(doc, token, speaker)
        leads = doc.text.rstrip().endswith(":")
        if leads and not content:
            content = ((token.i + 1, len(doc)),)
        if content and (word in spoken.strong or _has_clause(token) or leads):
            last = speaker
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=content)


def _going_on(gerund: Token, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """Who goes on speaking in a gerund: its own subject, whoever stands right before it, the speaker before, or the
    subject of the sentence (`the ministry denied it, saying …`).
    """
    if any(child.dep_ in SUBJECTS for child in gerund.children):
        return speaker_of(gerund)
    before = gerund.doc[gerund.i - 1] if gerund.i else gerund
    bounds = noun_phrase(before) if before.pos_ in {"NOUN", "PROPN"} else None
    if bounds is not None and kind_of(gerund.doc[bounds[0] : bounds[1]].text) in VOICES:
        return bounds
    if last is not None:
        return last
    found = speaker_of(gerund)
    if found is not None and found[0] > gerund.i:
        return found
    root = next((t for t in gerund.doc if t.dep_ == "ROOT"), None)
    subject = subject_of(root) if root is not None and root.pos_ in VERBAL else None
    if subject is not None and may_speak(subject) and root is not None and subject.i < gerund.i:
        bounds = speaker_bounds(subject, root)
        return bounds if speaks(gerund.doc, bounds) else found
    return found


VOICES = frozenset(
    {
        SourceKind.MEDIA,
        SourceKind.DOCUMENT,
        SourceKind.WITNESS,
        SourceKind.MONITOR,
        SourceKind.ANONYMOUS,
        SourceKind.MEDIC,
    }
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
    if lemma(token) in HEARSAY and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return False
    helped = any(child.lower_ in {"has", "have", "had", "'ve", "having"} for child in token.children)
    named = token.dep_ == "acl" and kind_of(token.head.text) is not SourceKind.UNKNOWN
    if named and token.i + 1 < len(token.doc) and token.nbor().lower_ in {"that", "on", "in", "to"}:
        return True
    return helped or any(child.dep_ == "agent" for child in token.children) or token.dep_ in {"ROOT", "ccomp"}


GIVING = words("giving")


def _tolls(doc: Doc) -> Iterator[Attribution]:
    """`the monitor gave a toll of 31`, `the ministry speaks of nine dead`: a figure handed out by somebody."""
    nouns = speech().nouns
    for token in doc:
        if lemma(token) not in GIVING or token.pos_ not in VERBAL:
            continue
        right = doc[token.i + 1 :]
        given = any(c.dep_ == "dobj" and lemma(c) in nouns for c in token.children)
        counted = any(t.like_num for t in right[:6]) and any(t.lower_ in OF_PEOPLE for t in right)
        speaker = speaker_of(token) if given or counted or lemma(token) == "have" else None
        if speaker is None or speaker[1] > token.i or not (given or speaks(doc, speaker)):
            continue
        if lemma(token) != "have" or [t.lower_ for t in right[:2]] == ["it", "that"]:
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=((token.i + 1, len(doc)),))


def _reports_of(doc: Doc) -> Iterator[Attribution]:
    """`unconfirmed reports among residents of shelling`, `a report by the agency that …`."""
    for noun in doc:
        if lemma(noun) not in RUMOURS or noun.pos_ != "NOUN":
            continue
        told = next((c for c in _after_report(noun) if c.i > noun.i and _complement(c)), None)
        start = None if told is None else told.i + 1 if told.dep_ == "prep" else min(t.i for t in told.subtree)
        if told is None or start is None:
            continue
        content = ((_after_that(doc, start), max(t.i for t in told.subtree) + 1),)
        yield _attribution(doc, cue=(noun.i, noun.i + 1), speaker=_reporters(noun), content=content)


def _after_report(noun: Token) -> Iterator[Token]:
    """What hangs on a report, and on the words that say by or from whom it is."""
    yield from noun.children
    for child in noun.children:
        if child.lower_ in {"by", "from", "among"}:
            yield from (c for reporter in child.children for t in with_conjuncts(reporter) for c in t.children)


RUMOURS = frozenset({"report", "rumour", "rumor", "allegation"})


def _complement(child: Token) -> bool:
    """Whether what hangs on a report says what is reported: `of …`, `over …`, a `that` clause."""
    if child.dep_ == "prep":
        return child.lower_ in {"of", "over", "about"} and substantial(child.doc, child.i, child.i + 8)
    return child.dep_ in {"acl", "relcl", "ccomp"} and any(
        t.lower_ == "that" and t.dep_ == "mark" for t in child.children
    )


def _reporters(noun: Token) -> tuple[int, int]:
    """Whoever a report is by, from or among, else the report itself."""
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "among"}:
            head = next((t for t in child.children if t.dep_ == "pobj"), None)
            if head is not None and speaks(noun.doc, noun_phrase(head)):
                return noun_phrase(head)[0], max(noun_phrase(head)[1], conjoined_end(head))
    return noun_phrase(noun, follow=frozenset())[0], noun.i + 1


def _has_clause(verb: Token) -> bool:
    """Whether a verb that may or may not report governs a clause of its own."""
    return any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children) or (
        verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"
    )


def _content(doc: Doc, cue: Token, speaker: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What the cue covers: what follows it if that holds a clause or a figure, else what precedes it."""
    inverted = speaker[0] > cue.i
    if inverted and cue.tag_ == "VBG":
        return ((_after_that(doc, cue.i + 1), speaker[0]),)
    after = max(cue.i + 1, speaker[1]) if inverted else cue.i + 1
    before = cue.i if inverted else min(speaker[0], cue.i)
    right = (_after_that(doc, after), len(doc))
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
    return lemma(cue) not in ADDRESSING and any(c.dep_ == "dobj" and c.i > cue.i for c in cue.children)


def _actor_of(verb: Token) -> Token | None:
    """The subject of an act of speech; where that only counts people, whoever reports the sentence."""
    subject = subject_of(verb)
    shared = subject is not None and subject.head != verb and any(c.dep_ == "nummod" for c in subject.children)
    if subject is None or (may_speak(subject) and not shared):
        return subject
    reporting = (t for step, t in ancestors_within(verb, 4) if step and lemma(t) in speech().strong)
    return next((s for t in reporting if (s := subject_of(t)) is not None), subject)


OPENING_MARKS = frozenset({"“", '"', "‘", "«"})
CLOSING_MARKS = frozenset({"”", '"', "’", "»", "''"})


def _quotation_ends(doc: Doc, at: int) -> bool:
    """Whether a quotation closes right before a speaker or cue, so that what it says stands before."""
    before = [token.text for token in doc[max(0, at - 2) : at] if token.text != ","]
    return bool(before) and before[-1] in CLOSING_MARKS and substantial(doc, 0, at)


def _after_that(doc: Doc, start: int) -> int:
    """Where the reported clause begins: after `that`, when it stands near, else right here."""
    for i in range(start, min(start + 12, len(doc))):
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark":
            return i + 1
        if doc[i].pos_ in VERBAL:
            break
    return start


def _trailing(doc: Doc, right: tuple[int, int]) -> bool:
    """Whether what follows the cue only says when, where or to whom it was said."""
    tokens = [token for token in doc[right[0] : right[1]] if token.pos_ not in {"PUNCT", "SPACE"}]
    if not tokens:
        return True
    first = tokens[0]
    loose = first.lower_ in PASSING or first.ent_type_ in {"DATE", "TIME", "ORG", "PERSON"}
    return loose and not any(token.tag_ in FINITE for token in tokens)


def _acts(doc: Doc, triggers: Sequence[Trigger], said: Sequence[Attribution]) -> Iterator[Attribution]:
    """Accusing, denying, threatening, demanding: whoever does it is the claimant of it."""
    for trigger in triggers:
        head = doc[trigger.head]
        speaks = (
            trigger.family == "act" and trigger.entry.kind in ACTS_THAT_SPEAK and trigger.entry.needs != "agreement"
        )
        head = calling(head) or _carrying(head) or head
        bounds = _doer(doc, head, said) if speaks and head.pos_ in VERBAL else None
        if bounds is not None:
            content = ((min(head.i, trigger.start), _act_end(doc, trigger)),)
            yield _attribution(doc, cue=(trigger.start, trigger.end), speaker=bounds, content=content, act=True)


def _doer(doc: Doc, head: Token, said: Sequence[Attribution]) -> tuple[int, int] | None:
    """Who accuses, denies, threatens or demands: the subject, the `by` of a passive, or for a gerund who spoke."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children):
        return speaker_of(head) if any(child.dep_ == "agent" for child in head.children) else None
    subject = _actor_of(head)
    gerund = head.tag_ == "VBG" and not any(child.dep_ in SUBJECTS for child in head.children)
    if gerund and head.dep_ in {"acl", "advcl"} and (subject is None or not speaks(doc, noun_phrase(subject))):
        before = [a.speaker for a in said if a.speaker is not None and a.cue[1] <= head.i]
        return _going_on(head, before[-1] if before else None)
    if subject is None or (subject.dep_ not in SUBJECTS | {"nmod", "ROOT"} and head.dep_ != "relcl"):
        return None
    if not may_speak(subject):
        return None
    return speaker_bounds(subject, head) if subject.i < head.i else noun_phrase(subject)


def _carrying(noun: Token) -> Token | None:
    """The verb that does what an act noun names: `repeated its denial`, `traded accusations`."""
    verb = noun.head
    carries = noun.pos_ == "NOUN" and noun.dep_ == "dobj" and lemma(verb) in CARRYING
    return verb if carries else None


CARRYING = words("carrying")


def calling(adjective: Token) -> Token | None:
    """The verb of `called the claims fake`, `dismissed the report as baseless`."""
    if adjective.pos_ in VERBAL:
        return None
    calling = {"call", "brand", "label", "describe", "dismiss", "denounce", "reject", "deem", "consider"}
    return next((above for _, above in ancestors_within(adjective, 8) if lemma(above) in calling), None)


def _act_end(doc: Doc, trigger: Trigger) -> int:
    """The end of what is accused, denied or demanded: as far as the verb's own words reach."""
    head = doc[trigger.head]
    return max(max(token.i for token in head.subtree) + 1, trigger.end) if head.dep_ != "ROOT" else len(doc)


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
    for chunk in doc.noun_chunks:
        if any(token.pos_ == "PROPN" for token in chunk) and (kind := kind_of(chunk.text)) in NAMED_KINDS:
            yield (chunk.start, chunk.end), kind


def _hyphenated(doc: Doc) -> Iterator[Attribution]:
    """`the Turkish-claimed number`: a cue glued to the one who claims."""
    for token in doc[2:]:
        if token.lower_ in {"claimed", "reported", "alleged", "announced", "declared"} and doc[token.i - 1].text == "-":
            speaker = (token.i - 2, token.i - 1)
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=((token.i + 1, len(doc)),))


HEADLINE_SPEAKERS = words("headline_speakers")


def _headline(doc: Doc) -> Iterator[Attribution]:
    """`32 killed: medical source`, also where the colon was lost, and `Army: 32 killed`."""
    words = [token for token in doc if token.pos_ not in {"PUNCT", "SPACE"}]
    colon = next((token.i for token in doc if token.text in {":", "–", "—"} and 0 < token.i < len(doc) - 1), None)
    if colon is not None:
        for speaker, content in (((0, colon), (colon + 1, len(doc))), ((colon + 1, len(doc)), (0, colon))):
            text = doc[speaker[0] : speaker[1]].text
            short = speaker[1] - speaker[0] <= 6 and not any(t.tag_ in FINITE for t in doc[speaker[0] : speaker[1]])
            if short and kind_of(text) is not SourceKind.UNKNOWN and substantial(doc, *content):
                yield _attribution(doc, cue=(colon, colon + 1), speaker=speaker, content=(content,))
                return
    elif len(words) > 4 and (start := _closing_speaker(doc, words)) is not None:
        speaker = (start, words[-1].i + 1)
        yield _attribution(doc, cue=(start, start), speaker=speaker, content=((0, start),))


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


CLOSING = frozenset({"monitor", "monitors", "report", "reports", "source", "sources", "watchdog", "ngo", "observatory"})


def _attribution(
    doc: Doc,
    *,
    cue: tuple[int, int],
    speaker: tuple[int, int],
    content: tuple[tuple[int, int], ...],
    act: bool = False,
) -> Attribution:
    text = doc[speaker[0] : speaker[1]].text
    return Attribution(cue=cue, speaker=speaker, content=content, kind=_kind(doc, speaker, text), act=act)


def _kind(doc: Doc, bounds: tuple[int, int], text: str) -> SourceKind:
    kind = kind_of(text)
    if kind is SourceKind.UNKNOWN and any(token.ent_type_ == "PERSON" for token in doc[bounds[0] : bounds[1]]):
        return SourceKind.PERSON
    return kind
