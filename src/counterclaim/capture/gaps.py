"""What the extractor left out between paragraphs that it took, and what stands in a frame of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from counterclaim.capture.drafts import Draft
from counterclaim.capture.marks import words_of
from counterclaim.capture.normalise import letters, squeeze
from counterclaim.model.documents import BlockKind

_LISTS = frozenset({
    "ul", "ol",
})  # fmt: skip
_HEADINGS = frozenset({
    "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_TAKEN = frozenset({"p", "li", "blockquote", "pre", "dd"}) | _HEADINGS
_FRAMES = frozenset({"div", "section", "blockquote", "article", "aside"})
_ASIDE = frozenset({
    "related", "share", "sharing", "social", "nav", "menu", "tags", "tag", "breadcrumb", "breadcrumbs", "pagination",
    "toc", "promo", "newsletter", "subscribe", "ad", "ads", "advert", "widget", "meta", "gallery", "more", "links",
    "recommended", "popular", "trending", "footer", "sidebar", "teaser", "teasers", "list",
})  # fmt: skip
_BYLINE = frozenset({"by", "byline", "author", "autor", "auteur", "writer"})
_BY = re.compile(r"^(?:(?:written|posted|text|story) )?by:?\s", re.IGNORECASE)
_LINKED = 0.4
_LONGEST = 1000


def fill(tree: HtmlElement, main: Sequence[Draft]) -> list[Draft]:
    """The main text with the lists and headings that stand between two of its paragraphs, each where it stands.

    What a frame of its own holds under a heading and a by-line is marked as a quotation, its by-line as a by-line.

    Args:
        tree: the page without its comments.
        main: the blocks that the extractor took, in order.
    """
    places = {letters(draft.text): place for place, draft in reversed(list(enumerate(main)))}
    texts = {e: text for e in tree.iter(*_TAKEN) if (text := _text_of(e))}
    found: dict[int, list[Draft]] = {}
    for parent in dict.fromkeys(e.getparent() for e in texts):
        if parent is not None and parent.tag not in _LISTS:
            _between(parent, places, texts, found)
    filled = [made for place, draft in enumerate(main) for made in (draft, *found.get(place, ()))]
    return _framed(texts, filled)


def _text_of(element: HtmlElement) -> str:
    text = squeeze(" ".join(element.itertext()))
    return text.replace("\n", " ") if len(text) < 20 * _LONGEST else ""


def _between(
    parent: HtmlElement, places: dict[str, int], texts: dict[HtmlElement, str], found: dict[int, list[Draft]]
) -> None:
    """Adds to `found` what stands among the children of one element after a taken and before another taken one."""
    last: int | None = None
    held: list[Draft] = []
    for child in parent:
        place = _place(child, places, texts)
        if place is None:
            held.extend(_drafts(child, texts) if last is not None else ())
            continue
        if last is not None and last < place:
            found.setdefault(last, []).extend(held)
        last, held = max(place, last if last is not None else place), []


def _place(element: HtmlElement, places: dict[str, int], texts: dict[HtmlElement, str]) -> int | None:
    """The number of the last block that was drawn from an element or its items, or None."""
    inner = list(element) if element.tag in _LISTS else [element]
    known = (places.get(letters(texts[item])) for item in inner if item in texts)
    return max((place for place in known if place is not None), default=None)


def _drafts(element: HtmlElement, texts: dict[HtmlElement, str]) -> Iterator[Draft]:
    if _is_aside(element):
        return
    if element.tag in _HEADINGS and element in texts and len(texts[element]) < _LONGEST:
        yield Draft(kind=BlockKind.HEADING, text=texts[element])
    elif element.tag in _LISTS and not _is_linked(element):
        yield from (Draft(kind=BlockKind.LIST_ITEM, text=texts[item]) for item in element if item in texts)


def _is_aside(element: HtmlElement) -> bool:
    words = {word for name in ("class", "id") for word in words_of(element.get(name) or "")}
    return not words.isdisjoint(_ASIDE)


def _is_linked(element: HtmlElement) -> bool:
    """Whether much of the text of an element is links."""
    whole = sum(len(text) for text in element.itertext())
    return sum(len(text) for link in element.iter("a") for text in link.itertext()) > _LINKED * whole


def _framed(texts: dict[HtmlElement, str], main: list[Draft]) -> list[Draft]:
    """The blocks with those in the frame of a republished text marked so."""
    places = {letters(draft.text): place for place, draft in reversed(list(enumerate(main)))}
    signed: dict[int, str] = {}
    for frame in dict.fromkeys(e.getparent() for e in texts if e.tag in _HEADINGS):
        children = list(frame) if frame is not None and frame.tag in _FRAMES else []
        if len(children) < 3 or children[0].tag not in _HEADINGS or children[0].getparent().find(".//h1") is not None:
            continue
        head, byline = _place(children[0], places, texts), _byline(children[1])
        if head is None or byline is None:
            continue
        signed[head] = byline
        for place in filter(None, (_place(child, places, texts) for child in children[1:])):
            main[place] = replace(main[place], kind=BlockKind.QUOTATION)
    return [made for place, draft in enumerate(main) for made in _signed(draft, signed.get(place))]


def _byline(element: HtmlElement) -> str | None:
    words = {word for token in (element.get("class") or "").split() for word in words_of(token)}
    text = " ".join(" ".join(element.itertext()).split())
    return text if 3 < len(text) < 80 and (_BY.match(text) or not words.isdisjoint(_BYLINE)) else None


def _signed(draft: Draft, byline: str | None) -> Iterator[Draft]:
    if byline is None:
        yield draft
        return
    yield replace(draft, kind=BlockKind.HEADING)
    yield Draft(kind=BlockKind.BYLINE, text=byline, author=_BY.sub("", byline))
