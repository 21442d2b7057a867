"""What templates say of names: kind and country of places, words that speak for a country, known organisations."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.bench.templates.spots import words_of

Json = Mapping[str, Any]
Matrix = NDArray[np.float64]
PLACES = "places.json"
SEEN = 3
COMMON = frozenset(
    {"ARMY", "MILITARY", "GOVERNMENT", "THE GOVERNMENT", "MAFIA", "MAFIAS", "THE REGIME", "DRUG CARTEL", "POLICE"}
)
STEPS, RATE, MOMENTUM, DECAY = 600, 2.0, 0.9, 1e-5
SMALLEST, LARGEST = 0.15, 0.4


def write_places(records: Sequence[Json], folder: Path) -> None:
    """Writes the table of places and words beside a model.

    Args:
        records: the training records with their templates.
        folder: the folder of the model.
    """
    words, priors = _word_weights([(record["text"], nation) for record in records if (nation := _nation_of(record))])
    known = _organisations(records)
    table = {"organisations": known, "places": _places(records), "priors": priors, "words": words}
    (folder / PLACES).write_text(json.dumps(table, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")


def _locations(record: Json) -> Iterator[list[list[str]]]:
    """The levels of each location of a record, the country first."""
    for template in record["templates"]:
        for filler in template.get("location", ()):
            yield from (alternative["levels"] for alternative in filler["any"] if alternative.get("levels"))


def _nation_of(record: Json) -> str | None:
    nations = Counter(levels[0][0].strip() for levels in _locations(record))
    return nations.most_common(1)[0][0] if nations else None


def _places(records: Sequence[Json]) -> dict[str, list[str]]:
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for record in records:
        for levels in _locations(record):
            for name, kind in levels[1:]:
                found[name][kind, levels[0][0].strip()] += 1
    return {name: list(min(counts.items(), key=lambda one: (-one[1], one[0]))[0]) for name, counts in found.items()}


def _organisations(records: Sequence[Json]) -> list[str]:
    """Names that several reports give to a perpetrator; a single common word is none."""
    found: Counter[str] = Counter()
    for record in records:
        fillers = [filler for template in record["templates"] for filler in template.get("perp_org", ())]
        found.update({alternative["value"] for filler in fillers for alternative in filler["any"]})
    several = [name for name, count in found.items() if count >= SEEN and name not in COMMON and "[" not in name]
    return sorted(several, key=lambda name: (-len(name), name))


def _word_weights(labelled: Sequence[tuple[str, str]]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Weights of a multinomial logistic regression over the words of a text, each text of length one."""
    often = Counter(nation for _, nation in labelled)
    nations = sorted(name for name, count in often.items() if count > 1)
    texts = [(words_of(text), nation) for text, nation in labelled if nation in nations]
    seen = Counter(word for words, _ in texts for word in words)
    vocabulary = sorted(word for word, count in seen.items() if count >= SEEN)
    rows = np.array([_row(words, vocabulary) for words, _ in texts])
    wanted = np.eye(len(nations))[[nations.index(nation) for _, nation in texts]]
    share = np.array([often[nation] ** -0.5 for _, nation in texts])
    weights = _fitted(rows, wanted, share / share.mean())
    kept = {
        word: {nation: round(float(x), 2) for nation, x in zip(nations, row, strict=True) if abs(x) >= SMALLEST}
        for word, row in zip(vocabulary, weights[:-1], strict=True)
        if np.abs(row).max() >= LARGEST
    }
    return kept, {nation: round(float(x), 2) for nation, x in zip(nations, weights[-1], strict=True)}


def _row(words: frozenset[str], vocabulary: Sequence[str]) -> list[float]:
    known = [float(word in words) for word in vocabulary]
    return [*(x / max(1.0, sum(known)) ** 0.5 for x in known), 1.0]


def _fitted(rows: Matrix, wanted: Matrix, share: Matrix) -> Matrix:
    weights = np.zeros((rows.shape[1], wanted.shape[1]))
    speed = np.zeros_like(weights)
    for _ in range(STEPS):
        scores = np.exp(rows @ weights - (rows @ weights).max(axis=1, keepdims=True))
        missed = (scores / scores.sum(axis=1, keepdims=True) - wanted) * share[:, None]
        speed = MOMENTUM * speed - RATE * (rows.T @ missed / len(rows) + DECAY * weights)
        weights = weights + speed
    return weights
