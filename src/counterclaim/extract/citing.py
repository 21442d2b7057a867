"""Who cites whom: of `the daily reported, citing a monitor, that …` the daily speaks, and the monitor within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.extract.attribution import Attribution, kind_in
from counterclaim.extract.nlp import noun_phrase
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.speaking import FINITE, after_that, speaks

CITING = frozenset({"citing", "quoting"})
CITE = frozenset({"cite", "quote"})
Bounds = tuple[int, int]


def cites(doc: Doc, attribution: Attribution) -> bool:
    """Whether an attribution gives words to whoever is named after a lone `citing` or `quoting`."""
    cue, speaker = attribution.cue, attribution.speaker
    return cue[1] - cue[0] == 1 and doc[cue[0]].lower_ in CITING and speaker is not None and speaker[0] >= cue[1]


def nested(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, widest first; whoever is cited says what the one who cites says, and within it."""
    relative = {cited.cue: cited for cited in _which_cited(doc)}
    made = [a for a in found if a.cue not in relative]
    for cited in _as_saying(doc):
        made = [*(_apart(a, cited) for a in made if not _meet(a.cue, cited.cue)), cited]
    for cited in [*(a for a in made if cites(doc, a)), *relative.values()]:
        citing = _who_cites(doc, cited, made)
        begin, end = cited.speaker or cited.cue
        phrase = (begin if cited.cue in relative else cited.cue[0], end)
        inner = _without(citing.content, phrase) if citing else ()
        made = [a for a in made if a not in {citing, cited}]
        if citing is not None and inner:
            made += [replace(citing, content=tuple(sorted((*inner, phrase)))), replace(cited, content=inner)]
        else:
            made += [a for a in (citing, cited) if a and a.content]
    return sorted(made, key=lambda a: (-a.reach, a.cue))


def _which_cited(doc: Doc) -> Iterator[Attribution]:
    """`according to the daily, which cited a monitor`: the monitor, of whose words nothing is known yet."""
    for verb, speaker in _cited(doc):
        if verb.dep_ == "relcl" and any(child.tag_ in {"WDT", "WP"} for child in verb.children):
            yield Attribution(cue=(verb.i, verb.i + 1), speaker=speaker, content=(), kind=kind_in(doc, speaker))


def _as_saying(doc: Doc) -> Iterator[Attribution]:
    """`the daily quoted a medic as saying that …`: the medic."""
    for _, speaker in _cited(doc):
        at = speaker[1]
        if at + 2 < len(doc) and doc[at].lower_ == "as" and doc[at + 1].tag_ == "VBG":
            content = ((after_that(doc, at + 2), len(doc)),)
            yield Attribution(cue=(at, at + 2), speaker=speaker, content=content, kind=kind_in(doc, speaker))


def _cited(doc: Doc) -> Iterator[tuple[Token, Bounds]]:
    """Verbs of citing in the active voice, each with whom it cites."""
    for verb in doc:
        if verb.lemma not in CITE or verb.tag_ not in FINITE or any(c.dep_ == "auxpass" for c in verb.children):
            continue
        cited = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        if cited is not None and speaks(doc, noun_phrase(cited)):
            yield verb, noun_phrase(cited)


def _apart(attribution: Attribution, cited: Attribution) -> Attribution:
    """What an attribution covers, cut where the words of someone cited begin, so that neither is taken for both."""
    at = cited.content[0][0]
    pieces = (piece for start, end in attribution.content for piece in ((start, min(end, at)), (max(start, at), end)))
    return replace(attribution, content=tuple((start, end) for start, end in pieces if start < end))


def _meet(one: Bounds, other: Bounds) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _who_cites(doc: Doc, cited: Attribution, among: Sequence[Attribution]) -> Attribution | None:
    """The attribution whose speaker does the citing: that of what `citing` hangs on, else the nearest."""
    at, head = cited.cue[0], doc[cited.cue[0]].head.i
    others = [a for a in among if not a.act and a.speaker and not cites(doc, a) and a.speaker != cited.speaker]
    return min(others, key=lambda a: (not _holds(a, head), abs(a.cue[0] - at)), default=None)


def _holds(attribution: Attribution, token: int) -> bool:
    bounds = (attribution.cue, attribution.speaker or attribution.cue)
    return any(start <= token < end for start, end in bounds)


def _without(content: Sequence[Bounds], phrase: Bounds) -> tuple[Bounds, ...]:
    """Stretches without the words that name who is cited."""
    pieces = [piece for start, end in content for piece in ((start, min(end, phrase[0])), (max(start, phrase[1]), end))]
    return tuple(sorted({(start, end) for start, end in pieces if start < end}))
