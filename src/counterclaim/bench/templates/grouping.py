"""Fillers put together to incidents: victims, targets and weapons by the model's sense of what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from counterclaim.extract.role_labels import BIAS, SLOPE
from counterclaim.extract.roles import Filler

OF_A_TARGET = ("phys", "hum_name", "hum_desc", "instr")
OF_A_PERPETRATOR = ("perp_ind", "perp_org")


@dataclass(slots=True)
class Group:
    """The fillers of one incident."""

    fillers: list[Filler] = field(default_factory=list)

    def of(self, *roles: str) -> list[Filler]:
        """Those that play one of these roles, in text order."""
        return [filler for filler in self.fillers if filler.role in roles]

    def shares(self, group: str) -> list[float]:
        """The shares of the values of a group, averaged over all fillers by how sure they are."""
        weights = [filler.score for filler in self.fillers]
        rows = np.array([filler.values[group] for filler in self.fillers])
        return [float(x) for x in np.average(rows, axis=0, weights=weights)]

    def types(self) -> list[float]:
        """How likely the incident is of each type, averaged in the same way."""
        rows = np.array([filler.types for filler in self.fillers])
        return [float(x) for x in np.average(rows, axis=0, weights=[f.score for f in self.fillers])]


def kinship(a: Filler, b: Filler) -> float:
    """How likely two fillers belong to one incident, 0 to 1."""
    return _chance(float(a.incident @ b.incident))


def sameness(a: Filler, b: Filler) -> float:
    """How likely two fillers are words for one thing, 0 to 1."""
    return _chance(float(a.entity @ b.entity))


def _chance(cosine: float) -> float:
    return float(1 / (1 + np.exp(-(SLOPE * cosine + BIAS))))


def affinity(filler: Filler, group: Iterable[Filler]) -> float:
    """How likely a filler belongs to the incident of others, averaged over them by how sure they are."""
    others = [(kinship(filler, other), other.score) for other in group if other is not filler]
    weight = sum(score for _, score in others)
    return sum(near * score for near, score in others) / weight if weight else 0.0


def linked(
    items: Sequence[Filler], alike: Callable[[Filler, Filler], float], *, threshold: float
) -> list[list[Filler]]:
    """Groups by average linkage: the two likest groups are joined until none are as like as the threshold."""
    groups = [[item] for item in items]
    near = np.array([[alike(a, b) for b in items] for a in items]).reshape(len(items), len(items))
    places = [[at] for at in range(len(items))]
    while len(groups) > 1:
        best, a, b = max(
            (float(near[np.ix_(places[i], places[j])].mean()), i, j)
            for i in range(len(groups))
            for j in range(i + 1, len(groups))
        )
        if best < threshold:
            break
        groups[a] += groups.pop(b)
        places[a] += places.pop(b)
    return groups


def grouped(fillers: Sequence[Filler], *, together: float, shared: float) -> list[Group]:
    """The incidents of a text: targets that belong together, each with the perpetrators that belong to them.

    Args:
        fillers: all fillers of the text.
        together: how likely two targets must be of one incident.
        shared: how likely a perpetrator must be of an incident, to be given to more than the likeliest.
    """
    targets = [filler for filler in fillers if filler.role in OF_A_TARGET]
    perpetrators = [filler for filler in fillers if filler.role in OF_A_PERPETRATOR]
    groups = linked(targets, kinship, threshold=together) or linked(perpetrators, kinship, threshold=together)
    if targets:
        for filler in perpetrators:
            near = [affinity(filler, group[:]) for group in groups]
            best = max(near)
            for group, chance in zip(groups, near, strict=True):
                if chance == best or chance >= shared:
                    group.append(filler)
    return [Group(sorted(group, key=lambda f: f.span.start)) for group in groups]
