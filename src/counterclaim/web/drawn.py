"""Coasts and borders that the user brings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from counterclaim.config import WebSettings
from counterclaim.errors import InputError


def land(settings: WebSettings) -> dict[str, Any]:
    """The features of all files of the settings as one GeoJSON collection.

    Raises:
        InputError: if a file cannot be read as GeoJSON.
    """
    features = [feature for name in settings.land for feature in _features(Path(name))]
    return {"type": "FeatureCollection", "features": features}


def _features(path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
        features = found["features"] if found["type"] == "FeatureCollection" else [found]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"web.land: {path.name} cannot be read as GeoJSON ({error}); mend the file or take it out"
        raise InputError(message) from error
    return list(features)
