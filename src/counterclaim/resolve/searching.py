"""What all gazetteers have under a name, for a person who looks it up."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.errors import InputError
from counterclaim.model.places import Place
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.known import KnownPlace, precision_of
from counterclaim.resolve.ranking import size_of

_SHOWN = 5


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

    def meant(self) -> Place:
        """The place as a mention stands for it."""
        known = self.place
        return Place(
            id=known.id, name=known.name, position=known.position, country=known.country,
            region=None if known.feature == "ADM1" else self.region, feature=known.feature,
            precision=precision_of(known), radius_km=known.radius_km,
        )  # fmt: skip


def search(gazetteer: IndexedGazetteer, name: str, country: str | None) -> list[Hit]:
    """The places of a name, the best known first; in one country also those of another spelling."""
    code = country.upper() if country else None
    exact = [(place, "name") for place in gazetteer.find(name) if code is None or place.country == code]
    exact.sort(key=lambda pair: -size_of(pair[0]))
    ids = {place.id for place, _ in exact}
    alike = gazetteer.find_alike(name, code) if code else ()
    found = exact + [(place, f"spelling ({score:.2f})") for place, score in alike if place.id not in ids]
    return [Hit(place, _region(gazetteer, place), how) for place, how in found]


def choose(gazetteer: IndexedGazetteer, asked: str, country: str | None) -> Place:
    """The one place that goes by an id, or by a name that no other has (in one country, if that is given).

    Raises:
        InputError: if there is none, or several go by the name; the message has the ids of those to choose from.
    """
    found = [hit for hit in search(gazetteer, asked, country) if hit.how == "name"]
    if len(found) == 1:
        return found[0].meant()
    if not found and (known := gazetteer.by_id(asked)):
        return Hit(known, _region(gazetteer, known), "id").meant()
    if not found:
        message = (
            f"{asked}: no gazetteer has a place of this id or name; look for it with `counterclaim gazetteer search`, "
            "or add a gazetteer that has it with `counterclaim gazetteer add FILE`"
        )
        raise InputError(message)
    listed = "; ".join(f"{hit.place.id} ({told(hit.meant())}, {hit.place.feature})" for hit in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    message = f"{asked}: {len(found)} places go by this name; give the id of one of them: {listed}{more}"
    raise InputError(message)


def told(place: Place) -> str:
    """A place in words: its name, its region and its country."""
    return ", ".join(part for part in (place.name, place.region, place.country) if part)


def _region(gazetteer: IndexedGazetteer, place: KnownPlace) -> str | None:
    region = gazetteer.region(place.country, place.region) if place.country and place.region else None
    return region.name if region else place.region
