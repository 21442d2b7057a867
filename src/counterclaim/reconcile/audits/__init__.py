"""What one claimant said over time, audited: sums beside declared totals, repeated captures, inventories."""
