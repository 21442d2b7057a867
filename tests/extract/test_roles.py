"""Scores of word pieces read as fillers: whole words, loose neighbours, average values, types of the whole text."""

import numpy as np

from counterclaim.extract.role_labels import HEADS, OUTPUTS, ROLES, VALUES
from counterclaim.extract.roles import Piece, read_scores

TEXT = "rebels bombed the old railway office"
WORDS = [(0, 6), (7, 13), (14, 17), (18, 21), (22, 26), (26, 29), (30, 36)]
PIECES = [Piece(start, end, begins=start != 26) for start, end in WORDS]


def scored(tags):
    """Scores by role and piece: log odds of beginning and inside against outside."""
    scores = np.zeros((len(PIECES), OUTPUTS), np.float32)
    for role, rows in tags.items():
        first = HEADS["roles"].start + 3 * ROLES.index(role)
        for at, (begin, inside) in rows.items():
            scores[at, first : first + 3] = (0, begin, inside)
    for role in ROLES:
        first = HEADS["roles"].start + 3 * ROLES.index(role)
        for at in range(len(PIECES)):
            if at not in tags.get(role, {}):
                scores[at, first : first + 3] = (9, 0, 0)
    return scores


def read(scores, reports=((0.0,) * 6,), threshold=0.3):
    return read_scores(PIECES, scores, np.array(reports, np.float32), threshold=threshold)


def words(found):
    return [(f.role, TEXT[f.span.start : f.span.end]) for f in found.fillers]


def test_a_filler_is_made_of_whole_words():
    assert words(read(scored({"phys": {4: (4, 0), 6: (0, 4)}}))) == [("phys", "railway office")]


def test_a_word_that_may_belong_is_taken_along_and_one_alone_is_not():
    may = -2.0
    assert words(read(scored({"phys": {3: (may, may), 4: (0, 4), 6: (0, 4)}}))) == [("phys", "old railway office")]
    assert words(read(scored({"phys": {3: (may, may)}}))) == []


def test_a_beginning_starts_a_new_filler():
    assert words(read(scored({"phys": {4: (4, 0), 6: (6, 0)}}))) == [("phys", "railway"), ("phys", "office")]


def test_roles_may_lie_within_one_another():
    found = read(scored({"perp_ind": {0: (4, 0)}, "perp_org": {0: (4, 0)}}))
    assert words(found) == [("perp_ind", "rebels"), ("perp_org", "rebels")]


def test_values_are_those_of_all_pieces_on_average():
    scores = scored({"phys": {4: (4, 0), 5: (0, 4), 6: (0, 4)}})
    head = HEADS["pe"]
    scores[4:7, head.start + VALUES["pe"].index("DESTROYED")] = (5, 5, 5)
    scores[6, head.start] = 6
    (found,) = read(scores).fillers
    assert found.best("pe")[0] == "DESTROYED"
    assert abs(sum(found.values["pe"]) - 1) < 1e-5
    assert 0.9 < found.score <= 1


def test_the_types_of_a_text_are_those_of_its_likeliest_window():
    found = read(scored({}), reports=((3.0, -3, -3, -3, -3, -3), (-3.0, 3, -3, -3, -3, -3)))
    assert [round(t, 1) for t in found.types] == [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def test_a_text_without_pieces_has_nothing():
    found = read_scores([], np.zeros((0, OUTPUTS), np.float32), np.zeros((0, 6), np.float32), threshold=0.3)
    assert found == ((), (0.0,) * 6)
