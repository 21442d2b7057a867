"""Who a sentence gives its words to: cues, speakers and the stretch that each of them covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.extract.lexicon import speech
from counterclaim.extract.nlp import SUBJECTS, ancestors_within, noun_phrase, subject_of, with_conjuncts
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.triggers import Trigger, lemma
from counterclaim.model.claims import ClaimKind, Mode
from counterclaim.model.documents import SourceKind

VERBAL = frozenset({"VERB", "AUX"})
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
PASSING = frozenset({"on", "in", "at", "to", "by", "via", "through", "during", "from", "late", "early", "later", "earlier"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "this", "these", "those", "some", "many"})


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
    found = [*_according(doc), *_verbs(doc, taken), *_tolls(doc), *_hyphenated(doc), *_acts(doc, triggers)]
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
        head = _first_nominal(doc, at)
        if head is None:
            continue
        _, end = noun_phrase(head)
        end = max(end, _conjoined_end(head))
        content = _around(doc, token.i, end)
        yield _attribution(doc, cue=(token.i, at), speaker=(at, end), content=content)


def _introducer(doc: Doc, at: int) -> int:
    word = doc[at].lower_
    following = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    if word == "according" and following == "to":
        return 2
    if word in {"citing", "quoting"}:
        return 1
    if word in {"reported", "said", "cited", "announced", "documented"} and following == "by" and doc[at - 1].lower_ == "as":
        return 2
    return 0


def _first_nominal(doc: Doc, at: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    end = at
    while end < len(doc) and (doc[end].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "X"} or end == at):
        if end > at and doc[end].pos_ == "DET":
            break
        end += 1
    nouns = [doc[i] for i in range(at, end) if doc[i].pos_ in {"NOUN", "PROPN", "PRON"}]
    inside = [token for token in nouns if not at <= token.head.i < end]
    return (inside or nouns or [None])[0]


def _conjoined_end(head: Token) -> int:
    """The end of `A and B` where both speak."""
    last = head
    for token in with_conjuncts(head)[1:]:
        between = head.doc[last.i + 1 : token.i]
        if any(t.pos_ in VERBAL for t in between):
            break
        last = token
    return noun_phrase(last)[1] if last != head else 0


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
    words, last = speech(), None
    for token in doc:
        word = lemma(token)
        if word not in words.say or token.i in taken or not _reports(token):
            continue
        tail = _tail_speaker(doc, token) if word in words.strong else None
        speaker = tail or _speaker_of(token) or (last if token.tag_ == "VBG" else None)
        if speaker is None:
            continue
        content = ((_clause_start(doc, token.i), min(speaker[0], token.i)),) if tail else _content(doc, token, speaker)
        if content and (word in words.strong or _has_clause(token) or doc.text.rstrip().endswith(":")):
            last = speaker
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=content)


def _reports(token: Token) -> bool:
    """Whether a word of saying is used as a verb that somebody does."""
    if not (token.pos_ in VERBAL or token.tag_.startswith("VB")) or token.dep_ in {"amod", "compound"}:
        return False
    if token.tag_ != "VBN" or _quoted_as(token):
        return True
    helped = any(child.lower_ in {"has", "have", "had", "'ve", "having"} for child in token.children)
    return helped or any(child.dep_ == "agent" for child in token.children) or token.dep_ in {"ROOT", "ccomp"}


def _tail_speaker(doc: Doc, cue: Token) -> tuple[int, int] | None:
    """The speaker where a sentence ends with `… a monitor said` or `… said the monitor`, found by neighbours.

    In texts that have lost their commas the tree hangs such speakers on the clause before them.
    """
    if cue.tag_ not in FINITE | {"VBN"} or not _substantial(doc, 0, cue.i):
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
    enough = start is not None and _substantial(doc, 0, start) and _speaks(doc, (start, end))
    return (start, end) if start is not None and enough else None


def _inverted(doc: Doc, cue: Token) -> tuple[int, int] | None:
    """`said the monitor`, with nothing after it that would be its clause."""
    head = _first_nominal(doc, cue.i + 1) if cue.i + 1 < len(doc) else None
    if head is None or doc[cue.i + 1].pos_ not in {"DET", "PROPN", "NOUN"}:
        return None
    bounds = (cue.i + 1, max(noun_phrase(head)[1], head.i + 1))
    before = doc[cue.i - 1]
    plain = before.pos_ in {"PUNCT", "NOUN", "PROPN", "ADV", "ADJ", "NUM", "VERB"} and before.dep_ not in SUBJECTS
    return bounds if plain and _goes_out(doc, bounds[1]) and _speaks(doc, bounds) else None


def _goes_out(doc: Doc, at: int) -> bool:
    """Whether nothing follows but to whom, when and how it was said, or a further gerund of saying."""
    if at >= len(doc) or (doc[at].tag_ == "VBG" and lemma(doc[at]) in speech().say):
        return True
    if doc[at].pos_ == "PUNCT":
        return _goes_out(doc, at + 1)
    rest = [token for token in doc[at:] if token.pos_ not in {"PUNCT", "SPACE"}]
    stop = next((i for i, token in enumerate(rest) if token.tag_ == "VBG" and lemma(token) in speech().say), len(rest))
    rest = rest[:stop]
    loose = not rest or rest[0].lower_ in PASSING or rest[0].ent_type_ in {"DATE", "TIME", "ORG", "PERSON"} or rest[0].pos_ == "PROPN"
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
        if before.pos_ not in {"NOUN", "PROPN", "ADJ", "DET"} and before.lower_ not in LINKS and before.text not in {"(", ")", "-"}:
            return at if token.lower_ not in LINKS else at + 1
        if token.pos_ == "NOUN" and before.pos_ == "PROPN" and not _hangs_right(before, at):
            return at
        if token.text[0].isupper() and before.pos_ == "NOUN" and before.text.islower() and not _titled(before, at):
            return at
        at -= 1
    return at


LINKS = frozenset({"of", "for", "in", "to", "at", "and", "from"})


def _titled(noun: Token, at: int) -> bool:
    """Whether a noun before a name belongs to it: `director Rami Abdel Rahman`."""
    return _hangs_right(noun, at) or kind_of(noun.text) is not SourceKind.UNKNOWN


def _hangs_right(token: Token, at: int) -> bool:
    return token.head.i >= at and token.dep_ in {"compound", "amod", "poss", "nmod"}


GIVING = frozenset({"give", "put", "release", "issue", "provide", "offer", "publish", "update", "revise", "post", "raise", "lower"})


def _tolls(doc: Doc) -> Iterator[Attribution]:
    """`the monitor gave a toll of 31`: a figure handed out by somebody."""
    nouns = speech().nouns
    for token in doc:
        if lemma(token) not in GIVING or token.pos_ not in VERBAL:
            continue
        given = next((c for c in token.children if c.dep_ == "dobj" and lemma(c) in nouns), None)
        speaker = _speaker_of(token) if given is not None else None
        if speaker is not None and speaker[1] <= token.i:
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=((token.i + 1, len(doc)),))


def _has_clause(verb: Token) -> bool:
    """Whether a verb that may or may not report governs a clause of its own."""
    return any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children) or (
        verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"
    )


def _speaker_of(verb: Token) -> tuple[int, int] | None:
    """Token bounds of whoever speaks, found by grammar, else by the neighbours of the verb."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if passive and not _quoted_as(verb):
        agent = next((t for child in verb.children if child.dep_ == "agent" for t in child.children), None)
        return noun_phrase(agent) if agent is not None and agent.i > verb.i else None
    head = subject_of(verb)
    if head is not None and _may_speak(head):
        return _speaker_bounds(head, verb)
    return _neighbour(verb)


def _quoted_as(verb: Token) -> bool:
    return lemma(verb) in {"quote", "cite", "hear"}


def _may_speak(head: Token) -> bool:
    if head.pos_ == "PRON":
        return head.lower_ in PRONOUNS
    return head.pos_ in {"NOUN", "PROPN", "ADJ"} and head.ent_type_ not in {"DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY"}


def _speaker_bounds(head: Token, verb: Token) -> tuple[int, int]:
    heads = with_conjuncts(head, before=verb.i) if head.i < verb.i else [head]
    start = noun_phrase(heads[0])[0]
    end = noun_phrase(heads[-1])[1]
    if head.i < verb.i:
        end = min(max(end, heads[-1].i + 1), verb.i)
        while end < verb.i and verb.doc[end].pos_ == "PROPN":
            end += 1
        if _plain_between(verb.doc, end, verb.i):
            start = min(start, _appositive_start(verb.doc, start))
        start = _coordinated_start(verb.doc, start)
    while start < end - 1 and verb.doc[start].pos_ in {"ADV", "CCONJ", "SCONJ", "PUNCT"}:
        start += 1
    return start, end


def _coordinated_start(doc: Doc, start: int) -> int:
    """Where `a medical source and` begins that stands before `witnesses`."""
    if start < 2 or doc[start - 1].lower_ != "and" or doc[start - 2].pos_ not in {"NOUN", "PROPN"}:
        return start
    before = noun_phrase(doc[start - 2])[0]
    named = kind_of(doc[before : start - 1].text) not in {SourceKind.UNKNOWN, SourceKind.PERSON}
    return before if named else start


def _plain_between(doc: Doc, start: int, end: int) -> bool:
    return all(doc[i].pos_ in {"AUX", "ADV", "PART"} for i in range(start, end))


def _appositive_start(doc: Doc, start: int) -> int:
    """Where `the manager of the hospital` begins that stands right before a name without a comma."""
    if start < 2 or doc[start].pos_ != "PROPN":
        return start
    at = start - 1
    while at > 0 and doc[at].pos_ in {"NOUN", "PROPN", "ADP", "ADJ", "DET", "PUNCT"} and start - at < 9:
        if doc[at].pos_ == "DET" and kind_of(doc[at : start].text) not in {SourceKind.UNKNOWN, SourceKind.PERSON}:
            return at
        if doc[at].pos_ == "PUNCT" and doc[at].text not in {",", "-"}:
            break
        at -= 1
    return start


def _neighbour(verb: Token) -> tuple[int, int] | None:
    """The noun phrase right before the verb, or right after it where the order is inverted."""
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].pos_ in {"AUX", "ADV"} or doc[at].tag_ == "VBN" and at == verb.i - 1):
        at -= 1
    if at >= 0 and doc[at].pos_ in {"NOUN", "PROPN", "PRON"} and _speaks(doc, noun_phrase(doc[at])):
        return noun_phrase(doc[at])
    if verb.tag_ in {"VBD", "VBZ"} and verb.i + 1 < len(doc):
        head = _first_nominal(doc, verb.i + 1)
        if head is not None and _speaks(doc, (verb.i + 1, noun_phrase(head)[1])):
            return verb.i + 1, noun_phrase(head)[1]
    return None


def _speaks(doc: Doc, bounds: tuple[int, int]) -> bool:
    span = doc[bounds[0] : bounds[1]]
    named = any(token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for token in span)
    return named or span.text.lower() in PRONOUNS or kind_of(span.text) is not SourceKind.UNKNOWN


def _content(doc: Doc, cue: Token, speaker: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What the cue covers: what follows it if that holds a clause or a figure, else what precedes it."""
    inverted = speaker[0] > cue.i
    after = max(cue.i + 1, speaker[1]) if inverted else cue.i + 1
    before = cue.i if inverted else min(speaker[0], cue.i)
    right = (_after_that(doc, after), len(doc))
    left = (_clause_start(doc, before), before)
    if inverted:
        stretches = [left]
        if right[0] < right[1] and doc[right[0] - 1].text in {",", "“", '"'} and _substantial(doc, *right):
            stretches.append(right)
        return tuple(s for s in stretches if s[0] < s[1])
    if _substantial(doc, *right) and not (_substantial(doc, *left) and _trailing(doc, right)):
        return (right,)
    return (left,) if _substantial(doc, *left) else ()


def _after_that(doc: Doc, start: int) -> int:
    """Where the reported clause begins: after `that`, when it stands near, else right here."""
    for i in range(start, min(start + 12, len(doc))):
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark":
            return i + 1
        if doc[i].pos_ in VERBAL:
            break
    return start


def _substantial(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch says something: a verb, a noun that says that something happened, or a figure."""
    return any(
        token.pos_ in VERBAL or token.like_num or token.lower_ in {"dead", "deaths", "killed"} for token in doc[start:end]
    )


def _trailing(doc: Doc, right: tuple[int, int]) -> bool:
    """Whether what follows the cue only says when, where or to whom it was said."""
    tokens = [token for token in doc[right[0] : right[1]] if token.pos_ not in {"PUNCT", "SPACE"}]
    if not tokens:
        return True
    first = tokens[0]
    loose = first.lower_ in PASSING or first.ent_type_ in {"DATE", "TIME", "ORG", "PERSON"}
    return loose and not any(token.tag_ in FINITE for token in tokens)


def _acts(doc: Doc, triggers: Sequence[Trigger]) -> Iterator[Attribution]:
    """Accusing, denying, threatening, demanding: whoever does it is the claimant of it."""
    for trigger in triggers:
        head = doc[trigger.head]
        speaks = trigger.family == "act" and trigger.entry.kind in ACTS_THAT_SPEAK and trigger.entry.needs != "agreement"
        head = _calling(head) or head
        if not speaks or head.pos_ not in VERBAL:
            continue
        subject = subject_of(head)
        passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children)
        if subject is None or passive or subject.dep_ not in SUBJECTS | {"nmod", "ROOT"} and head.dep_ != "relcl":
            continue
        if not _may_speak(subject):
            continue
        bounds = _speaker_bounds(subject, head) if subject.i < head.i else noun_phrase(subject)
        content = ((min(head.i, trigger.start), _act_end(doc, trigger)),)
        yield _attribution(doc, cue=(trigger.start, trigger.end), speaker=bounds, content=content, act=True)


def _calling(adjective: Token) -> Token | None:
    """The verb of `called the claims fake`, `dismissed the report as baseless`."""
    if adjective.pos_ in VERBAL:
        return None
    calling = {"call", "brand", "label", "describe", "dismiss", "denounce", "reject", "deem", "consider"}
    return next((above for _, above in ancestors_within(adjective, 8) if lemma(above) in calling), None)


def _act_end(doc: Doc, trigger: Trigger) -> int:
    """The end of what is accused, denied or demanded: as far as the verb's own words reach."""
    head = doc[trigger.head]
    return max(max(token.i for token in head.subtree) + 1, trigger.end) if head.dep_ != "ROOT" else len(doc)


NAMED_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.MONITOR, SourceKind.MEDIA, SourceKind.OUTLET, SourceKind.ORGANISATION})


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


HEADLINE_SPEAKERS = frozenset(
    "monitor observatory source sources official officials report reports activists activist army ministry police medics "
    "medic media tv witnesses witness un residents rescuers rebels group agency minister spokesman opposition ngo watchdog survivors hospital".split()
)


def _headline(doc: Doc) -> Iterator[Attribution]:
    """`32 killed: medical source`, also where the colon was lost, and `Army: 32 killed`."""
    words = [token for token in doc if token.pos_ not in {"PUNCT", "SPACE"}]
    colon = next((token.i for token in doc if token.text in {":", "–", "—"} and 0 < token.i < len(doc) - 1), None)
    if colon is not None:
        for speaker, content in (((0, colon), (colon + 1, len(doc))), ((colon + 1, len(doc)), (0, colon))):
            text = doc[speaker[0] : speaker[1]].text
            short = speaker[1] - speaker[0] <= 6 and not any(t.tag_ in FINITE for t in doc[speaker[0] : speaker[1]])
            if short and kind_of(text) is not SourceKind.UNKNOWN and _substantial(doc, *content):
                yield _attribution(doc, cue=(colon, colon + 1), speaker=speaker, content=(content,))
                return
    elif len(words) > 4 and words[-1].lower_ in HEADLINE_SPEAKERS and words[-2].pos_ != "ADP" and words[-1].text[:1].isupper():
        end = words[-1].i + 1
        start = words[-1].i - (words[-2].pos_ == "ADJ" and words[-2].ent_type_ == "")
        yield _attribution(doc, cue=(start, start), speaker=(start, end), content=((0, start),))


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
