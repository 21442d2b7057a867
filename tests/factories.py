"""Small makers of model values for tests: every argument has a plausible default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from counterclaim.errors import EmptyInput, MissingInput
from counterclaim.model.claims import (
    Actor,
    Candidate,
    Claim,
    Claimant,
    ClaimKind,
    Entry,
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
from counterclaim.model.decisions import Decision
from counterclaim.model.documents import (
    Block,
    BlockKind,
    Capture,
    Document,
    Fact,
    Page,
    Part,
    PartKind,
    Passage,
    SourceKind,
    Span,
    Stretch,
)
from counterclaim.model.ids import content_id, sha256
from counterclaim.model.incidents import (
    Control,
    Estimate,
    Finding,
    FindingKind,
    Incident,
    Increment,
    Relation,
    RelationKind,
    Tally,
)
from counterclaim.model.places import Place
from counterclaim.model.stages import Change, Index, Reading, Reconciled, Resolved
from counterclaim.model.values import Interval, Period, Position

NOON = datetime(2021, 5, 3, 12, 0, tzinfo=UTC)
SENTENCE = "The Northern Army said that at least 12 fighters were killed near Lower Ford on Monday."


def make_capture(text: str = SENTENCE, *, origin: str = "page.txt", captured_at: datetime = NOON) -> Capture:
    content = text.encode()
    return Capture(
        sha256=sha256(content),
        content=content,
        origin=origin,
        captured_at=captured_at,
        media_type="text/plain",
        declared=(("source", "The Example Herald"),),
    )


def make_document(capture: Capture | None = None, **facts: str | None) -> Document:
    capture = capture or make_capture()
    text = capture.content.decode()
    given = {"title": "A day at the ford", "published": "2021-05-04", "source": "The Example Herald", "lang": "en"}
    return Document(
        id=capture.sha256,
        text=text,
        origin=capture.origin,
        captured_at=capture.captured_at,
        media_type=capture.media_type,
        facts=tuple((key, Fact(value=value, why="declared")) for key, value in (given | facts).items()),
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),),
        stretches=(Stretch(text=Span(0, len(text)), page=Span(0, len(text))),),
    )


def make_part(document: Document, *, index: int = 0, kind: PartKind = PartKind.ARTICLE, **more: Any) -> Part:
    return Part(**({"index": index, "kind": kind, "span": Span(0, len(document.text)), "why": "whole page"} | more))


def mention(document: Document, words: str) -> Mention:
    """The first place where the words stand in the document."""
    start = document.text.index(words)
    return Mention(words, Span(start, start + len(words)))


def make_measure(
    document: Document, words: str = "at least 12 fighters", low: float | None = 12, **more: Any
) -> Measure:
    given = {
        "role": Role.KILLED,
        "object": Object.PERSON,
        "mention": mention(document, words),
        "interval": Interval(low, None),
        "who": "fighter",
    }
    return Measure(**(given | more))


def make_claim(document: Document, sentence: str | None = None, **more: Any) -> Claim:
    """A claim whose words are the sentence (the whole document if not given)."""
    start = document.text.index(sentence) if sentence else 0
    span = Span(start, start + len(sentence or document.text))
    given = {
        "id": content_id("c", document.id, span),
        "document": document.id,
        "part": 0,
        "quote": document.quote(span),
        "kind": ClaimKind.EVENT,
        "claimant": Claimant(text=None, kind=SourceKind.OWN_VOICE),
        "stance": Stance(value=StanceValue.OWN),
        "reader": "test/1",
        "confidence": 0.75,
        "event": EventType(scheme="acled", type="Battles", subtype="Armed clash"),
    }
    return Claim(**(given | more))


def make_full_claim(document: Document) -> Claim:
    """A claim on `SENTENCE` with every sort of mention."""
    army = mention(document, "The Northern Army")
    return make_claim(
        document,
        SENTENCE,
        claimant=Claimant(text=army.text, kind=SourceKind.MILITARY, mention=army),
        stance=Stance(value=StanceValue.REPORTED, words=(mention(document, "said"),)),
        target=mention(document, "fighters"),
        measures=(make_measure(document, party=mention(document, "fighters")),),
        places=(PlaceMention(mention=mention(document, "Lower Ford"), relation="near"),),
        time=TimeMention(mention=mention(document, "Monday")),
        attribution=(
            Link(speaker=army, cue=mention(document, "said"), mode=Mode.INDIRECT, kind=SourceKind.MILITARY, why="that"),
        ),
    )


def make_actor(name: str = "Northern Army", **more: Any) -> Actor:
    slug = name.casefold().replace(" ", "-")
    return Actor(**({"id": f"actor:{slug}", "name": name, "kind": "military", "side": "north"} | more))


def make_place(name: str = "Lower Førd", **more: Any) -> Place:
    given = {
        "id": "geonames:1",
        "name": name,
        "position": Position(10.5, 20.25),
        "country": "XX",
        "region": "Riverland",
    }
    return Place(**(given | {"feature": "PPL"} | more))


def resolve(claim: Claim, name: Field, value: Any, *, words: Mention | None = None, index: int = 0) -> Resolution:
    return Resolution(
        claim=claim.id,
        field=name,
        mention=words,
        candidates=(Candidate(value=value, score=0.9, why="the only one of that name"),),
        why="the only one of that name",
        stage="test/1",
        index=index,
    )


def make_resolutions(claim: Claim) -> tuple[Resolution, ...]:
    """Resolutions for a claim of `make_full_claim`."""
    day = date(2021, 5, 3)
    return (
        resolve(claim, Field.CLAIMANT, make_actor(), words=claim.claimant.mention),
        resolve(claim, Field.SPEAKER, make_actor(), words=claim.claimant.mention),
        resolve(claim, Field.PLACE, make_place(), words=claim.places[0].mention),
        resolve(claim, Field.TIME, Period(day, day), words=claim.time.mention if claim.time else None),
    )


def make_resolved(capture: Capture | None = None, **facts: str | None) -> Resolved:
    """A page with one sentence, one full claim if the page holds `SENTENCE`, and one finding."""
    document = make_document(capture, **facts)
    passage = Passage(index=0, part=0, paragraph=0, span=Span(0, len(document.text)))
    page = Page(document=document, parts=(make_part(document),), passages=(passage,))
    claims = (make_full_claim(document),) if SENTENCE in document.text else (make_claim(document),)
    finding = Finding(kind=FindingKind.FALLBACK, message="A day was assumed.", stage="test", document=document.id)
    resolutions = make_resolutions(claims[0]) if SENTENCE in document.text else ()
    return Resolved(reading=Reading(page=page, claims=claims, findings=(finding,)), resolutions=resolutions)


def make_entry(resolved: Resolved | None = None) -> Entry:
    return (resolved or make_resolved()).entries[0]


def make_pages(*texts: str) -> list[tuple[Capture, Resolved]]:
    captures = [make_capture(text, origin=f"page{i}.txt") for i, text in enumerate(texts)]
    return [(capture, make_resolved(capture)) for capture in captures]


def make_reconciled(*claims: Claim) -> Reconciled:
    """One incident with all the claims; each contradicts the one before in the count."""
    ids = tuple(claim.id for claim in claims)
    day = Period(date(2021, 5, 3), date(2021, 5, 3))
    incident = Incident(
        id=content_id("i", *ids),
        claims=ids,
        title="Armed clash near Lower Ford",
        family="battle",
        period=day,
        place="Lower Ford",
        cohesion=0.8,
        why="same place and day",
    )
    step = Increment(claim=ids[0], window=day, interval=Interval(12, None))
    return Reconciled(
        incidents=(incident,),
        relations=tuple(
            Relation(a=a, b=b, kind=RelationKind.CONTRADICTS, why="12 or more is not 3", dimension="count")
            for a, b in pairwise(ids)
        ),
        estimates=(
            Estimate(
                incident=incident.id,
                role=Role.KILLED,
                object=Object.PERSON,
                low=3,
                best=12,
                high=None,
                rule="ucdp",
                claims=ids,
            ),
        ),
        tallies=(
            Tally(
                id="t_1",
                claimant="Northern Army",
                role=Role.KILLED,
                object=Object.PERSON,
                party=None,
                increments=(step,),
                declared=(step,),
                sum=Interval(12, None),
                why="one window",
            ),
        ),
        controls=(
            Control(
                place="Lower Ford",
                place_id="geonames:1",
                claimant="Northern Army",
                holder="Northern Army",
                loser=None,
                change="taken",
                period=day,
                claim=ids[0],
            ),
        ),
        findings=(
            Finding(
                kind=FindingKind.TOTAL_MISMATCH, message="It does not add up.", stage="tallies", claims=ids, tally="t_1"
            ),
        ),
    )


class FakeStages:
    """A pipeline that makes one claim of each page and one incident of all claims."""

    def __init__(self) -> None:
        self.reads = 0

    def read(self, origin: str, *, declared: Mapping[str, str]) -> tuple[Capture, Resolved]:
        self.reads += 1
        try:
            text = Path(origin).read_text("utf-8")
        except OSError as error:
            raise MissingInput(origin, "there is no such file") from error
        if not text.strip():
            raise EmptyInput(origin)
        capture = make_capture(text, origin=origin)
        resolved = make_resolved(capture, **declared)
        if "no claims" in text:
            resolved = Resolved(reading=Reading(page=resolved.reading.page, claims=()), resolutions=())
        return capture, resolved

    rules = "fake"

    def totals(self, entries: Sequence[Entry], decisions: Sequence[Decision]) -> Reconciled:
        made = self.reconcile(entries, decisions)
        return Reconciled(tallies=made.tallies, findings=made.findings)

    def index(self, entries: Sequence[Entry]) -> Index:
        return Index(
            keys={entry.claim.id: frozenset({"everything"}) for entry in entries},
            outlines={entry.claim.id: "" for entry in entries},
        )

    def update(self, _: Any, __: Any, near: Any, decisions: Sequence[Decision]) -> Change:
        everybody = near.whole(near.members(["everything"])["everything"])
        made = self.reconcile(everybody, decisions)
        names = frozenset(entry.claim.id for entry in everybody)
        return Change(
            touched=names,
            anew=names,
            incidents=made.incidents,
            relations=made.relations,
            estimates=made.estimates,
            controls=made.controls,
        )

    def reconcile(self, entries: Sequence[Entry], decisions: Sequence[Decision]) -> Reconciled:
        assert decisions is not None
        return make_reconciled(*(entry.claim for entry in entries)) if entries else Reconciled()
