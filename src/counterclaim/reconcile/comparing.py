"""How much speaks for two claims being about one event: each feature is a number and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rapidfuzz import fuzz

from counterclaim.config import ReconcileSettings
from counterclaim.model.claims import Object, Role
from counterclaim.model.values import Interval, Period, Score
from counterclaim.reconcile.families import compare_families
from counterclaim.reconcile.profiles import WIDE, Profile, Seen, Spot, copied

NEUTRAL = 0.5
WITHIN_KM = 2
"""Kilometres up to which a place and a building of it lie apart."""
UNDATED = 0.4
TAKEN_OVER = 0.2
LATE = 0.8
GUESSED_PLACE = 0.15
COPIED_SCORE = 0.9
SAME_WORDS = Score(1.0, "the same words stand in both documents")
WEIGHTS = {"place": 2.5, "time": 4.0, "family": 2.5, "figures": 1.5, "parties": 1.0, "words": 1.5, "neighbours": 2.0}

AREAS = frozenset({"region", "district", "within", "country", "continent"})


class Counted(Protocol):
    """A figure: what became of what, and how many."""

    @property
    def role(self) -> Role:
        """What became of those that are counted."""
        ...

    @property
    def object(self) -> Object:
        """What is counted."""
        ...

    @property
    def interval(self) -> Interval:
        """How many."""
        ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score of a pair; `features` by name, `veto` names the feature that rules the pair out."""

    score: float
    features: tuple[tuple[str, Score], ...]
    veto: str | None = None

    @property
    def why(self) -> str:
        """The two strongest reasons, in words."""
        if self.veto:
            return dict(self.features)[self.veto].why
        best = sorted(self.features, key=lambda f: (-f[1].value * WEIGHTS[f[0]], f[0]))[:2]
        return "; ".join(score.why for _, score in best)


def compare(a: Profile, b: Profile, settings: ReconcileSettings) -> Comparison:
    """The weighted mean of all features that are known; a feature that rules the pair out makes it 0.

    The same words in two documents speak of the same event whatever the parties are called.
    """
    features = {
        "place": place_score(a, b, settings.max_distance_km),
        "time": time_score(a, b, settings.max_gap_days),
        "family": family_score(a, b),
        "figures": figure_score(a, b),
        "parties": party_score(a, b),
        "words": word_score(a, b),
    }
    if a.document == b.document:
        features["neighbours"] = neighbour_score(a, b)
    decisive = (
        ("time", "place", "family") if features["words"] is SAME_WORDS else ("time", "place", "family", "parties")
    )
    ruled_out = (name for name in decisive if features[name].value <= 0)
    veto = next(ruled_out, None)
    total = sum(WEIGHTS[name] for name in features)
    score = sum(WEIGHTS[name] * value.value for name, value in features.items()) / total
    if features["words"] is SAME_WORDS:
        score = max(score, COPIED_SCORE)
    return Comparison(0.0 if veto else score, tuple(features.items()), veto)


def place_score(a: Seen, b: Seen, max_km: float) -> Score:
    """Both happened at one place, near each other, or one inside the other."""
    if not a.spots or not b.spots:
        return Score(NEUTRAL, "one of them names no place")
    first, second = a.spots[0], b.spots[0]
    if same_spot(first, second):
        if _wide(first):
            return Score(NEUTRAL, f"both are set no more closely than {first.name.title()}")
        return Score(1.0, f"both at {first.name.title()}")
    if any(same_spot(first, other) for other in b.spots) or any(same_spot(second, other) for other in a.spots):
        return Score(0.8, f"{second.name.title()} and {first.name.title()} lie one within the other")
    return _apart(a, b, max_km)


def _apart(a: Seen, b: Seen, max_km: float) -> Score:
    first, second = a.spots[0], b.spots[0]
    guessed = first.carried or second.carried
    names = f"{first.name.title()} and {second.name.title()}"
    if _contains(first, second) or _contains(second, first):
        wide = (_wide(first) or _wide(second)) and a.document != b.document
        return Score(0.5 if wide else 0.75, f"{names}: one holds the other")
    if a.document == b.document and a.sentence == b.sentence:
        return Score(0.4, f"{names} stand in one sentence")
    if _somewhere(first, second) or _somewhere(second, first):
        return Score(0.4, f"no gazetteer tells how far {names} lie apart")
    floor = GUESSED_PLACE if guessed else 0.1 if a.speech or b.speech else 0.0
    distance = distance_km(first, second)
    if distance is not None:
        return Score(max(floor, 0.8 * (1 - distance / max_km)), f"{distance:.0f} km between {names}")
    if any(same_spot(x, y) and not _wide(x) for x in a.spots for y in b.spots):
        return Score(floor if a.document == b.document else max(0.2, floor), f"different places in one area: {names}")
    return Score(max(0.15, floor), f"different places: {names}")


def _somewhere(vague: Spot, other: Spot) -> bool:
    """Whether a place that no gazetteer has may be the other one: all that is known is a country or area with both."""
    one, two = vague.place, other.place
    if one is None or two is None or one.precision != "within" or one.country != two.country:
        return False
    return one.region is None or two.region is None or one.region == two.region


def _wide(spot: Spot) -> bool:
    return spot.place is not None and spot.place.precision in WIDE


def _contains(outer: Spot, inner: Spot) -> bool:
    if outer.place and outer.place.precision in WIDE:
        return inner.place is None or inner.place.country == outer.place.country
    if outer.place and inner.place and outer.place.precision in AREAS and outer.place.region:
        return (outer.place.country, outer.place.region) == (inner.place.country, inner.place.region)
    return set(outer.name.split()) < set(inner.name.split())


def distance_km(a: Spot, b: Spot) -> float | None:
    """Kilometres between two places that are points; None where one is unknown or an area."""
    points = [s.place.position for s in (a, b) if s.place and s.place.position and s.place.precision not in AREAS]
    return points[0].distance_km(points[1]) if len(points) == 2 else None


def same_spot(a: Spot, b: Spot) -> bool:
    """Whether two places are one: by id, else by a name that differs in spelling alone.

    A city and the province called after it are one here, since reports write one for the other.
    """
    if a.place and b.place and a.place.id and b.place.id:
        return a.place.id == b.place.id or ((_area(a) or _area(b)) and same_name(a.name, b.name))
    return a.name == b.name or same_name(a.name, b.name)


def _area(spot: Spot) -> bool:
    return spot.place is not None and spot.place.precision in AREAS


def apart_of(spots: Sequence[Spot]) -> list[Spot]:
    """The places of a claim that are not one within another: a market and its town are one place."""
    kept: list[Spot] = []
    for spot in spots:
        if not any(_nested(spot, other) for other in kept):
            kept.append(spot)
    return kept


def _nested(a: Spot, b: Spot) -> bool:
    words = [set(spot.name.split()) for spot in (a, b)]
    if same_spot(a, b) or words[0] <= words[1] or words[1] <= words[0]:
        return True
    distance = distance_km(a, b)
    return distance is not None and distance <= WITHIN_KM


@lru_cache(maxsize=65_536)
def same_name(a: str, b: str) -> bool:
    """Whether two spellings write one name: the same consonants, or nearly the same letters."""
    likeness = fuzz.ratio(a, b)
    return likeness >= 86 or (likeness >= 60 and _bones(a) == _bones(b))


def _bones(name: str) -> str:
    kept: list[str] = []
    for letter in name.replace(" ", ""):
        if letter not in "aeiouyh" and (not kept or kept[-1] != letter):
            kept.append(letter)
    return name[:1] + "".join(kept)


def time_score(a: Seen, b: Seen, max_gap_days: int) -> Score:
    """Both happened at one time."""
    if a.period is None or b.period is None:
        return Score(UNDATED, "one of them gives no time")
    gap = a.period.gap(b.period)
    spoken = a.speech or b.speech
    if gap and spoken and a.document == b.document:
        return Score(0.45, f"said {gap} days apart from what it is about")
    if gap and not (a.dated and b.dated):
        return _taken_over(a, b, max_gap_days)
    allowed = max_gap_days if a.document != b.document else 0
    if gap > allowed:
        return Score(0.0, f"{gap} days lie between them")
    if gap:
        return Score(0.45 if spoken else 0.3 / gap, f"{gap} days lie between them")
    return _overlap(a.period, b.period)


def _taken_over(a: Seen, b: Seen, max_gap_days: int) -> Score:
    """A time that a report lends its claims may lie some days after the event, and more rarely before it."""
    times = sorted(((p.period, p.dated) for p in (a, b) if p.period), key=lambda time: (time[0].bounds, time[1]))
    (earlier, _), (later, dated) = times
    gap = later.gap(earlier)
    if gap > max_gap_days:
        return Score(TAKEN_OVER, f"{gap} days lie between them, but one time is taken over from elsewhere")
    if not dated:
        return Score(LATE, f"told {gap} days later, without a time of its own")
    return Score(UNDATED, f"{gap} days lie between them, but one time is taken over from elsewhere")


def _overlap(a: Period, b: Period) -> Score:
    days = sorted((a.days or 3650, b.days or 3650))
    if days[1] > 31 and days[1] > 4 * days[0]:
        return Score(
            0.0 if days[1] > 180 else 0.15, f"{a.caption} and {b.caption} are windows of very different length"
        )
    if days[1] > 7 and days[0] <= 2:
        return Score(0.4, f"one day within {days[1]} days")
    return Score(
        1.0 if days[1] <= 3 else 0.8, f"both on {a.caption}" if a == b else f"{a.caption} and {b.caption} overlap"
    )


def family_score(a: Seen, b: Seen) -> Score:
    """Both speak of one sort of event; what is said is measured by what it is about."""
    if "speech" in {a.family, b.family} and a.topic and b.topic:
        about = compare_families(a.topic, b.topic)
        return Score(0.3 + 0.6 * about.value, f"what is said: {about.why}")
    return compare_families(a.family, b.family)


def figure_score(a: Profile, b: Profile) -> Score:
    """Both count the same thing and come to the same number."""
    return compare_counts(a.entry.claim.measures, b.entry.claim.measures)


def compare_counts(mine: Iterable[Counted], yours: Sequence[Counted]) -> Score:
    """Whether some of the one and the other figures count the same thing, and come to the same number."""
    pairs = [(x, y) for x in mine for y in yours if like_measures(x, y)]
    if not pairs:
        return Score(NEUTRAL, "they count different things")
    if any(x.interval == y.interval for x, y in pairs):
        return Score(1.0, "the same figure")
    if any(x.interval.overlaps(y.interval) for x, y in pairs):
        return Score(0.7, "figures that agree")
    return Score(0.3, "figures that differ")


def like_measures(x: Counted, y: Counted) -> bool:
    """Whether two measures have one role and one object; what one side lost the other destroyed."""
    return x.object is y.object and (x.role is y.role or {x.role, y.role} == {Role.DESTROYED, Role.LOST})


def party_score(a: Profile, b: Profile) -> Score:
    """The same party acts."""
    if not a.agent or not b.agent:
        return Score(NEUTRAL, "one of them names no party")
    if same_party(a.agent, b.agent):
        return Score(1.0, "the same party acts")
    sides = [p.entry.actor(p.acting) for p in (a, b)]
    if sides[0] and sides[1] and sides[0].side and sides[0].side == sides[1].side:
        return Score(0.8, "two forces of one side act")
    if sides[0] and sides[1] and _one_account(a, b) and None not in {sides[0].side, sides[1].side}:
        return Score(0.0, "one text tells of the deeds of two sides")
    unlike = compare_families(a.family, b.family).value < 0.7 and not (a.speech or b.speech)
    return Score(0.0 if unlike else 0.25, "another party acts" + (" in another way" if unlike else ""))


def _one_account(a: Profile, b: Profile) -> bool:
    """Whether one text tells of two events, so that parties that differ are no rival blame."""
    told = a.claimant == b.claimant or a.own_voice or b.own_voice
    return a.document == b.document and told and not (a.speech or b.speech)


def same_party(a: str, b: str) -> bool:
    """Whether two names of parties share a telling word or differ in spelling alone."""
    if ":" in a or ":" in b:
        return a == b
    return bool(set(a.split()) & set(b.split())) or fuzz.token_set_ratio(a, b) >= 80


def word_score(a: Profile, b: Profile) -> Score:
    """They share words that are not common to all war reports."""
    if a.document != b.document and copied(a, b):
        return SAME_WORDS
    if not a.words or not b.words:
        return Score(NEUTRAL, "one of them has no telling words")
    shared = a.words & b.words
    value = len(shared) / min(len(a.words), len(b.words))
    return Score(min(1.0, 0.3 + value), f"{len(shared)} words in common")


def neighbour_score(a: Profile, b: Profile) -> Score:
    """They stand near each other in one document."""
    if a.headline or b.headline:
        return Score(0.7, "a headline tells of what the text tells of")
    apart = abs(a.sentence - b.sentence)
    if apart == 0:
        return Score(1.0, "both in one sentence")
    return Score(max(0.25, 0.85 - 0.12 * (apart - 1)), f"{apart} sentences apart in one text")
