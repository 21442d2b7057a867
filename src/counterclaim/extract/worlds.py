"""Where a sentence speaks of no deed at all: titles of works, tales, games, drills, rules, links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.extract.lexicon import words
from counterclaim.extract.nlp import ancestors_within
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.triggers import Trigger
from counterclaim.model.claims import Role

WORKS = words("works")
STAGING = words("staging")
TALES = words("tales")
DRILLS = words("drills")
RULES = words("rules")
REMEMBERED = words("remembered")
LIKENING = words("likening")
ASKING = words("asking")
LINKS = words("links")
ANYBODY = frozenset({"any", "anyone", "anybody", "whoever", "whomever", "anything"})
ARTICLES = frozenset({"a", "an", "any", "every", "each", "those", "whoever", "anyone", "everyone", "anybody"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "final", "opening", "closing"})
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+)’(?!\w)|(?<!\w)'([^']+)'(?!\w)")
SMALL = 4
LONGEST_TITLE = 9
PRESENT = frozenset({"VBZ", "VBP"})
HARMED = frozenset({Role.KILLED, Role.WOUNDED, Role.KILLED_OR_WOUNDED, Role.MISSING})
SITES = frozenset({"youtube", "facebook", "twitter", "vimeo", "instagram"})


def is_elsewhere(text: str, doc: Doc, trigger: Trigger) -> bool:
    """Whether a trigger stands in a title, in a tale, a game or a drill, in a rule or in a link to another page.

    Args:
        text: the sentence as written.
        doc: its parse, which may have seen a headline in the case of running text.
        trigger: the word or phrase in question.
    """
    head = doc[trigger.head]
    return (
        _in_title(text, doc, trigger)
        or _in_link(text, doc, trigger)
        or _in_tale(head)
        or (trigger.entry.role not in HARMED and _framed(head, DRILLS))
        or _in_rule(head)
        or _remembered(head)
        or _asked_which(doc, head)
    )


def _in_title(text: str, doc: Doc, trigger: Trigger) -> bool:
    """Whether the trigger stands in the quoted or named title of a film, a book, a song."""
    head = doc[trigger.head]
    if head.dep_ in {"appos", "compound", "nmod"} and head.head.lemma in WORKS and text[head.idx].isupper():
        return True
    start, end = doc[trigger.start].idx, doc[trigger.end - 1].idx
    for match in QUOTED.finditer(text):
        if match.start() <= start and end < match.end() and _like_title(match.group().strip("“”\"'‘’")):
            outside = [t for t in doc if not match.start() <= t.idx < match.end()]
            return any(t.lemma in WORKS or t.lemma in STAGING for t in outside)
    return False


def _like_title(text: str) -> bool:
    """Whether the longer words of a short stretch all begin with capitals."""
    parts = text.strip(",. ").split()
    longer = [part for part in parts if len(part) >= SMALL]
    return bool(longer) and len(parts) <= LONGEST_TITLE and all(not part[0].islower() for part in longer)


def _in_link(text: str, doc: Doc, trigger: Trigger) -> bool:
    """Whether the trigger belongs to the title of another page: after `Related`, before `- YouTube`."""
    for token in doc[: trigger.start]:
        after = token.idx + len(token.text)
        if text[token.idx : after] in LINKS:
            following = text[after:].lstrip()[:1]
            if following.isupper() or following.isdigit():
                return True
    return any(t.lower_ in SITES and doc[t.i - 1].text in {"-", "–", "—", "|"} for t in doc[trigger.end :])


def _in_tale(head: Token) -> bool:
    """Whether the sentence tells of a novel, a film, a game or a dream."""
    if _framed(head, TALES):
        return True
    for _, token in ancestors_within(head, 6):
        subjects = [child for child in token.children if child.dep_ == "nsubj" and child.i != head.i]
        if token.i != head.i and any(subject.lemma in TALES for subject in subjects):
            return True
        if token.i == head.i and any(_playing(subject) for subject in subjects):
            return True
    return False


def _playing(subject: Token) -> bool:
    return subject.lemma in {"player", "protagonist", "narrator"} and _present(subject.head)


def _framed(head: Token, nouns: frozenset[str]) -> bool:
    """Whether `in …`, `during …` with one of the nouns holds for the clause of the trigger."""
    for _, token in ancestors_within(head, 6):
        for preposition in token.children:
            inside = preposition.dep_ == "prep" and preposition.lower_ in {"in", "during", "within"}
            if inside and any(_frames(t, nouns) for t in preposition.children if t.dep_ == "pobj"):
                return True
        if token.dep_ in {"relcl", "advcl", "acl"}:
            return nouns is TALES and token.dep_ != "advcl" and token.head.lemma in nouns
    return False


def _frames(noun: Token, nouns: frozenset[str]) -> bool:
    if noun.lemma in {"act", "scene", "chapter"} and nouns is TALES:
        return any(child.lower_ in ORDINALS for child in noun.children)
    pair = f"{noun.nbor(-1).lower_} {noun.lemma}" if noun.i else ""
    return noun.lemma in nouns or pair in nouns


def _remembered(head: Token) -> bool:
    """Whether an event noun only says what somebody studies, remembers or compares something with."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return False
    above = head.head
    if above.dep_ == "prep" and head.dep_ == "pobj":
        compared = above.lower_ in {"to", "with", "of"} and above.head.lemma in LIKENING
        return compared or (above.lower_ in {"of", "on", "about", "to"} and above.head.lemma in REMEMBERED)
    return head.dep_ == "dobj" and above.lemma in LIKENING


def _in_rule(head: Token) -> bool:
    """Whether the trigger says what befalls whoever does it, what a law provides or what anybody may do."""
    if any(token.lower_ in ANYBODY for token in _own(head)):
        return True
    if head.dep_ == "relcl" and _present(head) and _indefinite(head.head) and _timeless(head.head):
        return True
    for step, token in ancestors_within(head, 6):
        if step and token.pos_ == "VERB" and _present(token):
            subjects = [child for child in token.children if child.dep_ == "nsubj"]
            return any(subject.lemma in RULES for subject in subjects)
    return False


def _own(head: Token) -> Iterator[Token]:
    """The subject of a verb; of an event noun all that hangs on it by a preposition."""
    for child in head.children:
        if child.dep_ in {"nsubj", "csubj"}:
            yield child
            yield from child.children
        elif head.pos_ == "NOUN" and child.dep_ in {"prep", "agent"}:
            yield from (t for t in child.subtree if t.i - head.i <= LONGEST_TITLE)


def _present(verb: Token) -> bool:
    return verb.tag_ in PRESENT and not any(child.dep_ == "aux" for child in verb.children)


def _indefinite(noun: Token) -> bool:
    return noun.lower_ in ARTICLES or any(child.lower_ in ARTICLES for child in noun.children if child.i < noun.i)


def _timeless(noun: Token) -> bool:
    """Whether the clause that the noun belongs to is itself in the timeless present or a rule."""
    for _, token in ancestors_within(noun, 4):
        if token.pos_ in {"VERB", "AUX"}:
            modal = any(child.tag_ == "MD" for child in token.children)
            return modal or (token.tag_ in PRESENT and token.lemma not in {"say", "report", "tell"})
    return False


def _asked_which(doc: Doc, head: Token) -> bool:
    """Whether the clause says what is being found out (`determines which planes carry out raids`)."""
    verb = next((t for _, t in ancestors_within(head, 2) if t.pos_ == "VERB"), None)
    if verb is None or not _present(verb):
        return False
    asked = (t for t in verb.subtree if t.lower_ in {"which", "whose", "what", "who"} and 0 < t.i < verb.i)
    return any(doc[t.i - 1].lemma in ASKING for t in asked)
