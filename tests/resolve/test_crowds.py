"""Names that many places share: all of them are found, the largest first, as if each stood alone."""

import pytest

from counterclaim.model.values import Position
from counterclaim.resolve.crowds import MOST, SHARED_BY, crowd
from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.known import KnownPlace, NameKind, Row


def village(number, name="Mill Creek", kind=NameKind.NAME):
    place = KnownPlace(f"v{number}", f"{name} {number}", Position(number / 10, 1.0), "XX", "1", "PPL", number**3)
    return Row(place, ((name, kind),))


def gazetteer(tmp_path, rows):
    return IndexedGazetteer.from_rows(tmp_path / "places.sqlite", rows=rows, note=lambda _: None)


@pytest.mark.parametrize("many", [1, SHARED_BY - 1, SHARED_BY, 20])
def test_every_namesake_is_found(tmp_path, many):
    found = gazetteer(tmp_path, [village(n) for n in range(1, many + 1)]).find("mill-creek")
    assert {place.id for place in found} == {f"v{n}" for n in range(1, many + 1)}
    assert {place.position for place in found} == {Position(n / 10, 1.0) for n in range(1, many + 1)}


def test_of_hundreds_the_largest_are_kept(tmp_path):
    found = gazetteer(tmp_path, [village(n) for n in range(1, MOST + 51)]).find("Mill Creek")
    assert len(found) == MOST
    assert "v150" in {place.id for place in found}
    assert "v1" not in {place.id for place in found}


def test_how_a_name_leads_to_a_place_is_kept(tmp_path):
    rows = [village(n) for n in range(1, SHARED_BY)] + [village(9, kind=NameKind.ALIAS)]
    kinds = {place.id: place.kind for place in gazetteer(tmp_path, rows).find("Mill Creek")}
    assert kinds == {"v1": NameKind.NAME, "v2": NameKind.NAME, "v3": NameKind.NAME, "v9": NameKind.ALIAS}


def test_only_shared_names_stand_in_the_crowds(tmp_path):
    rows = [village(n) for n in range(1, SHARED_BY + 1)] + [village(n, "Alone") for n in range(10, 12)]
    index = gazetteer(tmp_path, rows).indexes[0]
    assert len(crowd(index._db, "mill creek")) == SHARED_BY
    assert crowd(index._db, "alone") == []
