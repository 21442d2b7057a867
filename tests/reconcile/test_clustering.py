from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.clustering import Rulings, cluster, pair_of


def groups(names, scores, **options):
    return [c.members for c in cluster(names, scores, threshold=0.6, **options)]


def test_one_strong_link_does_not_chain_two_clusters():
    scores = {("a", "b"): 0.9, ("c", "d"): 0.9, ("b", "c"): 0.95}
    assert groups("abcd", scores) == [("a",), ("b", "c"), ("d",)]


def test_pairs_that_are_ruled_out_weigh_against_joining():
    assert groups("abc", {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.0}) == [("a", "b"), ("c",)]


def test_the_weakest_link_is_shown():
    (found,) = cluster("abc", {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.65}, threshold=0.6)
    assert (found.weakest, found.cohesion) == (("b", "c"), 0.65)


def test_a_single_claim_has_no_link():
    (found,) = cluster("a", {}, threshold=0.6)
    assert (found.weakest, found.cohesion) == (None, 1.0)


def test_rulings_hold_against_every_score():
    scores = {("a", "b"): 0.9, ("a", "c"): 0.0}
    rulings = Rulings(frozenset({("a", "c")}), frozenset({("a", "b")}))
    assert groups("abc", scores, rulings=rulings) == [("a", "c"), ("b",)]
    again = Rulings(frozenset({("a", "c"), ("b", "c")}), frozenset({("a", "d"), ("b", "d"), ("d", "e")}))
    found = groups("abcde", {("a", "d"): 0.9, ("b", "d"): 0.9, ("c", "d"): 0.9, ("d", "e"): 0.9}, rulings=again)
    assert found == [("a", "b", "c"), ("d",), ("e",)]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda p: p[0] < p[1]),
        st.sampled_from([0.0, 0.3, 0.6, 0.65, 0.7, 0.9]),
    ),
    st.permutations("abcdefg"),
)
def test_clusters_part_the_claims_whatever_the_order(scores, names):
    found = groups(names, scores)
    assert sorted(m for group in found for m in group) == list("abcdefg")
    assert found == groups("abcdefg", dict(reversed(scores.items())))


def test_a_pair_is_named_in_order():
    assert pair_of("b", "a") == pair_of("a", "b") == ("a", "b")
