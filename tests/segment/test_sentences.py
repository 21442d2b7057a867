"""Sentences: where they end, and where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.documents import Span
from counterclaim.segment.sentences import sentences


def split(text: str, longest: int = 1200, title: str | None = None) -> list[str]:
    found = sentences(text, Span(0, len(text)), longest, title)
    return [text[sentence.span.start : sentence.span.end] for sentence in found]


@pytest.mark.parametrize(
    "expected",
    [
        ["The U.S. envoy met Gen. Harun Dray and Lt. Col. Osei.", "They spoke at 5 p.m. on Feb. 3."],
        ["He lives in St. Anne.", "Mr. J. R. Cole does not."],
        ["It cost 1.5 million.", "No. 7 was lost, and 3.2 tons burned."],
        ["“Fall back!” he shouted.", "Nobody did."],
        ["“Where were they?” Ana Roe asked.", "“I do not know.”", "The line went dead."],
        ["The force left at 6 a.m.", "The road was open."],
        ["Fighters entered the town.", "al-Harun denied it."],
        ["The list is long… and growing.", "It ends here."],
        ["See page 4 (p. 12) of the report.", "Nothing else is known."],
        ["Visit www.example.org/News.Html today.", "Or write to a.b@example.org."],
        ["Was it them?!", "Yes!!!", "13 refused."],
    ],
)
def test_sentences_end_where_they_do(expected):
    assert split(" ".join(expected)) == expected


def test_a_space_may_be_missing():
    assert split("The mayor said so.The army denied it.") == ["The mayor said so.", "The army denied it."]
    assert split('"We left," he said."They stayed." So it was.') == [
        '"We left," he said.',
        '"They stayed."',
        "So it was.",
    ]


def test_datelines_and_repeated_titles_stand_apart():
    text = "Monday 6 May 2019 Two boats collide off the cape. Two boats collided."
    assert split(text, title="Two boats collide off the cape") == [
        "Monday 6 May 2019",
        "Two boats collide off the cape.",
        "Two boats collided.",
    ]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("TOLLMAR, Orrenay (OW) -", "Twelve boats sank on Monday."),
        ("PORT LISK (Northern Wire) —", "“Twelve boats sank,” a sailor said."),
        ("CARROWEN, March 3 (AFP) --", "Twelve boats sank."),
    ],
)
def test_the_dateline_of_an_agency_stands_apart(dateline, rest):
    assert split(f"{dateline} {rest}") == [dateline, rest]


@pytest.mark.parametrize(
    "line", ["NATO (OTAN) - the alliance.", "HTS (Upland) fighters - Twelve - fled.", "Tollmar (OW) - One."]
)
def test_what_only_looks_like_a_dateline_stays(line):
    assert split(line) == [line]


def test_a_credit_belongs_to_the_sentence_before():
    assert split("Men stand by the boats. (AFP) The port was closed.") == [
        "Men stand by the boats. (AFP)",
        "The port was closed.",
    ]


@given(st.text(alphabet="aB.!? \"”'’(1U,é\n", max_size=200), st.integers(5, 50))
def test_sentences_are_in_order_whole_and_within_the_limit(text, longest):
    found = list(sentences(text, Span(0, len(text)), longest))
    end = 0
    for sentence in found:
        assert end <= sentence.span.start < sentence.span.end
        assert len(sentence.span) <= longest
        assert not text[end : sentence.span.start].strip()
        end = sentence.span.end
    assert not text[end:].strip()


def test_many_full_stops_take_no_time():
    assert len(split("a. " * 50_000)) >= 1
    assert len(split("." * 200_000)) >= 1
    assert len(split('B."' * 30_000)) >= 1


def test_buttons_and_counters_of_the_page_are_set_apart():
    line = (
        "Updated Get short URL 0 46 The army took the town. Tags Town Army The mill burnt. "
        "A miller at the mill (TRT World and Agencies) Two died. Read Also Harbour burns"
    )
    found = [line[s.span.start : s.span.end] for s in sentences(line, Span(0, len(line)), 500)]
    assert "The army took the town." in found
    assert "Get short URL 0 46" in found
    assert "Tags Town Army" in found
    assert "Read Also Harbour burns" in found
    assert "(TRT World and Agencies)" in found
    assert "Two died." in found
    assert "".join(found).replace(" ", "") == line.replace(" ", "")
