"""Place strings of incident lists to coordinates, with the governorate of each given or withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Span
from counterclaim.model.places import Place
from counterclaim.resolve.places import Places

GOLD = frozenset({"lat", "lon", "precision"})
_THEN = datetime(2000, 1, 1, tzinfo=UTC)


def predict(records: Iterable[dict[str, Any]], places: Places, *, region: bool) -> Iterator[dict[str, Any]]:
    """One prediction a record, from its names in English and Arabic and, with `region`, its governorate.

    The names are resolved as those of a page of one line, the English one first; the Arabic one answers where no
    gazetteer has the English one. `resolved` tells whether a gazetteer has the place itself.
    """
    for record in records:
        names = [name for name in (record["place_en"], record["place_ar"]) if name]
        place = _place(names, record["governorate"] if region else None, places)
        at = place.position if place else None
        yield {
            "id": record["id"],
            "lat": at and at.lat,
            "lon": at and at.lon,
            "precision": place and place.precision,
            "resolved": bool(place and place.id),
        }


def _place(names: list[str], region: str | None, places: Places) -> Place | None:
    found = [place for name in names if (place := _alone(name, region, places))]
    return next((place for place in found if place.id), found[0] if found else None)


def _alone(name: str, region: str | None, places: Places) -> Place | None:
    text = f"{name}, {region} governorate" if region else name
    document = Document(id="", text=text, origin="-", captured_at=_THEN, media_type="text/plain")
    (answer,) = places.resolve([Mention(name, Span(0, len(name)))], document)
    value = answer.candidates[0].value if answer.candidates else None
    return value if isinstance(value, Place) else None
