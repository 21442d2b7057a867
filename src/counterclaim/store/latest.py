"""The last few answers to questions that are asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")


class Latest(Generic[Question, Answer]):
    """Answers by question, so many at most; the one that was not asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Question, Answer] = OrderedDict()

    def get(self, question: Question, ask: Callable[[], Answer]) -> Answer:
        """The answer that is kept, or the one that `ask` gives, which is kept from now on."""
        if question not in self._kept:
            self._kept[question] = ask()
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(question)
        return self._kept[question]
