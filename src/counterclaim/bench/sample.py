"""The task `sample`: the pages of the invented war read from end to end and set beside their gold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from counterclaim import sample
from counterclaim.bench.claims import Near, related
from counterclaim.bench.folders import Json, write
from counterclaim.bench.perfect import claim_id, entries_of
from counterclaim.bench.scoring import Item, Read, score_claims, score_parts, score_relations
from counterclaim.config import Settings, load_settings
from counterclaim.model.claims import Claim
from counterclaim.model.documents import Page, Span
from counterclaim.model.stages import Reconciled, Resolved
from counterclaim.pipeline import Pipeline
from counterclaim.publish.claim_wire import claim_to_wire
from counterclaim.reconcile.relating import Relater

Ids = tuple[str, str]


class Corpus(NamedTuple):
    """The sample read: each page with its claims and its gold, and what all claims say together."""

    read: tuple[Read, ...]
    reconciled: Reconciled
    relater: Relater


def run(out: Path) -> Json:
    """The figures of the sample corpus; what was read is written to `records.pred.jsonl` and `relations.pred.jsonl`.

    Args:
        out: the folder for the predictions.

    Raises:
        BenchError: if the predictions cannot be written.
    """
    pipeline = Pipeline(sample_settings(load_settings()))
    corpus = read_corpus(pipeline)
    pairs = relate(corpus)
    write(out / "records.pred.jsonl", _lines(corpus))
    write(out / "relations.pred.jsonl", pairs)
    gold = {_pair(row): row["relation"] for row in sample.relations()}
    said = {_pair(row): row["relation"] for row in pairs}
    return {
        **score_claims(corpus.read, _homes(corpus.reconciled)),
        "parts": score_parts(corpus.read),
        "relations": score_relations(gold, said),
        "relations_of_perfect_claims": perfect_relations(corpus.read, pipeline),
    }


def sample_settings(given: Settings) -> Settings:
    """The settings with the places and actors of the invented war."""
    places = (*given.resolve.gazetteers, str(sample.gazetteer_path()))
    actors = (*given.resolve.actors, str(sample.actors_path()))
    return replace(given, resolve=replace(given.resolve, gazetteers=places, actors=actors))


def read_corpus(pipeline: Pipeline) -> Corpus:
    """All pages read into one ledger in memory; of the gold, the reader sees nothing."""
    read = tuple(_read(page, pipeline) for page in sample.pages())
    together = [entry for one in read for entry in one.entries]
    return Corpus(read, pipeline.reconcile(together), pipeline.relater(together))


def _read(page: sample.SamplePage, pipeline: Pipeline) -> Read:
    declared = {"source": page.source, "published": page.published.isoformat()}
    _, resolved = pipeline.read(str(page.path), declared=declared)
    return beside_gold(page.id, resolved, sample.gold(page))


def beside_gold(name: str, resolved: Resolved, gold: Json) -> Read:
    """A page as it was read with the items of its gold found in its text."""
    page = resolved.reading.page
    items = tuple(Item(claim, locate(page, claim)) for claim in gold["claims"])
    traps = tuple(span for trap in gold["not_claims"] if (span := locate(page, trap)) is not None)
    return Read(name=name, page=page, entries=resolved.entries, items=items, traps=traps, parts=tuple(gold["parts"]))


def locate(page: Page, item: Json) -> Span | None:
    """Where the anchor of a gold item stands in the document, white space squashed, or None where it does not."""
    words = r"\s+".join(re.escape(word) for word in item["anchor"].split())
    spans = [Span(*found.span()) for found in re.finditer(words, page.document.text)]
    voiced = [span for span in spans if item.get("part") in (None, _kind_at(page, span))]
    if len(voiced) == 1:
        return voiced[0]
    nth: int = item.get("nth", 1)
    return spans[min(nth, len(spans)) - 1] if spans else None


def _kind_at(page: Page, span: Span) -> str | None:
    return next((part.kind.value for part in page.parts if part.span.contains(span)), None)


def _homes(reconciled: Reconciled) -> dict[str, str]:
    return {claim: incident.id for incident in reconciled.incidents for claim in incident.claims}


def _lines(corpus: Corpus) -> Iterator[Json]:
    homes = _homes(corpus.reconciled)
    for read in corpus.read:
        yield {"id": read.name, "claims": [claim_to_wire(e, incident=homes.get(e.claim.id)) for e in read.entries]}


def relate(corpus: Corpus) -> list[Json]:
    """How the claims that overlap the anchors of each pair of the gold stand, None where nothing is to be said."""
    items = {(read.name, item.gold["id"]): (read, item) for read in corpus.read for item in read.items}
    sides = ([_candidates(*items[tuple(row[side])]) for side in "ab"] for row in sample.relations())
    return [related(row, near, corpus.relater) for row, near in zip(sample.relations(), sides, strict=True)]


def perfect_relations(pages: Sequence[Read], pipeline: Pipeline) -> Json:
    """How the pairs of the gold stand where its own items are the claims, so that nothing was misread."""
    entries = [entry for page in pages for entry in entries_of(page, pipeline.resolver)]
    relater = pipeline.relater(entries)
    sides = ([_perfect(relater, *row[side]) for side in "ab"] for row in sample.relations())
    rows = [related(row, near, relater) for row, near in zip(sample.relations(), sides, strict=True)]
    gold = {_pair(row): row["relation"] for row in sample.relations()}
    return score_relations(gold, {_pair(row): row["relation"] for row in rows})


def _perfect(relater: Relater, page: str, item: str) -> list[Near]:
    found = relater.profiles.get(claim_id(page, item))
    return [Near(found.id, 0 if found.entry.claim.measures else None)] if found else []


def _candidates(read: Read, item: Item) -> list[Near]:
    """The claims that overlap an anchor: those whose figure touches it first, then those that share most with it."""
    span = item.span
    if span is None:
        return []
    near = [entry.claim for entry in read.entries if entry.claim.span.overlaps(span)]
    found = [
        Near(c.id, next((i for i, m in enumerate(c.measures) if m.mention.span.overlaps(span)), None)) for c in near
    ]

    def rank(pair: tuple[Claim, Near]) -> tuple[bool, int, int, str]:
        claim, candidate = pair
        shared = min(claim.span.end, span.end) - max(claim.span.start, span.start)
        untouched = bool(item.gold["measures"]) and candidate.measure is None
        return (untouched, -shared, len(claim.span), claim.id)

    return [candidate for _, candidate in sorted(zip(near, found, strict=True), key=rank)]


def _pair(row: Json) -> frozenset[Ids]:
    return frozenset((tuple(row["a"]), tuple(row["b"])))
