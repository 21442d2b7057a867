"""How certain each event of a sentence is, in the form of the reference scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.extract.certainty_model import CertaintyModel

GOLD = frozenset({"set"})


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The certainty of each target (`start`, `end`) of each record (`id`, `text`), in order."""
    known = list(records)
    spans = [[(target["start"], target["end"]) for target in record["targets"]] for record in known]
    said = CertaintyModel().scores([record["text"] for record in known], spans)
    for record, where, scores in zip(known, spans, said, strict=True):
        targets = [
            {"start": s, "end": e, "label": round(score, 2)} for (s, e), score in zip(where, scores, strict=True)
        ]
        yield {"id": record["id"], "targets": targets}
