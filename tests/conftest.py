"""Shared by all tests: the project root is on the path, so `from tests.factories import …` works everywhere."""

import os
import tempfile

from hypothesis import settings

# What a developer added with `counterclaim gazetteer add` has no place in the tests.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="counterclaim-tests-")

# How long a case takes says more of the machine than of the code: speed is measured in bench/.
settings.register_profile("counterclaim", deadline=None)
settings.load_profile("counterclaim")
