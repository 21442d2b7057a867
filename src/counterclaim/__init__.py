"""Counterclaim: a ledger of attributed claims from contested reporting."""
