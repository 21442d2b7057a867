"""Claims in outline: enough to tell, without reading their pages, that nothing can be said of two of them together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from zlib import crc32

from counterclaim.config import ReconcileSettings
from counterclaim.model.claims import ClaimKind, Object, Role
from counterclaim.model.places import Place
from counterclaim.model.values import Interval, Period, Position
from counterclaim.reconcile.comparing import NEUTRAL, WEIGHTS, compare_counts, family_score, place_score, time_score
from counterclaim.reconcile.counting import Figure
from counterclaim.reconcile.families import compare_families
from counterclaim.reconcile.grouping import ATTACH, ELSEWHERE
from counterclaim.reconcile.parts import FITTING
from counterclaim.reconcile.profiles import COPIED, MIN_SHINGLES, Profile, Spot
from counterclaim.reconcile.relating import ALIKE, NEARLY

WIDTH = 128
"""Bits that a set of words is kept in: each word sets one of them."""
SLACK = 1e-9


class Count(NamedTuple):
    """A figure in outline."""

    role: Role
    object: Object
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What of a claim rules most others out; `words` and `runs` count and hold its words and its runs of three."""

    family: str
    topic: str
    period: Period | None
    dated: bool
    speech: bool
    totalling: bool
    acting: bool
    figures: tuple[Count, ...]
    spots: tuple[Spot, ...]
    words: tuple[int, int]
    runs: tuple[int, int]
    document: str = ""
    """Empty, since an outline is set beside claims of other documents alone."""
    sentence: int = -1


class Sketch(NamedTuple):
    """The bits of the words of a claim and of its runs of three words, one for each."""

    words: tuple[int, ...]
    runs: tuple[int, ...]


def outline_of(profile: Profile) -> str:
    """The outline of a claim as it is kept."""
    found, period = sketch_of(profile), profile.period
    return json.dumps(
        [
            profile.family,
            profile.topic,
            [day and day.isoformat() for day in (period.start, period.end)] if period else None,
            [profile.dated, profile.speech, _totalling(profile), bool(profile.agent)],
            [[m.role, m.object, m.interval.low, m.interval.high] for m in profile.entry.claim.measures],
            [_spot(spot) for spot in profile.spots],
            [(len(bits), _held(bits)) for bits in found],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_outline(kept: str) -> Outline:
    """The outline that was kept of a claim."""
    family, topic, days, marks, figures, spots, (words, runs) = json.loads(kept)
    dated, speech, totalling, acting = marks
    start, end = (day and date.fromisoformat(day) for day in days) if days else (None, None)
    return Outline(
        family=family,
        topic=topic,
        period=Period(start, end) if days else None,
        dated=dated,
        speech=speech,
        totalling=totalling,
        acting=acting,
        figures=tuple(Count(Role(role), Object(thing), Interval(*bounds)) for role, thing, *bounds in figures),
        spots=tuple(Spot(name, _place(name, place), carried) for name, carried, place in spots),
        words=tuple(words),
        runs=tuple(runs),
    )


def sketch_of(profile: Profile) -> Sketch:
    """The bits of a claim's words."""
    return Sketch(_bits(profile.words), _bits(" ".join(run) for run in profile.shingles))


def may_stand(a: Profile, sketch: Sketch, b: Outline, settings: ReconcileSettings) -> bool:
    """Whether two claims of two documents may share an incident or stand in a relation; if in doubt, they may.

    Where it is not so, comparing them would give no likely pair, and nothing to be said of two events.
    """
    if _totalling(a) or b.totalling or _may_copy(sketch, b):
        return True
    best, spoken = _best(a, sketch, b, settings), a.speech or b.speech
    if best["place"] >= ALIKE and (best["time"] >= ALIKE or min(best["words"], best["family"]) >= ALIKE):
        return True
    if min(best["place"], best["time"], best["family"]) <= 0:
        return False
    if not spoken and _may_hold(a, b):
        return True
    needed = ATTACH if spoken and best["place"] >= ELSEWHERE else NEARLY
    total = sum(WEIGHTS[name] for name in best)
    return sum(WEIGHTS[name] * value for name, value in best.items()) / total >= needed * settings.same_incident - SLACK


def _best(a: Profile, sketch: Sketch, b: Outline, settings: ReconcileSettings) -> dict[str, float]:
    """What speaks for one event, at the most."""
    return {
        "place": place_score(a, b, settings.max_distance_km).value,
        "time": time_score(a, b, settings.max_gap_days).value,
        "family": family_score(a, b).value,
        "figures": compare_counts(a.entry.claim.measures, b.figures).value,
        "parties": 1.0 if a.agent and b.acting else NEUTRAL,
        "words": _most_words(sketch, b),
    }


def _may_hold(a: Profile, b: Outline) -> bool:
    """Whether one may tell of a part of what the other sums up: its days lie in those of the other."""
    if a.period is None or b.period is None or compare_families(a.family, b.family).value < FITTING:
        return False
    return a.period.inside(b.period) or b.period.inside(a.period)


def _may_copy(sketch: Sketch, b: Outline) -> bool:
    """Whether two sentences may share most of their runs of three words."""
    count, held = b.runs
    smaller = min(len(sketch.runs), count)
    return smaller >= MIN_SHINGLES and _shared(sketch.runs, held) >= COPIED * smaller


def _most_words(sketch: Sketch, b: Outline) -> float:
    """The most that shared words may speak for one event."""
    count, held = b.words
    if not sketch.words or not count:
        return NEUTRAL
    return min(1.0, 0.3 + _shared(sketch.words, held) / min(len(sketch.words), count))


def _totalling(profile: Profile) -> bool:
    """Whether it counts more than one event, so that its figures are set beside others of one voice at any score."""
    claim = profile.entry.claim
    return claim.kind is ClaimKind.TOTAL or any(Figure(profile, measure).total for measure in claim.measures)


def _bits(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(1 << crc32(word.encode()) % WIDTH for word in words))


def _held(bits: Iterable[int]) -> int:
    held = 0
    for bit in bits:
        held |= bit
    return held


def _shared(bits: Iterable[int], held: int) -> int:
    """How many words another claim may have as well: all that it has, and some that fall on the same bit."""
    return sum(1 for bit in bits if bit & held)


def _spot(spot: Spot) -> list[Any]:
    place = spot.place
    if place is None:
        return [spot.name, spot.carried, None]
    point = [place.position.lat, place.position.lon] if place.position else None
    return [spot.name, spot.carried, [place.id, place.precision, place.country, place.region, point]]


def _place(name: str, kept: list[Any] | None) -> Place | None:
    if kept is None:
        return None
    key, precision, country, region, point = kept
    position = Position(*point) if point else None
    return Place(id=key, name=name, position=position, country=country, region=region, precision=precision)
