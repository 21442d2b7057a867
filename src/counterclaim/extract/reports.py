"""Reports and rumours that a noun speaks of, with whoever they are from and what they tell."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.extract.nlp import noun_phrase, with_conjuncts
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.speaking import Said, after_that, conjoined_end, speaks

RUMOURS = frozenset({"report", "rumour", "rumor", "allegation"})


def find_reports(doc: Doc) -> Iterator[Said]:
    """`unconfirmed reports among residents of shelling`, `a report by the agency that …`."""
    for noun in doc:
        if noun.lemma not in RUMOURS or noun.pos_ != "NOUN":
            continue
        told = next((c for c in _after_report(noun) if c.i > noun.i and _complement(c)), None)
        start = None if told is None else told.i + 1 if told.dep_ == "prep" else min(t.i for t in told.subtree)
        if told is None or start is None:
            continue
        content = ((after_that(doc, start), max(t.i for t in told.subtree) + 1),)
        yield Said((noun.i, noun.i + 1), _reporters(noun), content)


def _after_report(noun: Token) -> Iterator[Token]:
    """What hangs on a report, and on the words that say by or from whom it is."""
    yield from noun.children
    for child in noun.children:
        if child.lower_ in {"by", "from", "among"}:
            yield from (c for reporter in child.children for t in with_conjuncts(reporter) for c in t.children)


def _complement(child: Token) -> bool:
    """Whether what hangs on a report says what is reported: `of …`, `over …`, a `that` clause."""
    if child.dep_ == "prep":
        return child.lower_ in {"of", "over", "about"}
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
