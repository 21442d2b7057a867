"""What quality is, measured."""
