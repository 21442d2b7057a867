"""Values by the numbers that stand for them in columns, and what they are called; both only grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

NONE = -1


class _Numbers(dict[Any, int]):
    """A number for each value, given when it is first asked for."""

    def __missing__(self, value: str) -> int:
        self[value] = number = len(self) - 1
        return number


class Vocabulary:
    """A number from 0 on for each value in the order in which they came, and -1 for none."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._numbers = _Numbers({None: NONE})
        self._values: list[str] = []
        self.numbers(values)

    def __len__(self) -> int:
        return len(self._numbers) - 1

    def __getitem__(self, number: int) -> str:
        """The value that a number stands for."""
        if len(self._values) != len(self):
            self._values = list(self._numbers)[1:]
        return self._values[number]

    def numbers(self, values: Iterable[str | None]) -> list[int]:
        """The numbers of values."""
        return [self._numbers[value] for value in values]


class Labels:
    """What values are called: as they were called last."""

    def __init__(self) -> None:
        self._named: dict[str, str | None] = {}

    def learn(self, rows: Iterable[Sequence[Any]]) -> None:
        """Takes in rows that begin with a value and its name."""
        self._named.update((row[0], row[1]) for row in rows)

    def of(self, value: str) -> str:
        """The name of a value, or the value itself."""
        return self._named.get(value) or value


class PlaceNames(Labels):
    """What places are called, with the country where another one is called so, too."""

    def __init__(self) -> None:
        super().__init__()
        self._land: dict[str, str] = {}
        self._often: Counter[str | None] = Counter()

    def learn(self, rows: Iterable[Sequence[Any]]) -> None:
        """Takes in rows of a place, its name and its country; the last in the alphabet is kept."""
        for place, name, land in rows:
            if land and land > self._land.get(place, ""):
                self._land[place] = land
            known = self._named.get(place)
            if known is None or name > known:
                self._often[known] -= 1
                self._often[name] += 1
                self._named[place] = name

    def of(self, value: str) -> str:
        """The name of a place."""
        name, land = super().of(value), self._land.get(value)
        return f"{name} ({land})" if land and self._often[name] > 1 else name
