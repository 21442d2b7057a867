"""Claims set side by side: incidents, relations, estimates, tallies, control."""
