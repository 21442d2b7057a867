"""Places that words may stand for, and how exact they are on the scales of UCDP and ACLED."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.values import Position

NEAR_KM = 25.0
"""Up to this far from a place UCDP counts an event as near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a mention may stand for.

    `precision` is one of `point`, `settlement`, `district`, `region`, `country`, `within` (an unknown place somewhere
    inside the named one) or `continent`; `radius_km` is the uncertainty around `position`. `relation` has the words
    that put the position beside the named place (`12 km north of`), and is empty where it is the place itself.
    """

    id: str | None
    name: str
    position: Position | None
    country: str | None = None
    region: str | None = None
    feature: str | None = None
    precision: str = "settlement"
    radius_km: float | None = None
    relation: str = ""

    @property
    def where_prec(self) -> int:
        """How exact the place is on the scale of UCDP GED.

        1: the place itself; 2: within 25 km of it; 3: a district; 4: a first-level region; 5: a landscape without
        borders, or a part of a larger area; 6: a country or wider; 7: waters between countries.
        """
        if self.feature == "OCN":
            return 7
        if self.precision in {"country", "continent"} or (self.precision == "within" and self.region is None):
            return 5 if self.relation else 6
        if self.precision in {"point", "settlement"}:
            far = self.radius_km is not None and self.radius_km > NEAR_KM
            return (5 if far else 2) if self.relation else 1
        if self.precision == "within":
            return 2 if self.radius_km is not None and self.radius_km <= NEAR_KM else 4
        if self.precision == "district":
            return 3
        return 4 if self.feature == "ADM1" and not self.relation else 5

    @property
    def geo_precision(self) -> int:
        """How exact the place is on the scale of ACLED: 1 the town itself, 2 part of a region, 3 a region or wider."""
        return {1: 1, 2: 2, 3: 2}.get(self.where_prec, 3)
