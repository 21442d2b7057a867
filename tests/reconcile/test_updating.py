"""Claims that come later give the same ledger as when all had come at once, and leave what they do not touch alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.values import Position
from counterclaim.reconcile import blocking
from counterclaim.reconcile.grouping import components
from counterclaim.reconcile.stage import Reconciler
from tests.reconcile.ledgers import FAR_TOWN, MONITOR, NEXT_TOWN, NORTH, PROVINCE, SETTINGS, SOUTH, TOWN, Page, day
from tests.reconcile.memory import Memory, state_of

REMOTE = "Explosions/Remote violence"
SENTENCES = (
    ("Shelling of {place} killed {n} people", {"event": (REMOTE, "Shelling/artillery/missile attack")}),
    ("An airstrike on {place} killed {n} fighters", {"event": (REMOTE, "Air/drone strike")}),
    ("The army took {place}", {"kind": "control"}),
    ("The rebels blamed the army for the dead of {place}", {"kind": "accusation", "target": NORTH}),
    ("The army denied that it had fired on {place}", {"kind": "denial"}),
    ("It could not be verified what fell on {place}", {"kind": "statement"}),
)  # fmt: skip
PLACES = (TOWN, NEXT_TOWN, FAR_TOWN, PROVINCE)


DAYS = (day(1), day(2), day(3), day(12), None)
MONTH = (*map(day, range(1, 13)), day(2, 5), day(4, 9), None)
"""Days of a town that is shelled day after day."""


@st.composite
def claims(draw, places=PLACES, days=DAYS):
    sentence, more = draw(st.sampled_from(SENTENCES))
    place, n = draw(st.sampled_from(places)), draw(st.sampled_from([3, 7, 12]))
    row = more | {"at": place, "when": draw(st.sampled_from(days))}
    by = draw(st.sampled_from([None, "the mayor", MONITOR, NORTH, SOUTH]))
    row |= {"by": by} if by else {}
    row |= {"killed": n} if "{n}" in sentence else {}
    row |= {"agent": draw(st.sampled_from([NORTH, SOUTH]))} if draw(st.booleans()) else {}
    return sentence.format(place=place.name, n=n), row


@st.composite
def pages(draw, told=claims(), most=6):  # noqa: B008
    made = []
    for number, rows in enumerate(draw(st.lists(st.lists(told, min_size=1, max_size=4), min_size=1, max_size=most))):
        page = Page(f"d{number}", source=draw(st.sampled_from(["Gazette", "Herald"])))
        for sentence, row in rows:
            page.say(sentence, **row)
        made.append(page)
    return made


def added(pages_, order, batch=1, decisions=()):
    memory = Memory(Reconciler(SETTINGS))
    shuffled = [pages_[i] for i in order]
    for start in range(0, len(shuffled), batch):
        memory.add([e for page in shuffled[start : start + batch] for e in page.entries()], decisions)
    return memory


def at_once(pages_, decisions=()):
    return state_of(Reconciler(SETTINGS)([e for page in pages_ for e in page.entries()], decisions))


@settings(max_examples=150)
@given(pages(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_any_order_of_arrival_gives_what_all_at_once_give(found, random, batch):
    order = random.sample(range(len(found)), len(found))
    assert added(found, order, batch).state() == at_once(found)


@settings(max_examples=150)
@given(pages(claims((TOWN,), MONTH), 12), st.randoms(use_true_random=False), st.integers(1, 3))
def test_a_town_that_is_shelled_every_day_comes_out_the_same_in_any_order(found, random, batch):
    order = random.sample(range(len(found)), len(found))
    assert added(found, order, batch).state() == at_once(found)


@settings(max_examples=60)
@given(pages(), st.integers(1, 4))
def test_blocks_that_grow_too_large_give_the_same_in_any_order(found, limit):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "MAX_BLOCK", limit)
        patch.setattr(blocking, "RARE", limit)
        assert added(found, range(len(found))).state() == at_once(found)


def ruling(kind, *subjects):
    return Decision(
        id=f"{kind}{subjects}", ruling=kind, subjects=subjects, value=None, author="a", reason="r",
        made_at=datetime(2021, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@settings(max_examples=60)
@given(pages(), st.data())
def test_rulings_hold_when_more_claims_come(found, data):
    ids = sorted(c for page in found for c in page.ids())
    kind = data.draw(st.sampled_from([Ruling.MERGE, Ruling.SPLIT]))
    made = (
        ruling(kind, *data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)))
        if len(ids) > 1
        else None
    )
    decisions = (made,) if made else ()
    memory = added(found, range(len(found)))
    if decisions:
        memory.rule(decisions)
    assert memory.state() == at_once(found, decisions)


def test_a_long_series_is_touched_only_near_its_new_claims():
    tolled = [
        Page(f"d{i}", source=f"Outlet {i % 3}").say("Shells fell on Alder", at=TOWN, when=day(i, i + 1))
        for i in range(1, 27)
    ]
    memory = added(tolled, range(len(tolled)))
    joined = components([c for page in tolled for c in page.ids()], memory.links)
    assert len(joined) == 1, "one chain of links joins the whole series"
    assert len(memory.touched[-1]) < len(tolled) / 3
    assert memory.state() == at_once(tolled)


def test_old_claims_of_an_incident_are_not_set_beside_all_that_lies_around_them():
    told = [
        Page(f"d{i}").say(f"Shelling of Alder killed {i} people", at=TOWN, when=day(i), killed=i) for i in range(3, 12)
    ]
    memory = added(told, range(len(told)))
    memory.asked.clear()
    new = Page("new").say("Shelling of Alder killed 3 people", at=TOWN, when=day(3), killed=3)
    memory.add(new.entries())
    (own,) = memory.reconciler.keys(new.entries()).values()
    assert memory.touched[-1] > set(new.ids()), "incidents around it are written anew"
    assert {key for key in memory.asked if not key.startswith("vague")} <= own
    assert memory.state() == at_once([*told, new])


def test_points_of_one_region_that_lie_far_apart_do_not_ask_for_each_other():
    village = replace(TOWN, id="p:elm", name="Elm", position=Position(42.0, 52.0))
    far = Page("far").say("Shelling of Elm killed 3 people", at=village, when=day(1), killed=3)
    near = Page("near").say("Shelling of Alder killed 3 people", at=TOWN, when=day(1), killed=3)
    area = Page("area").say("Shelling of Woodland killed 3 people", at=PROVINCE, when=day(1), killed=3)
    memory = added([far, near, area], [0])
    memory.read.clear()
    memory.add(near.entries())
    assert memory.read == {"near"}
    memory.add(area.entries())
    assert memory.read == {"near", "far", "area"}
    assert memory.state() == at_once([far, near, area])


def test_a_ruling_on_no_claim_changes_nothing():
    memory = added([Page("d").say("Shelling of Alder killed 3 people", at=TOWN, when=day(1), killed=3)], [0])
    before = memory.state()
    memory.apply(memory.reconciler.update((), (), memory, ()))
    assert memory.state() == before
    assert memory.touched[-1] == frozenset()


def test_claims_of_another_place_and_time_are_left_alone():
    far = [
        Page(f"far{i}").say("Shelling of Cedar killed 3 people", at=FAR_TOWN, when=day(20), killed=3) for i in range(3)
    ]
    new = Page("new").say("Shelling of Alder killed 12 people", at=TOWN, when=day(1), killed=12)
    memory = added([*far, new], range(4))
    assert memory.touched[-1] == set(new.ids())
