"""The atom of the ledger: one claim of one claimant, in exact words, and what its words stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from counterclaim.model.documents import Document, Part, PartKind, Quote, SourceKind, Span
from counterclaim.model.places import Place
from counterclaim.model.values import Interval, Period


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that name something, as written, where they stand."""

    text: str
    span: Span


class ClaimKind(StrEnum):
    """What sort of thing is claimed."""

    EVENT = "event"
    CONTROL = "control"
    TOTAL = "total"
    DISPLACEMENT = "displacement"
    STATEMENT = "statement"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    DISPUTE = "dispute"
    THREAT = "threat"
    DEMAND = "demand"
    PLAN = "plan"
    AGREEMENT = "agreement"
    STATE = "state"


class Role(StrEnum):
    """What became of those who are counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    KILLED_OR_WOUNDED = "killed_or_wounded"
    NEUTRALISED = "neutralised"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    LOST = "lost"
    SEIZED = "seized"
    DEPLOYED = "deployed"
    PRESENT = "present"


class Object(StrEnum):
    """What is counted: people, or a class of equipment."""

    PERSON = "person"
    TANK = "tank"
    ARMOURED_VEHICLE = "armoured_vehicle"
    ARTILLERY = "artillery"
    ROCKET_LAUNCHER = "rocket_launcher"
    AIR_DEFENCE = "air_defence"
    AIRCRAFT = "aircraft"
    HELICOPTER = "helicopter"
    UAV = "uav"
    VESSEL = "vessel"
    VEHICLE = "vehicle"
    DEPOT = "depot"
    BUILDING = "building"
    EQUIPMENT = "equipment"


class Polarity(StrEnum):
    """Whether the claimant says that it is so or that it is not."""

    ASSERTED = "asserted"
    NEGATED = "negated"


class Modality(StrEnum):
    """In what world the claimant places it."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    FUTURE = "future"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"


class StanceValue(StrEnum):
    """How the reporting voice stands to the claim."""

    OWN = "own"
    REPORTED = "reported"
    DISTANCED = "distanced"
    DISPUTED = "disputed"


class Mode(StrEnum):
    """How words are given to a speaker."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    SCARE_QUOTE = "scare_quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain of attribution.

    `stands_for` is the fuller mention that a pronoun or a short form was carried back to, with `why`.
    """

    speaker: Mention | None
    cue: Mention | None
    mode: Mode
    kind: SourceKind = SourceKind.UNKNOWN
    stands_for: Mention | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """The innermost speaker to whom the text gives the claim; `mention` is None for a part's own voice."""

    text: str | None
    kind: SourceKind
    mention: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One quantity of a claim: role, object, interval and its own words.

    `mention` covers quantity and counted thing; `share` is a fraction in 0..1 of what `share_of` names.
    """

    role: Role
    object: Object
    mention: Mention
    interval: Interval
    who: str | None = None
    model: str | None = None
    party: Mention | None = None
    approximate: bool = False
    vague: bool = False
    share: float | None = None
    share_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that name a place of a claim, and how the event lies to it (`in`, `near`, `west of`, …).

    `carried` marks a place taken over from an earlier sentence, a headline or a dateline.
    """

    mention: Mention
    relation: str = "in"
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words that say when; `carried` marks a time taken over from elsewhere in the text."""

    mention: Mention
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """The type of an event in a named scheme: `acled` for physical events, `plover` for speech acts."""

    scheme: str
    type: str
    subtype: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How the reporting voice stands to the claim, with the words that show it.

    `confidence` is how sure the reading of it is, 0 to 1; None where the reader does not say.
    """

    value: StanceValue
    words: tuple[Mention, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event, state or speech act that one claimant puts forward, in exact words.

    `id` is content-derived (see `counterclaim.model.ids`); `part` is the index of its part in the document. How sure
    the reading is: `confidence` of speaker and figures, `certainty_confidence` of polarity and modality, None if open.
    """

    id: str
    document: str
    part: int
    quote: Quote
    kind: ClaimKind
    claimant: Claimant
    stance: Stance
    reader: str
    confidence: float
    event: EventType | None = None
    agent: Mention | None = None
    target: Mention | None = None
    instrument: Mention | None = None
    measures: tuple[Measure, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: TimeMention | None = None
    attribution: tuple[Link, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    certainty_confidence: float | None = None
    disputes: str | None = None

    @property
    def span(self) -> Span:
        """Where the claim stands in the document."""
        return self.quote.span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, force, office, monitor, agency or outlet that a mention may stand for."""

    id: str
    name: str
    kind: str
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentModel:
    """A model of equipment that words may name.

    `type` is the heading under which Oryx lists it. `origin` is the country that designed it, and says nothing of whose
    it is; None where that is not known.
    """

    id: str
    name: str
    object: Object
    type: str | None = None
    role: str | None = None
    origin: str | None = None


class Field(StrEnum):
    """Which words of a claim a resolution is about."""

    AGENT = "agent"
    TARGET = "target"
    INSTRUMENT = "instrument"
    MODEL = "model"
    PLACE = "place"
    TIME = "time"
    CLAIMANT = "claimant"
    SPEAKER = "speaker"
    PARTY = "party"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that a mention may stand for, with its score in 0..1 and the reason."""

    value: Place | Actor | Period | EquipmentModel
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a mention of a claim stands for: the chosen candidate first, or none.

    `claim` is the id of the claim, `field` and `index` say which of its mentions (`index` counts places, links and
    measures). `stage` names the resolver and its version. Resolving never edits the mention.
    """

    claim: str
    field: Field
    mention: Mention | None
    candidates: tuple[Candidate, ...]
    why: str
    stage: str
    index: int = 0

    @property
    def chosen(self) -> Candidate | None:
        """The first candidate, or None where the mention stays unresolved."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim as it stands in the ledger: with its document, its part and what its words stand for."""

    claim: Claim
    document: Document
    part: Part
    resolutions: tuple[Resolution, ...] = field(default=())

    def resolution(self, name: Field, index: int = 0) -> Resolution | None:
        """The resolution of one mention of the claim."""
        return next((r for r in self.resolutions if r.field is name and r.index == index), None)

    def actor(self, name: Field, index: int = 0) -> Actor | None:
        """The actor that one mention stands for, or None."""
        found = self.resolution(name, index)
        value = found.chosen.value if found and found.chosen else None
        return value if isinstance(value, Actor) else None

    @property
    def source(self) -> Actor | None:
        """Who is known to make the claim: whom the words of the claimant name, or who publishes it in its own voice."""
        return self.actor(Field.CLAIMANT) or self.actor(Field.VOICE)

    @property
    def period(self) -> Period | None:
        """When it happened according to the claimant, or None where that is unknown."""
        found = self.resolution(Field.TIME)
        value = found.chosen.value if found and found.chosen else None
        return value if isinstance(value, Period) else None

    @property
    def places(self) -> tuple[Place | None, ...]:
        """One place (or None) for each place mention of the claim, in its order."""
        found = (self.resolution(Field.PLACE, i) for i in range(len(self.claim.places)))
        values = (r.chosen.value if r and r.chosen else None for r in found)
        return tuple(v if isinstance(v, Place) else None for v in values)

    @property
    def own_voice(self) -> str | None:
        """Who speaks in the part of the claim: its author or who published it, or None where that is unknown."""
        part, document = self.part, self.document
        if part.author or part.source or part.kind in {PartKind.EMBEDDED, PartKind.COMMENT}:
            return part.author or part.source
        return document.fact("author") or document.fact("source") or document.fact("site")

    @property
    def speaker(self) -> str | None:
        """The claimant in the words of the page, or None where it is unknown who speaks."""
        claimant = self.claim.claimant
        return claimant.text or (self.own_voice if claimant.kind is SourceKind.OWN_VOICE else None)
