"""Every quantity of a sentence with the thing that it counts, written out or implied by a singular noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.extract.equipment import classify, model_spans
from counterclaim.extract.lexicon import lexicon, speech, words
from counterclaim.extract.nlp import noun_phrase
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.people import who
from counterclaim.extract.quantities import FoundQuantity, find_quantities
from counterclaim.model.claims import Object
from counterclaim.model.values import Interval

BARE = words("bare")
GROUPS = words("groups")
KIN = words("kin")
CASUALTY_VERBS = frozenset(
    word for word, entries in lexicon().verbs.items() if any(entry.family == "casualty" for entry in entries)
)
MASS = frozenset({"equipment", "artillery", "armour", "armor", "weaponry", "ammunition", "hardware"})
SUBSETS = frozenset({"including", "among", "them", "whom", "which"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A quantity of a sentence with the thing counted, in token bounds `[start, end)`; `noun` heads it, if named."""

    start: int
    end: int
    noun: int | None
    interval: Interval
    approximate: bool = False
    vague: bool = False
    share: float | None = None
    share_of: str | None = None
    explicit: bool = True
    subset: bool = False

    def covers(self, token: int) -> bool:
        """Whether a token belongs to the words of the count."""
        return self.start <= token < self.end


def find_counts(doc: Doc) -> list[Count]:
    """Every quantity of the sentence that may count people or things, written out or implied by a singular noun."""
    text = doc.text
    explicit = [
        count
        for found in find_quantities(text, skip=model_spans(text))
        if found.unit in {None, "%"} and (count := _count(doc, found)) is not None
    ]
    taken = {i for count in explicit for i in range(count.start, count.end)}
    implied = [count for token in doc if token.i not in taken and (count := _implied(token, taken)) is not None]
    found = sorted([*explicit, *implied], key=lambda count: count.start)
    return [count for count in found if not _counts_readers(doc, count, found)]


def _counts_readers(doc: Doc, count: Count, found: Sequence[Count]) -> bool:
    """Whether a bare number is a counter of the page, behind which a text begins (`Views 2494 Three soldiers …`)."""
    begins = count.noun is None and count.end < len(doc) and doc[count.end].text[0].isupper()
    return begins and any(other.start == count.end for other in found)


def _count(doc: Doc, found: FoundQuantity) -> Count | None:
    span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    if (
        span is None
        or _is_age(doc, span.start)
        or _is_code(doc[span.start].text)
        or (span.end < len(doc) and doc[span.end].like_num and doc[span.end].text[0].isdigit())
    ):
        return None
    noun = _counted_noun(doc, span.start, span.end)
    end = max(span.end, noun + 1) if noun is not None else span.end
    before = {doc[i].lower_ for i in range(max(0, span.start - 2), span.start)}
    after = {doc[i].lower_ for i in range(span.end, min(len(doc), span.end + 2))}
    return Count(
        start=span.start,
        end=end,
        noun=noun,
        interval=found.interval if found.share is None else Interval(None, None),
        approximate=found.approximate,
        vague=found.vague,
        share=found.share,
        share_of=doc.text[found.share_of.start : found.share_of.end] if found.share_of is not None else None,
        subset=bool(SUBSETS & before) or after >= {"of", "them"} or after >= {"of", "whom"},
    )


def _before_number(doc: Doc, at: int) -> bool:
    """Whether another number in digits follows at once, as in time stamps and page codes."""
    return at < len(doc) and doc[at].like_num and doc[at].text[0].isdigit()


def _is_code(word: str) -> bool:
    """Whether digits that begin with a zero are a date, a time or a number of a page: `012016`, `0914`."""
    return len(word) > 1 and word[0] == "0" and word.isdigit()


def _is_age(doc: Doc, start: int) -> bool:
    """Whether a number stands after `under the age of`, `below`, `aged`."""
    before = [doc[i].lower_ for i in range(max(0, start - 2), start)]
    return before[-1:] in (["aged"], ["below"]) or before == ["age", "of"]


def _counted_noun(doc: Doc, start: int, end: int) -> int | None:
    """The noun that a number counts: the next noun over adjectives, nouns and `of`, but over no verb."""
    at, noun = end, None
    inside = next((i for i in range(end - 1, start - 1, -1) if doc[i].pos_ == "NOUN" and _is_countable(doc[i])), None)
    while at < len(doc) and at - end < 7:
        token = doc[at]
        if _verb_in_disguise(token):
            break
        if token.text == "-" and at + 1 < len(doc) and doc[at + 1].tag_ in {"VBN", "VBD"}:
            noun, at = None, at + 2
            continue
        if token.lower_ == "the" and doc[at - 1].like_num and doc[at - 1].text[0].isdigit():
            break  # nothing is counted so: a number of the page's frame stands before a sentence
        named = token.pos_ in {"NOUN", "PROPN"} and any(map(str.isalnum, token.text))
        if named and not (noun is not None and _starts_new_phrase(doc, noun, at)):
            noun = at
        elif not _is_designation(token) and (
            noun is not None
            or not (token.pos_ in {"ADJ", "ADV"} or (token.tag_ in {"VBN", "VBG"} and _before_noun(doc, at)))
        ):
            if not (
                noun is None
                and at <= end + 1
                and token.lower_ in {"of", "the", "other", "more", "-", "its", "their", "our"}
            ):
                break
        elif token.lower_ in BARE and token.lower_ not in {"other", "more"}:
            break
        at += 1
    if noun is None and end < len(doc) and doc[end].lower_ in {"other", "others", "more"}:
        return end
    return noun if noun is not None else inside


def _is_designation(token: Token) -> bool:
    """Whether what was taken for a number is the name of a model before its noun (`two T-72 tanks`)."""
    letters = any(letter.isalpha() for letter in token.text) and any(letter.isdigit() for letter in token.text)
    return token.pos_ == "NUM" and letters and not token.like_num


def _verb_in_disguise(token: Token) -> bool:
    """Whether a verb of a headline was taken for a plural noun (`Kills Two Injures Three`)."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.tag_ in {"NNS", "NNPS"} and following.like_num and token.lemma in CASUALTY_VERBS


def _starts_new_phrase(doc: Doc, noun: int, at: int) -> bool:
    """Whether a second noun after the counted one is no part of its phrase (`32 people Medical source`)."""
    if doc[noun].tag_ == "NNS" and _is_countable(doc[noun]) and doc[at].tag_ != "NNP":
        return True
    return (
        not doc[noun].dep_.startswith(("compound", "nmod", "amod", "poss")) or doc[noun].head.i < at < doc[noun].head.i
    )


def _before_noun(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and doc[at + 1].pos_ in {"NOUN", "PROPN", "ADJ"} and doc[at].dep_ in {"amod", "compound"}


def _in_long_name(token: Token) -> bool:
    """Whether a noun is a word of a longer name of an organisation (`Tank Corps`)."""
    around = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return token.ent_type_ == "ORG" and any(other.ent_type_ == "ORG" for other in around)


def _a_building(token: Token) -> bool:
    """Whether a noun that ends a name is a building: `Ashby Bridge`."""
    found = classify(token.text)
    last = token.i + 1 == len(token.doc) or token.nbor().pos_ != "PROPN"
    return last and found is not None and found.object is Object.BUILDING


def _is_countable(token: Token) -> bool:
    return who(token.text) is not None or classify(token.text) is not None


def _compound(token: Token) -> str:
    """A noun with the nouns that make one word of it (`air defence system`)."""
    start = token.i
    while start and token.doc[start - 1].dep_ == "compound" and token.doc[start - 1].pos_ == "NOUN":
        start -= 1
    return token.doc.piece(start, token.i + 1).text


def _under_article(name: Token) -> bool:
    """Whether `the` stands right before a name, as before that of a paper or a force and not before a person's."""
    at = name.i
    while at > 0 and name.doc[at - 1].pos_ == "PROPN" and name.doc[at - 1].head == name:
        at -= 1
    return at > 0 and name.doc[at - 1].lower_ == "the"


def _speaks(token: Token) -> bool:
    """Whether somebody is named as the one who says what follows: `the mayor said that four died`."""
    verb = token.head
    reported = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)
    return token.dep_ == "nsubj" and token.i < verb.i and reported and verb.lemma in speech().strong


def _implied(token: Token, taken: set[int]) -> Count | None:
    """One person or thing that a singular noun or a name stands for."""
    if token.tag_ not in {"NN", "NNP"} or token.dep_ in {"compound", "nmod", "poss", "amod", "npadvmod"}:
        return None
    if token.i + 1 < len(token.doc) and token.nbor().tag_ in {"NN", "NNS"} and token.nbor().dep_ != "appos":
        return None
    named = token.ent_type_ == "PERSON" and token.pos_ == "PROPN" and not _under_article(token)
    person = token.pos_ == "NOUN" and (token.lemma in KIN or who(token.text) is not None)
    thing = (
        not person
        and not named
        and (not _in_long_name(token) or _a_building(token))
        and token.lemma not in MASS
        and classify(_compound(token)) is not None
    )
    if not (named or person or thing) or token.i in taken or token.lemma in GROUPS or _speaks(token):
        return None
    start = token.i
    while (
        start > 0
        and token.doc[start - 1].head == token
        and token.doc[start - 1].dep_ in {"det", "amod", "compound", "poss", "nmod"}
    ):
        start -= 1
    edge = noun_phrase(token)[0]
    if edge < start and (token.doc[edge].pos_ == "DET" or token.doc[edge].tag_ == "PRP$"):
        start = edge
    if any(i in taken for i in range(start, token.i)) or any(
        t.lower_ in {"no", "any", "every", "each"} for t in token.doc[start : token.i]
    ):
        return None
    interval = Interval(1, 1)
    return Count(start=start, end=token.i + 1, noun=token.i, interval=interval, explicit=False)
