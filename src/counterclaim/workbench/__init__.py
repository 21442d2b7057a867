"""What a reader asks of a ledger: one function and one typed context for each page, over any view."""
