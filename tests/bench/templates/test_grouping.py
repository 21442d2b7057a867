"""Fillers put together: average linkage, shared perpetrators, shares weighed by how sure the model is."""

from counterclaim.bench.templates.grouping import Group, grouped, kinship, linked
from tests.bench.templates.readings import filler

TEXT = "GUERRILLAS BURNED A BUS AND A BARN AND SHOT A GROCER"


def words(groups):
    return sorted(sorted(TEXT[f.span.start : f.span.end] for f in group.fillers) for group in groups)


def test_targets_of_one_incident_stand_together():
    found = [filler(TEXT, "BUS", "phys"), filler(TEXT, "BARN", "phys"), filler(TEXT, "GROCER", "hum_desc", incident=1)]
    assert words(grouped(found, together=0.4, shared=0.5)) == [["BARN", "BUS"], ["GROCER"]]


def test_a_perpetrator_goes_with_the_incident_that_it_belongs_to():
    found = [
        filler(TEXT, "BUS", "phys"),
        filler(TEXT, "GROCER", "hum_desc", incident=1),
        filler(TEXT, "GUERRILLAS", "perp_ind", incident=1),
    ]
    assert words(grouped(found, together=0.4, shared=0.5)) == [["BUS"], ["GROCER", "GUERRILLAS"]]


def test_perpetrators_alone_make_an_incident():
    assert words(grouped([filler(TEXT, "GUERRILLAS", "perp_ind")], together=0.4, shared=0.5)) == [["GUERRILLAS"]]


def test_nothing_is_linked_below_the_threshold_and_none_is_lost():
    found = [filler(TEXT, "BUS", "phys"), filler(TEXT, "BARN", "phys"), filler(TEXT, "GROCER", "hum_desc", incident=1)]
    assert len(linked(found, kinship, threshold=1.0)) == 3
    assert [len(group) for group in linked(found, kinship, threshold=0.0)] == [3]


def test_shares_follow_the_surer_filler():
    group = Group([filler(TEXT, "BUS", "phys", score=0.9, kind="ARSON"), filler(TEXT, "GROCER", "hum_desc", score=0.1)])
    assert max(zip(group.types(), range(6), strict=True))[1] == 3
