"""The reader `trained` at work: grammar and model beside each other on one page."""

import threading
from types import SimpleNamespace

import pytest

from counterclaim.config import load_settings
from counterclaim.extract.trained import TrainedReader

pytestmark = pytest.mark.model
PARAGRAPHS = [f"The mayor of town {n} said that {n} shells had hit the market." for n in range(2, 8)]


class Slow:
    """A model that stops at its first stretch until the grammar's thread comes to help, or breaks there."""

    model = SimpleNamespace(facts={"version": "slow"})

    def __init__(self, error=None):
        self.helped = threading.Event()
        self.error = error
        self.read = []

    def propose(self, texts):
        self.read += [(text, threading.current_thread() is threading.main_thread()) for text in texts]
        if threading.current_thread() is threading.main_thread():
            self.helped.set()
        elif self.error:
            raise self.error
        else:
            assert self.helped.wait(20), "the grammar's thread never came"
        return [[] for _ in texts]


def reader(proposer):
    return TrainedReader(load_settings().extract, known=lambda _: False, wide=lambda _: 0, proposer=proposer)


def test_what_the_model_has_not_reached_both_threads_share(desk):
    proposer = Slow()
    reading = reader(proposer).read(desk.segmented("\n\n".join(PARAGRAPHS)).page)
    assert sorted(text for text, _ in proposer.read) == sorted(PARAGRAPHS), "each stretch once"
    assert {helped for _, helped in proposer.read} == {False, True}
    assert len(reading.claims) == len(PARAGRAPHS)


def test_what_breaks_in_the_models_thread_is_told(desk):
    page = desk.segmented("\n\n".join(PARAGRAPHS)).page
    with pytest.raises(ZeroDivisionError):
        reader(Slow(ZeroDivisionError())).read(page)
