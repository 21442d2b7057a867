"""MUC-4 templates filled from reports: who did what to whom, with what, where, when, and how surely it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from counterclaim.bench.templates.filling import CHOICES, Report, templates
from counterclaim.bench.templates.spots import load_atlas
from counterclaim.extract.roles import Reading

Json = Mapping[str, Any]
GOLD = frozenset({"templates"})


class Tagger(Protocol):
    """What finds the fillers of a text: the trained model, or a double of it."""

    def read(self, text: str) -> Reading:
        """The fillers of a text."""


def predict(records: Iterable[Json], tagger: Tagger) -> Iterator[dict[str, Any]]:
    """The templates of each record (`id`, `text`, `dateline`), one prediction a record, in order."""
    atlas = load_atlas()
    for record in records:
        dateline = record["dateline"] or {}
        report = Report(record["text"], dateline.get("date"), dateline.get("end") or 0)
        yield {"id": record["id"], "templates": templates(report, tagger.read(report.text), atlas, CHOICES)}
