"""What a model of truth discovery weighs out of claims, always marked as a model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.discovery import Discovery, Weighed, Weight
from counterclaim.publish.layout import Column, Record, Records, clean, heading

NO_EVIDENCE = (
    "A model, no evidence: it leans on claimants who agree with the others, so that many who err together outweigh one "
    "who does not. It decides nothing; the claims themselves stand with each incident (`counterclaim show ID`)."
)
SHOWN = 40
_FIGURES = (
    Column(name="Incident", share=6),
    Column(name="Measure", share=3),
    Column(name="Claims", number=True),
    Column(name="Origins", number=True),
    Column(name="Every claim a vote", number=True),
    Column(name="Every origin a vote", number=True),
)
_WEIGHTS = (
    Column(name="Claimant", share=6),
    Column(name="Figures", number=True),
    Column(name="Every claim a vote", number=True),
    Column(name="Every origin a vote", number=True),
)


def report(found: Discovery) -> RenderableType:
    """The figures of all incidents with and without the discount for copies, then the weights of the claimants."""
    if not found.figures:
        return Text("No two claimants give a figure for one measure of one incident.")
    return Group(
        heading("Model: figures weighed out of the claims", found.model),
        Records(columns=_FIGURES, records=[_figure(one) for one in found.figures]),
        Text(""),
        heading("Model: how much it leans on each claimant", f"1 is the middle; the {SHOWN} with the most figures"),
        Records(columns=_WEIGHTS, records=[_weight(one) for one in found.weights[:SHOWN]]),
        Text(""),
        Text(NO_EVIDENCE, style="dim"),
    )


def _figure(one: Weighed) -> Record:
    counts = (str(one.claims), str(one.origins), f"{one.by_claims:,.9g}", f"{one.by_origins:,.9g}")
    return Record(cells=(clean(one.title), one.measure, *counts))


def _weight(one: Weight) -> Record:
    return Record(cells=(clean(one.name), str(one.figures), f"{one.by_claims:.2f}", f"{one.by_origins:.2f}"))


def to_wire(found: Discovery) -> Iterator[dict[str, Any]]:
    """Figures as `counterclaim.weighed/1` and weights as `counterclaim.weight/1`, each with the model's name."""
    for one in found.figures:
        yield {
            "schema": "counterclaim.weighed/1",
            "model": found.model,
            "incident": one.incident,
            "measure": one.measure,
            "claims": one.claims,
            "origins": one.origins,
            "by_claims": one.by_claims,
            "by_origins": one.by_origins,
        }
    for weight in found.weights:
        yield {
            "schema": "counterclaim.weight/1",
            "model": found.model,
            "claimant": {"id": weight.claimant, "name": weight.name},
            "figures": weight.figures,
            "by_claims": weight.by_claims,
            "by_origins": weight.by_origins,
        }
