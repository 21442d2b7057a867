"""What is ruled out by the outline of a claim would come to nothing if both claims were read."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model.claims import Object, Role
from counterclaim.model.values import Interval, Position
from counterclaim.reconcile.grouping import is_likely
from counterclaim.reconcile.outlines import may_stand, outline_of, read_outline, sketch_of
from counterclaim.reconcile.parts import set_beside
from counterclaim.reconcile.profiles import Spot
from counterclaim.reconcile.referring import accounts_of
from counterclaim.reconcile.relating import Relater
from tests.reconcile.drawing import MONTH, PLACES, claims
from tests.reconcile.ledgers import COUNTRY, SETTINGS, TOWN, Page, day

WHERE = (*PLACES, COUNTRY)


def profiles(*told):
    made = [Page(f"d{number}").say(sentence, **row) for number, (sentence, row) in enumerate(told)]
    return accounts_of([e for page in made for e in page.entries()])


@settings(max_examples=600)
@given(claims(WHERE, MONTH), claims(WHERE, MONTH), st.booleans())
def test_what_is_ruled_out_gives_no_likely_pair_and_no_relation(one, other, total):
    if total:
        other[1]["kind"] = "total"
    found = profiles(one, other)
    known, pair = {p.id: p for p in found}, tuple(p.id for p in found)
    compared = set_beside(*found, SETTINGS)
    likely = is_likely(known, pair, compared, SETTINGS)
    homes = {name: f"i{number}" for number, name in enumerate(pair)}
    relation = Relater(found, homes, {pair: compared}, settings=SETTINGS).between(*found)
    for a, b in (found, reversed(found)):
        if not may_stand(a, sketch_of(a), read_outline(outline_of(b)), SETTINGS):
            assert not likely
            assert relation is None


def test_an_outline_holds_what_places_and_times_are_compared_by():
    (profile,) = profiles(("Shelling of Alder killed 3 people", {"at": TOWN, "when": day(1), "killed": 3}))
    outline = read_outline(outline_of(profile))
    (spot,) = outline.spots
    assert isinstance(spot, Spot)
    assert (spot.key, spot.place.position, spot.place.region) == ("p:alder", Position(40.0, 50.0), "01")
    assert outline.period == day(1)
    assert (outline.family, outline.speech, outline.acting) == (profile.family, False, False)
    assert [tuple(count) for count in outline.figures] == [(Role.KILLED, Object.PERSON, Interval(3, 3))]
    assert len(json.dumps(outline_of(profile))) < 400


def test_a_claim_without_place_and_time_has_an_outline():
    (profile,) = profiles(("The army denied it", {"kind": "denial"}))
    outline = read_outline(outline_of(profile))
    assert (outline.spots, outline.period, outline.speech) == ((), None, True)
