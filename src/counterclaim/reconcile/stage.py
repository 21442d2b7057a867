"""Claims set side by side: incidents, relations, estimates, tallies and control."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from counterclaim.config import ReconcileSettings
from counterclaim.errors import SettingsError
from counterclaim.model.claims import Entry
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.ids import content_id
from counterclaim.model.incidents import Estimate, Incident, Relation
from counterclaim.model.stages import Change, Index, Neighbourhood, Reconciled
from counterclaim.model.values import Period
from counterclaim.reconcile.blocking import keys_of
from counterclaim.reconcile.clustering import Cluster
from counterclaim.reconcile.control import history, repeated_captures, unnamed_holders
from counterclaim.reconcile.courses import courses
from counterclaim.reconcile.grading import grade
from counterclaim.reconcile.grouping import Grouping, group
from counterclaim.reconcile.independence import Origins, outlet_of
from counterclaim.reconcile.outlines import outline_of
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.referring import accounts_of
from counterclaim.reconcile.relating import Known, Relater
from counterclaim.reconcile.tallies import tally
from counterclaim.reconcile.updating import Region, Search
from counterclaim.reconcile.weighing import RULES, estimate

VERSION = "reconcile/6"
GENERIC = frozenset({"speech", "violence"})


class Reconciler:
    """Sets the claims of a ledger side by side; needs entries, gives incidents and what rests on them."""

    def __init__(self, settings: ReconcileSettings) -> None:
        if settings.estimate not in RULES:
            message = f"reconcile.estimate = {settings.estimate!r}: there is no such rule; known are {', '.join(RULES)}"
            raise SettingsError(message)
        self.settings = settings

    @property
    def rules(self) -> str:
        """What names the rules by which claims are compared: their version and the settings."""
        return f"{VERSION} {self.settings}"

    def __call__(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """What the claims say together; the same for any order of `entries`.

        Args:
            entries: the claims of the ledger with what their words stand for.
            decisions: what people ruled; `reject` leaves a claim out, `merge` and `split` join and part claims.
        """
        grouping, relater = self._related(entries, decisions)
        profiles = tuple(relater.profiles.values())
        incidents = tuple(_incident(c, relater.profiles, grouping) for c in grouping.clusters)
        relations = relater.relations()
        incidents = _weighed(incidents, relations, relater)
        tallies, findings = tally(profiles)
        index = self._index(profiles)
        return Reconciled(
            incidents=incidents,
            relations=relations,
            estimates=_estimates(incidents, relations, relater),
            tallies=tallies,
            controls=history(profiles),
            findings=(*findings, *courses(profiles), *repeated_captures(profiles), *unnamed_holders(profiles)),
            keys=index.keys,
            outlines=index.outlines,
            links=tuple(sorted(grouping.links)),
        )

    def totals(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """Running totals and what does not add up in them, and nothing else."""
        rejected = {s for d in decisions if d.ruling is Ruling.REJECT for s in d.subjects}
        profiles = accounts_of([e for e in entries if e.claim.id not in rejected])
        tallies, findings = tally(profiles)
        return Reconciled(
            tallies=tallies,
            findings=(*findings, *courses(profiles), *repeated_captures(profiles), *unnamed_holders(profiles)),
        )

    def index(self, entries: Sequence[Entry]) -> Index:
        """The blocks and the outlines of claims; `entries` are all claims of their documents."""
        return self._index(accounts_of(entries))

    def _index(self, profiles: Sequence[Profile]) -> Index:
        return Index(
            keys={p.id: keys_of(p, self.settings.max_gap_days) for p in profiles},
            outlines={p.id: outline_of(p) for p in profiles},
        )

    def update(
        self,
        seeds: Collection[str],
        fresh: Collection[str],
        near: Neighbourhood,
        decisions: Sequence[Decision] = (),
    ) -> Change:
        """What claims that came change in a ledger; what they do not touch would come out as it stands.

        Args:
            seeds: claims whose incident may change: those that came, and those that somebody ruled on.
            fresh: those of them that came.
            near: what the ledger holds, the blocks of the new claims among it.
            decisions: what people ruled.
        """
        search, known = Search(near, self.settings, fresh, decisions), Known()
        change = self._update(search.settle(seeds), known, near)
        acted = near.acted_on(sorted(change.anew)) | {r.b for r in change.relations if r.kind.acts}
        beside = near.mates(sorted(acted - change.touched)) - change.touched
        if not beside:
            return change
        return self._update(search.beside(beside), known, near)  # of the same claims; what they act on stays as it is

    def _update(self, region: Region, known: Known, near: Neighbourhood) -> Change:
        incidents = tuple(_incident(c, region.profiles, region.grouping) for c in region.grouping.clusters)
        homes = region.homes | {claim: i.id for i in incidents for claim in i.claims}
        profiles = [p for p in region.profiles.values() if p.id in homes]
        known.origins.add(region.profiles.values())
        relater = Relater(profiles, homes, region.grouping.comparisons, settings=self.settings, known=known)
        relations = relater.relations(region.touched, region.anew)
        others = (r for r in near.acting(sorted(region.touched - region.anew)) if r.a not in region.touched)
        standing = sorted((*relations, *others), key=lambda r: (r.a, r.b, r.kind))
        incidents = _weighed(incidents, standing, relater)
        return Change(
            touched=region.touched,
            anew=region.anew,
            incidents=incidents,
            relations=relations,
            estimates=_estimates(incidents, standing, relater),
            controls=history([region.profiles[name] for name in sorted(region.touched)]),
            links=tuple(sorted(region.grouping.links)),
        )

    def reconcile(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Reconciled:
        """The same as calling it."""
        return self(entries, decisions)

    def relater(self, entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Relater:
        """What tells of any two claims of a ledger how they stand."""
        return self._related(entries, decisions)[1]

    def _related(self, entries: Sequence[Entry], decisions: Sequence[Decision]) -> tuple[Grouping, Relater]:
        rejected = {s for d in decisions if d.ruling is Ruling.REJECT for s in d.subjects}
        profiles = accounts_of([e for e in entries if e.claim.id not in rejected])
        grouping = group(profiles, self.settings, decisions)
        homes = {claim: content_id("i", *c.members) for c in grouping.clusters for claim in c.members}
        return grouping, Relater(profiles, homes, grouping.comparisons, settings=self.settings)


def _acting(relations: Sequence[Relation], relater: Relater) -> dict[str, list[Relation]]:
    """The relations that act on each incident."""
    acting: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        acting[relater.homes[relation.b]].append(relation)
    return acting


def _weighed(incidents: Sequence[Incident], relations: Sequence[Relation], relater: Relater) -> tuple[Incident, ...]:
    """The incidents with how many outlets and origins tell of them, and how well they are reported."""
    acting = _acting(relations, relater)
    return tuple(_weigh(i, [relater.profiles[c] for c in i.claims], acting[i.id], relater.origins) for i in incidents)


def _weigh(incident: Incident, members: Sequence[Profile], acting: Sequence[Relation], origins: Origins) -> Incident:
    found = grade(members, origins, acting)
    return replace(
        incident,
        outlets=len({outlet_of(p) or p.document for p in members}),
        origins=len(origins.groups(members)),
        grade=found.name if found else None,
        grade_why=found.why if found else "",
    )


def _estimates(incidents: Sequence[Incident], relations: Sequence[Relation], relater: Relater) -> tuple[Estimate, ...]:
    acting, rule = _acting(relations, relater), relater.settings.estimate
    members = ((i, [relater.profiles[c] for c in i.claims]) for i in incidents)
    return tuple(e for i, claims in members for e in estimate(i.id, claims, relater.origins, acting[i.id], rule))


def _incident(cluster: Cluster, known: Mapping[str, Profile], grouping: Grouping) -> Incident:
    members = [known[name] for name in cluster.members]
    family = _family(members)
    place, period = _place(members), _period(members)
    where, when = f" at {place}" if place else "", f", {period.caption}" if period else ""
    return Incident(
        id=content_id("i", *cluster.members),
        claims=cluster.members,
        title=f"{family.replace('_', ' ').capitalize()}{where}{when}",
        family=family,
        period=period,
        place=place,
        cohesion=cluster.cohesion,
        why=_why(cluster, grouping),
    )


def _why(cluster: Cluster, grouping: Grouping) -> str:
    if cluster.weakest is None:
        return "One claim alone."
    found = grouping.comparisons.get(cluster.weakest)
    reason = found.why if found else "these two were not compared; others tie them"
    return f"The weakest link among {len(cluster.members)} claims scores {cluster.cohesion:.2f}: {reason}."


def _family(members: Sequence[Profile]) -> str:
    counts = Counter(p.family for p in members)
    return min(counts, key=lambda name: (name in GENERIC, -counts[name], name))


def _place(members: Sequence[Profile]) -> str | None:
    """The name of the place that most claims name first."""
    first = [p.spots[0] for p in members if p.spots]
    counts = Counter(spot.key for spot in first)
    best = min(counts, key=lambda key: (-counts[key], key), default=None)
    names = sorted(_written(p) for p in members if p.spots and p.spots[0].key == best)
    return names[0] if names else None


def _written(profile: Profile) -> str:
    place = profile.spots[0].place
    return place.name if place else profile.spots[0].name.title()


def _period(members: Sequence[Profile]) -> Period | None:
    """The period that most events give, the finest among equals; of statements only where there is nothing else."""
    counts = Counter(p.period for p in members if p.period and not p.speech) or Counter(
        p.period for p in members if p.period
    )
    return min(counts, key=lambda period: (-counts[period], period.days or 10**6, period.bounds), default=None)
