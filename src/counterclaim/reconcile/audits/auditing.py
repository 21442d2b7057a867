"""The audit of a ledger's claims as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.audits import Audit, Stock
from counterclaim.model.claims import Entry
from counterclaim.reconcile.audits.accounts import accounts
from counterclaim.reconcile.audits.captures import repeated
from counterclaim.reconcile.audits.claimants import Lookup, Speakers
from counterclaim.reconcile.audits.inventory import excesses
from counterclaim.reconcile.referring import accounts_of


def audit_claims(
    entries: Sequence[Entry], lookup: Lookup, stocks: Sequence[Stock] = (), claimant: str | None = None
) -> Audit:
    """The accounts of claimants, what they have taken more than once, and totals above an inventory.

    Args:
        entries: all claims of the documents that are audited.
        lookup: the actor that a name or an id stands for, None where nobody is known by it.
        stocks: what parties had, by inventories that the user gives.
        claimant: part of a name, to audit those claimants alone.
    """
    profiles = accounts_of(entries)
    speakers = Speakers(profiles, lookup, claimant)
    found = accounts(profiles, speakers)
    return Audit(accounts=found, repeated=repeated(profiles, speakers), excesses=excesses(found, stocks))
