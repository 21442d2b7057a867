"""Where certainty turns into doubt and doubt into denial: the band of scores that means "open"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from statistics import fmean

EDGE = 0.5
LOWS = tuple(n / 10 for n in range(-15, 6))
HIGHS = tuple(n / 10 for n in range(-4, 21))
STATES = ("negative", "neutral", "positive")


def best_band(gold: Sequence[float], said: Sequence[float]) -> tuple[float, float]:
    """The two scores between which an event is best called open, by the macro F1 of the three states.

    Args:
        gold: certainties given by people; within half a point of 0 they are open.
        said: what a model says of the same events.
    """
    states = [_state(value, -EDGE, EDGE) for value in gold]
    bands = [(low, high) for low, high in product(LOWS, HIGHS) if low < high]
    return max(bands, key=lambda band: _macro(states, [_state(value, *band) for value in said]))


def _state(value: float, low: float, high: float) -> str:
    return "negative" if value < low else "positive" if value > high else "neutral"


def _macro(gold: Sequence[str], said: Sequence[str]) -> float:
    return fmean(_f1(zip(gold, said, strict=True), state) for state in STATES)


def _f1(pairs: Iterable[tuple[str, str]], state: str) -> float:
    counted = [(a == state, b == state) for a, b in pairs]
    hits = sum(a and b for a, b in counted)
    return 2 * hits / max(1, sum(a + b for a, b in counted))
