"""What a ledger says of two claims, or of where the claims of an incident come from, when somebody asks."""

from __future__ import annotations

from counterclaim.config import ReconcileSettings
from counterclaim.errors import NotBeside
from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Estimate, Incident
from counterclaim.model.overviews import OriginFile, PairFile
from counterclaim.reconcile.beside import by_rules, origin_file, pair_file
from counterclaim.reconcile.translations import addresses
from counterclaim.resolve.rulings import Rulings
from counterclaim.store.base import View


def relate(view: View, one: str, other: str, settings: ReconcileSettings) -> PairFile:
    """How two claims stand, each named by its id or the beginning of it; of their documents alone the claims are read.

    Raises:
        UnknownRecord: if none or several records are named so.
        NotBeside: if one of them is no claim, was rejected, or both are the same.
    """
    a, b = (_claim(view, name) for name in (one, other))
    if a == b:
        raise NotBeside(one, f"this and {other} name one claim, {a}; name two claims")
    rulings = Rulings.of(view.decisions())
    near = view.neighbourhood(lambda query: rulings.laid_over(view.entries(query)))
    entries = near.whole([a, b])
    homes = near.homes(sorted(entry.claim.id for entry in entries))
    for claim in (a, b):
        if claim not in homes:
            raise NotBeside(claim, "somebody rejected this claim, so it is compared with no other")
    return pair_file(entries, homes, (a, b), settings)


def origins(view: View, record: str) -> OriginFile:
    """Which claims of an incident go back to one origin; `record` is its id, one of its claims, or the beginning.

    Raises:
        UnknownRecord: if none or several records are named so.
        NotBeside: if a document is named, or a claim that was rejected.
    """
    incident = _incident(view, record)
    entries = _whole(view, incident)
    named = {address for e in entries if e.claim.id in incident.claims for address in addresses(e.document)}
    return origin_file(entries, incident, view.stating(sorted(named)))


def estimates(view: View, record: str) -> dict[str, tuple[Estimate, ...]]:
    """The estimates of an incident by each rule; `record` is its id, one of its claims, or the beginning.

    Raises:
        UnknownRecord: if none or several records are named so.
        NotBeside: if a document is named, or a claim that was rejected.
    """
    incident = _incident(view, record)
    return by_rules(_whole(view, incident), incident, view.relations(incident.claims))


def _incident(view: View, record: str) -> Incident:
    table, key = view.find(record)
    if table == "documents":
        raise NotBeside(record, "this is a document; name an incident, or a claim of it")
    if table == "claims":
        found = view.incidents([key])
        if not found:
            raise NotBeside(key, "somebody rejected this claim, so it belongs to no incident")
        return found[0]
    return view.incident(key)


def _whole(view: View, incident: Incident) -> list[Entry]:
    """All claims of the documents of an incident's claims, as rulings have them."""
    rulings = Rulings.of(view.decisions())
    near = view.neighbourhood(lambda query: rulings.laid_over(view.entries(query)))
    return near.whole(incident.claims)


def _claim(view: View, record: str) -> str:
    table, key = view.find(record)
    if table != "claims":
        raise NotBeside(record, f"this is no claim but one of the {table}; name two claims")
    return key
