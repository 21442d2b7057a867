"""A source: what it claims, on what, about whom, how others stand to it, whom it repeats, how it names the parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.model.incidents import RelationKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery, Facet, Naming, SourceProfile, StandingCount
from counterclaim.publish import phrases
from counterclaim.store.base import View
from counterclaim.workbench.lines import ClaimLine, masked_lines

_SHOWN = 10
_AGREE = frozenset({RelationKind.CORROBORATES, RelationKind.REFINES})
_OPPOSE = frozenset({RelationKind.CONTRADICTS, RelationKind.DENIES, RelationKind.DISPUTES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor and the words in which the source names it; `speaks` tells whether it makes claims, too."""

    key: str
    name: str
    total: int
    speaks: bool
    words: tuple[Naming, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """How often, in words."""

    kind: RelationKind
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """The page of a source; `names` says what its side is called."""

    profile: SourceProfile
    names: Mapping[str, str]
    kinds: tuple[Facet, ...]
    roles: tuple[Facet, ...]
    places: tuple[Facet, ...]
    stood: tuple[Stood, ...]
    agree: int
    oppose: int
    named: tuple[Named, ...]
    lines: tuple[ClaimLine, ...]


def source(view: View, key: str) -> SourcePage:
    """The page of one source.

    Raises:
        UnknownRecord: if no source has that key.
    """
    profile, query = view.profile(key), ClaimQuery(source=key)
    facets = view.facets(query, _SHOWN)
    return SourcePage(
        profile=profile,
        names=view.names_of([profile.summary.side] if profile.summary.side else []),
        kinds=facets["kind"],
        roles=facets["role"],
        places=facets["place"],
        stood=_stood(profile.standings),
        agree=sum(s.count for s in profile.standings if s.kind in _AGREE),
        oppose=sum(s.count for s in profile.standings if s.kind in _OPPOSE),
        named=_named(view, profile.namings),
        lines=masked_lines(view, view.slice_of_claims(query, ClaimOrder.NEWEST, None, _SHOWN).items),
    )


def _stood(standings: tuple[StandingCount, ...]) -> tuple[Stood, ...]:
    """The counts by verb, the most frequent first; what is the same in both directions is counted together."""
    counts: Counter[tuple[RelationKind, str]] = Counter()
    for standing in standings:
        counts[standing.kind, phrases.verb(standing.kind, active=standing.active)] += standing.count
    return tuple(Stood(kind=kind, label=label, count=count) for (kind, label), count in counts.most_common())


def _named(view: View, namings: tuple[Naming, ...]) -> tuple[Named, ...]:
    actors: dict[str, list[Naming]] = {}
    for naming in namings:
        actors.setdefault(naming.actor, []).append(naming)
    known = view.names_of(sorted(actors))
    made = (
        Named(
            key=key,
            name=held[0].name,
            total=sum(n.count for n in held),
            speaks=key in known,
            words=tuple(held),
        )
        for key, held in actors.items()
    )
    return tuple(sorted(made, key=lambda named: (-named.total, named.name)))
