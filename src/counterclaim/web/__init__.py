"""The workbench in a browser: pages and a JSON interface over a view of a ledger."""
