"""Which kind of people a noun phrase counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from counterclaim.extract.noun_phrases import JOINTS, STOPS, Hit, Token, conjuncts, cut, find, keys, read_list, tokenise

VERBS = frozenset(("was", "were", "is", "are", "died", "had", "has", "have", "dead", "fled", "left", "fell", "who"))
SPELLING = {"defense": "defence", "neighbor": "neighbour", "laborer": "labourer", "center": "centre"}


class Person(NamedTuple):
    """A kind of people (`civilian`, `child`, `soldier`, …; None where nothing is said) and the noun that names it."""

    who: str | None
    noun: str


@dataclass(frozen=True, slots=True)
class _Lists:
    table: dict[tuple[str, ...], tuple[str, str | None]]
    carriers: frozenset[str]
    adjectives: frozenset[str]
    not_before: frozenset[str]


@lru_cache(1 << 16)
def who(words: str) -> Person | None:
    """The kind of people that the words count, or None where they name no people.

    The head of the phrase decides ("soldiers near a school" are soldiers); of several joined kinds the first one;
    "members of", "bodies of" and the like pass the question on to what follows.
    """
    lists = _lists()
    tokens = tokenise(words, SPELLING)
    found = find(tokens, lists.table)
    hits = [hit for hit in found if _counts(tokens, hit, lists) and not _describes(tokens, hit, found, lists)]
    end = cut(tokens, hits)
    head = _first(tokens, hits, 0, end)
    if head and (head.who or not _carries(tokens, end, lists)):
        return head
    if not _carries(tokens, end, lists):
        return None
    further = end + 1 + cut(tokens[end + 1 :], [])
    return _first(tokens, hits, end + 1, further) or head


def _first(tokens: list[Token], hits: list[Hit], start: int, end: int) -> Person | None:
    for group in conjuncts(tokens, hits, start, end):
        told = [hit for hit in group if hit.value] or group
        return Person(told[-1].value, told[-1].noun)
    return None


def _carries(tokens: list[Token], end: int, lists: _Lists) -> bool:
    follows = end < len(tokens) and tokens[end].norm in ("of", "from", "belonging", "among")
    return bool(follows and (tokens[end - 1].norm in lists.carriers or tokens[end - 1].norm.isdigit()))


def _counts(tokens: list[Token], hit: Hit, lists: _Lists) -> bool:
    follows = hit.last < len(tokens) and not tokens[hit.last].joint
    return not (follows and tokens[hit.last].norm in lists.not_before)


def _describes(tokens: list[Token], hit: Hit, found: list[Hit], lists: _Lists) -> bool:
    """Whether the noun is an adjective of the one that follows: "a civilian aircraft", not "a civilian died"."""
    if hit.last >= len(tokens) or tokens[hit.last - 1].norm not in lists.adjectives:
        return False
    after = tokens[hit.last]
    verb = after.norm.endswith("ed") or after.norm in VERBS or after.norm in STOPS | JOINTS
    return not (after.joint or verb or any(other.first == hit.last for other in found))


@cache
def _lists() -> _Lists:
    data = read_list("people.yaml")
    lists = [frozenset(data.pop(name)) for name in ("carriers", "adjectives", "not_before")]
    table: dict[tuple[str, ...], tuple[str, str | None]] = {}
    for kind, nouns in sorted(data.items(), key=lambda item: item[0] == "unspecified"):
        for noun in nouns:
            for key in keys(noun, SPELLING):
                table.setdefault(key, (noun, None if kind == "unspecified" else kind))
    return _Lists(table, *lists)
