"""Shared by all tests: the project root is on the path, so `from tests.factories import …` works everywhere."""
