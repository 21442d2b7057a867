"""The ledger of the sample corpus as it is read today: a change shows here line by line.

Ids and times of capture are left out. Look at the difference, and take it over with `pytest --snapshot-update`.
"""

from __future__ import annotations

import pytest

from counterclaim import sample
from counterclaim.cli.demo import sample_settings
from counterclaim.config import load_settings
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pages():
    pipeline = Pipeline(sample_settings(load_settings()))
    said = {p.id: {"source": p.source, "published": p.published.isoformat()} for p in sample.pages()}
    read = {p.id: pipeline.read(str(p.path), declared=said[p.id])[1] for p in sample.pages()}
    reconciled = pipeline.reconcile([entry for resolved in read.values() for entry in resolved.entries])
    return read, reconciled


def line(entry) -> str:
    claim = entry.claim
    figures = ", ".join(f"{m.role} {m.object} {m.interval.caption}" for m in claim.measures)
    places = ", ".join(place.mention.text for place in claim.places)
    when = entry.period.caption if entry.period else "–"
    who = claim.claimant.text if claim.attribution else "own voice"
    return f"{claim.kind} | {claim.stance.value} | {who} | {figures} | {places} | {when} | {claim.quote.text}"


def test_the_claims_of_the_sample(pages, snapshot):
    read, _ = pages
    assert {name: [line(entry) for entry in resolved.entries] for name, resolved in sorted(read.items())} == snapshot


def test_what_the_claims_say_together(pages, snapshot):
    _, reconciled = pages
    told = {
        "incidents": sorted(f"{i.title} ({len(i.claims)} claims)" for i in reconciled.incidents),
        "tallies": sorted(f"{t.claimant}: {t.role} {t.object}: {t.why}" for t in reconciled.tallies),
        "control": sorted(f"{c.place}: {c.change} by {c.holder} from {c.loser}" for c in reconciled.controls),
        "findings": sorted(f.message for f in reconciled.findings),
    }
    assert told == snapshot
