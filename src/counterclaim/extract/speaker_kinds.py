"""What sort of speaker the words name, by their head nouns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from counterclaim.extract.noun_phrases import Hit, Token, conjuncts, cut, find, keys, read_list, tokenise, without_sides
from counterclaim.model.documents import SourceKind

ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class _Sense:
    kind: SourceKind
    strong: bool
    weak: bool
    before: SourceKind | None


@dataclass(frozen=True, slots=True)
class _Lists:
    spelling: dict[str, str]
    table: dict[tuple[str, ...], tuple[str, _Sense]]


@lru_cache(1 << 14)
def kind_of(text: str) -> SourceKind:
    """The kind of a speaker as written ("a military source", "Observatory director X"); UNKNOWN where no word tells.

    The head noun decides; a head that says little ("source", "spokesman", "director") leaves it to the words before
    it, then to those after it. Two or more capitalised words without a listed noun are taken for a person's name.
    """
    lists = _lists()
    tokens = tokenise(text, lists.spelling)
    hits = without_sides(tokens, find(tokens, lists.table))
    end = cut(tokens, hits)
    for group in conjuncts(tokens, hits, 0, end):
        return _of_head(group, _strongest(tokens, hits, end))
    tail = _strongest(tokens, hits, end)
    if tail:
        return _kind(tail)
    return SourceKind.PERSON if _is_name(tokens[:end]) else SourceKind.UNKNOWN


def is_state(text: str) -> bool:
    """Whether the words name a state or its seat of government, which speaks but is no person."""
    words = [token.norm for token in tokenise(text, _lists().spelling)]
    return " ".join(word for word in words if word not in ARTICLES) in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(read_list("speaker_kinds.yaml")["strong"]["state"])


def _of_head(group: list[Hit], tail: Hit | None) -> SourceKind:
    head = group[-1]
    if head.value.strong:
        return _kind(head)
    if not head.value.weak:
        strong = [hit for hit in group if hit.value.strong or hit.value.weak]
        return _of_head(strong, tail) if strong else (head.value.before or SourceKind.UNKNOWN)
    for hit in reversed(group[:-1]):
        if hit.value.before or hit.value.strong:
            return hit.value.before or _kind(hit)
    return _kind(tail) if tail and head.value.kind is not SourceKind.UNKNOWN else _kind(head)


def _strongest(tokens: list[Token], hits: list[Hit], start: int) -> Hit | None:
    """The head of the first of the phrases from token `start` on that says what sort of speaker it is."""
    strong = [hit for hit in hits if hit.value.strong]
    return next((group[-1] for group in conjuncts(tokens, strong, start, len(tokens))), None)


def _kind(hit: Hit) -> SourceKind:
    kind: SourceKind = hit.value.kind
    return kind


def _is_name(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.norm not in ARTICLES and token.norm not in ("al", "el", "bin", "von")]
    return len(words) > 1 and len(words) == sum(token.capital for token in words) and tokens[0].norm not in ARTICLES


@cache
def _lists() -> _Lists:
    data = read_list("speaker_kinds.yaml")
    senses: dict[tuple[str, ...], dict[str, Any]] = {}
    for field in ("strong", "weak", "before"):
        for key, noun, kind in _nouns(data, field):
            senses.setdefault(key, {"noun": noun}).setdefault(field, kind)
    table = {key: (found["noun"], _sense(found)) for key, found in senses.items()}
    return _Lists(data["spelling"], table)


def _nouns(data: dict[str, Any], field: str) -> Iterator[tuple[tuple[str, ...], str, SourceKind]]:
    for kind, nouns in data[field].items():
        for noun in nouns:
            for key in keys(noun, data["spelling"]):
                yield key, noun, SourceKind("official" if kind == "state" else kind)


def _sense(found: dict[str, Any]) -> _Sense:
    kind = found.get("strong") or found.get("weak") or found["before"]
    return _Sense(kind, "strong" in found, "weak" in found, found.get("before"))
