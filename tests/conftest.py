"""Shared by all tests: the project root is on the path, so `from tests.factories import …` works everywhere."""

from hypothesis import settings

# How long a case takes says more of the machine than of the code: speed is measured in bench/.
settings.register_profile("counterclaim", deadline=None)
settings.load_profile("counterclaim")
