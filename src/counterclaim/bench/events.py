"""The type of each snippet, in the form of the reference scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.extract.event_types import read_types

GOLD = frozenset({"label", "acled_event_type", "acled_sub_event_type", "seen_type"})


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The type of each record (`id`, `text`), one prediction a record, in order."""
    known = list(records)
    for record, found in zip(known, read_types([record["text"] for record in known]), strict=True):
        subtype = found.event.subtype if found.event else None
        yield {"id": record["id"], "label": found.label, "acled_sub_event_type": subtype}
