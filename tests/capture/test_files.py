"""Captures: what is taken in, and what is refused with which sentence."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterclaim.capture.files import Files
from counterclaim.config import CaptureSettings
from counterclaim.errors import BinaryInput, EmptyInput, MissingInput, OversizedInput
from counterclaim.model.ids import sha256

SETTINGS = CaptureSettings(
    max_bytes=1000, max_line=500, max_depth=50, min_language_confidence=0.5, max_paragraphs=20_000
)
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def captured(content: bytes):
    return Files(SETTINGS).capture("-", stdin=io.BytesIO(content), clock=lambda: NOON)


def test_a_file_is_hashed_as_it_is(tmp_path: Path):
    page = tmp_path / "page.txt"
    page.write_bytes(b"Two ships met.\r\n")
    found = Files(SETTINGS).capture(str(page), declared={"source": "The Ledger"}, clock=lambda: NOON)
    assert found.sha256 == sha256(b"Two ships met.\r\n")
    assert (found.captured_at, found.media_type, found.declared) == (NOON, "text/plain", (("source", "The Ledger"),))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><p>Hello", "text/html"),
        (b"\xef\xbb\xbf  <html><body>Hello", "text/html"),
        (b"<div><p>A fragment of a page.</p></div>", "text/html"),
        (b"If a < b and b > c then all is well.", "text/plain"),
        ("<html>Привет".encode("utf-16"), "text/html"),
    ],
)
def test_the_media_type_is_guessed_from_the_content(content, kind):
    assert captured(content).media_type == kind


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\x00\x00\x00", b"\xef\xbb\xbf\n"])
def test_nothing_is_refused_as_empty(content):
    with pytest.raises(EmptyInput):
        captured(content)


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0abc", "JPEG"),
        (b"text with\x00a hole", "NUL"),
    ],
)
def test_binary_input_is_named(content, looks):
    with pytest.raises(BinaryInput, match=looks):
        captured(content)


def test_no_more_is_read_than_the_limit_needs():
    stream = io.BytesIO(b"x" * 5000)
    with pytest.raises(OversizedInput, match="max_bytes"):
        Files(SETTINGS).capture("-", stdin=stream)
    assert stream.tell() == SETTINGS.max_bytes + 1


def test_what_cannot_be_opened_is_missing(tmp_path: Path):
    for origin in (str(tmp_path), str(tmp_path / "nowhere.html"), "bad\x00name", "x" * 5000):
        with pytest.raises(MissingInput):
            Files(SETTINGS).capture(origin)
