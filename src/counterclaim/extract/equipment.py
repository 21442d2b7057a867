"""Classes of equipment from the words that name it, and names of models whose digits are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from counterclaim.extract.noun_phrases import Hit, Token, conjuncts, cut, find, keys, read_list, tokenise
from counterclaim.model.claims import Object
from counterclaim.model.documents import Span

# Tokens with letters and digits run together: T-72, M113, S-300PMU, 2S19, ZSU-23-4, Covid-19. Months, currencies and
# prefixes (Feb-20, USD100, Pre-2011) are left to the grammars of dates and numbers.
DESIGNATION = re.compile(
    r"(?<![\w$€£¥])"
    r"(?!(?:Jan|Feb|Mar|March|Apr|April|May|Jun|June|Jul|July|Aug|Sep|Sept|Oct|Nov|Dec|USD|EUR|GBP|CHF|TRY|RUB|UAH|Rs|"
    r"Pre|Post|Mid|Over|Under|Sub|Non|Late|Early|Day|No|Nos|Age|Aged|Top|At)-?\d)"
    r"(?:[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Za-z]{0,4}(?:-\d{1,3}[A-Z]?)?|\d{1,2}[A-Z]{1,2}\d{1,3}[A-Za-z]{0,3})"
    r"(?![\w%])"
)
HAS_DIGIT = re.compile(r"\d").search


class Equipment(NamedTuple):
    """A class of equipment, the model as written (or None) and the noun that names it, in the singular."""

    object: Object
    model: str | None
    noun: str


@dataclass(frozen=True, slots=True)
class _Meaning:
    object: Object
    model: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    spelling: dict[str, str]
    table: dict[tuple[str, ...], tuple[str, _Meaning]]
    not_before: frozenset[str]
    generic: frozenset[str]
    numbered: re.Pattern[str]


_USED: ContextVar[_Lists | None] = ContextVar("equipment", default=None)


class Vocabulary:
    """The shipped nouns and models with models of the user's; made once, used while a page is read."""

    def __init__(self, models: Mapping[str, Object]) -> None:
        self._lists = _with_models(_shipped(), models) if models else _shipped()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Lets `classify` and `model_spans` know these models for as long as the block runs."""
        token = _USED.set(self._lists)
        try:
            yield
        finally:
            _USED.reset(token)


def classify(words: str) -> Equipment | None:
    """The class, model and noun of the equipment that the words count, or None where they name none.

    The head of the phrase decides: "tanks in a village" are tanks, a "tank crew" is none, and of "houses and cars"
    the first counts. A model decides where its noun is a general one ("S-300 launcher").
    """
    return _classified(words, _lists())


@lru_cache(1 << 16)
def _classified(words: str, lists: _Lists) -> Equipment | None:
    tokens = tokenise(words, lists.spelling)
    hits = [hit for hit in find(tokens, lists.table) if _counts(tokens, hit, lists)]
    end = cut(tokens, hits)
    for group in conjuncts(tokens, hits, 0, end):
        return _judge(words, tokens, _with_next(group, hits, end), lists)
    return None


def model_spans(text: str) -> list[Span]:
    """Where the text names models, roads and the like whose digits are no figures; sorted, not overlapping."""
    if not HAS_DIGIT(text):
        return []
    found = sorted(match.span() for pattern in (DESIGNATION, _lists().numbered) for match in pattern.finditer(text))
    spans: list[Span] = []
    for start, end in found:
        if spans and start < spans[-1].end:
            spans[-1] = spans[-1].cover(Span(start, end))
        else:
            spans.append(Span(start, end))
    return spans


def _judge(words: str, tokens: list[Token], group: list[Hit], lists: _Lists) -> Equipment:
    models = [hit for hit in group if hit.value.model]
    nouns = [hit for hit in group if not hit.value.model]
    model = words[tokens[models[0].first].start : tokens[models[-1].last - 1].end] if models else None
    if not nouns:
        return Equipment(models[-1].value.object, model, models[-1].noun)
    noun = nouns[-1]
    general = models and noun.noun in lists.generic
    return Equipment((models[-1] if general else noun).value.object, model, noun.noun)


def _with_next(group: list[Hit], hits: list[Hit], end: int) -> list[Hit]:
    """The group, with what follows it where it names models alone: the noun of "M113 and ACV-15 vehicles" is shared."""
    if any(not hit.value.model for hit in group):
        return group
    rest = [hit for hit in hits if group[-1].last <= hit.first < end]
    shared = next((i for i, hit in enumerate(rest) if not hit.value.model), -1)
    linked = all(hit.value.object is group[0].value.object for hit in rest[:shared])
    return group + rest[: shared + 1] if linked else group


def _counts(tokens: list[Token], hit: Hit, lists: _Lists) -> bool:
    if hit.value.model:
        return tokens[hit.first].capital
    after = tokens[hit.last].norm if hit.last < len(tokens) and not tokens[hit.last].joint else ""
    before = tokens[hit.first - 1].norm if hit.first else ""
    return before != "anti" and not _listed(after, lists.not_before)


def _listed(word: str, words: frozenset[str]) -> bool:
    return word in words or word.removesuffix("s") in words


def _with_models(shipped: _Lists, models: Mapping[str, Object]) -> _Lists:
    table = dict(shipped.table)
    for name, kind in models.items():
        own: dict[tuple[str, ...], tuple[str, _Meaning]] = {}
        _add(own, (name,), _Meaning(kind, model=True), shipped.spelling)
        table |= own
    numbered = [name for name in models if any(c.isdigit() for c in name)]
    patterns = [shipped.numbered.pattern, *([_numbered(numbered).pattern] if numbered else [])]
    return replace(shipped, table=table, numbered=re.compile("|".join(patterns)))


def _lists() -> _Lists:
    return _USED.get() or _shipped()


@cache
def _shipped() -> _Lists:
    data = read_list("equipment.yaml")
    table: dict[tuple[str, ...], tuple[str, _Meaning]] = {}
    for name, group in data["classes"].items():
        _add(table, group.get("models", ()), _Meaning(Object(name), model=True), data["spelling"])
    for name, group in data["classes"].items():
        _add(table, group["nouns"], _Meaning(Object(name), model=False), data["spelling"])
    numbered = _numbered(_models(data["classes"]))
    return _Lists(data["spelling"], table, frozenset(data["not_before"]), frozenset(data["generic"]), numbered)


def _add(table: dict[Any, Any], names: Iterable[str], meaning: _Meaning, spelling: dict[str, str]) -> None:
    for name in names:
        for key in keys(name, spelling):
            table.setdefault(key, (name, meaning))
            if meaning.model:
                table.setdefault(("".join(key),), (name, meaning))


def _models(classes: dict[str, Any]) -> Iterator[str]:
    return (name for group in classes.values() for name in group.get("models", ()))


def _numbered(models: Iterable[str]) -> re.Pattern[str]:
    names = {name for name in models if any(c.isdigit() for c in name)}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    flexible = (r"[ -]?".join(re.escape(piece) for piece in re.split(r"[ -]", name)) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(flexible)})s?(?!\w)")
