from counterclaim.reconcile.audits.confirmed import confirmed_claims
from tests.reconcile.ledgers import MONITOR, NORTH, SOUTH, TOWN, Page, day, run


def pairs(*pages):
    entries = [e for p in pages for e in p.entries()]
    return list(confirmed_claims(entries, run(*pages).incidents, lambda _: None, "monitor"))


def fight(name, killed, by, **more):
    page = Page(name)
    return page.say(
        "A clash near Alder killed soldiers", killed=killed, when=day(1), at=TOWN, by=by, target=SOUTH, **more
    )


def test_the_figures_of_an_incident_stand_beside_the_confirmed_one_by_direction():
    found = pairs(fight("d1", 40, NORTH), fight("d2", 3, SOUTH), fight("d3", 8, MONITOR))
    assert sorted((p.source, p.direction, p.group, p.claimed, p.confirmed) for p in found) == [
        ("Northern army", "others", "person killed", 40, 8),
        ("Southern army", "own", "person killed", 3, 8),
    ]


def test_nothing_is_learnt_where_nobody_confirms():
    assert pairs(fight("d1", 40, NORTH), fight("d2", 3, SOUTH)) == []
