"""What somebody sees who asks about two claims, or where the claims of an incident come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.incidents import RelationKind
from counterclaim.model.overviews import Tie
from counterclaim.reconcile.beside import origin_file, pair_file
from counterclaim.reconcile.stage import Reconciler
from tests.reconcile.ledgers import MONITOR, NORTH, SETTINGS, SOUTH, TOWN, Page, day, run

LONG = "Shells fell on the old market of the town at noon while people were buying bread and salt"
COUNTS = st.integers(1, 400)
SPEAKERS = st.sampled_from([(NORTH, SOUTH), (SOUTH, NORTH), (None, NORTH), (MONITOR, SOUTH), (None, None)])
NEVER = frozenset({RelationKind.CONTRADICTS, RelationKind.UPDATES, RelationKind.CORROBORATES})


def beside(first, second, figures=(0, 0)):
    """How two claims of two pages stand: kept by the ledger, asked about as a whole, and figure by figure."""
    entries = [*first.entries(), *second.entries()]
    pair = (first.ids()[0], second.ids()[0])
    relater = Reconciler(SETTINGS).relater(entries)
    kept = [r for r in relater.relations() if {r.a, r.b} == set(pair)]
    asked = [relater.asked(*pair), relater.asked(*pair, figures)]
    return [*kept, *(found for found in asked if found)], asked[1]


def told_apart(found, figure):
    assert not NEVER & {relation.kind for relation in found}
    assert figure is not None
    assert figure.kind in {RelationKind.NOT_COMPARABLE, RelationKind.PART_OF}
    assert len(figure.why) > 20


@given(few=COUNTS, many=COUNTS, speakers=SPEAKERS, start=st.integers(1, 9), length=st.integers(5, 15))
def test_no_contradiction_comes_from_a_broader_window(few, many, speakers, start, length):
    first = Page("d1").say(f"{few} were killed in the shelling", killed=few, at=TOWN, when=day(start), by=speakers[0])
    second = Page("d2", source="Herald").say(
        f"{many + 400} were killed in the shelling", killed=many + 400, at=TOWN, when=day(start, start + length),
        by=speakers[1],
    )  # fmt: skip
    told_apart(*beside(first, second))


@given(one=COUNTS, other=COUNTS, speakers=SPEAKERS, swap=st.booleans())
def test_no_contradiction_comes_from_the_dead_of_another_party(one, other, speakers, swap):
    parties = (SOUTH, NORTH) if swap else (NORTH, SOUTH)
    pages = [
        Page(f"d{i}", source=f"Gazette {i}").say(
            f"{count} men were killed in the fighting", killed=count, party=parties[i], at=TOWN, when=day(2),
            by=speakers[i],
        )
        for i, count in enumerate((one, other))
    ]  # fmt: skip
    told_apart(*beside(*pages))


@given(dead=COUNTS, both=COUNTS, speakers=SPEAKERS, words=st.sampled_from(["killed_or_wounded", "neutralised"]))
def test_no_contradiction_comes_from_killed_against_killed_and_wounded(dead, both, speakers, words):
    first = Page("d1").say(f"{dead} were killed in the shelling", killed=dead, at=TOWN, when=day(2), by=speakers[0])
    second = Page("d2", source="Herald").say(
        f"{both} were hurt in the shelling", at=TOWN, when=day(2), by=speakers[1], **{words: both}
    )
    told_apart(*beside(first, second))


def test_a_pair_is_set_beside_with_all_that_was_compared():
    pages = (
        Page("d1").say("9 died", killed=9, at=TOWN, when=day(2)),
        Page("d2", source="Herald").say("Twelve died", killed=12, at=TOWN, when=day(2)),
    )
    entries = [e for page in pages for e in page.entries()]
    homes = {claim: incident.id for incident in run(*pages).incidents for claim in incident.claims}
    found = pair_file(entries, homes, (pages[0].ids()[0], pages[1].ids()[0]), SETTINGS)
    assert (found.relation.kind, found.relation.dimension) == (RelationKind.CONTRADICTS, "count")
    assert {"place", "time", "family", "figures", "parties", "words"} == {name for name, _ in found.likeness}
    assert found.together
    assert found.ruled_out is None


@pytest.fixture
def told():
    """Four pages about one event: two print one passage, two quote one speaker."""
    shared = {"at": TOWN, "when": day(2), "killed": 9}
    return [
        Page("d1", source="Gazette").say(f"{LONG}, nine died", **shared),
        Page("d2", source="Herald").say(f"{LONG}, nine died", **shared),
        Page("d3", source="Post").say("Ana Lind of the ministry counted nine dead", by="Ana Lind", **shared),
        Page("d4", source="Star").say("There were nine dead, said Ana Lind", by="Ana Lind", **shared),
    ]


def test_outlets_and_origins_are_counted_apart(told):
    (incident,) = run(*told).incidents
    found = origin_file([e for page in told for e in page.entries()], incident)
    assert [origin.outlets for origin in found.origins] == [("Gazette", "Herald"), ("Post", "Star")]
    assert [[link.tie for link in origin.links] for origin in found.origins] == [[Tie.REPRINT], [Tie.SPEAKER]]
    assert (incident.outlets, incident.origins) == (4, 2)


def test_origins_are_the_same_in_any_order(told):
    (incident,) = run(*told).incidents
    entries = [e for page in told for e in page.entries()]
    assert origin_file(entries, incident).origins == origin_file(entries[::-1], incident).origins
