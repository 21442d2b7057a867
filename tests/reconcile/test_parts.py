"""A day of a battle and one place of a bulletin are parts of the account that sums them up, and not merged with it."""

import pytest

from tests.reconcile.ledgers import COUNTRY, FAR_TOWN, NEXT_TOWN, NORTH, PROVINCE, SOUTH, TOWN, Page, day, run
from tests.reconcile.test_relating import relation

BATTLE = ("Battles", "Armed clash")
STRIKE = ("Explosions/Remote violence", "Air/drone strike")


def homes(result):
    return {claim: incident.id for incident in result.incidents for claim in incident.claims}


def stand(whole, part):
    """How a part stands to the whole, and whether they are one incident."""
    pages = (
        Page("d1", source="Gazette").say(whole[0], **whole[1]),
        Page("d2", source="Herald").say(part[0], **part[1]),
    )
    (first,), (second,) = (page.ids() for page in pages)
    result = run(*pages)
    home = homes(result)
    return relation(result, second, first), home[first] == home[second]


LONG_BATTLE = ("Five days of fighting for Alder ended", {"at": TOWN, "when": day(1, 5), "event": BATTLE})


def episode(when=None, **claim):
    return ("Heavy clashes shook Alder", {"at": TOWN, "when": when or day(3), "event": BATTLE} | claim)


@pytest.mark.parametrize(
    "part", [episode(), episode(day(1)), episode(day(2, 3)), episode(killed=4)], ids=["day", "first", "two", "figure"]
)
def test_an_episode_is_part_of_a_battle_of_several_days(part):
    assert stand(LONG_BATTLE, part) == ("part_of", False)


@pytest.mark.parametrize(
    "other",
    [episode(day(9)), episode(at=FAR_TOWN), episode(day(1, 5))],
    ids=["another week", "another town", "the battle itself"],
)
def test_what_lies_outside_or_is_the_battle_is_no_part_of_it(other):
    assert stand(LONG_BATTLE, other)[0] != "part_of"


def test_a_loose_date_is_no_battle_of_several_days():
    loose = ("Clashes broke out in Alder", {"at": TOWN, "when": day(1, 5), "event": BATTLE})
    assert stand(loose, episode())[0] != "part_of"


def test_a_part_cannot_exceed_the_whole():
    whole = (LONG_BATTLE[0], LONG_BATTLE[1] | {"killed": 3})
    assert stand(whole, episode(killed=2))[0] == "part_of"
    assert stand(whole, episode(killed=9))[0] != "part_of"


def test_the_deed_of_the_other_side_is_no_part():
    whole = ("For five days of fighting the army struck Alder", LONG_BATTLE[1] | {"agent": NORTH})
    assert stand(whole, episode(agent=NORTH))[0] == "part_of"
    assert stand(whole, episode(agent=SOUTH))[0] != "part_of"


def test_one_place_is_part_of_a_bulletin_of_several():
    bulletin = ("Strikes on Alder and Birch killed 9", {"at": (TOWN, NEXT_TOWN), "when": day(1), "killed": 9})
    part = ("A strike on Alder killed 4", {"at": TOWN, "when": day(1), "killed": 4, "event": STRIKE})
    bulletin[1]["event"] = STRIKE
    assert stand(bulletin, part) == ("part_of", False)


@pytest.mark.parametrize(("area", "words"), [(PROVINCE, "the province"), (COUNTRY, "the country")])
def test_one_strike_is_part_of_the_sum_for_an_area(area, words):
    page = (
        Page("d1")
        .say(f"Seven strikes across {words} killed 30 people", at=area, when=day(1), killed=30, event=STRIKE)
        .say("A strike on Alder killed 10 people", at=TOWN, when=day(1), killed=10, event=STRIKE)
        .say("A strike on Cedar killed 20 people", at=FAR_TOWN, when=day(1), killed=20, event=STRIKE)
    )
    result, (whole, here, there) = run(page), page.ids()
    assert relation(result, here, whole) == "part_of"
    assert (relation(result, there, whole) == "part_of") is (area is COUNTRY)
    assert homes(result)[here] != homes(result)[whole]


def test_a_strike_told_of_by_province_alone_is_not_a_sum():
    coarse = ("A strike in Woodland killed 4", {"at": PROVINCE, "when": day(1), "killed": 4, "event": STRIKE})
    fine = ("A strike on Alder killed 4", {"at": TOWN, "when": day(1), "killed": 4, "event": STRIKE})
    assert stand(coarse, fine) == ("corroborates", True)


def test_the_reason_names_both_windows():
    pages = (Page("d1").say(LONG_BATTLE[0], **LONG_BATTLE[1]), Page("d2").say(*episode()[:1], **episode()[1]))
    (found,) = run(*pages).relations
    assert "2020-03-03" in found.why
    assert "sums up" in found.why
