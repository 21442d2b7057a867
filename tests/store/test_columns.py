"""Counts in memory: the same as counting claims one by one, whether loaded at once or brought up to date in parts."""

from collections import Counter
from dataclasses import replace

import pytest

from counterclaim.bench.generating import grow
from counterclaim.config import load_settings
from counterclaim.model.claims import Field
from counterclaim.model.incidents import RelationKind
from counterclaim.model.overviews import ClaimQuery, IncidentOrder
from counterclaim.store import standing
from counterclaim.store.keys import source_key
from counterclaim.store.rows import fold, searched_row
from counterclaim.store.sql import open_view, open_writer
from tests.factories import make_place, resolve

SETTINGS = load_settings()
FIRST, MORE = 400, 160
EVERYTHING = ClaimQuery()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ledger.db"
    grow(path, SETTINGS, FIRST)
    return path


@pytest.fixture
def view(path):
    view = open_view(path, SETTINGS.store)
    yield view
    view.close()


def counted(view):
    """How many claims have each value of each field, counted one by one."""
    related = {(end, r.kind.value) for r in view.relations() for end in (r.a, r.b)}
    found = {"relation": Counter(kind for _, kind in related)}
    for entry in view.entries(EVERYTHING):
        claim, actor = entry.claim, entry.actor(Field.CLAIMANT)
        event = claim.event
        places = {
            (place.id if place else None) or f"?{fold(mention.mention.text)}"
            for mention, place in zip(claim.places, entry.places, strict=True)
        }
        values = {
            "kind": {claim.kind.value},
            "source": {source_key(entry)},
            "source_kind": {searched_row(entry)["claimant_kind"]},
            "side": {actor.side} if actor and actor.side else set(),
            "event": {event.type, event.subtype} - {None} if event else set(),
            "stance": {claim.stance.value.value},
            "role": {measure.role.value for measure in claim.measures},
            "place": places,
        }
        for field, some in values.items():
            found.setdefault(field, Counter()).update(some)
    return found


def told(view):
    return {
        field: Counter({facet.value: facet.count for facet in facets})
        for field, facets in view.facets(EVERYTHING, 10_000).items()
    }


def listed(view, order=IncidentOrder.LARGEST):
    """Incidents with their counts, in pages of seven."""
    found, cursor = [], None
    while True:
        part = view.slice_of_incidents(EVERYTHING, order, cursor, 7)
        found += part.items
        cursor = part.next
        if cursor is None:
            assert part.total == len(found)
            return found


def one_by_one(view):
    entries = {entry.claim.id: entry for entry in view.entries(EVERYTHING)}
    acting = Counter(r.b for r in view.relations() if r.kind.value in standing.OPPOSING)
    return {
        incident.id: (
            len(incident.claims),
            len({source_key(entries[c]) for c in incident.claims}),
            len({entries[c].claim.document for c in incident.claims}),
            sum(acting[c] for c in incident.claims),
        )
        for incident in view.incidents()
    }


def shown(view, order=IncidentOrder.LARGEST):
    return {s.incident.id: (s.claims, s.sources, s.documents, s.opposed) for s in listed(view, order)}


def test_counts_are_those_of_the_claims(view):
    assert told(view) == counted(view)
    for order in IncidentOrder:
        assert shown(view, order) == one_by_one(view)
    sizes = [s.claims for s in listed(view)]
    assert sizes == sorted(sizes, reverse=True)


def test_what_comes_later_is_counted_without_counting_all_anew(path, view):
    assert told(view) == counted(view)
    before = view._kept
    grow(path, SETTINGS, MORE, first=FIRST // 8)
    assert told(view) == counted(view)
    assert shown(view) == one_by_one(view)
    assert view._kept.words is before.words, "what was known is kept"
    again = open_view(path, SETTINGS.store)
    assert [s.incident.id for s in listed(again)] == [s.incident.id for s in listed(view)]
    assert again.facets(EVERYTHING, 10_000) == view.facets(EVERYTHING, 10_000)
    again.close()


def test_what_people_ruled_is_counted(path, view):
    told(view)
    entry = view.entries(EVERYTHING)[0]
    claim = entry.claim
    elsewhere = resolve(claim, Field.PLACE, make_place("Nowhere", id="p:nowhere"), words=claim.places[0].mention)
    kept = tuple(r for r in entry.resolutions if r.field is not Field.PLACE)
    writer = open_writer(path, SETTINGS.store)
    writer.rekey([replace(entry, resolutions=(*kept, elsewhere))])
    writer.close()
    assert told(view)["place"]["p:nowhere"] == 1


def test_each_kind_of_relation_has_a_bit_of_its_own():
    assert set(standing.KINDS) == set(RelationKind)
    assert len(set(standing.BITS.values())) == len(RelationKind)
