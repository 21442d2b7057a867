"""The garbage collector is held back while a page is read, and no longer."""

import gc

import pytest

from counterclaim.collecting import THRESHOLDS, rarely_collected


def test_thresholds_are_raised_within_and_restored_behind():
    before = gc.get_threshold()
    with rarely_collected():
        assert gc.get_threshold() == THRESHOLDS
    assert gc.get_threshold() == before


def test_they_are_restored_after_an_error():
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), rarely_collected():
        _ = 1 / 0
    assert gc.get_threshold() == before


def test_a_program_without_a_collector_keeps_it_so():
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with rarely_collected():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
