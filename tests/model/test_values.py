"""Points that move, and how exact a place is on the scales of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.places import Place
from counterclaim.model.values import Position

LATITUDES = st.floats(-89, 89)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, st.floats(0, 900), st.floats(0, 360))
def test_a_point_moves_as_far_as_it_is_told(lat, lon, km, bearing):
    start = Position(lat, lon)
    assert start.distance_km(start.moved(km, bearing)) == pytest.approx(km, abs=0.05)


@pytest.mark.parametrize(
    ("bearing", "lat", "lon"), [(0, 36.0, 40.0), (90, 35.1, 41.0), (180, 34.2, 40.0), (270, 35.1, 39.0)]
)
def test_bearings_go_clockwise_from_north(bearing, lat, lon):
    moved = Position(35.1, 40.0).moved(100, bearing)
    assert (moved.lat, moved.lon) == (pytest.approx(lat, abs=0.12), pytest.approx(lon, abs=0.12))


def place(precision, **more):
    return Place(id="p", name="P", position=Position(1, 2), precision=precision, **more)


@pytest.mark.parametrize(
    ("found", "where", "geo"),
    [
        (place("settlement", radius_km=2.0), 1, 1),
        (place("point"), 1, 1),
        (place("settlement", radius_km=12.0, relation="near"), 2, 2),
        (place("settlement", radius_km=60.0, relation="60 km from"), 5, 3),
        (place("district"), 3, 2),
        (place("region", feature="ADM1"), 4, 3),
        (place("region", feature="ADM1", relation="northern"), 5, 3),
        (place("region", feature="RGN"), 5, 3),
        (place("within", region="R", radius_km=6.0), 2, 2),
        (place("within", region="R", radius_km=70.0), 4, 3),
        (place("within"), 6, 3),
        (place("country"), 6, 3),
        (place("country", relation="northern"), 5, 3),
        (place("continent", feature="OCN"), 7, 3),
    ],
)
def test_exactness_on_the_scales_of_ucdp_and_acled(found, where, geo):
    assert (found.where_prec, found.geo_precision) == (where, geo)
