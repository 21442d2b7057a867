"""Checks over what was read."""
