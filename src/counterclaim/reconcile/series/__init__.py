"""Running totals that a table gives day after day: whether they add up, and how they stand to what was confirmed."""
