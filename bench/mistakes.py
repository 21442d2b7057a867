"""Counts the mistakes in a folder of the form of `claims` by kind, the commonest first: `python bench/mistakes.py DIR`.

Each certain item of the gold is set beside the claims that overlap it; what is wrong with the best of them is named:
which kind of item was not found, whose words were given to whom, which figure was misread.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from counterclaim.bench.calibration import OUTLET, same_figures, same_speaker
from counterclaim.bench.claims import shift_of
from counterclaim.bench.folders import record_file, records
from counterclaim.config import load_settings
from counterclaim.model.claims import Claim
from counterclaim.model.documents import SourceKind, Span
from counterclaim.pipeline import Pipeline

Json = Mapping[str, Any]


def main(folder: Path) -> None:
    """Prints the kinds of mistakes with their counts."""
    pipeline = Pipeline(load_settings())
    counted: Counter[str] = Counter()
    for record in records(record_file(folder)):
        declared = {name: record[name] for name in ("source", "published") if record.get(name)}
        claims = [entry.claim for entry in pipeline.read_text(record["text"], declared=declared).entries]
        spans = [(c, c.span.shift(shift_of(c.quote.text, c.span.start, record["text"]))) for c in claims]
        for item in record["claims"]:
            if item.get("certain", True):
                wanted = Span(item["start"], item["end"])
                counted.update(mistakes(item, [claim for claim, span in spans if span.overlaps(wanted)]))
    for name, count in counted.most_common(20):
        print(f"{count:>5}  {name}")


def mistakes(item: Json, near: Sequence[Claim]) -> Iterator[str]:
    """What is wrong with the best of the claims near an item, one name a mistake."""
    figures = ", ".join(sorted({m["role"] for m in item["measures"]})) or "no figure"
    if not near:
        yield f"not found: {item['kind']}, {figures}"
        return
    best = max(near, key=lambda c: (same_figures(item, c), same_speaker(item, c), c.kind.value == item["kind"]))
    if item["measures"] and not same_figures(item, best):
        yield f"figure: {figures} {'misread' if best.measures else 'not counted'}"
    if not same_speaker(item, best):
        own = best.claimant.kind is SourceKind.OWN_VOICE
        wanted = "the outlet" if item["claimant"] == OUTLET else "somebody"
        yield f"claimant: {wanted}'s words given to {'the outlet' if own else 'somebody else'}"
    if best.kind.value != item["kind"]:
        yield f"kind: {item['kind']} read as {best.kind.value}"
    if best.stance.value.value != item["stance"]:
        yield f"stance: {item['stance']} read as {best.stance.value.value}"
    if item["places"] and not best.places:
        yield "place: none"
    if item["date"] and best.time is None:
        yield "date: none"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
