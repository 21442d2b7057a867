"""The gold of the sample as claims: what comparing them comes to where nothing was misread."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from counterclaim import sample
from counterclaim.bench.folders import Json
from counterclaim.bench.scoring import OWN, Item, Read
from counterclaim.model.claims import (
    Candidate,
    Claim,
    Claimant,
    ClaimKind,
    Entry,
    Field,
    Link,
    Measure,
    Mention,
    Modality,
    Mode,
    Object,
    Place,
    PlaceMention,
    Polarity,
    Resolution,
    Role,
    Stance,
    StanceValue,
    TimeMention,
)
from counterclaim.model.documents import Page, SourceKind, Span
from counterclaim.model.ids import content_id
from counterclaim.model.stages import Reading
from counterclaim.model.values import Interval, Period, Position
from counterclaim.resolve.stage import Resolver

STAGE = "gold"
AREAS = {"ISL": "country", "PCLI": "country", "ADM1": "region"}
GIVEN = frozenset({Field.PLACE, Field.TIME})


def entries_of(read: Read, resolver: Resolver) -> tuple[Entry, ...]:
    """The gold claims of one page, with places and times as the gold has them; who is meant is resolved.

    Items whose words do not stand in the text that was drawn from the page are left out.
    """
    items = [item for item in read.items if item.span is not None]
    claims = tuple(_claim(read.page, read.name, item) for item in items)
    resolved = resolver.resolve(Reading(page=read.page, claims=claims))
    parts = {part.index: part for part in read.page.parts}
    actors = [r for r in resolved.resolutions if r.field not in GIVEN]
    return tuple(
        Entry(
            claim=claim,
            document=read.page.document,
            part=parts[claim.part],
            resolutions=(*(r for r in actors if r.claim == claim.id), *_given(claim, item.gold)),
        )
        for claim, item in zip(claims, items, strict=True)
    )


def claim_id(page: str, item: str) -> str:
    """The id of the claim that is made of an item."""
    return content_id("c", page, item)


def _claim(page: Page, name: str, item: Item) -> Claim:
    gold, span = item.gold, item.span or Span(0, 0)
    own = gold["claimant"] == OWN
    speaker = None if own else _nearest(page, gold["claimant"], span)
    document = page.document
    return Claim(
        id=claim_id(name, gold["id"]),
        document=document.id,
        part=next(part.index for part in page.parts if part.span.contains(span)),
        quote=document.quote(span),
        kind=ClaimKind(gold["kind"]),
        claimant=Claimant(
            text=None if own else gold["claimant"],
            kind=SourceKind.OWN_VOICE if own else SourceKind.UNKNOWN,
            mention=speaker,
        ),
        stance=Stance(value=StanceValue(gold["stance"])),
        reader=STAGE,
        confidence=1.0,
        agent=_nearest(page, gold["agent"], span) if gold["agent"] else None,
        target=_nearest(page, gold["target"], span) if gold["target"] else None,
        measures=tuple(_measure(m, _counted(document.text, span)) for m in gold["measures"]),
        places=tuple(PlaceMention(mention=_nearest(page, place, span)) for place in gold["places"]),
        time=TimeMention(mention=Mention(gold["anchor"], span)) if gold["date"] else None,
        attribution=() if own else (Link(speaker=speaker, cue=None, mode=Mode.INDIRECT),),
        polarity=Polarity(gold["polarity"]),
        modality=Modality(gold["modality"]),
    )


def _counted(text: str, span: Span) -> Mention:
    """The words of a figure: those of its anchor up to the first comma."""
    words = text[span.start : span.end].split(",")[0]
    return Mention(words, Span(span.start, span.start + len(words)))


def _measure(gold: Json, mention: Mention) -> Measure:
    return Measure(
        role=Role(gold["role"]),
        object=Object(gold["what"]),
        mention=mention,
        interval=Interval(gold["low"], gold["high"]),
    )


def _nearest(page: Page, words: str, span: Span) -> Mention:
    """Words where they stand nearest to a span; at its beginning where the text does not have them so."""
    text, found, at = page.document.text, [], -1
    while (at := text.find(words, at + 1)) >= 0:
        found.append(Span(at, at + len(words)))
    return Mention(words, min(found, key=lambda s: abs(s.start - span.start), default=Span(span.start, span.start)))


def _given(claim: Claim, gold: Json) -> Iterator[Resolution]:
    for index, name in enumerate(gold["places"]):
        place = _place(name, gold["places"])
        if place is not None:
            yield _resolution(claim, Field.PLACE, place, index)
    if gold["date"]:
        start, end = map(date.fromisoformat, gold["date"])
        yield _resolution(claim, Field.TIME, Period(start, end), 0)


def _resolution(claim: Claim, field: Field, value: Place | Period, index: int) -> Resolution:
    found = Candidate(value=value, score=1.0, why="the gold says so")
    return Resolution(
        claim=claim.id, field=field, mention=None, candidates=(found,), why=found.why, stage=STAGE, index=index
    )


@cache
def _gazetteer() -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of the gazetteer by each of their names."""
    with sample.gazetteer_path().open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rows:
        for name in (row["name"], *row["aliases"].split("|")):
            names[name] = (*names.get(name, ()), row)
    return names


def _place(name: str, beside: Sequence[str]) -> Place | None:
    """The place of a name; of several of one name that in a province which the gold names, else the most populous."""
    rows = _gazetteer().get(name, ())
    told = [row for row in rows if any(row["admin1"] and place.startswith(row["admin1"]) for place in beside)]
    row = max(told or rows, key=lambda r: int(r["population"] or 0), default=None)
    if row is None:
        return None
    return Place(
        id=row["id"],
        name=row["name"],
        position=Position(float(row["lat"]), float(row["lon"])),
        country=row["country"] or None,
        region=row["admin1"] or None,
        feature=row["feature"],
        precision=AREAS.get(row["feature"], "settlement"),
    )
