"""A model of how many times more is claimed than is confirmed later: partial pooling over sources and groups.

A hierarchical normal model of the logarithms of the ratios, after Gelman, Carlin, Stern, Dunson, Vehtari and Rubin,
Bayesian Data Analysis (3rd ed., 2013), section 5.4: what one source says of one group has a ratio of its own, drawn
from those of the source, which are drawn from those of all; single claims scatter around it, and what is confirmed of a
claim is a count (Poisson). The three standard deviations have half-normal priors and are averaged over on a grid, so
that few pairs give wide intervals and a source without pairs those of all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from counterclaim.errors import InputError
from counterclaim.model.inflation import Confirmation, Expected, Inflation
from counterclaim.model.series import Series

NAME = "hierarchical log-normal ratio, partial pooling (Gelman et al. 2013, 5.4)"
WINDOW = timedelta(days=14)
FEWEST = 5
MOST = 300
"""Pairs that the model learns from, the latest first: each costs time with the third power of their number."""
SCATTER = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.4, 2.0)
SOURCES = (0.1, 0.5, 1.0, 2.0)
PRIOR = 1.0
DRAWS = 4000
COVER = (0.05, 0.5, 0.95)
Vector = npt.NDArray[np.float64]


class InflationModel:
    """What pairs of claimed and confirmed figures teach of claims to come.

    Raises:
        InputError: if there are fewer than five pairs.
    """

    def __init__(self, pairs: Sequence[Confirmation]) -> None:
        usable = [p for p in pairs if p.claimed > 0 and p.confirmed >= 0]
        if len(usable) < FEWEST:
            message = (
                f"a model needs at least {FEWEST} claims of which it is known what was confirmed; {len(usable)} are"
            )
            raise InputError(message)
        self.pairs = sorted(usable, key=_order, reverse=True)[:MOST]
        ratios = np.array([np.log((p.claimed + 0.5) / (p.confirmed + 0.5)) for p in self.pairs])
        noise = np.array([1 / (p.confirmed + 0.5) for p in self.pairs])
        sources, groups = ((_alike([key(p) for p in self.pairs])) for key in (_source, _group))
        self._cells = [
            _Cell(ratios, np.diag(noise), (groups, sources), (scatter, of_groups, of_sources))
            for scatter in SCATTER
            for of_groups in SCATTER
            for of_sources in SOURCES
        ]
        weights = np.array([cell.weight for cell in self._cells])
        scaled = np.exp(weights - weights.max())
        self._weights = scaled / scaled.sum()

    def expect(self, source: str, direction: str | None, group: str, claimed: float) -> Expected:
        """What is expected to be confirmed of a claim of so many; wider than elsewhere where nothing alike was seen."""
        logs = self._logs(source, direction, group)
        rng = np.random.default_rng(1)
        counts = rng.poisson(np.minimum(claimed * np.exp(-logs), 1e12))
        low, middle, high = np.quantile(counts, COVER)
        return Expected(claimed=claimed, low=float(low), middle=float(middle), high=float(high))

    def factors(self, claimed: float = 100) -> tuple[Inflation, ...]:
        """For each source, direction and group how many times more is claimed, and what a claim of so many comes to."""
        kinds = sorted({(p.source, p.direction or "", p.group) for p in self.pairs})
        return tuple(self._inflation(source, direction or None, group, claimed) for source, direction, group in kinds)

    def _inflation(self, source: str, direction: str | None, group: str, claimed: float) -> Inflation:
        low, middle, high = np.quantile(np.exp(self._logs(source, direction, group)), COVER)
        return Inflation(
            source=source,
            direction=direction,
            group=group,
            pairs=sum((p.source, p.direction, p.group) == (source, direction, group) for p in self.pairs),
            low=float(low),
            middle=float(middle),
            high=float(high),
            next=self.expect(source, direction, group, claimed),
            model=NAME,
        )

    def _logs(self, source: str, direction: str | None, group: str) -> Vector:
        """Draws of the logarithm of the ratio of one more claim, over all cells of the grid by their weight."""
        asked = Confirmation(source, direction, group, 0, 0)
        of_source = np.array([float(_source(p) == _source(asked)) for p in self.pairs])
        of_group = np.array([float(_group(p) == _group(asked)) for p in self.pairs])
        seen = [cell.next(of_group, of_source) for cell in self._cells]
        rng = np.random.default_rng(0)
        chosen = rng.choice(len(seen), size=DRAWS, p=self._weights)
        means, deviations = np.array(seen)[chosen].T
        drawn: Vector = means + deviations * rng.standard_normal(DRAWS)
        return drawn


def _order(pair: Confirmation) -> tuple[object, ...]:
    return (pair.day or date.min, pair.source, pair.direction or "", pair.group, pair.claimed, pair.confirmed)


def _source(pair: Confirmation) -> tuple[str | None, ...]:
    return (pair.source, pair.direction)


def _group(pair: Confirmation) -> tuple[str | None, ...]:
    return (pair.source, pair.direction, pair.group)


def _alike(keys: Sequence[object]) -> Vector:
    """Ones where two keys are the same."""
    return np.array([[float(a == b) for b in keys] for a in keys])


class _Cell:
    """The model for one choice of its three standard deviations: of single claims, of groups and of sources.

    The mean of all is integrated out under a flat prior.
    """

    def __init__(
        self, ratios: Vector, noise: Vector, alike: tuple[Vector, Vector], deviations: tuple[float, float, float]
    ) -> None:
        scatter, groups, sources = (deviation**2 for deviation in deviations)
        self._groups, self._sources, self._all = groups, sources, scatter + groups + sources
        spread = noise + scatter * np.eye(len(ratios)) + groups * alike[0] + sources * alike[1]
        self._root = np.linalg.cholesky(spread)
        self._ones = np.linalg.solve(self._root, np.ones(len(ratios)))
        whitened = np.linalg.solve(self._root, ratios)
        self._precision = float(self._ones @ self._ones)
        self._mean = float(self._ones @ whitened) / self._precision
        self._rest = whitened - self._ones * self._mean
        likelihood = -np.log(np.diag(self._root)).sum() - 0.5 * self._rest @ self._rest - 0.5 * np.log(self._precision)
        self.weight = float(likelihood) - 0.5 * self._all / PRIOR**2

    def next(self, of_group: Vector, of_source: Vector) -> tuple[float, float]:
        """Mean and standard deviation of the logarithm of the ratio of one more claim."""
        near = np.linalg.solve(self._root, self._groups * of_group + self._sources * of_source)
        unsure = (1 - float(self._ones @ near)) ** 2 / self._precision
        variance = self._all - float(near @ near) + unsure
        return self._mean + float(near @ self._rest), float(np.sqrt(max(variance, 0.0)))


def confirmations(
    claimed: Series, confirmed: Series, *, direction: str | None = None, window: timedelta = WINDOW
) -> Iterator[Confirmation]:
    """What was claimed and confirmed in windows of at least two weeks between the days on which something is confirmed.

    Windows in which the claimed total did not rise, or the confirmed one fell, are left out.
    """
    said = claimed.values
    days = [point for point in confirmed.points if point.day in said]
    before = days[0] if days else None
    for point in days[1:]:
        if before is None or point.day - before.day < window:
            continue
        rise, seen = said[point.day] - said[before.day], point.value - before.value
        if rise > 0 and seen >= 0:
            yield Confirmation(claimed.source, direction, claimed.label, rise, seen, point.day)
        before = point
