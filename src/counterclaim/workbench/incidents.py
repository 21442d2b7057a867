"""An incident: its claims side by side, by origin, on axes, on the map and in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Control, Incident, Relation, RelationKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery, PlaceSummary
from counterclaim.publish import phrases
from counterclaim.store.base import View
from counterclaim.store.keys import source_key
from counterclaim.workbench.axes import Axis, axes
from counterclaim.workbench.lines import ClaimLine, masked, to_line

MOST = 250
_SENTENCES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Claims that go back to one speaker or one text, and why they count as one."""

    label: str
    why: str
    outlets: tuple[str, ...]
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Two claims, how the one stands to the other, and the reason in one sentence."""

    a: ClaimLine
    b: ClaimLine
    label: str
    why: str
    dimension: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceGroup:
    """Pairs of claims that stand so to each other; `count` counts those that are not shown, too."""

    kind: RelationKind
    label: str
    count: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a claim says that it happened, and when it was reported: never one for the other."""

    line: ClaimLine
    since: str | None
    until: str | None
    reported: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """The page of an incident."""

    incident: Incident
    total: int
    outlets: int
    origins: tuple[Origin, ...]
    axes: tuple[Axis, ...]
    groups: tuple[SentenceGroup, ...]
    places: tuple[PlaceSummary, ...]
    moments: tuple[Moment, ...]
    rules: tuple[str, ...]
    rule: str | None
    controls: tuple[Control, ...]
    whole: bool


def incident(view: View, key: str, *, rule: str | None = None, whole: bool = False) -> IncidentPage:
    """The page of one incident; `rule` chooses among the rules of its estimates, `whole` shows all relations.

    Raises:
        UnknownRecord: if there is none of that id.
    """
    found = view.incident(key)
    query = ClaimQuery(incident=key)
    held = view.slice_of_claims(query, ClaimOrder.TEXT, None, MOST)
    entries = masked(view, held.items)
    ids = {entry.claim.id for entry in entries}
    relations = [r for r in view.relations(sorted(ids)) if r.a in ids and r.b in ids]
    estimates = view.estimates(key)
    rules = tuple(dict.fromkeys(estimate.rule for estimate in estimates))
    chosen = rule if rule in rules else (rules[0] if rules else None)
    return IncidentPage(
        incident=found,
        total=held.total,
        outlets=len({entry.document.fact("source") or entry.document.id for entry in entries}),
        origins=origins(entries, relations),
        axes=axes(entries, [e for e in estimates if e.rule == chosen]),
        groups=tuple(_groups(entries, relations, None if whole else _SENTENCES)),
        places=tuple(view.places(query)),
        moments=tuple(sorted(map(_moment, entries), key=lambda m: (m.reported or "", m.since or ""))),
        rules=rules,
        rule=chosen,
        controls=tuple(view.controls(sorted(ids))),
        whole=whole,
    )


def origins(entries: Sequence[Entry], relations: Sequence[Relation]) -> tuple[Origin, ...]:
    """The claims in groups of one origin each: joined where one repeats another or one known speaker makes both."""
    kin = _Kin([entry.claim.id for entry in entries])
    reasons: dict[str, str] = {}
    for relation in relations:
        if relation.kind is RelationKind.REPEATS:
            reasons.setdefault(kin.join(relation.a, relation.b), relation.why)
    speakers: dict[str, str] = {}
    for entry in entries:
        speaker = source_key(entry)
        if ":" in speaker:
            kin.join(speakers.setdefault(speaker, entry.claim.id), entry.claim.id)
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[kin.root(entry.claim.id)].append(entry)
    whys = {kin.root(claim): why for claim, why in reasons.items()}
    made = [_origin(group, whys.get(root)) for root, group in groups.items()]
    return tuple(sorted(made, key=lambda origin: (-len(origin.lines), origin.label)))


class _Kin:
    """Which claims belong together, as a forest of roots."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._above = {key: key for key in keys}

    def root(self, key: str) -> str:
        """The claim that stands for all of its kin."""
        while self._above[key] != key:
            key = self._above[key]
        return key

    def join(self, a: str, b: str) -> str:
        """The root of both, which now are kin."""
        first, second = sorted((self.root(a), self.root(b)))
        self._above[second] = first
        return first


def _origin(group: Sequence[Entry], why: str | None) -> Origin:
    first = min(group, key=lambda e: (e.document.fact("published") or "9999", e.claim.id))
    speakers = {source_key(entry) for entry in group}
    return Origin(
        label=to_line(first).who,
        why=why or ("One claimant speaks." if len(group) > 1 and len(speakers) == 1 else "Nothing ties it to another."),
        outlets=tuple(sorted({entry.document.fact("source") or "unknown" for entry in group})),
        lines=tuple(map(to_line, group)),
    )


def _groups(entries: Sequence[Entry], relations: Sequence[Relation], limit: int | None) -> Iterator[SentenceGroup]:
    lines = {entry.claim.id: to_line(entry) for entry in entries}
    kinds: dict[RelationKind, list[Relation]] = {}
    for relation in phrases.gravest_first(relations):
        kinds.setdefault(relation.kind, []).append(relation)
    for kind, held in kinds.items():
        label = phrases.verb(kind, active=True)
        shown = (
            Sentence(a=lines[r.a], b=lines[r.b], label=label, why=r.why, dimension=r.dimension) for r in held[:limit]
        )
        yield SentenceGroup(kind=kind, label=label, count=len(held), sentences=tuple(shown))


def _moment(entry: Entry) -> Moment:
    period = entry.period
    return Moment(
        line=to_line(entry),
        since=period.start.isoformat() if period and period.start else None,
        until=period.end.isoformat() if period and period.end else None,
        reported=(entry.part.published or entry.document.fact("published") or "")[:10] or None,
    )
