"""Puts what maps and plots are drawn with into a wheel that is built where Node is at hand."""

from __future__ import annotations

import runpy
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `assets/build.py` before a wheel is put together; an editable installation builds with `make web`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds unless the installation is editable."""
        del build_data
        if version == "editable":
            return
        assets = runpy.run_path(f"{self.root}/assets/build.py")
        trouble = assets["build"]()
        if trouble:
            self.app.display_warning(assets["HOW"].format(trouble))
