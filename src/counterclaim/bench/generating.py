"""An invented ledger of any size: a war that is reported at the same pace from its first day to its last.

Each day some events happen in some of two thousand towns; pages of invented outlets tell of several of them each, quote
somebody for each figure, and differ in their figures now and then. The same seed and number give the same page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from time import monotonic
from typing import NamedTuple

from counterclaim.config import Settings
from counterclaim.model.claims import (
    Actor,
    Candidate,
    Claim,
    Claimant,
    ClaimKind,
    EventType,
    Field,
    Link,
    Measure,
    Mention,
    Mode,
    Object,
    Place,
    PlaceMention,
    Resolution,
    Role,
    Stance,
    StanceValue,
    TimeMention,
)
from counterclaim.model.documents import Capture, Document, Fact, Page, Part, PartKind, SourceKind, Span
from counterclaim.model.ids import content_id, sha256
from counterclaim.model.stages import Reading, Resolved
from counterclaim.model.values import Interval, Period, Position
from counterclaim.reconcile.stage import Reconciler
from counterclaim.refreshing import refresh
from counterclaim.store.sql import open_view, open_writer

BEGIN = date(2001, 1, 1)
CLAIMS = 8
"""Claims of each page."""
PAGES_A_DAY = 60
EVENTS_A_DAY = 120
TOWNS = 2_000
BATCH = 5_000
REGIONS = 25
STAGE = "generated/1"
KINDS = (
    ("Shelling of {town} killed {n} people", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("An air strike on {town} killed {n} fighters", "Explosions/Remote violence", "Air/drone strike"),
    ("Clashes near {town} left {n} soldiers dead", "Battles", "Armed clash"),
    ("A car bomb in {town} killed {n} civilians", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
)
SPEAKERS = ("a medic", "the mayor of {town}", "the northern command", "the southern command", "a monitor", "residents")


class Event(NamedTuple):
    """Something that happened in the invented war."""

    day: date
    town: int
    kind: int
    dead: int


def page(number: int, seed: int = 1) -> tuple[Capture, Resolved]:
    """The page of that number, counted from 0: page 60 is the first of the second day."""
    day = BEGIN + timedelta(days=number // PAGES_A_DAY)
    random = Random(f"{seed} page {number}")  # noqa: S311  # an invented war, no secret
    told = [_event(day, random.randrange(EVENTS_A_DAY), seed) for _ in range(CLAIMS)]
    outlet = f"Outlet {random.randrange(40)}"
    sentences = [_sentence(event, random) for event in told]
    text = "\n".join(
        f"{words}, {by} said on {event.day.isoformat()}." for (words, by, _), event in zip(sentences, told, strict=True)
    )
    content = f"{outlet} {number}\n{text}".encode()
    document = _document(content, text, outlet, day)
    part = Part(index=0, kind=PartKind.ARTICLE, span=Span(0, len(text)), source=outlet, published=day.isoformat())
    claims: list[Claim] = []
    resolutions: list[Resolution] = []
    start = 0
    for event, (words, by, dead) in zip(told, sentences, strict=True):
        claim = _claim(document, Span(start, start + len(words)), event, by, dead)
        claims.append(claim)
        resolutions += _resolutions(claim, event, by)
        start = text.index("\n", start) + 1 if "\n" in text[start:] else len(text)
    capture = Capture(
        sha256=document.id,
        content=content,
        origin=f"generated/{number}",
        captured_at=document.captured_at,
        media_type="text/plain",
        declared=(),
    )
    read = Page(document=document, parts=(part,), passages=())
    return capture, Resolved(reading=Reading(page=read, claims=tuple(claims)), resolutions=tuple(resolutions))


def pages(claims: int, *, first: int = 0, seed: int = 1) -> Iterator[tuple[Capture, Resolved]]:
    """Pages with at least that many claims, from one number on."""
    yield from (page(number, seed) for number in range(first, first + -(-claims // CLAIMS)))


def grow(ledger: Path, settings: Settings, claims: int, *, first: int = 0, batch: int = BATCH) -> float:
    """How many seconds it took to add that many claims to a ledger and to compare them, batch by batch.

    Args:
        ledger: the file, made if it is not there.
        settings: how it is opened and how claims are compared.
        claims: how many to add, rounded up to whole pages.
        first: the number of the first page.
        batch: claims that are kept and compared together.
    """
    stages = Reconciler(settings.reconcile)
    writer, started, number = open_writer(ledger, settings.store), monotonic(), first
    view = open_view(ledger, settings.store)
    try:
        for start in range(0, claims, batch):
            made = list(pages(min(batch, claims - start), first=number))
            writer.keep_all(made)
            refresh(view, writer, stages, totals=False)
            number += len(made)
    finally:
        view.close()
        writer.close()
    return monotonic() - started


@lru_cache(maxsize=10 * EVENTS_A_DAY)
def _event(day: date, number: int, seed: int) -> Event:
    random = Random(f"{seed} {day} {number}")  # noqa: S311
    return Event(day, random.randrange(TOWNS), random.randrange(len(KINDS)), random.choice((1, 2, 3, 5, 8, 13, 21)))


def _sentence(event: Event, random: Random) -> tuple[str, str, int]:
    dead = event.dead + random.choice((0, 0, 0, 0, 1, 2))
    town = town_of(event.town).name
    by = random.choice(SPEAKERS).format(town=town)
    return KINDS[event.kind][0].format(town=town, n=dead), by, dead


@lru_cache(maxsize=TOWNS)
def town_of(number: int) -> Place:
    """A town of the invented war: its name, where it lies, and its region."""
    region = number % REGIONS
    row, column = divmod(number // REGIONS, 9)
    lat, lon = 10 + region // 5 * 8 + row * 0.8, 10 + region % 5 * 8 + column * 0.8
    syllables = ("al", "be", "cor", "du", "el", "fa", "gar", "ho", "il", "ju")
    name = "".join(syllables[int(digit)] for digit in f"{number:04}").title()
    return Place(
        id=f"town:{number}", name=name, position=Position(lat, lon), country="XX", region=f"{region:02}", feature="PPL"
    )


def _document(content: bytes, text: str, outlet: str, day: date) -> Document:
    facts = {"source": outlet, "published": day.isoformat(), "lang": "en"}
    return Document(
        id=sha256(content),
        text=text,
        origin="generated",
        captured_at=datetime(2001, 1, 1, tzinfo=UTC),
        media_type="text/plain",
        facts=tuple((name, Fact(value=value, why="generated")) for name, value in facts.items()),
    )


def _claim(document: Document, span: Span, event: Event, by: str, dead: int) -> Claim:
    quote = document.quote(span)
    town = town_of(event.town).name
    at = span.start + quote.text.index(town)
    speaker = Mention(by, Span(span.end + 2, span.end + 2 + len(by)))
    _, kind, subtype = KINDS[event.kind]
    return Claim(
        id=content_id("c", document.id, span.start, span.end),
        document=document.id,
        part=0,
        quote=quote,
        kind=ClaimKind.EVENT,
        claimant=Claimant(text=by, kind=SourceKind.UNKNOWN, mention=speaker),
        stance=Stance(value=StanceValue.REPORTED),
        reader=STAGE,
        confidence=1.0,
        event=EventType(scheme="acled", type=kind, subtype=subtype),
        measures=(
            Measure(
                role=Role.KILLED, object=Object.PERSON, mention=Mention(quote.text, span), interval=Interval(dead, dead)
            ),
        ),
        places=(PlaceMention(mention=Mention(town, Span(at, at + len(town)))),),
        time=TimeMention(mention=Mention(event.day.isoformat(), speaker.span)),
        attribution=(Link(speaker=speaker, cue=None, mode=Mode.INDIRECT),),
    )


def _resolutions(claim: Claim, event: Event, by: str) -> Iterator[Resolution]:
    values: dict[Field, Place | Period | Actor] = {
        Field.PLACE: town_of(event.town), Field.TIME: Period(event.day, event.day),
    }  # fmt: skip
    if by.endswith("command"):
        side = by.split()[1]
        values[Field.CLAIMANT] = Actor(id=f"actor:{side}", name=by, kind="military", side=side)
    for name, value in values.items():
        found = Candidate(value=value, score=1.0, why="generated")
        yield Resolution(claim=claim.id, field=name, mention=None, candidates=(found,), why="generated", stage=STAGE)
