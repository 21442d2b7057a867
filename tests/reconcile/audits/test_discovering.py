import pytest

from counterclaim.model.incidents import Incident
from counterclaim.model.values import Interval
from counterclaim.reconcile.audits.discovering import discover
from tests.reconcile.ledgers import TOWN, Page, day

COPY = "Shells struck the crowded market square of Alder at noon and killed {} traders, the town council said later"


def incident(when, claims):
    return Incident(
        id=f"i_{when.start}", claims=claims, title="", family="", period=when, place="Alder", cohesion=1, why=""
    )


def found(*pages):
    """What is weighed out where the pages of one day tell of one incident."""
    days = {p.rows[0]["when"] for p in pages}
    incidents = [
        incident(when, tuple(i for p in pages if p.rows[0]["when"] == when for i in p.ids()))
        for when in sorted(days, key=lambda w: w.bounds)
    ]
    return discover([e for p in pages for e in p.entries()], incidents, (), lambda _: None)


WORDS = {
    "the red hospital": "Lists were posted at the gate after shells hit the market of Alder",
    "the blue rescuers": "The shelling of the bazaar in Alder left traders dead",
    "green radio": "Artillery rounds fell on market stalls at Alder with deadly outcome",
}


def market(name, killed, by, sentence=None, when=3):
    sentence = sentence or WORDS[by]
    return Page(name, source=name).say(sentence, killed=killed, when=day(when), at=TOWN, by=by)


def test_every_claim_has_a_vote_and_every_origin_has_one():
    copies = [market(f"paper {n}", 30, None, COPY.format(30)) for n in range(3)]
    (one,) = found(*copies, market("a", 12, "the red hospital"), market("b", 12, "the blue rescuers")).figures
    assert (one.measure, one.claims, one.origins) == ("person killed", 5, 3)
    assert (one.by_claims, one.by_origins) == (30, 12)


def test_who_is_often_near_the_others_weighs_more():
    pages = []
    for n in (3, 10, 17, 24):
        for who, figure in (("the red hospital", 10), ("the blue rescuers", 11), ("green radio", 40)):
            pages.append(market(f"{who} {n}", figure, who, when=n))
    weights = {w.claimant: w.by_origins for w in found(*pages).weights}
    assert weights["red hospital"] > weights["green radio"] < weights["blue rescuers"]


def test_an_interval_is_no_farther_from_what_lies_within_it():
    pages = [market("a", Interval(10, 20), "the red hospital"), market("b", 15, "the blue rescuers")]
    (one,) = found(*pages, market("c", 15, "green radio")).figures
    assert one.by_origins == 15


def test_one_claimant_alone_is_no_matter_of_weighing():
    assert found(market("a", 10, "the red hospital"), market("b", 12, "the red hospital")).figures == ()


def test_the_order_of_the_pages_does_not_count():
    pages = [market(name, killed, name) for name, killed in zip(WORDS, (10, 14, 12), strict=True)]
    forth, back = found(*pages), found(*pages[::-1])
    assert forth.figures == back.figures
    assert [w.by_claims for w in forth.weights] == pytest.approx([w.by_claims for w in back.weights])
