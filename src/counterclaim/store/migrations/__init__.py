"""How the form of a ledger came to be, step by step."""
