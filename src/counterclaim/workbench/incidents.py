"""An incident: its claims side by side, by origin, on axes, on the map and in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Control, Incident, Relation, RelationKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery, PlaceSummary
from counterclaim.publish import phrases
from counterclaim.reconcile.independence import Origins
from counterclaim.reconcile.profiles import Profile, profiles_of
from counterclaim.reconcile.weighing import RULES, estimate
from counterclaim.store.base import View
from counterclaim.workbench.axes import Axis, axes
from counterclaim.workbench.lines import ClaimLine, masked, ruled, to_line

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
    """The page of an incident; `rule` is the rule by which its estimates were reckoned anew, None where they are kept.

    `outlets` print its claims and `behind` is the number of origins, as the ledger keeps both.
    """

    incident: Incident
    total: int
    outlets: int
    behind: int
    origins: tuple[Origin, ...]
    axes: tuple[Axis, ...]
    groups: tuple[SentenceGroup, ...]
    places: tuple[PlaceSummary, ...]
    moments: tuple[Moment, ...]
    rules: tuple[str, ...]
    rule: str | None
    rule_words: str | None
    controls: tuple[Control, ...]
    whole: bool


def incident(view: View, key: str, *, rule: str | None = None, whole: bool = False) -> IncidentPage:
    """The page of one incident; `rule` names one of `RULES` for its estimates, `whole` shows all relations.

    Raises:
        UnknownRecord: if there is none of that id.
    """
    found = view.incident(key)
    query = ClaimQuery(incident=key)
    held = view.slice_of_claims(query, ClaimOrder.TEXT, None, MOST)
    entries = masked(view, held.items)
    ids = {entry.claim.id for entry in entries}
    touching = view.relations(sorted(ids))
    relations = [r for r in touching if r.a in ids and r.b in ids]
    pages = tuple(sorted({entry.document.id for entry in entries}))
    company = profiles_of(ruled(view, view.entries(ClaimQuery(documents=pages))))
    members, known = [profile for profile in company if profile.id in ids], Origins(company)
    chosen = rule if rule in RULES else None
    kept = view.estimates(key) if chosen is None else estimate(key, members, known, touching, chosen)
    groups = origins(entries, members, known)
    return IncidentPage(
        incident=found,
        total=held.total,
        outlets=found.outlets or len({entry.document.fact("source") or entry.document.id for entry in entries}),
        behind=found.origins or len(groups),
        origins=groups,
        axes=axes(entries, kept),
        groups=tuple(_groups(entries, relations, None if whole else _SENTENCES)),
        places=tuple(view.places(query)),
        moments=_moments(entries),
        rules=tuple(RULES),
        rule=chosen,
        rule_words=next((e.rule for e in kept), None),
        controls=tuple(view.controls(sorted(ids))),
        whole=whole,
    )


def origins(entries: Sequence[Entry], members: Sequence[Profile], known: Origins) -> tuple[Origin, ...]:
    """The claims in groups of one origin each, as they are counted: copies and quotations of one speaker are one."""
    shown = {entry.claim.id: entry for entry in entries}
    made = [_origin([shown[p.id] for p in group], _reason(group, known)) for group in known.groups(members)]
    return tuple(sorted(made, key=lambda origin: (-len(origin.lines), origin.label)))


def _reason(group: Sequence[Profile], known: Origins) -> str:
    """Why claims count as one origin, the most frequent reason for all."""
    shares = (known.shared(a, b) for a, b in combinations(group[:_SENTENCES], 2))
    reasons = Counter(share.why for share in shares if share.value)
    if not reasons:
        return "Nothing ties it to another." if len(group) == 1 else "One leads to the next."
    (why, _), *_ = reasons.most_common(1)
    return f"{why[:1].upper()}{why[1:]}."


def _origin(group: Sequence[Entry], why: str) -> Origin:
    first = min(group, key=lambda e: (e.document.fact("published") or "9999", e.claim.id))
    return Origin(
        label=to_line(first).who,
        why=why,
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


def moments(view: View, key: str) -> tuple[Moment, ...]:
    """When the claims of an incident say that it happened, and when each was reported, in the order of the page.

    Raises:
        UnknownRecord: if there is none of that id.
    """
    view.incident(key)
    return _moments(masked(view, view.slice_of_claims(ClaimQuery(incident=key), ClaimOrder.TEXT, None, MOST).items))


def _moments(entries: Sequence[Entry]) -> tuple[Moment, ...]:
    return tuple(sorted(map(_moment, entries), key=lambda m: (m.reported or "", m.since or "")))


def _moment(entry: Entry) -> Moment:
    period = entry.period
    return Moment(
        line=to_line(entry),
        since=period.start.isoformat() if period and period.start else None,
        until=period.end.isoformat() if period and period.end else None,
        reported=(entry.part.published or entry.document.fact("published") or "")[:10] or None,
    )
