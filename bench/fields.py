"""How far the fields of claims are right where the claim is found: `python bench/fields.py [DIR]`.

For stance, modality, polarity and kind: the share that is right and each confusion; for agent and target: how often
they are named, and as the gold names them; for the type of events, of which there is no gold, how many have one.
Without DIR, a folder of the form of `claims`, the sample corpus is read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from counterclaim.bench.fields import (
    MENTIONS,
    VALUES,
    Beside,
    Pair,
    confusion,
    found_items,
    read_folder,
    read_sample,
    words_named,
)
from counterclaim.bench.sample import sample_settings
from counterclaim.config import load_settings
from counterclaim.model.claims import ClaimKind
from counterclaim.pipeline import Pipeline

PHYSICAL = (ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT)


def main(folder: Path | None) -> None:
    """Prints one block a field."""
    pages = list(read_folder(folder, Pipeline(load_settings())) if folder else _sample())
    pairs = list(found_items(pages))
    items = sum(item.gold.get("certain", True) for page in pages for item in page.items)
    print(f"{len(pairs)} of {items} certain items found")
    for field in VALUES:
        _values(pairs, field)
    for field in MENTIONS:
        named = words_named(pairs, field)
        counts = ", ".join(f"{count} {name}" for name, count in named._asdict().items())
        print(f"\n{field}: precision {named.precision:.1f}, recall {named.recall:.1f} ({counts})")
    _types(pages)


def _sample() -> list[Beside]:
    return list(read_sample(Pipeline(sample_settings(load_settings()))))


def _values(pairs: Sequence[Pair], field: str) -> None:
    table = confusion(pairs, field)
    right = sum(count for (gold, said), count in table.items() if gold == said)
    print(f"\n{field}: {100 * right / len(pairs):.1f} % right ({right} of {len(pairs)})")
    for (gold, said), count in sorted(table.items(), key=lambda row: -row[1]):
        print(f"  {count:>5}  {gold}" + ("" if gold == said else f" read as {said}"))


def _types(pages: Sequence[Beside]) -> None:
    claims = [claim for page in pages for claim, _ in page.claims]
    print("\nclaims with an event type")
    for kind in PHYSICAL:
        typed = Counter(claim.event is not None for claim in claims if claim.kind is kind)
        print(f"  {typed[True]:>5} of {typed.total():>5}  {kind.value}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
