"""The trained weights, one folder each with its card, and what training and reading must agree on."""

ATTRIBUTION_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
WINDOW = 254
