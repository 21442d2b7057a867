"""What all gazetteers have under a name, for a person who looks it up."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.known import KnownPlace
from counterclaim.resolve.ranking import size_of


class Hit(NamedTuple):
    """A place with the name of its region and how it was found."""

    place: KnownPlace
    region: str | None
    how: str

    def record(self) -> dict[str, object]:
        """The hit as a row of a table."""
        place, at = self.place, self.place.position
        return {
            "id": place.id, "name": place.name, "region": self.region, "country": place.country,
            "feature": place.feature, "population": place.population, "lat": at and at.lat, "lon": at and at.lon,
            "found by": self.how,
        }  # fmt: skip


def search(gazetteer: IndexedGazetteer, name: str, country: str | None) -> list[Hit]:
    """The places of a name, the best known first; in one country also those of another spelling."""
    code = country.upper() if country else None
    exact = [(place, "name") for place in gazetteer.find(name) if code is None or place.country == code]
    exact.sort(key=lambda pair: -size_of(pair[0]))
    ids = {place.id for place, _ in exact}
    alike = gazetteer.find_alike(name, code) if code else ()
    found = exact + [(place, f"spelling ({score:.2f})") for place, score in alike if place.id not in ids]
    return [Hit(place, _region(gazetteer, place), how) for place, how in found]


def _region(gazetteer: IndexedGazetteer, place: KnownPlace) -> str | None:
    region = gazetteer.region(place.country, place.region) if place.country and place.region else None
    return region.name if region else place.region
