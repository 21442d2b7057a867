"""Small ledgers made for the tests: pages of invented parties, places and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from counterclaim.config import ReconcileSettings
from counterclaim.model.claims import (
    Actor,
    Candidate,
    Claim,
    Claimant,
    ClaimKind,
    Entry,
    EventType,
    Field,
    Measure,
    Mention,
    Modality,
    Object,
    PlaceMention,
    Polarity,
    Resolution,
    Role,
    Stance,
    StanceValue,
    TimeMention,
)
from counterclaim.model.documents import Document, Fact, Part, PartKind, SourceKind, Span
from counterclaim.model.ids import content_id
from counterclaim.model.places import Place
from counterclaim.model.values import Interval, Period, Position
from counterclaim.reconcile.stage import Reconciler

SETTINGS = ReconcileSettings(same_incident=0.63, max_gap_days=3, max_distance_km=30.0)
TOWN = Place(id="p:alder", name="Alder", position=Position(40.0, 50.0), country="XX", region="01")
NEXT_TOWN = Place(id="p:birch", name="Birch", position=Position(40.05, 50.05), country="XX", region="01")
FAR_TOWN = Place(id="p:cedar", name="Cedar", position=Position(44.0, 55.0), country="XX", region="02")
PROVINCE = Place(
    id="p:wood", name="Woodland", position=Position(40.5, 50.5), country="XX", region="01", precision="region"
)
COUNTRY = Place(id="p:xx", name="Xanadu", position=None, country="XX", precision="country")
NORTH = Actor(id="actor:north", name="Northern army", kind="military", side="north")
SOUTH = Actor(id="actor:south", name="Southern army", kind="military", side="south")
MONITOR = Actor(id="actor:monitor", name="Monitor", kind="monitor")


def day(first: int, last: int | None = None, month: int = 3) -> Period:
    return Period(date(2020, month, first), date(2020, month, last or first))


def run(*pages: Page, decisions: tuple = ()):
    return Reconciler(SETTINGS)([e for page in pages for e in page.entries()], decisions)


@dataclass
class Page:
    """A page that is written sentence by sentence; each sentence is one claim."""

    name: str
    source: str = "Gazette"
    published: str = "2020-03-02"
    rows: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""

    def say(self, sentence: str, **claim: Any) -> Page:
        """One sentence, a claim; keys: by, kind, killed, wounded, measures, at, when, agent, target, …"""
        if claim.pop("same_sentence", False):
            self.text = self.text[:-2] + " "
        start = len(self.text)
        self.text += f"{sentence}. "
        self.rows.append({"span": Span(start, start + len(sentence)), **claim})
        return self

    def entries(self) -> list[Entry]:
        facts = (("published", Fact(value=self.published, why="said")), ("source", Fact(value=self.source, why="said")))
        document = Document(
            id=self.name,
            text=self.text,
            origin=self.name,
            captured_at=datetime(2020, 3, 3, tzinfo=UTC),
            media_type="text/plain",
            facts=facts if self.published else facts[1:],
        )
        return [self._entry(document, row) for row in self.rows]

    def ids(self) -> list[str]:
        return [e.claim.id for e in self.entries()]

    def _entry(self, document: Document, row: dict[str, Any]) -> Entry:
        span = row["span"]
        kind = PartKind.HEADLINE if row.get("headline") else PartKind.ARTICLE
        part = Part(index=0, kind=kind, span=Span(0, len(self.text)), source=self.source, published=None)
        claim_id = content_id("c", self.name, span.start, row.get("kind", "event"))
        return Entry(
            claim=_claim(claim_id, document, row), document=document, part=part, resolutions=_resolutions(claim_id, row)
        )


def _claim(claim_id: str, document: Document, row: dict[str, Any]) -> Claim:
    quote = document.quote(row["span"])
    by = row.get("by")
    own = by is None
    name = by.name if isinstance(by, Actor) else by
    places = row.get("at") or ()
    places = places if isinstance(places, tuple) else (places,)
    return Claim(
        id=claim_id,
        document=document.id,
        part=0,
        quote=quote,
        kind=ClaimKind(row.get("kind", "event")),
        claimant=Claimant(
            text=name,
            kind=SourceKind.OWN_VOICE if own else SourceKind.UNKNOWN,
            mention=_mention(name, Span(quote.span.start, quote.span.start + len(name))) if name else None,
        ),
        stance=Stance(value=row.get("stance", StanceValue.OWN if own else StanceValue.REPORTED)),
        reader="test",
        confidence=1.0,
        event=row.get("event") and EventType(scheme="acled", type=row["event"][0], subtype=row["event"][1]),
        agent=_agent(row),
        target=_mention(row.get("target"), row["span"]),
        measures=tuple(_measures(quote.text, row)),
        places=tuple(PlaceMention(mention=_mention(p, row["span"])) for p in places),
        polarity=row.get("polarity", Polarity.ASSERTED),
        modality=row.get("modality", Modality.ACTUAL),
        disputes=row.get("disputes"),
        time=TimeMention(mention=Mention("then", row["span"]), carried=True) if row.get("carried") else None,
    )


def _agent(row: dict[str, Any]) -> Mention | None:
    """Who acts; a speaker who speaks of another (the target) stands at the start of the sentence."""
    agent, span = row.get("agent"), row["span"]
    if agent is None or agent is not row.get("by") or not row.get("target"):
        return _mention(agent, Span(span.end, span.end))
    return _mention(agent, Span(span.start, span.start + 1))


def _measures(words: str, row: dict[str, Any]) -> list[Measure]:
    given = [(role, row[role.value]) for role in Role if role.value in row]
    made = [
        Measure(
            role=role,
            object=Object.PERSON,
            mention=Mention(words, row["span"]),
            interval=value if isinstance(value, Interval) else Interval(value, value),
            who=row.get("who"),
            party=_mention(row.get("party"), row["span"]),
        )
        for role, value in given
    ]
    return [*made, *row.get("measures", ())]


def _mention(value: Any, span: Span) -> Mention | None:
    return Mention(value if isinstance(value, str) else value.name, span) if value else None


def _resolutions(claim_id: str, row: dict[str, Any]) -> tuple[Resolution, ...]:
    places = row.get("at") or ()
    places = places if isinstance(places, tuple) else (places,)
    found = [(Field.PLACE, i, place) for i, place in enumerate(places) if isinstance(place, Place)]
    found += [(Field.TIME, 0, row["when"])] if row.get("when") else []
    keys = ((Field.AGENT, "agent"), (Field.TARGET, "target"), (Field.CLAIMANT, "by"), (Field.PARTY, "party"))
    found += [(name, 0, row[key]) for name, key in keys if isinstance(row.get(key), Actor)]
    return tuple(
        Resolution(
            claim=claim_id,
            field=name,
            mention=None,
            candidates=(Candidate(value=value, score=1.0, why="given"),),
            why="given",
            stage="test",
            index=index,
        )
        for name, index, value in found
    )
