"""Puts what maps and plots are drawn with into the package: `python assets/build.py`, needs Node and npm.

Packages come from the lock file (`npm ci --ignore-scripts`: none of their own programs runs). Where npm is missing or
fails, the workbench works without maps and plots, and the exit code is 0: the sentence on standard error says how to
get them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "src" / "counterclaim" / "web" / "static" / "vendor"
FILES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "topojson-client.js": "topojson-client/dist/topojson-client.min.js",
    "land.json": "world-atlas/countries-50m.json",
    "d3.js": "d3/dist/d3.min.js",
    "plot.js": "@observablehq/plot/dist/plot.umd.min.js",
}
HOW = "Maps and plots are left out: {}. Install Node 18 or later with npm, then run `make web`."


def build() -> str | None:
    """Why nothing was built, or None where all of it was."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm was not found"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=HERE, check=False).returncode:  # noqa: S603
        return "npm could not install the packages of assets/package-lock.json"
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, origin in FILES.items():
        shutil.copyfile(HERE / "node_modules" / origin, fresh / name)
    bounded(fresh / "land.json")
    (fresh / "LICENCES.txt").write_text(licences(), "utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    return None


def bounded(path: Path) -> None:
    """Writes into a topology how far each country reaches, so that a map need not unfold all of them to find out."""
    world = json.loads(path.read_text("utf-8"))
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    boxes = []
    for arc in world["arcs"]:
        axes = [[shift[i] + scale[i] * at for at in accumulate(point[i] for point in arc)] for i in (0, 1)]
        boxes.append((min(axes[0]), min(axes[1]), max(axes[0]), max(axes[1])))
    for country in world["objects"]["countries"]["geometries"]:
        west, south, east, north = zip(*(boxes[arc] for arc in arcs_of(country["arcs"])), strict=True)
        country["bbox"] = [round(edge, 3) for edge in (min(west), min(south), max(east), max(north))]
    path.write_text(json.dumps(world, separators=(",", ":"), ensure_ascii=False), "utf-8")


def arcs_of(rings: Any) -> Iterator[int]:
    """The arcs of a country; those that run backwards are written as the complement of their number."""
    for ring in rings:
        if isinstance(ring, int):
            yield ring if ring >= 0 else ~ring
        else:
            yield from arcs_of(ring)


def licences() -> str:
    """The licences of all packages that are copied, or of which a copy contains a part."""
    found = []
    for folder in sorted(path.parent for path in (HERE / "node_modules").glob("**/package.json")):
        if folder.name == "axe-core":
            continue
        texts = sorted(p for p in folder.iterdir() if p.is_file() and p.name.lower().startswith("licen"))
        found += [f"{folder.relative_to(HERE / 'node_modules')}\n\n{text.read_text('utf-8')}" for text in texts]
    return f"\n{'-' * 80}\n".join(found)


if __name__ == "__main__":
    trouble = build()
    if trouble:
        print(HOW.format(trouble), file=sys.stderr)  # noqa: T201
