"""Who claims how much, counted from claims over which rulings were laid; the store counts the same without rulings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from anyascii import anyascii

from counterclaim.model.claims import Entry, Field
from counterclaim.model.documents import SourceKind
from counterclaim.model.incidents import Relation, RelationKind
from counterclaim.model.overviews import SourceSummary

OPPOSING = frozenset((RelationKind.CONTRADICTS, RelationKind.DENIES, RelationKind.DISPUTES))


def claimants(entries: Iterable[Entry], relations: Iterable[Relation]) -> list[SourceSummary]:
    """Everybody who claims something, those with the most claims first."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_key(entry)].append(entry)
    against = set(_against(relations))
    found = [_summary(key, group, against) for key, group in groups.items()]
    return sorted(found, key=lambda summary: (-summary.claims, summary.name))


def _against(relations: Iterable[Relation]) -> Iterable[str]:
    for relation in relations:
        if relation.kind in OPPOSING:
            yield relation.b
        if relation.kind is RelationKind.CONTRADICTS:
            yield relation.a


def _key(entry: Entry) -> str:
    """What claims of one claimant have in common: the id of the actor, else the name without case and accents."""
    actor = entry.actor(Field.CLAIMANT)
    return actor.id if actor else " ".join(anyascii(entry.speaker or "").casefold().split()) or "?"


def _summary(key: str, group: Sequence[Entry], against: set[str]) -> SourceSummary:
    actor = group[0].actor(Field.CLAIMANT)
    names = [entry.speaker for entry in group if entry.speaker]
    kinds = [
        entry.claim.claimant.kind.value for entry in group if entry.claim.claimant.kind is not SourceKind.OWN_VOICE
    ]
    periods = [entry.period for entry in group if entry.period]
    return SourceSummary(
        id=actor.id if actor else None,
        key=key,
        side=actor.side if actor else None,
        name=actor.name if actor else max(names, default="unknown"),
        kind=max(kinds, default=SourceKind.OWN_VOICE.value),
        claims=len(group),
        documents=len({entry.claim.document for entry in group}),
        contradicted=sum(entry.claim.id in against for entry in group),
        first=_iso(min((p.start for p in periods if p.start), default=None)),
        last=_iso(max((p.end for p in periods if p.end), default=None)),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
