"""What is drawn with: small enough, all of it ours to hand on, nothing of it asked of another machine."""

import gzip
import json
import re
from pathlib import Path

import pytest

from counterclaim.web.app import STATIC

ROOT = Path(__file__).parents[2]
VENDOR = STATIC / "vendor"
BUDGET = 250_000


def test_the_scripts_of_all_pages_together_are_small():
    if not VENDOR.exists():
        pytest.skip("maps and plots are not built; run `make web`")
    scripts = [*STATIC.glob("*.js"), *VENDOR.glob("*.js")]
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < BUDGET
    assert "leaflet" in (VENDOR / "LICENCES.txt").read_text("utf-8")


def test_every_country_of_the_map_tells_how_far_it_reaches():
    if not VENDOR.exists():
        pytest.skip("maps and plots are not built; run `make web`")
    world = json.loads((VENDOR / "land.json").read_text("utf-8"))
    boxes = {c["properties"]["name"]: c["bbox"] for c in world["objects"]["countries"]["geometries"]}
    assert all(-180 <= w <= e <= 180 and -90 <= s <= n <= 90 for w, s, e, n in boxes.values())
    west, south, east, north = boxes["Iceland"]
    assert (round(west), round(south), round(east), round(north)) == (-24, 63, -14, 67)


def test_the_lock_file_names_every_package_with_its_hash_and_no_registry():
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text("utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert packages
    assert all(about["integrity"].startswith("sha512-") for about in packages.values())
    assert "resolved" not in str(lock)
    wanted = json.loads((ROOT / "assets" / "package.json").read_text("utf-8"))
    versions = (wanted["dependencies"] | wanted["devDependencies"]).values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


@pytest.mark.parametrize(
    "file", sorted(p for p in STATIC.iterdir() if p.suffix in {".js", ".css"}), ids=lambda p: p.name
)
def test_our_own_files_ask_nothing_of_other_machines(file):
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", file.read_text("utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg"}
