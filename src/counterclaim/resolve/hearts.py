"""Where most settlements of a region lie: the best single point for one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np

REACH_KM = 25.0
CELLS = """
    SELECT country, region, round(lat * 20), round(lon * 20), sum(lat), sum(lon), count(*) FROM places
    WHERE feature IN ('PPL', 'PPLA', 'PPLA2', 'PPLA3', 'PPLA4', 'PPLC', 'PPLL', 'PPLF', 'PPLS')
    AND lat IS NOT NULL AND country IS NOT NULL AND region IS NOT NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2
"""
_DEGREE_KM = 111.2
_MOST_CELLS = 400
Cell = tuple[str, str, float, float, float, float, int]
Heart = tuple[str, str, float, float, int]


def hearts(rows: Iterable[Cell]) -> Iterator[Heart]:
    """For each region, from the rows of `CELLS`: country, code, its heart, and how many settlements it has.

    The heart is the mean of the settlements within 25 km of the cell that has most of them around it.
    """
    for (country, region), found in groupby(rows, key=lambda row: row[:2]):
        cells = np.array([(lat / count, lon / count, count) for *_, lat, lon, count in found])
        chief = cells[np.argsort(-cells[:, 2], kind="stable")[:_MOST_CELLS]]
        lat, lon, count = chief.T
        wide = np.cos(np.radians(lat))[:, None]
        apart = np.hypot(lat[:, None] - lat, (lon[:, None] - lon) * wide) * _DEGREE_KM
        near = np.where(apart <= REACH_KM, count, 0.0)
        weights = near[near.sum(axis=1).argmax()]
        middle = (chief[:, :2] * weights[:, None]).sum(axis=0) / weights.sum()
        yield country, region, round(float(middle[0]), 4), round(float(middle[1]), 4), int(cells[:, 2].sum())
