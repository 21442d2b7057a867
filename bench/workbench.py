"""Pages of the workbench on a large ledger: milliseconds until the HTML is there, page by page, and of the processor.

`python bench/workbench.py [CLAIMS] [LEDGER]` makes a ledger of so many claims (100,000 unless said otherwise) by a
fixed seed, if the file is not there yet, and asks for each page with ever other parameters. What `serve` asks in the
background after it started (counts beside filters, sources, places, totals, control) is asked first and stands apart.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from counterclaim.cli.serving import warm
from counterclaim.config import load_settings
from counterclaim.model.claims import (
    Actor,
    Candidate,
    Claim,
    Claimant,
    ClaimKind,
    EventType,
    Field,
    Measure,
    Mention,
    Object,
    PlaceMention,
    Resolution,
    Role,
    Stance,
    StanceValue,
)
from counterclaim.model.documents import Capture, Document, Fact, Page, Part, PartKind, SourceKind, Span
from counterclaim.model.ids import content_id, sha256
from counterclaim.model.incidents import Control, Estimate, Incident, Increment, Relation, RelationKind, Tally
from counterclaim.model.places import Place
from counterclaim.model.stages import Reading, Reconciled, Resolved
from counterclaim.model.values import Interval, Period, Position
from counterclaim.store.sql import open_view, open_writer
from counterclaim.web.app import create_app

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
PER_PAGE, PER_INCIDENT, ROUNDS = 20, 8, 20
ACTORS = [Actor(id=f"actor:a{i}", name=f"Office {i}", kind="ministry", side=f"actor:s{i % 3}") for i in range(400)]
PLACES = [
    Place(
        id=f"p:{i}",
        name=f"Village {i}",
        position=Position(30 + i / 900, 40 + (i % 37) / 9),
        country="XX",
        radius_km=2.0,
    )
    for i in range(3000)
]
VERBS = ("were killed", "were wounded", "were captured", "lost their homes")
ROLES = (Role.KILLED, Role.WOUNDED, Role.CAPTURED, Role.DISPLACED)


def page(chance: random.Random, number: int) -> tuple[Capture, Resolved]:
    """One page with its claims."""
    sentences = []
    for i in range(PER_PAGE):
        verb, actor, place = chance.choice(VERBS), chance.choice(ACTORS), chance.choice(PLACES)
        sentences.append((verb, actor, place, chance.randint(1, 90), f"{i}: {actor.name} said that"))
    lines = [f"{head} {count} people {verb} in {place.name}." for verb, _, place, count, head in sentences]
    text = f"Page {number}\n\n" + "\n\n".join(lines)
    content = text.encode()
    capture = Capture(
        sha256=sha256(content), content=content, origin=f"{number}.txt", captured_at=NOON, media_type="text/plain"
    )
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(1800))
    facts = {"title": f"Page {number}", "source": f"Outlet {number % 60}", "published": day.isoformat(), "lang": "en"}
    document = Document(
        id=capture.sha256, text=text, origin=capture.origin, captured_at=NOON, media_type="text/plain",
        facts=tuple((key, Fact(value=value, why="made")) for key, value in facts.items()),
    )  # fmt: skip
    part = Part(index=0, kind=PartKind.ARTICLE, span=Span(0, len(text)))
    claims, resolutions = [], []
    for sentence, line in zip(sentences, lines, strict=True):
        claim, found = made(document, line, sentence, day, chance)
        claims.append(claim)
        resolutions += found
    reading = Reading(page=Page(document=document, parts=(part,), passages=()), claims=tuple(claims))
    return capture, Resolved(reading=reading, resolutions=tuple(resolutions))


def made(document: Document, line: str, sentence: tuple, day: date, chance: random.Random) -> tuple[Claim, list]:
    """One claim and what its words stand for."""
    verb, actor, place, count, _ = sentence
    start = document.text.index(line)

    def words(text: str) -> Mention:
        at = document.text.index(text, start)
        return Mention(text, Span(at, at + len(text)))

    span = Span(start, start + len(line))
    claim = Claim(
        id=content_id("c", document.id, span),
        document=document.id,
        part=0,
        quote=document.quote(span),
        kind=chance.choice((ClaimKind.EVENT, ClaimKind.EVENT, ClaimKind.STATEMENT, ClaimKind.DENIAL)),
        claimant=Claimant(text=actor.name, kind=SourceKind.OFFICIAL, mention=words(actor.name)),
        stance=Stance(value=chance.choice(tuple(StanceValue))),
        reader="made/1",
        confidence=0.9,
        event=EventType(scheme="acled", type="Battles", subtype=chance.choice(("Armed clash", "Attack", "Looting"))),
        measures=(
            Measure(
                role=ROLES[VERBS.index(verb)], object=Object.PERSON, mention=words(f"{count} people"),
                interval=Interval(count, count + chance.choice((0, 0, 9))),
            ),
        ),
        places=(PlaceMention(mention=words(place.name)),),
    )  # fmt: skip
    when = Period(day, day + timedelta(days=chance.randrange(2)))

    def stands(field: Field, value: object, mention: Mention | None) -> Resolution:
        chosen = (Candidate(value=value, score=0.9, why="made"),)
        return Resolution(claim=claim.id, field=field, mention=mention, candidates=chosen, why="made", stage="made/1")

    return claim, [
        stands(Field.CLAIMANT, actor, claim.claimant.mention),
        stands(Field.PLACE, place, claim.places[0].mention),
        stands(Field.TIME, when, None),
    ]


def together(chance: random.Random, claims: list[Claim]) -> Reconciled:
    """Incidents of some claims each, with relations, estimates, totals and control."""
    groups = [claims[i : i + PER_INCIDENT] for i in range(0, len(claims), PER_INCIDENT)]
    incidents, relations, estimates = [], [], []
    day = Period(date(2021, 1, 1), date(2021, 1, 2))
    for group in groups:
        ids = tuple(claim.id for claim in group)
        key = content_id("i", *ids)
        start = date(2020, 1, 1) + timedelta(days=chance.randrange(1800))
        incidents.append(
            Incident(
                id=key, claims=ids, title="Clash", family="clash", period=Period(start, start), place="Village 1",
                cohesion=0.7, why="made",
            )
        )  # fmt: skip
        for a in range(len(ids)):
            for b in range(a):
                kind = chance.choice(tuple(RelationKind))
                relations.append(Relation(a=ids[a], b=ids[b], kind=kind, why="made", dimension=None))
        estimates.append(
            Estimate(
                incident=key, role=Role.KILLED, object=Object.PERSON, low=1, best=9, high=40, rule="made", claims=ids
            )
        )
    tallies = tuple(
        Tally(
            id=f"t_{i}", claimant=ACTORS[i % 400].id, role=Role.KILLED, object=Object.PERSON, party=None,
            increments=tuple(Increment(claim=c.id, window=day, interval=Interval(1, 1)) for c in claims[9 * i :][:9]),
            declared=(), sum=Interval(9, 9), why="9 increments come to 9.",
        )
        for i in range(min(400, len(claims) // 9))
    )  # fmt: skip
    controls = tuple(
        Control(
            place=p.name, place_id=p.id, claimant=ACTORS[i % 9].id, holder=ACTORS[i % 7].id, loser=None,
            change="taken", period=Period(date(2021, 1, 1 + i % 28), date(2021, 1, 1 + i % 28)), claim=claims[i].id,
        )
        for i, p in enumerate(PLACES[: min(600, len(claims))])
    )  # fmt: skip
    return Reconciled(
        incidents=tuple(incidents), relations=tuple(relations), estimates=tuple(estimates), tallies=tallies,
        controls=controls,
    )  # fmt: skip


def make(path: Path, claims: int) -> None:
    """The ledger, in a file."""
    chance = random.Random(7)  # noqa: S311
    writer = open_writer(path, load_settings().store)
    kept: list[Claim] = []
    for number in range(claims // PER_PAGE):
        capture, resolved = page(chance, number)
        writer.keep(capture, resolved)
        kept += resolved.reading.claims
    chance.shuffle(kept)
    writer.replace_reconciled(together(chance, kept))
    writer.close()


def addresses(client: TestClient, chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """The pages by name, each with addresses that differ."""
    items = client.get("/api/v1/claims?order=largest&size=200").json()["items"]
    claims = chance.sample(items, ROUNDS)
    yield "start", ["/"] * ROUNDS
    yield "claims", [f"/claims?claimant=Office+{chance.randrange(400)}" for _ in range(ROUNDS)]
    yield (
        "claims, all",
        [f"/claims?order={chance.choice(('text', 'oldest', 'newest', 'largest'))}" for _ in range(ROUNDS)],
    )
    yield "claims, words", [f"/claims?text=village+{chance.randrange(3000)}" for _ in range(ROUNDS)]
    yield "claims, radius", [f"/claims?place=Village+{chance.randrange(3000)}&within=20" for _ in range(ROUNDS)]
    yield "claims, figure", [f"/claims?role=killed&at_least={chance.randrange(90)}" for _ in range(ROUNDS)]
    yield "claim", [f"/claims/{item['id']}" for item in claims]
    yield "document", [f"/documents/{item['document']}" for item in claims]
    yield "incidents", [f"/incidents?place=Village+{chance.randrange(3000)}" for _ in range(ROUNDS)]
    yield "incidents, all", ["/incidents"] * ROUNDS
    yield "incident", [f"/incidents/{item['incident']}" for item in claims]
    yield "sources", [f"/sources?words=Office+{i}" for i in range(ROUNDS)]
    yield "source", [f"/sources/{item['claimant']['id']}" for item in claims]
    yield "places", [f"/places?words=Village+{i}" for i in range(ROUNDS)]
    yield "documents", [f"/documents?words=Page+{i}" for i in range(ROUNDS)]
    yield "tallies", ["/tallies"] * ROUNDS
    yield "tally", [f"/tallies/t_{i}" for i in range(ROUNDS)]
    yield "control", [f"/control?on=2021-01-{1 + i % 28:02}" for i in range(ROUNDS)]
    yield "findings", ["/findings"] * ROUNDS
    yield "about", ["/about"] * ROUNDS


def measure(path: Path) -> None:
    """Prints the milliseconds of each page."""
    view = open_view(path, load_settings().store)
    client = TestClient(create_app(view, load_settings()))
    client.get("/static/type.css")
    begun, spent = time.perf_counter(), time.process_time()
    warm(view)
    once = (1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - spent))
    print(f"asked once, in the background: {once[0]:.0f} ms, {once[1]:.0f} ms CPU; load {os.getloadavg()[0]:.1f}")
    for names in (("page", "first", "median", "p95", "p95"), ("", "ms", "ms", "ms", "ms CPU")):
        print(f"{names[0]:16}", *(f"{name:>7}" for name in names[1:]))
    for name, wanted in addresses(client, random.Random(11)):  # noqa: S311
        times, processor = [], []
        for address in wanted:
            start, begun = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.process_time() - begun))
            answer.raise_for_status()
        p95, spent = (statistics.quantiles(found, n=20)[-1] for found in (times, processor))
        print(f"{name:16} {times[0]:7.0f} {statistics.median(times):7.0f} {p95:7.0f} {spent:7.0f}", flush=True)
    view.close()


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    ledger = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / f"workbench-{wanted}.db"
    if not ledger.exists():
        make(ledger, wanted)
    measure(ledger)
