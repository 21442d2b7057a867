"""The gold of the sample as claims: what comparing them comes to where nothing was misread."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import yaml

from counterclaim import sample
from counterclaim.bench.folders import Json
from counterclaim.bench.scoring import OWN, Item, Read
from counterclaim.model.claims import (
    Actor,
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
from counterclaim.model.places import Place
from counterclaim.model.stages import Reading
from counterclaim.model.values import Interval, Period, Position
from counterclaim.resolve.stage import Resolver

STAGE = "gold"
AREAS = {"ISL": "country", "PCLI": "country", "ADM1": "region"}
NUMBER = re.compile(
    r"\b(?:at least |over |more than |nearly |about |some |up to |another )?"
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:-\w+)?|a hundred)\b",
    re.IGNORECASE,
)
GIVEN = frozenset({Field.PLACE, Field.TIME})


def entries_of(read: Read, resolver: Resolver) -> tuple[Entry, ...]:
    """The gold claims of one page, with places and times as the gold has them; who is meant is resolved.

    Items whose words do not stand in the text that was drawn from the page are left out.
    """
    items = [item for item in read.items if item.span is not None]
    claims = tuple(_claim(read.page, read.name, item) for item in items)
    resolved = resolver.resolve(Reading(page=read.page, claims=claims))
    parts = {part.index: part for part in read.page.parts}
    meant = sample.whom().get(read.name, {})
    actors = [_meant(r, meant) for r in resolved.resolutions if r.field not in GIVEN]
    return tuple(
        Entry(
            claim=claim,
            document=read.page.document,
            part=parts[claim.part],
            resolutions=(*(r for r in actors if r.claim == claim.id), *_given(claim, item.gold)),
        )
        for claim, item in zip(claims, items, strict=True)
    )


def _meant(found: Resolution, meant: Mapping[str, str | None]) -> Resolution:
    """Whom a mention means: as the gold has it where it says so, else as it was resolved."""
    words = found.mention.text if found.mention else ""
    if words not in meant:
        return found
    name = meant[words]
    chosen = () if name is None else (Candidate(value=_actors()[name], score=1.0, why="the gold says so"),)
    return replace(found, candidates=chosen)


@cache
def _actors() -> dict[str, Actor]:
    """The actors of the invented war by id."""
    rows = yaml.safe_load(sample.actors_path().read_text("utf-8"))
    return {r["id"]: _actor(r) for r in rows}


def _actor(row: Json) -> Actor:
    side = f"actor:{row['side']}" if row.get("side") else None
    return Actor(id=f"actor:{row['id']}", name=row["name"], kind=row["kind"], side=side)


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
    """The words of a figure: those of its anchor from the number up to the next comma."""
    anchor = text[span.start : span.end]
    found = NUMBER.search(anchor)
    start = found.start() if found else 0
    words = anchor[start:].split(", ")[0]
    return Mention(words, Span(span.start + start, span.start + start + len(words)))


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
        place = _place(name, (*gold["places"], *_scenes().get(gold["incident"], ())))
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
def _scenes() -> dict[str, frozenset[str]]:
    """The places that any page names for each incident."""
    found: dict[str, frozenset[str]] = {}
    for page in sample.pages():
        for item in sample.gold(page)["claims"]:
            found[item["incident"]] = found.get(item["incident"], frozenset()) | set(item["places"])
    return found


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
