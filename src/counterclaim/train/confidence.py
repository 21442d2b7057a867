"""The weights of `extract.confidence`: which traits of a claim go with a right reading.

A claim of ours has speaker and figures right if it overlaps an item of the gold, gives it to the same speaker and,
where the item has figures, has them; it is wrong otherwise, and what overlaps only doubtful items (`certain` is false)
is left out. Stance and certainty are judged by the item that the claim fits best, where there is one. Calibration is
measured on articles that the weights did not see: groups of articles take turns (five folds).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from counterclaim.bench.calibration import judged
from counterclaim.bench.fields import Pair, claims_met, read_folder, said_of
from counterclaim.config import load_settings
from counterclaim.extract.confidence import Aspect, traits
from counterclaim.model.claims import Claim
from counterclaim.pipeline import Pipeline
from counterclaim.train.report import say
from counterclaim.train.sums import write_sums

FOLDS, STEPS, RIDGE = 5, 60, 8.0
Numbers = npt.NDArray[np.float64]


class Fit(NamedTuple):
    """A logistic regression: the weight of each trait, and of none."""

    names: tuple[str, ...]
    weights: Numbers

    def probabilities(self, table: Numbers) -> Numbers:
        """The probability for each row."""
        result: Numbers = 1 / (1 + np.exp(-(table @ self.weights)))
        return result


class Case(NamedTuple):
    """A claim, the group of its article, and whether one aspect of it was read rightly."""

    claim: Claim
    group: str
    right: bool


def train(data: Path, out: Path) -> None:
    """Reads the articles of `data/claims`; writes the weights of each aspect and how calibrated they are into `out`.

    Raises:
        BenchError: if the data is not there or not of its form.
    """
    pipeline = Pipeline(load_settings())
    met = list(claims_met(list(read_folder(data / "claims", pipeline))))
    cases = {
        Aspect.WHO_AND_HOW_MANY: [Case(*one) for one in judged(data / "claims", pipeline)],
        Aspect.STANCE: [Case(one.claim, one.group, _same(one, "stance")) for one in met],
        Aspect.CERTAINTY: [Case(p.claim, p.group, _same(p, "polarity") and _same(p, "modality")) for p in met],
    }
    out.mkdir(parents=True, exist_ok=True)
    report = {aspect.value: _learn(aspect, found, out) for aspect, found in cases.items()}
    (out / "calibration.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    write_sums(out)
    for aspect, found in report.items():
        say(json.dumps({"aspect": aspect, **found}))


def _same(pair: Pair, field: str) -> bool:
    wanted: str = pair.item[field]
    return said_of(pair.claim, field) == wanted


def _learn(aspect: Aspect, found: Sequence[Case], out: Path) -> dict[str, Any]:
    """Writes the weights of one aspect; gives the calibration on folds that they did not see."""
    names = ("bias", *sorted({name for one in found for name in traits(one.claim)}))
    table, right = _table(found, names), np.array([one.right for one in found], dtype=float)
    unseen = np.zeros(len(found))
    for fold in _folds(found):
        mask = np.array([one.group in fold for one in found])
        unseen[mask] = _fit(names, table[~mask], right[~mask]).probabilities(table[mask])
    fit = _fit(names, table, right)
    weights = {name: round(float(w), 4) for name, w in zip(names, fit.weights, strict=True)}
    (out / f"{aspect}.json").write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    return calibration(unseen, right)


def _folds(found: Sequence[Case]) -> Iterator[set[str]]:
    groups = sorted({one.group for one in found})
    for start in range(FOLDS):
        yield set(groups[start::FOLDS])


def _table(found: Sequence[Case], names: Sequence[str]) -> Numbers:
    rows = []
    for one in found:
        known = {"bias": 1.0, **traits(one.claim)}
        rows.append([known.get(name, 0.0) for name in names])
    return np.array(rows)


def _fit(names: tuple[str, ...], table: Numbers, right: Numbers) -> Fit:
    """Newton's method with a ridge on all weights but the bias."""
    weights = np.zeros(len(names))
    ridge = np.diag([0.0, *[RIDGE] * (len(names) - 1)]) + 1e-6 * np.eye(len(names))
    for _ in range(STEPS):
        said = Fit(names, weights).probabilities(table)
        slope = table.T @ (right - said) - ridge @ weights
        curve = table.T @ (table * (said * (1 - said))[:, None]) + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return Fit(names, weights)


def calibration(said: Numbers, right: Numbers, bins: int = 10) -> dict[str, Any]:
    """The expected calibration error (Naeini et al., AAAI 2015; bins of equal width) and the bins of the diagram."""
    rows, error = [], 0.0
    place = np.minimum((said * bins).astype(int), bins - 1)
    for number in range(bins):
        mask = place == number
        if mask.any():
            mean, share = float(said[mask].mean()), float(right[mask].mean())
            rows.append({"from": number / bins, "n": int(mask.sum()), "said": round(mean, 3), "right": round(share, 3)})
            error += float(mask.mean()) * abs(mean - share)
    return {"n": len(said), "right": round(float(right.mean()), 3), "ece": round(error, 4), "bins": rows}
