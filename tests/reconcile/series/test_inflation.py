"""The model of inflation: what it learns from invented claims, and how well its intervals hold on real ones."""

import gzip
import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from counterclaim.bench.tallies import series_of
from counterclaim.errors import InputError
from counterclaim.model.inflation import Confirmation
from counterclaim.reconcile.series.confirming import matched, with_sums
from counterclaim.reconcile.series.inflation import InflationModel, confirmations
from tests.reconcile.series.makers import day, series

DATA = Path(__file__).parents[4] / "shared" / "data" / "tallies" / "records.jsonl.gz"
PAIRS = {
    "anti-aircraft warfare": "Anti-Aircraft Guns",
    "drone": "Reconnaissance Unmanned Aerial Vehicles",
    "APC": "Armoured Fighting Vehicles+Armoured Personnel Carriers+Infantry Fighting Vehicles"
    "+Infantry Mobility Vehicles+Mine-Resistant Ambush Protected",
    "special equipment": "Engineering Vehicles And Equipment+Command Posts And Communications Stations+Radars"
    "+Jammers And Deception Systems",
    "tank+APC+MRL+aircraft+anti-aircraft warfare+field artillery+helicopter+vehicles and fuel tanks+special equipment"
    "+naval ship": "All Types",
}


def claims(source, direction, ratio, number, seed=3):
    rng = np.random.default_rng(seed)
    counts = [int(rng.poisson(200 / (ratio * np.exp(0.3 * rng.standard_normal())))) for _ in range(number)]
    return [Confirmation(source, direction, "tank", 200, count) for count in counts]


def test_each_source_and_direction_has_a_ratio_of_its_own():
    model = InflationModel(
        [*claims("west", "others", 4, 15), *claims("west", "own", 0.5, 15), *claims("east", "others", 4, 15, seed=5)]
    )
    found = {(f.source, f.direction): f for f in model.factors()}
    for key, ratio in ((("west", "others"), 4), (("east", "others"), 4), (("west", "own"), 0.5)):
        assert found[key].low < ratio < found[key].high
        assert found[key].middle == pytest.approx(ratio, rel=0.35)
    assert all(f.next.low <= f.next.middle <= f.next.high for f in found.values())


def test_few_pairs_lean_on_the_others_and_are_less_sure():
    many = claims("west", "others", 4, 20)
    model = InflationModel([*many, Confirmation("west", "others", "uav", 10, 9)])
    tank, uav = (next(f for f in model.factors() if f.group == group) for group in ("tank", "uav"))
    assert 10 / 9 < uav.middle < 4
    assert uav.high / uav.low > tank.high / tank.low


def test_the_same_pairs_give_the_same_figures_in_any_order():
    pairs = claims("west", "others", 4, 8)
    assert InflationModel(pairs).factors() == InflationModel(pairs[::-1]).factors()


def test_too_few_pairs_are_an_error():
    with pytest.raises(InputError, match="at least 5"):
        InflationModel(claims("west", "others", 4, 4))


def test_windows_are_two_weeks_and_a_fall_is_left_out():
    claimed = series([10 * n for n in range(40)], source="ministry")
    seen = series([float(n if n < 30 else 10) for n in range(40)], confirmed=True, source="photos")
    found = list(confirmations(claimed, seen))
    assert [(p.claimed, p.confirmed, p.day) for p in found] == [(140, 14, day(14)), (140, 14, day(28))]
    assert list(confirmations(claimed, seen, window=timedelta(days=60))) == []


@pytest.mark.shared
@pytest.mark.skipif(not DATA.is_file(), reason="the development data is not beside the project")
def test_nine_intervals_of_ten_hold_on_claims_held_out():
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        known = with_sums(series_of(map(json.loads, lines)), PAIRS)
    sides = [s for s in known if not s.confirmed], [s for s in known if s.confirmed]
    pairs = [p for a, b in matched(*sides, PAIRS) for p in confirmations(a, b)]
    held = [*later(pairs), *unseen(pairs)]
    assert len(held) > 80
    assert 0.85 <= sum(held) / len(held) <= 0.95


def later(pairs):
    """Whether the later half of each class lies within what the claims before it lead to expect."""
    for group in sorted({p.group for p in pairs}):
        own = sorted((p for p in pairs if p.group == group), key=lambda p: p.day)
        tried = own[len(own) // 2 :]
        yield from within([p for p in pairs if p.day < tried[0].day], tried)


def unseen(pairs):
    """The same of each class by the other classes alone."""
    for group in sorted({p.group for p in pairs}):
        yield from within([p for p in pairs if p.group != group], [p for p in pairs if p.group == group])


def within(known, tried):
    model = InflationModel(known)
    for pair in tried:
        expected = model.expect(pair.source, pair.direction, pair.group, pair.claimed)
        yield expected.low <= pair.confirmed <= expected.high
