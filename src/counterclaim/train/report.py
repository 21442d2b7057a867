"""What the training says while it works."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """One line on standard error, at once."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
