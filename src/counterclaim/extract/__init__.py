"""Sentences read for claims."""
