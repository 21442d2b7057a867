"""Claims side by side: relations, incidents, estimates, tallies, control, findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.claims import Object, Role
from counterclaim.model.documents import Span
from counterclaim.model.values import Interval, Period, Position


class RelationKind(StrEnum):
    """How one claim stands to another; in the last six, the first acts on the second."""

    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    NOT_COMPARABLE = "not_comparable"
    REFINES = "refines"
    UPDATES = "updates"
    DENIES = "denies"
    DISPUTES = "disputes"
    REPEATS = "repeats"
    PART_OF = "part_of"

    @property
    def acts(self) -> bool:
        """Whether it bears on what its second claim is worth: whoever is denied, disputed or overtaken counts less."""
        return self in {RelationKind.DENIES, RelationKind.DISPUTES, RelationKind.UPDATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How claim `a` stands to claim `b`, with the reason in one sentence.

    `dimension` says in what two claims contradict: `count`, `actor`, `place`, `time` or `occurrence`.
    """

    a: str
    b: str
    kind: RelationKind
    why: str
    dimension: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The claims about one real-world event; `cohesion` is the score of its weakest link, `why` explains it.

    `outlets` publish it and `origins` stand behind them: copies, quotations of one speaker and one page's own voice
    count once. `grade` is that of Airwars (`confirmed`, `fair`, `weak`, `contested`, `discounted`) for events with dead
    or wounded, None for others.
    """

    id: str
    claims: tuple[str, ...]
    title: str
    family: str
    period: Period | None
    place: str | None
    cohesion: float
    why: str
    outlets: int = 0
    origins: int = 0
    grade: str | None = None
    grade_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high for one measure of one incident, with the rule that gave it and the claims it used."""

    incident: str
    role: Role
    object: Object
    low: float | None
    best: float | None
    high: float | None
    rule: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Increment:
    """One step of a running total: what a claimant says of one window."""

    claim: str
    window: Period | None
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one claimant says over time about one measure: increments, declared totals, and whether they add up."""

    id: str
    claimant: str
    role: Role
    object: Object
    party: str | None
    increments: tuple[Increment, ...]
    declared: tuple[Increment, ...]
    sum: Interval | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One line of the history of a place according to one claimant.

    `change` is one of `taken`, `lost`, `entered`, `cleared`, `held`, `besieged`, `contested`,
    `evacuated`, `handed_over`.
    """

    place: str
    place_id: str | None
    claimant: str
    holder: str | None
    loser: str | None
    change: str
    period: Period | None
    claim: str
    position: Position | None = None

    def __lt__(self, other: Control) -> bool:
        """Whether it stands before another line: by place, claimant and day."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, str, str, date, str]:
        first = self.period.bounds[0] if self.period else date.min
        return (self.place_id or "", self.place, self.claimant, first, self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Days on which claimants give one place to different holders; `until` is None where that goes on.

    `held` has the last line of each claimant.
    """

    place: str
    since: date
    until: date | None
    held: tuple[Control, ...]


class FindingKind(StrEnum):
    """What sort of thing a reader should know."""

    UNREADABLE_INPUT = "unreadable_input"
    UNREAD_SENTENCE = "unread_sentence"
    UNCOUNTED_ITEM = "uncounted_item"
    TRUNCATED = "truncated"
    NO_CLAIMS = "no_claims"
    NO_PUBLICATION_DATE = "no_publication_date"
    LANGUAGE_NOT_READ = "language_not_read"
    FALLBACK = "fallback"
    IMPOSSIBLE_DATE = "impossible_date"
    UNRESOLVED_PLACE = "unresolved_place"
    AMBIGUOUS_PLACE = "ambiguous_place"
    UNCLOSED_QUOTATION = "unclosed_quotation"
    UNSOURCED_FIGURE = "unsourced_figure"
    TOTAL_MISMATCH = "total_mismatch"
    NO_SUCH_TYPE = "no_such_type"
    FALLING_TOTAL = "falling_total"
    JUMPING_TOTAL = "jumping_total"
    CHANGED_CATEGORY = "changed_category"
    SILENT_CORRECTION = "silent_correction"
    OVERLAPPING_WINDOWS = "overlapping_windows"
    WINDOW_GAP = "window_gap"
    REPEATED_CAPTURE = "repeated_capture"
    UNNAMED_HOLDER = "unnamed_holder"
    COPIED_TEXT = "copied_text"
    TRANSLATION = "translation"
    ABUSE = "abuse"
    DROPPED_CLAIM = "dropped_claim"
    READER_FAILED = "reader_failed"
    SCHEMA_ERROR = "schema_error"


ON_COURSES = (
    FindingKind.JUMPING_TOTAL,
    FindingKind.CHANGED_CATEGORY,
    FindingKind.SILENT_CORRECTION,
    FindingKind.OVERLAPPING_WINDOWS,
    FindingKind.WINDOW_GAP,
)
"""Findings on how the figures of one claimant go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a reader should know about a document, an outlet or our own reading.

    `message` is one sentence that names what is wrong and, where there is one, what to do; `tally` is the id of the
    running total that it is about.
    """

    kind: FindingKind
    message: str
    stage: str
    document: str | None = None
    part: int | None = None
    span: Span | None = None
    claims: tuple[str, ...] = ()
    tally: str | None = None
