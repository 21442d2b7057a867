"""Who a sentence gives its words to: cues, speakers and the stretch that each of them covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.extract.lexicon import speech
from counterclaim.extract.nlp import SUBJECTS, noun_phrase, subject_of, with_conjuncts
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.triggers import Trigger, lemma
from counterclaim.model.claims import ClaimKind, Mode
from counterclaim.model.documents import SourceKind

VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ACTS_THAT_SPEAK = frozenset(
    {ClaimKind.ACCUSATION, ClaimKind.DENIAL, ClaimKind.DISPUTE, ClaimKind.THREAT, ClaimKind.DEMAND, ClaimKind.PLAN}
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
    found = [*_according(doc), *_verbs(doc), *_acts(doc, triggers)]
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
    while end < len(doc) and doc[end].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "X"}:
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
    right = (end, len(doc)) if start <= 1 or _lower_start(doc, end) else (end, end)
    return tuple(stretch for stretch in ((left, start), right) if stretch[0] < stretch[1])


def _lower_start(doc: Doc, at: int) -> bool:
    """Whether what follows goes on with the same clause after a comma."""
    return at < len(doc) and doc[at].text == "," and at + 2 < len(doc)


def _clause_start(doc: Doc, before: int) -> int:
    """Where the clause that ends at a token began: after the last semicolon, or at the start of the sentence."""
    return next((i + 1 for i in range(before - 1, -1, -1) if doc[i].text in {";", "•"}), 0)


def _verbs(doc: Doc) -> Iterator[Attribution]:
    words = speech()
    for token in doc:
        word = lemma(token)
        if word not in words.say or not (token.pos_ in VERBAL or token.tag_.startswith("VB")):
            continue
        if token.dep_ in {"amod", "compound"} or token.i and doc[token.i - 1].lower_ in {"as", "so"} and token.tag_ == "VBN":
            continue
        speaker = _speaker_of(token)
        if speaker is None:
            continue
        content = _content(doc, token, speaker)
        if content and (word in words.strong or _has_clause(token)):
            yield _attribution(doc, cue=(token.i, token.i + 1), speaker=speaker, content=content)


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
        if _plain_between(verb.doc, end, verb.i):
            start = min(start, _appositive_start(verb.doc, start))
    return start, end


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
    while at >= 0 and doc[at].pos_ in {"AUX", "ADV"}:
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
        if trigger.family != "act" or trigger.entry.kind not in ACTS_THAT_SPEAK or head.pos_ not in VERBAL:
            continue
        subject = subject_of(head)
        passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children)
        if subject is None or passive or subject.dep_ not in SUBJECTS | {"nmod", "ROOT"} and head.dep_ != "relcl":
            continue
        if not _may_speak(subject):
            continue
        bounds = _speaker_bounds(subject, head) if subject.i < head.i else noun_phrase(subject)
        content = ((trigger.start, _act_end(doc, trigger)),)
        yield _attribution(doc, cue=(trigger.start, trigger.end), speaker=bounds, content=content, act=True)


def _act_end(doc: Doc, trigger: Trigger) -> int:
    """The end of what is accused, denied or demanded: as far as the verb's own words reach."""
    head = doc[trigger.head]
    return max(max(token.i for token in head.subtree) + 1, trigger.end) if head.dep_ != "ROOT" else len(doc)


HEADLINE_SPEAKERS = frozenset(
    "monitor observatory source sources official officials report reports activists activist army ministry police medics "
    "medic media tv witnesses witness un residents rescuers rebels group agency minister spokesman opposition".split()
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
