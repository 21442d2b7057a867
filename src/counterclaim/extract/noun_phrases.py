"""Heads of noun phrases found with word lists alone: no grammar model, linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

WORD = re.compile(r"[^\W_]+(?:[.’'/][^\W_]+)*\.?")
STOP_WORDS = (
    "at in from of for with by who whom whose that which near on inside outside around along during after before while "
    "belonging including among between under against through over into as when where near killed wounded injured based "
    "destroyed damaged named called speaking told fighting backing supporting"
)
STOPS = frozenset(STOP_WORDS.split())
JOINTS = frozenset(("and", "or", "&", "plus"))
COMMAS = frozenset(",;/&")
LONGEST = 6
IRREGULAR = {"child": "children", "wife": "wives"}
SIDES = frozenset(("led", "backed", "based", "linked", "held", "affiliated", "aligned", "run", "controlled", "allied"))


class Token(NamedTuple):
    """A word as the lists spell it and where it stands in the words given; `joint` ends a conjunct before it."""

    norm: str
    start: int
    end: int
    capital: bool
    joint: bool


class Hit(NamedTuple):
    """A listed noun among tokens `[first, last)` with what the list says of it."""

    first: int
    last: int
    noun: str
    value: Any


def read_list(name: str) -> dict[str, Any]:
    """What one data file of this package holds."""
    text = files("counterclaim.extract").joinpath("data", name).read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


def tokenise(words: str, spelling: Mapping[str, str]) -> list[Token]:
    """The words of a phrase in lower case and British spelling; hyphens part words, possessives lose their ending."""
    tokens: list[Token] = []
    reached = 0
    for match in WORD.finditer(words):
        raw = match.group()
        norm = raw.lower().removesuffix("'s").removesuffix("’s")
        norm = norm if "." in norm[:-1] else norm.rstrip(".")
        between = words[reached : match.start()]
        joint = between != " " and not COMMAS.isdisjoint(between)
        capital = raw[0].isupper() or raw[0].isdigit()
        tokens.append(Token(spelling.get(norm, norm), match.start(), match.end(), capital, joint))
        reached = match.end()
    return tokens


def keys(noun: str, spelling: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The token sequences under which a noun is found: singular, plural, and possessive without apostrophe."""
    base = tuple(token.norm for token in tokenise(noun, spelling))
    yield base
    yield (*base[:-1], plural(base[-1]))
    yield (*base[:-1], base[-1] + "s")


def plural(word: str) -> str:
    """The regular English plural of a word, with -man to -men."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("man") and word != "human":
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")


def find(tokens: Sequence[Token], table: Mapping[tuple[str, ...], tuple[str, Any]]) -> list[Hit]:
    """The listed nouns, longest first at each word, left to right, none inside another."""
    hits: list[Hit] = []
    at = 0
    while at < len(tokens):
        hit = _longest(tokens, at, table)
        if hit:
            hits.append(hit)
        at = hit.last if hit else at + 1
    return hits


def _longest(tokens: Sequence[Token], at: int, table: Mapping[tuple[str, ...], tuple[str, Any]]) -> Hit | None:
    for size in range(min(LONGEST, len(tokens) - at), 0, -1):
        key = tuple(token.norm for token in tokens[at : at + size])
        if key in table:
            return Hit(at, at + size, *table[key])
    return None


def without_sides(tokens: Sequence[Token], hits: Iterable[Hit]) -> list[Hit]:
    """The hits less those that only say whose side, seat or lead it is ("US-led", "Britain-based")."""
    return [hit for hit in hits if hit.last >= len(tokens) or tokens[hit.last].norm not in SIDES]


def cut(tokens: Sequence[Token], hits: Iterable[Hit]) -> int:
    """The index of the token that ends the head of the phrase (a preposition, a relative), outside every hit."""
    inside = {index for hit in hits for index in range(hit.first, hit.last)}
    return next((i for i, token in enumerate(tokens) if i and i not in inside and token.norm in STOPS), len(tokens))


def conjuncts(tokens: Sequence[Token], hits: Sequence[Hit], start: int, end: int) -> Iterator[list[Hit]]:
    """The hits of each conjunct within tokens `[start, end)`, first to last; conjuncts without hits are left out."""
    group: list[Hit] = []
    for hit in hits:
        if hit.first < start or hit.first >= end:
            continue
        begins = group and any(_parts(tokens[i]) for i in range(group[-1].last, hit.first + 1))
        if begins:
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _parts(token: Token) -> bool:
    return token.joint or token.norm in JOINTS
