"""Attributions in the form of the task: spans in the record's own text, one line a record."""

import pytest

from counterclaim.bench.attribution import predict
from counterclaim.extract.proposals import Proposal
from counterclaim.model.documents import Span


class Echo:
    """Proposes one attribution, with and without a source."""

    def propose(self, texts):
        return [
            [
                Proposal(Span(0, 3), Span(4, 8), (Span(9, 12), Span(14, 20)), 0.9),
                Proposal(None, Span(30, 34), (Span(35, 40),), 0.8),
            ]
            for _ in texts
        ]


def test_a_line_has_every_stretch_of_every_part_and_an_empty_list_for_none():
    (line,) = predict([{"id": "x", "text": "any"}], Echo())
    assert line == {
        "id": "x",
        "attributions": [
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 12], [14, 20]]},
            {"source": [], "cue": [[30, 34]], "content": [[35, 40]]},
        ],
    }


@pytest.mark.model
def test_spans_are_offsets_into_the_text_of_the_record():
    text = "The mayor  said that\xa0shells had hit the market.\n\n\n“We saw it  all. It was loud,” a witness said."
    (line,) = predict([{"id": "x", "text": text}])
    words = [[text[s:e] for role in ("source", "cue") for s, e in said[role]] for said in line["attributions"]]
    assert words == [["The mayor", "said"], ["a witness", "said"]]
    spans = line["attributions"][1]["content"]
    assert any("We saw it  all. It was loud" in text[start:end] for start, end in spans)
