"""Two claims, or all claims of one incident, set side by side for somebody who asks about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.config import ReconcileSettings
from counterclaim.model.claims import Entry
from counterclaim.model.documents import Document
from counterclaim.model.incidents import Estimate, Incident, Relation
from counterclaim.model.overviews import OriginFile, PairFile
from counterclaim.reconcile.clustering import pair_of
from counterclaim.reconcile.independence import Origins
from counterclaim.reconcile.referring import accounts_of
from counterclaim.reconcile.relating import Relater
from counterclaim.reconcile.translations import translated
from counterclaim.reconcile.weighing import RULES, estimate


def pair_file(
    entries: Sequence[Entry], homes: Mapping[str, str], pair: tuple[str, str], settings: ReconcileSettings
) -> PairFile:
    """How two claims stand to one another, also where the ledger keeps nothing about them.

    Args:
        entries: all claims of the documents of the two.
        homes: the incidents of these claims.
        pair: the ids of the two.
        settings: the thresholds.
    """
    a, b = pair
    profiles = accounts_of([entry for entry in entries if entry.claim.id in homes])
    relater = Relater(profiles, homes, {}, settings=settings)
    relation = relater.asked(a, b)
    found = relater.comparisons[pair_of(a, b)]
    return PairFile(
        first=relater.profiles[a].entry,
        second=relater.profiles[b].entry,
        relation=relation,
        together=homes[a] == homes[b],
        likeness=found.features,
        ruled_out=found.veto,
    )


def origin_file(entries: Sequence[Entry], incident: Incident, kept: Sequence[Document] = ()) -> OriginFile:
    """The claims of an incident by their origins.

    Args:
        entries: all claims of the documents of its claims.
        incident: the incident.
        kept: pages of the ledger that may be editions of these documents in other languages.
    """
    profiles = accounts_of(entries)
    members = [profile for profile in profiles if profile.id in set(incident.claims)]
    known = {entry.claim.id: entry for entry in entries}
    return OriginFile(
        incident=incident,
        entries=tuple(known[claim] for claim in incident.claims if claim in known),
        origins=Origins(profiles).graph(members),
        translations=translated({p.document: p.entry.document for p in members}.values(), kept),
    )


def by_rules(
    entries: Sequence[Entry], incident: Incident, relations: Sequence[Relation]
) -> dict[str, tuple[Estimate, ...]]:
    """The estimates of an incident by each rule, also those that find too little.

    Args:
        entries: all claims of the documents of its claims.
        incident: the incident.
        relations: those in which its claims stand.
    """
    profiles = accounts_of(entries)
    members = [profile for profile in profiles if profile.id in set(incident.claims)]
    origins = Origins(profiles)
    return {name: estimate(incident.id, members, origins, relations, name) for name in RULES}
