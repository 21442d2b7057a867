from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.incidents import RelationKind
from counterclaim.reconcile.stage import Reconciler
from tests.reconcile.ledgers import FAR_TOWN, MONITOR, NEXT_TOWN, NORTH, PROVINCE, SETTINGS, SOUTH, TOWN, Page, day, run


def two_reports() -> list[Page]:
    return [
        Page("d1")
        .say("Shells hit the market of Alder", at=TOWN, when=day(1), agent=NORTH)
        .say("The shelling killed 12 people", at=TOWN, when=day(1), killed=12, by=MONITOR)
        .say("A day earlier a truck bomb exploded in Cedar", at=FAR_TOWN, when=day(4)),
        Page("d2", source="Herald").say(
            "Rockets on Alder killed 15 people", at=TOWN, when=day(1), killed=15, by="a medic"
        ),
        Page("d3", source="Courier").say("An air strike near Birch wounded 3", at=NEXT_TOWN, when=day(9), wounded=3),
    ]


def home(result, claim):
    return next(i for i in result.incidents if claim in i.claims)


def test_one_event_of_two_pages_is_one_incident_and_others_stay_apart():
    pages = two_reports()
    result = run(*pages)
    shelling = pages[0].ids()[:2] + pages[1].ids()
    assert {home(result, c).id for c in shelling} == {home(result, shelling[0]).id}
    assert len(result.incidents) == 3
    assert home(result, shelling[0]).family == "shelling"
    assert "Alder" in home(result, shelling[0]).title
    assert "weakest link" in home(result, shelling[0]).why


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_arrival_changes_nothing(random):
    entries = [e for page in two_reports() for e in page.entries()]
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert Reconciler(SETTINGS)(shuffled) == Reconciler(SETTINGS)(entries)


def swapped(pages):
    other = {NORTH: SOUTH, SOUTH: NORTH}
    made = []
    for page in pages:
        rows = [{k: other.get(v, v) if isinstance(v, type(NORTH)) else v for k, v in row.items()} for row in page.rows]
        made.append(replace(page, rows=rows))
    return made


def accusing():
    return [
        Page("d1")
        .say("Jets bombed Alder", at=TOWN, when=day(1), agent=NORTH, by=SOUTH)
        .say(
            "The south blamed the north for the strike on Alder",
            at=TOWN,
            when=day(1),
            agent=NORTH,
            by=SOUTH,
            kind="accusation",
        ),
        Page("d2", source="Herald")
        .say(
            "The north blamed the south for the strike on Alder",
            at=TOWN,
            when=day(1),
            agent=SOUTH,
            by=NORTH,
            kind="accusation",
        )
        .say("Bombs on Alder killed 4 people", at=TOWN, when=day(1), killed=4, by=NORTH),
    ]


def test_exchanging_the_parties_changes_nothing_else():
    one, other = run(*accusing()), run(*swapped(accusing()))
    assert [i.claims for i in one.incidents] == [i.claims for i in other.incidents]
    assert [(r.a, r.b, r.kind, r.dimension) for r in one.relations] == [
        (r.a, r.b, r.kind, r.dimension) for r in other.relations
    ]
    assert [(e.low, e.best, e.high) for e in one.estimates] == [(e.low, e.best, e.high) for e in other.estimates]


def test_accusations_of_two_sides_contradict_in_the_actor():
    relations = run(*accusing()).relations
    assert any(r.kind is RelationKind.CONTRADICTS and r.dimension == "actor" for r in relations)


def decide(ruling, *subjects):
    return Decision(
        id="r",
        ruling=ruling,
        subjects=subjects,
        value=None,
        author="A",
        reason="r",
        made_at=datetime(2020, 4, 1, tzinfo=UTC),
    )


def test_people_outweigh_scores():
    pages = two_reports()
    a, far = pages[0].ids()[0], pages[2].ids()[0]
    merged = run(*pages, decisions=(decide(Ruling.MERGE, a, far),))
    assert home(merged, a) == home(merged, far)
    one, two = pages[0].ids()[1], pages[1].ids()[0]
    parted = run(*pages, decisions=(decide(Ruling.SPLIT, one, two),))
    assert home(parted, one) != home(parted, two)
    left = run(*pages, decisions=(decide(Ruling.REJECT, far),))
    assert all(far not in i.claims for i in left.incidents)


def test_rulings_on_claims_that_are_gone_do_no_harm():
    pages = two_reports()
    gone = (decide(Ruling.MERGE, "c_gone", pages[0].ids()[0]), decide(Ruling.SPLIT, "c_gone", pages[0].ids()[0]))
    assert run(*pages, decisions=gone).incidents == run(*pages).incidents


def test_nothing_comes_of_nothing():
    assert run().incidents == ()


def test_a_claim_without_place_time_or_party_is_an_incident_alone():
    page = Page("d1", published="").say("Clashes went on")
    (incident,) = run(page).incidents
    assert (incident.place, incident.period, incident.why) == (None, None, "One claim alone.")


def test_statements_join_the_event_that_they_are_about():
    page = (
        Page("d1")
        .say("A car bomb killed 5 people in Alder", at=TOWN, when=day(1), killed=5)
        .say("The mayor condemned the bombing in Alder", by="the mayor", kind="statement", at=TOWN)
    )
    assert len(run(page).incidents) == 1


def test_a_statement_about_nothing_told_stays_alone():
    page = (
        Page("d1")
        .say("A car bomb killed 5 people in Alder", at=TOWN, when=day(1), killed=5)
        .say("Prices must fall", by="a trader", kind="demand", at=FAR_TOWN)
    )
    assert len(run(page).incidents) == 2


def test_totals_and_history_stay_out_of_the_incident():
    page = (
        Page("d1")
        .say("Shelling killed 7 people in Alder", at=TOWN, when=day(1), killed=7)
        .say("The war has killed 90,000 people in Woodland", at=PROVINCE, when=day(1, 30), killed=90_000, kind="total")
        .say("Shelling killed 9 people in Alder in January", at=TOWN, when=day(5, 5, 1), killed=9)
    )
    assert len(run(page).incidents) == 3
