"""Claims side by side: which speak of one event, how they stand to each other, and what they come to."""
