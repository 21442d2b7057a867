"""What a language model wrote, read leniently: fences, chatter and a missing end are forgiven, made-up JSON is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

MOST_STARTS = 32
MOST_CLAIMS = 200
THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
OPENING = re.compile(r"[\[{]")
BEGUN = re.compile(r'(?:"claims"\s*:\s*|\A[^\[{]*)\[')
EMPTY = re.compile(r"\s*(?:```\w*)?\s*\[\s*\]\s*(?:```)?\s*")
BETWEEN = ", \t\r\n"
DECODER = json.JSONDecoder()


def claims_in(text: str) -> list[Any] | None:
    """The claims that an answer lists, each still to be judged; None where it lists none at all.

    The answer may be the object that was asked for or its bare list, in a code fence or among other words. Of a list
    that breaks off the whole entries count.
    """
    text = THOUGHT.sub("", text)
    for match in islice(OPENING.finditer(text), MOST_STARTS):
        found = _decode(text, match.start())
        listed = _listed(found[0]) if found is not None else None
        if listed is not None:
            return listed[:MOST_CLAIMS]
    if EMPTY.fullmatch(text):
        return []
    begun = BEGUN.search(text)
    return list(_whole(text, begun.end())) or None if begun else None


def _decode(text: str, start: int) -> tuple[Any, int] | None:
    try:
        return DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None


def _listed(value: object) -> list[Any] | None:
    """The list of claims that a decoded value holds or is."""
    if isinstance(value, dict):
        claims = value.get("claims")
        return claims if isinstance(claims, list) else None
    if not isinstance(value, list) or not value:
        return None
    return value if all(isinstance(item, dict) and "quote" in item for item in value) else None


def _whole(text: str, at: int) -> Iterator[Any]:
    """The entries of a list that breaks off."""
    for _ in range(MOST_CLAIMS):
        while at < len(text) and text[at] in BETWEEN:
            at += 1
        found = _decode(text, at)
        if found is None:
            return
        value, at = found
        yield value
