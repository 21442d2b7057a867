"""The fields of the claims that were found beside those of the gold: what is said, and what should have been said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from counterclaim import sample
from counterclaim.bench.calibration import same_figures, same_speaker
from counterclaim.bench.claims import Reading, shift_of
from counterclaim.bench.folders import Json, record_file, records
from counterclaim.bench.sample import beside_gold
from counterclaim.bench.scoring import Item, fold
from counterclaim.model.claims import Claim, Mention
from counterclaim.model.documents import Span
from counterclaim.pipeline import Pipeline

VALUES = ("stance", "modality", "polarity", "kind")
MENTIONS = ("agent", "target")
STEM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One page: its claims with their spans in the text of the gold, and the items of the gold.

    `group` names pages that are not independent of each other.
    """

    group: str
    items: tuple[Item, ...]
    claims: tuple[tuple[Claim, Span], ...]


class Pair(NamedTuple):
    """A claim beside the item that it fits best, or an item beside the claim that fits it best."""

    item: Json
    claim: Claim
    group: str


class Words(NamedTuple):
    """How often words that play a part are named: rightly, otherwise than in the gold, only by us, only by the gold."""

    right: int
    other: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what we name, the share in per cent that is right."""
        said = self.right + self.other + self.extra
        return 100 * self.right / said if said else 0.0

    @property
    def recall(self) -> float:
        """Of what the gold names, the share in per cent that we name."""
        true = self.right + self.other + self.missed
        return 100 * self.right / true if true else 0.0


def read_folder(folder: Path, pipeline: Reading) -> Iterator[Beside]:
    """The pages of a folder of the form of `claims`.

    Raises:
        BenchError: if the folder is not of that form.
    """
    for record in records(record_file(folder)):
        declared = {name: record[name] for name in ("source", "published") if record.get(name)}
        claims = [entry.claim for entry in pipeline.read_text(record["text"], declared=declared).entries]
        shifted = tuple((c, c.span.shift(shift_of(c.quote.text, c.span.start, record["text"]))) for c in claims)
        items = tuple(Item(item, Span(item["start"], item["end"])) for item in record["claims"])
        yield Beside(group=record["group"], items=items, claims=shifted)


def read_sample(pipeline: Pipeline) -> Iterator[Beside]:
    """The pages of the sample corpus; those of one outlet are a group."""
    for page in sample.pages():
        declared = {"source": page.source, "published": page.published.isoformat()}
        _, resolved = pipeline.read(str(page.path), declared=declared)
        read = beside_gold(page.id, resolved, sample.gold(page))
        claims = tuple((entry.claim, entry.claim.span) for entry in read.entries)
        yield Beside(group=page.source, items=read.items, claims=claims)


def found_items(pages: Sequence[Beside]) -> Iterator[Pair]:
    """Each certain item that was found, beside the claim that fits it best."""
    for page in pages:
        for item in page.items:
            near = [claim for claim, span in page.claims if item.span and _touches(claim, span, item)]
            if near and item.gold.get("certain", True):
                yield Pair(item.gold, max(near, key=lambda claim: _fit(item.gold, claim)), page.group)


def claims_met(pages: Sequence[Beside]) -> Iterator[Pair]:
    """Each claim that meets a certain item, beside the item that it fits best."""
    for page in pages:
        for claim, span in page.claims:
            near = [i.gold for i in page.items if i.span and span.overlaps(i.span) and i.gold.get("certain", True)]
            if near:
                yield Pair(max(near, key=lambda item: _fit(item, claim)), claim, page.group)


def _touches(claim: Claim, span: Span, item: Item) -> bool:
    """Whether a claim meets an item, with one of its figures where the item has one."""
    if item.span is None or not span.overlaps(item.span):
        return False
    shift = span.start - claim.span.start
    figures = (m.mention.span for m in claim.measures)
    return not item.gold["measures"] or any(
        figure.start + shift < item.span.end and item.span.start < figure.end + shift for figure in figures
    )


def _fit(item: Json, claim: Claim) -> tuple[bool, bool, bool]:
    return same_figures(item, claim), same_speaker(item, claim), claim.kind == item["kind"]


def said_of(claim: Claim, field: str) -> str:
    """The value of one of `VALUES` in a claim."""
    value: str = (claim.stance.value if field == "stance" else getattr(claim, field)).value
    return value


def confusion(pairs: Sequence[Pair], field: str) -> Mapping[tuple[str, str], int]:
    """How often each value of the gold was read as each value of ours: counts by (gold, ours)."""
    return Counter((pair.item[field], said_of(pair.claim, field)) for pair in pairs)


def words_named(pairs: Sequence[Pair], field: str) -> Words:
    """How often one of `MENTIONS` is named, and as the gold names it."""
    counted = Counter(_judged(pair.item[field], _named(pair, field)) for pair in pairs)
    return Words(*(counted[name] for name in Words._fields))


def _named(pair: Pair, field: str) -> tuple[Mention, ...]:
    """The words of a claim that play a part; those whom it counts are its targets too where the item counts."""
    own: Mention | None = getattr(pair.claim, field)
    counted = [m.mention for m in pair.claim.measures] if field == "target" and pair.item["measures"] else []
    return (*([own] if own else []), *counted)


def _judged(wanted: str | None, named: Sequence[Mention]) -> str:
    if wanted is None or not named:
        return "neither" if wanted is None and not named else "missed" if not named else "extra"
    return "right" if any(same_words(wanted, mention.text) for mention in named) else "other"


def same_words(wanted: str, named: str) -> bool:
    """Whether one of two phrases holds the other, or both end in the same noun."""
    a, b = fold(wanted), fold(named)
    return bool(a and b) and (a in b or b in a or a.split()[-1][:STEM] == b.split()[-1][:STEM])
