"""The garbage collector, held back while a page is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

THRESHOLDS = (100_000, 20, 100)


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Lets the collector look for cycles once in a hundred thousand new objects, as long as the context lasts.

    Reading makes many small objects and hardly a cycle, so that looking as often as Python does is lost time. A
    program that has set higher thresholds, or none, keeps them. What the first page left in memory, word lists and
    weights above all, stays for good and is not looked at again.
    """
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(*map(max, before, THRESHOLDS))
    try:
        yield
    finally:
        gc.set_threshold(*before)
        _settle()


@cache
def _settle() -> None:
    gc.collect()
    gc.freeze()
