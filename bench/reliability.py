"""Draws how often a printed confidence is right: `python bench/reliability.py` writes `docs/reliability*.svg`.

One diagram for speaker and figures, one for the stance, one for polarity and modality (`certainty`).

The bins come from `counterclaim train confidence`, which measures them on articles that the weights did not see.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

SIZE, EDGE = 320, 44
DOCS = Path(__file__).parents[1] / "docs"
NAMES = {"weights": "reliability.svg", "stance": "reliability-stance.svg", "certainty": "reliability-certainty.svg"}


def main() -> None:
    """Writes the diagrams and prints their bins."""
    reports = json.loads((files("counterclaim.extract") / "models/confidence/calibration.json").read_text("utf-8"))
    for aspect, name in NAMES.items():
        report = reports[aspect]
        (DOCS / name).write_text(diagram(report), "utf-8")
        print(name, json.dumps({key: report[key] for key in ("n", "right", "ece")}))
        for row in report["bins"]:
            print(f"  {row['from']:.1f}  n {row['n']:>4}  said {row['said']:.3f}  right {row['right']:.3f}")


def diagram(report: dict[str, Any]) -> str:
    """An SVG: what was said on the one axis, how often it was right on the other, a dot a bin, its area the count."""
    most = max(row["n"] for row in report["bins"])
    dots = "".join(
        f'<circle cx="{_x(row["said"]):.1f}" cy="{_y(row["right"]):.1f}" r="{3 + 9 * (row["n"] / most) ** 0.5:.1f}">'
        f"<title>{row['n']} claims: said {row['said']:.2f}, right {row['right']:.2f}</title></circle>"
        for row in report["bins"]
    )
    ticks = "".join(
        f'<text x="{_x(v)}" y="{SIZE + EDGE + 18}" text-anchor="middle">{v:.1f}</text>'
        f'<text x="{EDGE - 8}" y="{_y(v) + 4}" text-anchor="end">{v:.1f}</text>'
        for v in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    whole = SIZE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#555">'
        f"<title>Confidence printed and share right, {report['n']} claims</title>"
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="4 4"/>'
        f'<g fill="#2a78b8" fill-opacity="0.8">{dots}</g>{ticks}'
        f'<text x="{whole / 2}" y="{whole - 6}" text-anchor="middle">confidence printed</text>'
        f'<text x="{EDGE}" y="{EDGE - 12}">share right (expected calibration error {report["ece"]:.3f})</text></svg>\n'
    )


def _x(value: float) -> float:
    return EDGE + SIZE * value


def _y(value: float) -> float:
    return EDGE + SIZE * (1 - value)


if __name__ == "__main__":
    main()
