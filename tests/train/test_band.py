"""The band of scores that means "open"."""

import pytest

from counterclaim.train.band import best_band


def test_the_band_parts_what_people_part():
    gold = [-3.0] * 10 + [0.0] * 10 + [3.0] * 10
    said = [-0.95] * 10 + [0.85] * 10 + [2.5] * 10
    low, high = best_band(gold, said)
    assert -0.95 < low < 0.85 < high < 2.5


@pytest.mark.parametrize("moved", [-0.2, 0.3])
def test_the_band_follows_the_scores(moved):
    gold = [-2.0, -1.0, 0.0, 0.2, 1.0, 3.0]
    low, high = best_band(gold, [score + moved for score in gold])
    assert -1.0 + moved < low <= 0.0 + moved + 1e-9
    assert 0.2 + moved - 1e-9 <= high < 1.0 + moved
