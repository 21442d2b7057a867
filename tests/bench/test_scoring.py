"""Our own scores: what counts as the same figure, speaker, place and day, and the arithmetic of shares."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.bench.scoring import (
    Item,
    Read,
    Shares,
    f1,
    fold,
    percent,
    same_date,
    same_figure,
    same_place,
    same_speaker,
    score_claims,
    score_parts,
    score_relations,
)
from counterclaim.model.claims import Claimant, Field
from counterclaim.model.documents import SourceKind
from counterclaim.model.values import Period
from tests.factories import make_document, make_entry, make_measure, make_resolved, resolve

GOLD = {
    "id": "c1",
    "claimant": "Northern Army",
    "aliases": [],
    "kind": "event",
    "measures": [{"role": "killed", "what": "person", "low": 12, "high": None}],
    "places": ["Lower Ford"],
    "date": ["2021-05-03", "2021-05-03"],
    "stance": "reported",
    "certain": True,
    "incident": "ford",
}


def read(gold=GOLD, *, traps=(), parts=()):
    resolved = make_resolved()
    entry = resolved.entries[0]
    page = resolved.reading.page
    span = entry.claim.measures[0].mention.span
    return Read(name="p", page=page, entries=(entry,), items=(Item(gold, span),), traps=traps, parts=parts)


def test_a_claim_that_fits_its_gold_scores_full_marks():
    found = score_claims([read()], {make_entry().claim.id: "i1"})
    asked = ("found", "figure", "who_and_how_many", "claimant", "place", "date", "stance", "kind", "figure_precision")
    assert {name: found[name]["percent"] for name in asked} == dict.fromkeys(asked, 100.0)


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        ({"measures": [{"role": "killed", "what": "person", "low": 12, "high": 12}]}, "figure"),
        ({"measures": [{"role": "wounded", "what": "person", "low": 12, "high": None}]}, "figure"),
        ({"claimant": "OUTLET"}, "who_and_how_many"),
        ({"claimant": "the Southern Fleet"}, "claimant"),
        ({"places": ["Upper Ford"]}, "place"),
        ({"date": ["2021-05-04", "2021-05-04"]}, "date"),
        ({"stance": "own"}, "stance"),
        ({"kind": "total"}, "kind"),
    ],
)
def test_one_difference_costs_its_own_figure(change, figure):
    assert score_claims([read(GOLD | change)], {})[figure]["percent"] == 0


def test_an_anchor_that_is_not_in_the_text_counts_as_missed():
    page = replace(read(), items=(Item(GOLD, None),))
    found = score_claims([page], {})
    assert (found["found"]["percent"], found["anchors_not_in_text"]) == (0, 1)


def test_items_that_are_not_certain_are_not_asked_for():
    assert "found" not in score_claims([read(GOLD | {"certain": False})], {})


def test_a_claim_of_a_fact_springs_the_trap_that_it_stands_in():
    span = make_entry().claim.span
    assert score_claims([read(traps=(span,))], {})["traps_avoided"]["percent"] == 0


def test_near_synonyms_of_a_role_count_as_one():
    measure = make_measure(make_document())
    gold = {"role": "lost", "what": "equipment", "low": 12, "high": None}
    assert not same_figure(gold, measure)
    assert same_figure(gold, replace(measure, role="destroyed"))


def test_a_speaker_is_known_by_any_name_of_the_page():
    entry = make_entry()
    assert same_speaker({"claimant": "NA", "aliases": ["the northern army"]}, entry)
    assert not same_speaker({"claimant": "OUTLET", "aliases": []}, entry)


def test_the_own_voice_of_a_page_is_the_outlet():
    entry = make_entry()
    own = replace(entry, claim=replace(entry.claim, claimant=Claimant(text=None, kind=SourceKind.OWN_VOICE)))
    assert same_speaker({"claimant": "OUTLET", "aliases": []}, own)


def test_places_are_compared_without_accents():
    assert same_place({"places": ["Löwer Førd".replace("ø", "o")]}, make_entry())


@pytest.mark.parametrize(("start", "right"), [(date(2021, 5, 1), True), (date(2021, 4, 1), False)])
def test_a_period_may_be_wider_but_not_begin_a_month_before(start, right):
    entry = make_entry()
    wide = resolve(entry.claim, Field.TIME, Period(start, date(2021, 5, 31)))
    assert same_date(GOLD, replace(entry, resolutions=(wide,))) is right


def test_parts_are_aligned_in_order_of_kind():
    kind = make_resolved().reading.page.parts[0].kind.value
    gold = ({"kind": "headline", "title": None, "author": None}, {"kind": kind, "title": None, "author": "Nobody"})
    found = score_parts([read(parts=gold)])
    assert found["kinds_f1"] == pytest.approx(66.67)
    assert found["author"] == {"percent": 0.0, "right": 0, "of": 1}


def pair(n):
    return frozenset({("a", f"c{n}"), ("b", f"c{n}")})


def test_relations_are_scored_by_kind():
    gold = {pair(1): "repeats", pair(2): "repeats", pair(3): "denies", pair(4): "denies"}
    found = score_relations(gold, {pair(1): "repeats", pair(2): "denies", pair(3): None})
    assert found["accuracy"] == 25
    assert found["by_relation"] == {"denies": 0.0, "repeats": pytest.approx(66.67)}
    assert found["macro_f1"] == pytest.approx(33.34, abs=0.01)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_shares_stay_between_0_and_100(hits, said, true):
    hits = min(hits, said, true)
    assert 0 <= percent(hits, said) <= 100
    assert 0 <= f1(hits, said, true) <= 100


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_shares_report_right_and_of():
    shares = Shares()
    shares.add("x", right=True)
    shares.add("x", right=False)
    assert shares.report() == {"x": {"percent": 50.0, "right": 1, "of": 2}}
