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
from tests.reconcile.drawing import MONTH, claims, pages
from tests.reconcile.ledgers import FAR_TOWN, PROVINCE, SETTINGS, TOWN, Page, day
from tests.reconcile.memory import Memory, state_of


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
    (own,) = memory.reconciler.index(new.entries()).keys.values()
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


def test_pages_of_whose_claims_nothing_can_be_said_are_not_read():
    village = replace(TOWN, id="p:elm", name="Elm", position=Position(42.0, 52.0))
    told = Page("told").say("The mayor of Elm said that a bridge was down", kind="statement", at=village, when=day(3))
    denied = Page("denied").say("The army denied any theft in Elm", kind="denial", at=village, when=day(1))
    new = Page("new").say("Shelling of Alder killed 3 people", at=TOWN, when=day(1), killed=3)
    memory = added([told, denied], range(2))
    memory.read.clear()
    memory.add(new.entries())
    assert "told" not in memory.read
    memory.kept.clear()
    memory.add(new.entries())
    assert memory.read == {"told", "denied", "new"}, "where no outlines are kept, pages are read"
    assert memory.state() == at_once([told, denied, new])


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
