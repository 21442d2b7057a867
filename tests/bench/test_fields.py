"""The fields of claims beside those of the gold: which claim an item is set beside, and how its fields are judged."""

from __future__ import annotations

import pytest

from counterclaim.bench.fields import Beside, claims_met, confusion, found_items, same_words, words_named
from counterclaim.bench.scoring import Item
from counterclaim.model.documents import Span
from tests.factories import make_document, make_full_claim

CLAIM = make_full_claim(make_document())


def item(**changed):
    gold = {
        "id": "c1",
        "claimant": CLAIM.claimant.text,
        "aliases": [],
        "kind": "event",
        "measures": [],
        "agent": None,
        "target": None,
        "stance": CLAIM.stance.value.value,
        "modality": "actual",
        "polarity": "asserted",
        "certain": True,
    }
    return Item(gold | changed, Span(CLAIM.span.start, CLAIM.span.end))


def page(*items):
    return Beside(group="g", items=items, claims=((CLAIM, CLAIM.span),))


def test_only_certain_items_that_are_met_count():
    far = Item(item().gold, Span(CLAIM.span.end + 5, CLAIM.span.end + 9))
    assert len(list(found_items([page(item(), item(certain=False), far)]))) == 1


def test_an_item_with_figures_must_be_met_by_one():
    figure = {"role": "killed", "what": "person", "low": 9, "high": 9}
    before = Item(item(measures=[figure]).gold, Span(CLAIM.span.start, CLAIM.span.start + 1))
    assert not list(found_items([page(before)]))


def test_a_claim_stands_beside_the_item_that_it_fits_best():
    other, own = item(id="c0", claimant="Somebody else"), item(id="c1", kind=CLAIM.kind.value)
    (pair,) = claims_met([page(other, own)])
    assert pair.item["id"] == "c1"


def test_confusions_are_counted_by_gold_and_ours():
    pairs = list(found_items([page(item(), item(modality="ongoing"))]))
    said = CLAIM.modality.value
    assert confusion(pairs, "modality") == {("actual", said): 1, ("ongoing", said): 1}


def test_words_that_play_a_part_are_right_other_extra_or_missed():
    right, other, extra = (item(target=words) for words in (CLAIM.target.text, "nobody like them", None))
    named = words_named(list(found_items([page(right, other, extra)])), "target")
    assert named == (1, 1, 1, 0)
    assert named.precision == pytest.approx(100 / 3)
    assert named.recall == pytest.approx(50)


@pytest.mark.parametrize(
    ("wanted", "named", "same"),
    [
        ("civilians", "five civilians", True),
        ("A bomber", "The bomber", True),
        ("two parked cars", "cars", True),
        ("rebels", "soldiers", False),
    ],
)
def test_the_same_words_may_be_more_or_fewer(wanted, named, same):
    assert same_words(wanted, named) is same
