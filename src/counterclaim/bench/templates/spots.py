"""Where an incident was, as MUC-4 writes it: a country and the places in it, the widest first, each with its kind."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from counterclaim.extract.onnx import model_folder
from counterclaim.model.documents import Span

RANK = (
    "REGION",
    "DEPARTMENT",
    "PROVINCE",
    "DISTRICT",
    "JURISDICTION",
    "MUNICIPALITY",
    "CAPITAL",
    "CITY",
    "TOWN",
    "VILLAGE",
    "CANTON",
)
WORD = re.compile(r"[A-Z][A-Z0-9-]{2,}")
KIND_AFTER = re.compile(
    r"\s+(DEPARTMENT|PROVINCE|MUNICIPALITY|NEIGHBORHOOD|DISTRICT|REGION|CANTON|VILLAGE|JURISDICTION|FARM|SUBURB)\b",
    re.IGNORECASE,
)
KIND_BEFORE = re.compile(
    r"\b(DEPARTMENT|PROVINCE|MUNICIPALITY|NEIGHBORHOOD|DISTRICT|REGION|CANTON|VILLAGE|TOWN|CITY|JURISDICTION)\s+OF\s+$",
    re.IGNORECASE,
)
NEAR = 60
KNOWN = 4.0


class Atlas(NamedTuple):
    """What the training data knows of places.

    Attributes:
        words: for each word how much it speaks for each country; the sum is divided by the root of their number.
        priors: the same without any word.
        places: for each place its kind and the country that it lies in.
        organisations: names of groups and forces that reports held to be perpetrators, the longest first.
    """

    words: dict[str, dict[str, float]]
    priors: dict[str, float]
    places: dict[str, tuple[str, str]]
    organisations: tuple[str, ...]


@cache
def load_atlas() -> Atlas:
    """The table that comes with the roles model."""
    raw: dict[str, Any] = json.loads((model_folder("roles") / "places.json").read_text("utf-8"))
    places = {name: (kind, country) for name, (kind, country) in raw["places"].items()}
    return Atlas(raw["words"], raw["priors"], places, tuple(raw["organisations"]))


def words_of(text: str) -> frozenset[str]:
    """The words of a text in capitals, each once."""
    return frozenset(WORD.findall(text.upper()))


def country(text: str, spots: Sequence[str], atlas: Atlas) -> str:
    """The country that the words of a text and the places of an incident speak for."""
    total = dict(atlas.priors)
    told = [atlas.words[word] for word in sorted(words_of(text)) if word in atlas.words]
    for weights in told:
        for name, weight in weights.items():
            total[name] = total.get(name, 0.0) + weight / len(told) ** 0.5
    for spot in spots:
        if spot in atlas.places:
            name = atlas.places[spot][1]
            total[name] = total.get(name, 0.0) + KNOWN
    return max(total, key=lambda name: (total[name], name))


def slot(found: Sequence[Span], text: str, head: int, atlas: Atlas) -> list[str]:
    """The location of an incident.

    Args:
        found: where the places that belong to it stand, the surest first.
        text: the text that they stand in.
        head: where the dateline ends.
        atlas: what is known of places.
    """
    dateline = text[:head].upper()
    named = [(_name(span, text), span) for span in _chosen(found, text)]
    wired = [name for name in atlas.places if name in dateline][:1]
    nation = country(text, [*(name for name, _ in named), *wired], atlas)
    levels = {name: _kind(name, span, text, atlas) for name, span in named if name != nation}
    whole = [name for name in levels if not any(name != other and name in other for other in levels)]
    return [
        ": ".join([nation, *(f"{name} ({levels[name]})" for name in sorted(whole, key=lambda n: _width(n, levels[n])))])
    ]


def _name(span: Span, text: str) -> str:
    return " ".join(text[span.start : span.end].split()).upper().strip(" ,.")


def _chosen(found: Sequence[Span], text: str) -> list[Span]:
    """The surest place and those that stand right beside it."""
    return [*found[:1], *(span for span in found[1:] if _beside(found[0], span, text))]


def _beside(a: Span, b: Span, text: str) -> bool:
    gap = text[min(a.end, b.end) : max(a.start, b.start)]
    return len(gap) <= NEAR and "." not in gap and _name(a, text) != _name(b, text)


def _width(name: str, kind: str) -> tuple[int, str]:
    return (RANK.index(kind) if kind in RANK else len(RANK), name)


def _kind(name: str, span: Span, text: str, atlas: Atlas) -> str:
    if match := KIND_AFTER.match(text, span.end):
        return match[1].upper()
    if match := KIND_BEFORE.search(text[max(0, span.start - 20) : span.start]):
        return match[1].upper()
    return atlas.places.get(name, ("CITY", ""))[0]
