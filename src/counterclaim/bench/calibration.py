"""Our claims in articles that people have read, each judged right or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from counterclaim.bench.claims import Reading, shift_of
from counterclaim.bench.folders import record_file, records
from counterclaim.bench.scoring import fold
from counterclaim.model.claims import Claim
from counterclaim.model.documents import SourceKind, Span

Json = Mapping[str, Any]
OUTLET = "OUTLET"


class Judged(NamedTuple):
    """A claim of ours, the group of its article, and whether its speaker and figures are those of the gold."""

    claim: Claim
    group: str
    right: bool


def judged(folder: Path, pipeline: Reading) -> Iterator[Judged]:
    """Every claim that we read in the articles of a folder of the form of `claims`, but for doubtful ones.

    Raises:
        BenchError: if the folder is not of that form.
    """
    for record in records(record_file(folder)):
        declared = {name: record[name] for name in ("source", "published") if record.get(name)}
        for entry in pipeline.read_text(record["text"], declared=declared).entries:
            right = _right(entry.claim, record)
            if right is not None:
                yield Judged(entry.claim, record["group"], right)


def _right(claim: Claim, record: Json) -> bool | None:
    shift = shift_of(claim.quote.text, claim.span.start, record["text"])
    span = claim.span.shift(shift)
    near = [item for item in record["claims"] if span.overlaps(Span(item["start"], item["end"]))]
    if near and not any(item.get("certain", True) for item in near):
        return None
    return any(same_speaker(item, claim) and same_figures(item, claim) for item in near)


def same_figures(item: Json, claim: Claim) -> bool:
    """Whether a claim has every figure of an item: role and both bounds."""
    figures = {(m.role.value, m.interval.low, m.interval.high) for m in claim.measures}
    return all((wanted["role"], wanted["low"], wanted["high"]) in figures for wanted in item["measures"])


def same_speaker(item: Json, claim: Claim) -> bool:
    """Whether a claim is given to the speaker of an item, by one of the names that the gold has for him."""
    wanted: Sequence[str] = [item["claimant"], *(item.get("aliases") or ())]
    if OUTLET in wanted:
        return claim.claimant.kind is SourceKind.OWN_VOICE
    names = [fold(claim.claimant.text or ""), *(fold(link.speaker.text) for link in claim.attribution if link.speaker)]
    return any(want in name or name in want for want in map(fold, wanted) for name in names if name)
