"""An invented ledger of any size: a war that is reported at the same pace from its first day to its last.

Each day some events happen in two thousand towns, in some of them nearly every day; pages of invented outlets tell of
several events each, quote somebody for each figure, and differ in their figures now and then. Some tell what lasted for
days, who took a town, what somebody denies, what has no time or no place. The war goes in rounds of four weeks: after
the fighting of one come some quiet days, and the next one has the same events at later dates. The same number gives the
same page, and a claim stands in the order of ids among those of its round where it stands in every other round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate, islice
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
    PlaceMention,
    Resolution,
    Role,
    Stance,
    StanceValue,
    TimeMention,
)
from counterclaim.model.documents import Capture, Document, Fact, Page, Part, PartKind, SourceKind, Span
from counterclaim.model.ids import content_id, sha256
from counterclaim.model.places import Place
from counterclaim.model.stages import Reading, Resolved
from counterclaim.model.values import Interval, Period, Position
from counterclaim.reconcile.stage import Reconciler
from counterclaim.refreshing import refresh
from counterclaim.store.sql import open_view, open_writer

BEGIN = date(2001, 1, 1)
CLAIMS = 8
"""Claims of each page."""
TOWNS = 2_000
BATCH = 5_000
REGIONS = 25
STAGE = "generator/2"
_ODD = 0x9E3779
_SUFFIX = 1 << 24
KINDS = (
    ("Shelling of {town} killed {n} people", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("An air strike on {town} killed {n} fighters", "Explosions/Remote violence", "Air/drone strike"),
    ("Clashes near {town} left {n} soldiers dead", "Battles", "Armed clash"),
    ("A car bomb in {town} killed {n} civilians", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
)
SPEAKERS = ("a medic", "the mayor of {town}", "the northern command", "the southern command", "a monitor", "residents")
LASTING = "Fighting around {town} over the past ten days killed {n} soldiers"
TAKEN = "The {side} command took {town}"
DENIED = "The {side} command denied that its guns had fired on {town}"
LONG = 10
"""Days of what lasts."""
NOWHERE = "An ambush on a convoy of lorries killed {n} drivers"


class War(NamedTuple):
    """How an invented war goes: `days` of fighting and `quiet` ones, ten at least, make a round of whole weeks."""

    pages_a_day: int = 60
    events_a_day: int = 120
    days: int = 18
    quiet: int = 10
    seed: int = 1
    told: int = 1
    """Another number gives other pages about the same events."""

    @property
    def pages(self) -> int:
        """Pages of a round."""
        return self.days * self.pages_a_day

    @property
    def claims(self) -> int:
        """Claims of a round."""
        return self.pages * CLAIMS


WAR = War()


class Event(NamedTuple):
    """Something that happened in the invented war; days count from the first of its round."""

    day: int
    town: int
    kind: int
    dead: int


class Told(NamedTuple):
    """One sentence of a page: its claim in words, who says it, and what is claimed."""

    words: str
    by: str
    event: Event
    form: str
    dead: int | None


class Sheet(NamedTuple):
    """Where a page stands: its number, its day, and what begins and what ends the ids of its claims."""

    number: int
    day: date
    begin: str
    nth: int


def page(number: int, war: War = WAR) -> tuple[Capture, Resolved]:
    """The page of that number, counted from 0."""
    nth, within = divmod(number, war.pages)
    day = within // war.pages_a_day
    on = BEGIN + timedelta(days=nth * (war.days + war.quiet) + day)
    sheet = Sheet(number, on, f"{war.seed} {war.told} {within}", nth)
    random = Random(f"{sheet.begin} page")  # noqa: S311  # an invented war, no secret
    told = [_told(_event(day, n, war.seed), random) for n in random.sample(range(war.events_a_day), CLAIMS)]
    outlet = f"Outlet {random.randrange(40)}"
    text = "\n".join(f"{t.words}, {t.by} said on {on:%A}." for t in told)
    content = f"generated/{number}{'' if war.told == 1 else f'/{war.told}'}\n{text}".encode()
    document = _document(content, text, outlet, sheet)
    part = Part(index=0, kind=PartKind.ARTICLE, span=Span(0, len(text)), source=outlet, published=on.isoformat())
    claims = tuple(_claims(document, told, sheet))
    resolutions = tuple(r for claim, one in zip(claims, told, strict=True) for r in _resolutions(claim, one, on))
    capture = Capture(
        sha256=document.id,
        content=content,
        origin=document.origin,
        captured_at=document.captured_at,
        media_type="text/plain",
        declared=(),
    )
    read = Page(document=document, parts=(part,), passages=())
    return capture, Resolved(reading=Reading(page=read, claims=claims), resolutions=resolutions)


def pages(claims: int, *, first: int = 0, war: War = WAR) -> Iterator[tuple[Capture, Resolved]]:
    """Pages with at least that many claims, from one number on."""
    yield from (page(number, war) for number in range(first, first + -(-claims // CLAIMS)))


def grow(  # noqa: PLR0913
    ledger: Path, settings: Settings, claims: int, *, first: int = 0, batch: int = BATCH, war: War = WAR
) -> float:
    """How many seconds it took to add that many claims to a ledger and to compare them, batch by batch.

    Args:
        ledger: the file, made if it is not there.
        settings: how it is opened and how claims are compared.
        claims: how many to add, rounded up to whole pages.
        first: the number of the first page.
        batch: claims that are kept and compared together.
        war: how the war goes.
    """
    return add(ledger, settings, pages(claims, first=first, war=war), batch=batch)


def add(ledger: Path, settings: Settings, found: Iterable[tuple[Capture, Resolved]], *, batch: int = BATCH) -> float:
    """How many seconds it took to add pages to a ledger and to compare their claims, `batch` claims at a time."""
    stages = Reconciler(settings.reconcile)
    writer, started, made = open_writer(ledger, settings.store), monotonic(), iter(found)
    view = open_view(ledger, settings.store)
    try:
        while some := list(islice(made, -(-batch // CLAIMS))):
            writer.keep_all(some)
            refresh(view, writer, stages, totals=False)
    finally:
        view.close()
        writer.close()
    return monotonic() - started


@lru_cache(maxsize=10_000)
def _event(day: int, number: int, seed: int) -> Event:
    random = Random(f"{seed} {day} {number}")  # noqa: S311
    town = random.choices(range(TOWNS), cum_weights=_weights())[0]
    return Event(day, town, random.randrange(len(KINDS)), random.choice((1, 2, 3, 5, 8, 13, 21)))


@lru_cache(maxsize=1)
def _weights() -> list[float]:
    """How often something happens in the towns, summed up: in the first ones nearly every day."""
    return list(accumulate((rank + 10) ** -0.7 for rank in range(TOWNS)))


def _told(event: Event, random: Random) -> Told:
    dead = event.dead + random.choice((0, 0, 0, 0, 1, 2))
    town, side = town_of(event.town).name, random.choice(("northern", "southern"))
    by = random.choice(SPEAKERS).format(town=town)
    match random.randrange(25):
        case 0:
            return Told(TAKEN.format(side=side, town=town), f"the {side} command", event, "control", None)
        case 1:
            return Told(DENIED.format(side=side, town=town), f"the {side} command", event, "denial", None)
        case 2 if event.day >= LONG:
            return Told(LASTING.format(n=9 * dead, town=town), by, event, "lasting", 9 * dead)
        case 3:
            return Told(NOWHERE.format(n=dead), "a medic", event, "nowhere", dead)
        case 4:
            return Told(KINDS[event.kind][0].format(town=town, n=dead), by, event, "some time", dead)
    return Told(KINDS[event.kind][0].format(town=town, n=dead), by, event, "event", dead)


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


def _document(content: bytes, text: str, outlet: str, sheet: Sheet) -> Document:
    facts = {"source": outlet, "published": sheet.day.isoformat(), "lang": "en"}
    return Document(
        id=sha256(content),
        text=text,
        origin=f"generated/{sheet.number}",
        captured_at=datetime.combine(sheet.day, time(18), UTC),
        media_type="text/plain",
        facts=tuple((name, Fact(value=value, why="generated")) for name, value in facts.items()),
    )


def _claims(document: Document, told: Sequence[Told], sheet: Sheet) -> Iterator[Claim]:
    start = 0
    for position, one in enumerate(told):
        name = content_id("c", sheet.begin, position)
        yield _claim(document, Span(start, start + len(one.words)), one, in_round(name, sheet.nth))
        start = document.text.find("\n", start) + 1


def in_round(claim: str, nth: int) -> str:
    """The id of a claim in the round of that number; the ids of all rounds have the same order within theirs."""
    return f"{claim[:-6]}{nth * _ODD % _SUFFIX:06x}"


def _claim(document: Document, span: Span, told: Told, name: str) -> Claim:
    quote, town = document.quote(span), town_of(told.event.town).name
    speaker = Mention(told.by, Span(span.end + 2, span.end + 2 + len(told.by)))
    at, end = quote.text.find(town) + span.start, document.text.index(".", span.end)
    day = Span(document.text.rindex(" ", 0, end) + 1, end)
    _, kind, subtype = KINDS[told.event.kind]
    dead = Interval(told.dead, told.dead)
    counted = Measure(role=Role.KILLED, object=Object.PERSON, mention=Mention(quote.text, span), interval=dead)
    return Claim(
        id=name,
        document=document.id,
        part=0,
        quote=quote,
        kind={"control": ClaimKind.CONTROL, "denial": ClaimKind.DENIAL}.get(told.form, ClaimKind.EVENT),
        claimant=Claimant(text=told.by, kind=SourceKind.UNKNOWN, mention=speaker),
        stance=Stance(value=StanceValue.REPORTED),
        reader=STAGE,
        confidence=1.0,
        event=EventType(scheme="acled", type=kind, subtype=subtype) if told.form in {"event", "some time"} else None,
        measures=() if told.dead is None else (counted,),
        places=() if told.form == "nowhere" else (PlaceMention(mention=Mention(town, Span(at, at + len(town)))),),
        time=None if told.form == "some time" else TimeMention(mention=Mention(document.text[day.start : end], day)),
        attribution=(Link(speaker=speaker, cue=None, mode=Mode.INDIRECT),),
    )


def _resolutions(claim: Claim, told: Told, on: date) -> Iterator[Resolution]:
    values: dict[Field, Place | Period | Actor] = {}
    if told.form != "nowhere":
        values[Field.PLACE] = town_of(told.event.town)
    if told.form != "some time":
        first = on - timedelta(days=LONG - 1) if told.form == "lasting" else on
        values[Field.TIME] = Period(first, on)
    if told.by.endswith("command"):
        side = told.by.split()[1]
        values[Field.CLAIMANT] = Actor(id=f"actor:{side}", name=told.by, kind="military", side=side)
    for name, value in values.items():
        found = Candidate(value=value, score=1.0, why="generated")
        yield Resolution(claim=claim.id, field=name, mention=None, candidates=(found,), why="generated", stage=STAGE)
