"""Counterclaim: a ledger of attributed claims from contested reporting."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger, read

__all__ = ["Ledger", "read"]


def __getattr__(name: str) -> Any:
    """The front door, opened when somebody knocks: importing the package alone loads nothing."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("counterclaim.ledger"), name)
