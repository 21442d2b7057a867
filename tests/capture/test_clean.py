"""Documents: what is drawn from pages, the map back, and hostile input."""

# ruff: noqa: E501 - pages stand as they are

from __future__ import annotations

import time
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.capture.clean import Cleaner
from counterclaim.capture.decode import decode
from counterclaim.capture.files import media_type
from counterclaim.config import CaptureSettings
from counterclaim.errors import EmptyInput, InputError, OversizedInput
from counterclaim.model.documents import BlockKind, Capture, Document
from counterclaim.model.ids import sha256

SETTINGS = CaptureSettings(
    max_bytes=3_000_000, max_line=1_000_000, max_depth=200, min_language_confidence=0.5, max_paragraphs=150_000
)

BODY = """<p>The ferry between the two banks ran again on Wednesday, the harbour office said, after eleven days without a \
crossing.</p><p>The army said that it had cleared the channel of mines, and a union of boatmen said that two of its \
members had been hurt.</p><h2>What comes next</h2><p>No other crossing is open between the rapids and the sea, according \
to the office, which asked people to wait for the council.</p>"""


def document(page: str | bytes, kind: str | None = None, **declared: str) -> Document:
    content = page if isinstance(page, bytes) else page.encode()
    capture = Capture(
        sha256=sha256(content),
        content=content,
        origin="page",
        captured_at=datetime(2024, 1, 1, tzinfo=UTC),
        media_type=kind or media_type(content),
        declared=tuple(declared.items()),
    )
    return Cleaner(SETTINGS).document(capture)


def page(inner: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Ferry runs again</title>{head}</head><body><article><h1>Ferry runs again</h1>{inner}</article></body></html>"


def blocks(found: Document, kind: BlockKind) -> list[str]:
    return [found.text[b.span.start : b.span.end] for b in found.blocks if b.kind is kind]


def test_main_text_title_and_headings():
    found = document(page(BODY))
    assert found.blocks[0].kind is BlockKind.TITLE
    assert blocks(found, BlockKind.TITLE) == ["Ferry runs again"]
    assert blocks(found, BlockKind.HEADING) == ["What comes next"]
    assert len(blocks(found, BlockKind.PARAGRAPH)) == 3
    assert found.marked_up


def test_each_block_leads_back_to_the_page():
    text = page(BODY.replace("harbour office", "har&shy;bour&nbsp;<b>off&#105;ce</b>", 1))
    found = document(text)
    assert "harbour office said" in found.text
    first = next(s for s in found.stretches if found.text[s.text.start :].startswith("The ferry"))
    assert text[first.page.start : first.page.end].startswith("The ferry between")
    assert text[first.page.start : first.page.end].endswith("a crossing")
    assert len(found.stretches) == len(found.blocks)


def test_facts_have_reasons_and_the_user_wins():
    head = (
        '<meta name="author" content="Ada Venn"><meta property="article:published_time" content="2021-05-06T10:00:00Z">'
    )
    found = document(page(BODY, head), source="The Harbour Gazette", published="2021-05-07")
    facts = dict(found.facts)
    assert facts["author"].value == "Ada Venn"
    assert (facts["published"].value, facts["published"].why) == ("2021-05-07", "given by the user")
    assert facts["source"].value == "The Harbour Gazette"
    assert (facts["lang"].value, facts["encoding"].value) == ("en", "utf-8")


def test_a_page_without_a_date_has_none():
    fact = dict(document(page(BODY)).facts)["published"]
    assert fact.value is None
    assert "no date" in fact.why


NESTED = """<section id="comments"><h3>2 comments</h3><ol class="comment-list">
<li id="comment-11" class="comment depth-1"><article class="comment-body"><footer class="comment-meta"><b class="fn">Ana Roe</b>
<time datetime="2021-05-06T12:00:00+00:00">yesterday</time></footer><div class="comment-content"><p>At last.</p><p>And the bus?</p></div>
<a class="comment-reply-link">Reply</a></article>
<ol class="children"><li id="comment-12" class="comment depth-2"><article class="comment-body"><b class="fn">Bo</b>
<div class="comment-content"><p>Not before the summer, I heard.</p></div></article></li></ol></li></ol></section>"""
FLAT = """<div class="discussion"><div class="reader-comment" id="c7" data-author="Ana Roe"><div class="comment-text">At last.<br>And the bus?</div></div>
<div class="reader-comment" id="c8" data-author="Bo" data-parent="c7"><div class="comment-text">Not before the summer, I heard.</div></div></div>"""
TYPED = """<div><div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Ana Roe</span>
<p itemprop="text">At last.<br>And the bus?</p><div class="replies"><div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Bo</span>
<p itemprop="text">Not before the summer, I heard.</p></div></div></div></div>"""


@pytest.mark.parametrize("thread", [NESTED, FLAT, TYPED])
def test_comments_keep_author_and_parent_and_leave_the_text(thread):
    found = document(page(BODY).replace("</article>", "</article>" + thread))
    comments = [b for b in found.blocks if b.kind is BlockKind.COMMENT]
    assert blocks(found, BlockKind.COMMENT) == ["At last.\nAnd the bus?", "Not before the summer, I heard."]
    assert [c.author for c in comments] == ["Ana Roe", "Bo"]
    assert comments[1].answers == found.blocks.index(comments[0])
    assert "At last" not in " ".join(blocks(found, BlockKind.PARAGRAPH))


def test_comments_in_linked_data():
    head = """<script type="application/ld+json">{"@type":"NewsArticle","comment":[{"@type":"Comment","text":"At last.",
    "author":{"@type":"Person","name":"Ana"},"dateCreated":"2021-05-06"}]}</script>"""
    found = document(page(BODY, head))
    (comment,) = [b for b in found.blocks if b.kind is BlockKind.COMMENT]
    assert (comment.author, comment.posted) == ("Ana", "2021-05-06")


def test_captions_stand_after_the_text():
    figure = "<figure><img src='f.jpg'><figcaption>The ferry at the north landing, in May.</figcaption></figure><h2>"
    found = document(page(BODY.replace("<h2>", figure, 1)))
    assert blocks(found, BlockKind.CAPTION) == ["The ferry at the north landing, in May."]
    assert found.blocks[-1].kind is BlockKind.CAPTION


def test_plain_text_stays_as_it_is():
    text = "A Title\n\nFirst paragraph.\n\n\nSecond  paragraph.\n"
    found = document(text)
    assert found.text == text
    assert blocks(found, BlockKind.PARAGRAPH) == ["A Title", "First paragraph.", "Second  paragraph."]
    assert all(s.text == s.page for s in found.stretches)
    assert not found.marked_up


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Ångström was here – naïve café.".encode(), "utf-8"),
        ("Ångström was here – naïve café.".encode("utf-16"), "utf-16"),
        ("\ufeffÅngström".encode(), "utf-8"),
        ("Plain words in two bytes each".encode("utf-16-le"), "utf-16-le"),
        ('<meta charset="windows-1251"><p>Привет, мир'.encode("cp1251"), "cp1251"),
        ("<meta charset=iso-8859-1><p>“caf\u00e9”".encode("cp1252"), "cp1252"),
        ("Город был занят утром, сообщили жители села.".encode("cp1251"), "cp1251"),
    ],
)
def test_encodings_and_their_reasons(content, encoding):
    found = decode(content, "page")
    assert found.encoding.value == encoding
    assert found.encoding.why
    assert found.damage == 0


def test_a_few_damaged_bytes_are_replaced_and_told():
    found = decode(("Çırağan köprüsü yıkıldı, dediler. " * 20).encode() + b"\xff end", "page")
    assert found.damage == 1
    assert "damaged" in found.encoding.why


def test_a_hundred_thousand_nested_elements_are_read_as_flat_text():
    start = time.monotonic()
    found = document("<html><body>" + "<div>\n" * 100_000 + "The bridge fell." + "</div>" * 100_000)
    assert found.text == "The bridge fell."
    assert "nested" in dict(found.facts)["text"].why
    assert not found.marked_up
    assert time.monotonic() - start < 20


def test_oversized_input_is_refused():
    with pytest.raises(OversizedInput, match="max_bytes"):
        document(b"<div>" * 700_000)
    with pytest.raises(OversizedInput, match="max_line"):
        document(b"x" * 1_000_001)


def test_a_page_without_words_is_empty():
    with pytest.raises(EmptyInput):
        document("<html><body><script>var x = 1;</script></body></html>")


@pytest.mark.parametrize(
    "inner",
    [
        "<p>&#xD800; &#0; &bogus; &amp &#99999999; a &lt b",
        "<p>\u202eforged\u202c \u200bzero\u00adwidth\ufeff \x1f\x07 bell",
        "<p>السلام عليكم 👩‍👩‍👧 e\u0301",
        "<!-- never closed <p>hidden",
        "<p>tail <script>never closed",
        "<table><tr><td>1<table><tr><td>2</table></table><li><p><li>",
    ],
)
def test_broken_mark_up_gives_clean_text_or_an_error(inner):
    try:
        found = document(f"<html><body>Some words stand here. {inner}", "text/html")
    except InputError:
        return
    assert_sound(found)


def assert_sound(found: Document) -> None:
    assert found.text == unicodedata.normalize("NFC", found.text)
    assert not any(unicodedata.category(ch) in {"Cc", "Cs"} and ch != "\n" for ch in found.text)
    assert not set("\x1f\u200b\u00ad\ufeff\u202e") & set(found.text)
    end = 0
    for block in found.blocks:
        assert end <= block.span.start < block.span.end <= len(found.text)
        end = block.span.end
    assert all(stretch.text.end <= len(found.text) for stretch in found.stretches)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain"]))
def test_any_bytes_give_a_sound_document_or_an_input_error(content, kind):
    try:
        found = document(content, kind)
    except InputError:
        return
    assert_sound(found)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='comment'>",
        "</div>",
        "<li id=comment-1>",
        "<ol class=commentlist>",
        "&nbsp;",
        "<br>",
        "<h1>",
        "<td>",
        "<!--",
        "-->",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=30)), max_size=25).map("".join))
def test_any_mark_up_gives_a_sound_document_or_an_input_error(text):
    try:
        found = document(text.encode("utf-8", "replace"), "text/html")
    except InputError:
        return
    assert_sound(found)


@pytest.mark.parametrize(
    ("line", "published", "author"),
    [
        ("Thursday 6 March 2023", "2023-03-06", None),
        ("Friday, March 7, 2023. Posted by Ivar Tunn", "2023-03-07", "Ivar Tunn"),
        ("By Marl Osten, Wednesday, 12 March 2023, 19:30 GMT", "2023-03-12", "Marl Osten"),
        ("Thursday 20 March 2023. Compiled by Nan Skaithwell", "2023-03-20", "Nan Skaithwell"),
        ("Ada Venn, 19 March 2023", "2023-03-19", "Ada Venn"),
        ("Pell Drun / Monday, March 17, 2023", "2023-03-17", None),
        ("Keldmar, 17.03.2023", "2023-03-17", None),
    ],
)
def test_the_line_under_a_title_gives_day_and_author(line, published, author):
    text = f"The mill burns\n\n{line}\n\nThe mill in Pell Drun burnt on Sunday, the mayor of the town said."
    found = document(text.encode())
    assert (found.fact("published"), found.fact("author")) == (published, author)


def test_a_day_that_has_not_come_is_no_publication_date():
    found = document(b"The mill burns\n\n6 March 2999\n\nIt burnt to the ground, the mayor said.")
    assert found.fact("published") is None
    assert "not yet come" in dict(found.facts)["published"].why


def test_lists_and_headings_between_paragraphs_are_kept():
    said = "The Register has documented the deaths of nineteen people in the town, all of them civilians, it said."
    items = "".join(f"<li>The {who} gives {n} killed and has not published any names.</li>" for who, n in GIVERS)
    page = (
        f"<html><body><section><h1>Bulletin</h1><p>{said}</p><h2>Other figures</h2><ul>{items}</ul><p>{said} Twice.</p>"
    )
    text = document(f"{page}</section></body></html>".encode()).text
    assert (
        text.index("Other figures")
        < text.index("ministry gives 31")
        < text.index("agency gives 9")
        < text.index("Twice")
    )


GIVERS = (("ministry", 31), ("agency", 9))


def test_a_page_of_too_many_paragraphs_is_refused_with_the_setting():
    with pytest.raises(OversizedInput, match=r"capture\.max_paragraphs"):
        document(b"<html><body>" + b"<p>x</p>\n" * 150_001 + b"</body></html>")


def test_a_wide_encoding_that_could_be_read_in_single_bytes_is_not_believed():
    page = "<html><head><meta charset='utf-16'></head><body><p>Ten people were killed at the café on Monday.</p></body></html>"
    assert "café" in document(page.encode("latin-1")).text
