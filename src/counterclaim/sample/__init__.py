"""An invented war in forty pages: the demo, the tutorial and the end-to-end test; see README.md in this folder."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

__all__ = [
    "SamplePage",
    "actors_path",
    "coastline_path",
    "corpus",
    "gazetteer_path",
    "gold",
    "pages",
    "relations",
    "whom",
]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """One page of the corpus: its file, its outlet, the day it was published, and whether it is HTML."""

    path: Path
    source: str
    published: date
    html: bool

    @property
    def id(self) -> str:
        """The name of the page in gold and relations: the stem of its file."""
        return self.path.stem


def pages() -> tuple[SamplePage, ...]:
    """All pages, oldest first."""
    return tuple(
        SamplePage(
            path=_HERE / "pages" / entry["file"],
            source=entry["source"],
            published=entry["published"],
            html=entry["html"],
        )
        for entry in corpus()["page"]
    )


def corpus() -> dict[str, Any]:
    """The description of the corpus: `about`, `sources`, `unknown_places`, `incidents` and `page`."""
    return tomllib.loads((_HERE / "corpus.toml").read_text("utf-8"))


def gold(page: SamplePage) -> dict[str, Any]:
    """What a careful reader records of one page: `parts`, `claims` and `not_claims`, as README.md describes them."""
    loaded: dict[str, Any] = json.loads(page.path.with_suffix(".gold.json").read_text("utf-8"))
    return loaded


def relations() -> tuple[dict[str, Any], ...]:
    """How pairs of claims of the gold stand: `a`, `b` (page id and claim id), `relation` and `why`."""
    return tuple(json.loads((_HERE / "relations.gold.json").read_text("utf-8")))


def whom() -> dict[str, dict[str, str | None]]:
    """For each page, whom words mean that a name alone does not tell: the id of the actor, or None for nobody known."""
    loaded: dict[str, dict[str, str | None]] = json.loads((_HERE / "whom.gold.json").read_text("utf-8"))
    return loaded


def gazetteer_path() -> Path:
    """Where the places of the invented islands are listed (CSV with a header)."""
    return _HERE / "gazetteer.csv"


def actors_path() -> Path:
    """Where the parties, offices, people and outlets are listed (YAML)."""
    return _HERE / "actors.yaml"


def coastline_path() -> Path:
    """Where coastlines and borders are drawn (GeoJSON, WGS 84)."""
    return _HERE / "coastline.geojson"
