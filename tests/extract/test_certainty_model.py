"""How certain events are: denied, open, asserted."""

import pytest

from counterclaim.extract.certainty_model import CertaintyModel, spread

pytestmark = pytest.mark.model
WEAK = pytest.mark.xfail(strict=True, reason="the model leans the right way, but by less than half a point")


def scored(sentence, word):
    start = sentence.index(word)
    return CertaintyModel().scores([sentence], [[(start, start + len(word))]])[0][0]


@pytest.mark.parametrize(
    ("sure", "unsure", "word"),
    [
        ("The troops entered the harbour on Monday.", "The troops never entered the harbour on Monday.", "entered"),
        pytest.param("Rebels attacked the bridge.", "Rebels may have attacked the bridge.", "attacked", marks=WEAK),
        ("They shelled the depot at noon.", "They did not shell the depot at noon.", "shel"),
        pytest.param(
            "The pilots bombed the station.",
            "The minister denied that the pilots bombed the station.",
            "bombed",
            marks=WEAK,
        ),
        (
            "The militia withdrew from the valley.",
            "If the militia withdrew from the valley, talks could begin.",
            "withdrew",
        ),
    ],
)
def test_what_is_said_to_have_happened_is_more_certain(sure, unsure, word):
    assert scored(sure, word) > scored(unsure, word) + 0.5


def test_scores_come_in_the_order_of_the_targets():
    text = "The army denied that it had fired on the crowd, but two people died."
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("denied", "fired", "died")]
    denied, fired, died = CertaintyModel().scores([text], [spans])[0]
    assert fired < min(denied, died)


def test_no_targets_no_scores():
    assert CertaintyModel().scores(["Nothing happened.", ""], [[], []]) == [[], []]


def test_the_band_is_spread_to_half_a_point_and_order_is_kept():
    raw = [-4, -3, -1, -0.2, 0.4, 1.1, 2, 3, 4]
    spreads = [spread(x, -0.2, 1.1) for x in raw]
    assert spreads == sorted(spreads)
    assert spreads[0] == spreads[1] == -3
    assert spreads[-1] == spreads[-2] == 3
    assert (spread(-0.2, -0.2, 1.1), spread(1.1, -0.2, 1.1)) == (-0.5, 0.5)


@pytest.mark.parametrize(("one", "other"), [("Israel", "Hamas"), ("Russia", "Ukraine"), ("the Taliban", "the army")])
def test_parties_that_change_places_leave_the_certainty(one, other):
    text = "{} said that its men had struck a depot of {} near the river."
    scores = [scored(text.format(*pair), "struck") for pair in ((one, other), (other, one))]
    assert abs(scores[0] - scores[1]) < 0.75
