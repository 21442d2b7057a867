"""Parts: whose voice stands where, on pages written for the tests."""

# ruff: noqa: E501 - pages stand as they are

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from counterclaim.capture.clean import Cleaner
from counterclaim.config import load_settings
from counterclaim.errors import InputError
from counterclaim.model.documents import Capture, PartKind
from counterclaim.model.ids import sha256
from counterclaim.segment.parts import Segmenter

SETTINGS = load_settings()

ARTICLE = """Northern Column Leaves the River Towns After Two Days

The northern column withdrew from three river towns on Tuesday, the regional council said in a statement.

Residents reported shelling near the grain depot, and the hospital said that it had treated eleven people. The column's \
press office said that nobody had been hurt.

The council added that the bridge would stay closed until engineers had examined it, according to the mayor.
"""

REPUBLISHED = """The Ferry That Nobody Counts

by Odile Marchetti

The ferry has carried the wounded for three weeks, and no ministry has a figure for it. The captain keeps a notebook \
with the names of all those who crossed.

On Sunday he had written down ninety names. The council, which had spoken of forty, declined to comment.

Odile Marchetti
"""


def segmented(text: str, **declared: str):
    content = text.encode()
    capture = Capture(
        sha256=sha256(content),
        content=content,
        origin="-",
        captured_at=datetime(2024, 1, 1, tzinfo=UTC),
        media_type="text/html" if text.startswith("<") else "text/plain",
        declared=tuple(declared.items()),
    )
    return Segmenter(SETTINGS.segment).page(Cleaner(SETTINGS.capture).document(capture))


def kinds(text: str) -> list[str]:
    return [part.kind.value for part in segmented(text).page.parts]


def comments(text: str):
    page = segmented(text).page
    return [
        (part.author, page.document.text[part.span.start : part.span.end])
        for part in page.parts
        if part.kind is PartKind.COMMENT
    ]


def test_a_headline_and_its_article():
    page = segmented(ARTICLE, source="The River Post").page
    head, body = page.parts
    assert (head.kind, body.kind) == (PartKind.HEADLINE, PartKind.ARTICLE)
    assert body.title == head.title == "Northern Column Leaves the River Towns After Two Days"
    assert (body.source, body.author) == ("The River Post", None)


def test_a_title_that_the_body_repeats_is_a_headline_and_a_sentence_of_its_own():
    page = segmented(
        "Two boats collide off the cape\n\nTwo boats collide off the cape AFP Monday 6 May 2019 Two boats collided. Nobody drowned."
    ).page
    said = [page.document.text[p.span.start : p.span.end] for p in page.passages]
    assert said == [
        "Two boats collide off the cape",
        "Two boats collide off the cape",
        "AFP Monday 6 May 2019",
        "Two boats collided.",
        "Nobody drowned.",
    ]


def test_a_text_republished_inside_has_its_own_title_and_author():
    page = segmented(f"{ARTICLE}\n{REPUBLISHED}").page
    inside = page.parts[-1]
    assert inside.kind is PartKind.EMBEDDED
    assert (inside.title, inside.author, inside.source) == (
        "The Ferry That Nobody Counts",
        "Odile Marchetti",
        "Odile Marchetti",
    )
    assert "signed" in inside.why


def test_the_first_outlet_of_a_republished_text_is_its_source():
    note = REPUBLISHED.replace("by Odile Marchetti", "This text was originally published in The Harbour Gazette.")
    inside = segmented(f"{ARTICLE}\n{note}").page.parts[-1]
    assert (inside.kind, inside.source) == (PartKind.EMBEDDED, "The Harbour Gazette")


def test_the_pages_own_byline_begins_no_other_text():
    text = ARTICLE.replace("\n\nThe northern", "\n\nBy Piet Oort\n\nThe northern", 1)
    parts = segmented(text).page.parts
    assert [part.kind.value for part in parts] == ["headline", "article"]
    assert parts[1].author == "Piet Oort"


NAMES_ABOVE = """

I don't believe a word of this!! You people print anything.

Lena Dorsk

Thank you!


my cousin lives there and nobody withdrew, lol

old river rat

What a joke, the council lies as always...

Lena Dorsk

And your paper repeats it.

old river rat

You bet it does!
"""


def test_names_stand_above_remarks_and_wide_gaps_part_the_unsigned():
    found = comments(ARTICLE + NAMES_ABOVE)
    assert [author for author, _ in found] == [
        None,
        "Lena Dorsk",
        None,
        "old river rat",
        "Lena Dorsk",
        "old river rat",
    ]
    assert found[2][1] == "my cousin lives there and nobody withdrew, lol"


SAYS = """
3 Comments

Marek says:
March 4, 2020 at 9:15 pm

The bridge was open when I drove over it this morning.

Reply

tom_b says:
March 5, 2020 at 8:01 am

@Marek you are wrong, I live next to it.

Reply

Ines K. says:
March 5, 2020 at 8:30 am

Both of you should read the second paragraph again.

Reply
"""


def test_turns_with_says_dates_and_buttons():
    page = segmented(ARTICLE + SAYS).page
    found = [part for part in page.parts if part.kind is PartKind.COMMENT]
    assert [part.author for part in found] == ["Marek", "tom_b", "Ines K."]
    assert [part.published for part in found] == ["2020-03-04T21:15:00", "2020-03-05T08:01:00", "2020-03-05T08:30:00"]
    assert found[1].answers == found[0].index


AGO = """
bluejay77
3 hours ago
This is not what happened at the depot. I was there.
12 likes
Reply

Harlan Voss
2 hours ago
Sure you were.
3 likes
Reply

bluejay77
an hour ago
Ask anybody in the street!
Reply
"""


def test_names_times_and_likes_line_by_line():
    found = comments(ARTICLE + AGO)
    assert [author for author, _ in found] == ["bluejay77", "Harlan Voss", "bluejay77"]
    assert found[1][1] == "Sure you were."


@pytest.mark.parametrize(
    "tail",
    [
        "\nThe road is open.\n\nNobody was hurt.\n\nRain is expected on Thursday.\n",
        "\nBackground Briefing\n\nThe river towns changed hands twice in the war of the previous decade.\n",
        "\n“I saw the column leave!” a baker said.\n\n“You could hear the engines all night!” his son said.\n",
        "\nWhat Comes Next\n\nThe council meets on Friday.\n\nWho Decides\n\nThe mayor has the last word, officials said.\n",
    ],
)
def test_no_thread_is_invented(tail):
    assert "comment" not in kinds(ARTICLE + tail)


def test_abuse_is_a_finding_that_does_not_repeat_it():
    found = segmented(ARTICLE + NAMES_ABOVE.replace("You bet", "You scum! You bet"))
    abuse = [finding for finding in found.findings if finding.kind == "abuse"]
    assert len(abuse) == 1
    assert "scum" not in abuse[0].message
    assert found.page.parts[abuse[0].part].author == "old river rat"


def test_a_sentence_beyond_the_limit_is_cut_and_reported():
    long = "The column moved, " * 150 + "and stopped."
    found = segmented(f"A Long Sentence\n\n{long}")
    limit = SETTINGS.segment.max_sentence
    assert max(len(p.span) for p in found.page.passages) <= limit
    assert {finding.kind.value for finding in found.findings} == {"fallback"}


PAGE = """<html><head><title>Ferry runs again</title><meta property="article:published_time" content="2020-03-04"></head>
<body><article><h1>Ferry runs again</h1><p>The ferry between the two banks ran again on Wednesday, the harbour office \
said, after eleven days without a crossing.</p><p>The army said that it had cleared the channel of mines, and a union of \
boatmen said that two of its members had been hurt.</p><figure><img src="f.jpg"><figcaption>The ferry at the north \
landing.</figcaption></figure><p>No other crossing is open between the rapids and the sea, according to the office, which \
asked people to wait.</p></article>
<div id="comments"><ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">Ana</cite>
<div class="comment-content"><p>At last.</p></div><ul class="children"><li class="comment" id="comment-2">
<cite class="fn">Bo</cite><div class="comment-content"><p>Until the next mine.</p></div></li></ul></li></ol></div></body></html>"""


def test_a_page_with_mark_up():
    page = segmented(PAGE).page
    assert [part.kind.value for part in page.parts] == ["headline", "article", "caption", "comment", "comment"]
    first, second = page.parts[3:]
    assert (first.author, second.author, second.answers) == ("Ana", "Bo", first.index)


PIECES = st.sampled_from(
    [ARTICLE, REPUBLISHED, NAMES_ABOVE, SAYS, AGO, "\n", "by Ada Venn", "Comments", "Ada Venn", "!!"]
)


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), min_size=1, max_size=8).map("\n".join))
def test_parts_are_in_order_and_apart_and_hold_their_sentences(text):
    try:
        page = segmented(text).page
    except InputError:
        return
    assert [part.index for part in page.parts] == list(range(len(page.parts)))
    for before, after in pairwise(page.parts):
        assert before.span.end <= after.span.start
    for passage in page.passages:
        assert page.parts[passage.part].span.contains(passage.span)
    for before, after in pairwise(page.passages):
        assert before.span.end <= after.span.start
    assert all(part.answers is None or part.answers < part.index for part in page.parts)


def test_the_same_page_gives_the_same_parts():
    assert segmented(ARTICLE + NAMES_ABOVE) == segmented(ARTICLE + NAMES_ABOVE)


def test_title_and_author_in_one_block_begin_another_text():
    text = (
        f"{ARTICLE}\n\nThree Numbers for One Market in the Valley\nValley Press Bureau\n\n"
        + ARTICLE.split("\n\n", 1)[1]
    )
    inside = segmented(text).page.parts[-1]
    assert (inside.kind, inside.title, inside.author) == (
        PartKind.EMBEDDED,
        "Three Numbers for One Market in the Valley",
        "Valley Press Bureau",
    )


def test_a_note_that_announces_a_text_begins_it():
    text = f"{ARTICLE}\n\nRepublished from The Harbour Gazette.\n\n" + ARTICLE.split("\n\n", 1)[1]
    inside = segmented(text).page.parts[-1]
    assert (inside.kind, inside.source) == (PartKind.EMBEDDED, "The Harbour Gazette")


def test_two_remarks_under_nicknames_are_a_thread():
    text = (
        f"{ARTICLE}\nold shepherd\nA plague on both houses, I say.\n\nwhy do you print this at all, my cousin saw it\n"
    )
    assert comments(text) == [
        ("old shepherd", "A plague on both houses, I say."),
        (None, "why do you print this at all, my cousin saw it"),
    ]


def test_sections_under_names_of_places_are_no_thread():
    towns = ("Varn", "Ostry", "Pell Drun", "Keldmar")
    text = ARTICLE + "".join(
        f"\n{town}\nSix houses were destroyed and two people wounded on Monday.\n" for town in towns
    )
    assert "comment" not in kinds(text)


def test_each_word_of_abuse_is_a_finding_of_its_own():
    found = segmented(ARTICLE + NAMES_ABOVE.replace("Thank you!", "You scum, I say, you scum!"))
    spans = [finding.span for finding in found.findings if finding.kind == "abuse"]
    assert [found.page.document.text[span.start : span.end] for span in spans] == ["scum", "scum"]


def test_turns_of_one_line_are_comments():
    turns = "Lena Dorsk: I do not believe a word of it!\n\nmudlark: you never do\n\nOlm: My cousin saw it.\n"
    assert comments(f"{ARTICLE}\n{turns}") == [
        ("Lena Dorsk", "I do not believe a word of it!"),
        ("mudlark", "you never do"),
        ("Olm", "My cousin saw it."),
    ]


def test_a_bulletin_that_lists_places_is_no_thread():
    towns = "".join(f"\n{town}: two people were killed.\n" for town in ("Varn", "Ostry", "Keldmar", "Brask"))
    assert "comment" not in kinds(ARTICLE + towns)
