"""The comment thread of a page, read from the usual structures of its mark-up."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from counterclaim.capture import marks
from counterclaim.capture.bylines import author_of, posted_of, without_stamp
from counterclaim.capture.normalise import squeeze

_LISTS = frozenset({
    "ol", "ul", "dl",
})  # fmt: skip
_JUNK = frozenset({
    "script", "style", "form", "button", "input", "textarea", "select", "label", "svg", "time", "template", "nav",
    "option", "header", "footer",
})  # fmt: skip
_BREAKS = frozenset({
    "p", "div", "br", "li", "blockquote", "section", "article", "ul", "ol", "tr", "td", "dd", "dt", "pre", "h1",
    "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_LINKS_OF_REPLY = re.compile(
    r"^(?:reply|antworten?|répondre|responder|rispondi|report|share|edit|like|permalink|link|zitieren|melden|#?\d{1,4})$",
    re.IGNORECASE,
)
_PARENTS = ("data-parent", "data-parent-id", "data-parentid", "data-reply-to", "data-in-reply-to", "data-replyto")
_LEVEL = re.compile(r"(?:^|[-_])(?:depth|level|lvl|indent)[-_]?(\d{1,2})$")
_LONGEST = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment as its mark-up gives it; `answers` is the index of the comment that it replies to."""

    text: str
    author: str | None = None
    posted: str | None = None
    answers: int | None = None


@dataclass(slots=True, eq=False)
class _Unit:
    """An element that seems to be one comment, while the page is read."""

    element: HtmlElement
    parent: _Unit | None
    listed: bool
    children: list[_Unit] = field(default_factory=list)
    text: str = ""
    author: str | None = None
    posted: str | None = None
    has_body: bool = False


def take_comments(tree: HtmlElement) -> list[Comment]:
    """The comments of a page in the order in which they stand; their elements are taken out of the tree."""
    units = _units(tree)
    known = {unit.element: unit for unit in units}
    for unit in units:
        _fill(unit, known)
    kept = _settle(units)
    comments = _number(kept)
    _remove(tree, [unit.element for unit in units if unit.parent is None] if comments else [])
    return comments or _from_json(tree)


def _units(tree: HtmlElement) -> list[_Unit]:
    elements = [e for e in tree.iter() if isinstance(e.tag, str) and _is_unit(e)]
    if not elements:
        elements = [e for e in tree.iter() if isinstance(e.tag, str) and _is_listed(e)]
    if not elements:
        elements = [e for e in tree.iter() if isinstance(e.tag, str) and any(map(marks.names_body, _classes(e)))]
    chosen = {e for e in elements if e.tag not in {"html", "body", "main", "form", "a", "h1", "h2", "span"}}
    chosen -= {e for e in chosen if _holds_article(e)}
    by_element: dict[HtmlElement, _Unit] = {}
    for element in elements:
        if element in chosen:
            parent, listed = _enclosing(element, by_element)
            unit = by_element[element] = _Unit(element, parent, listed)
            if parent is not None:
                parent.children.append(unit)
    return list(by_element.values())


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()[:24]


def _is_unit(element: HtmlElement) -> bool:
    kind = element.get("itemtype") or element.get("typeof") or ""
    if kind.rstrip("/").endswith(("/Comment", "/UserComments", "schema:Comment")) or kind == "Comment":
        return True
    if any(map(marks.names_unit, _classes(element))):
        return True
    return marks.names_numbered_unit(element.get("id") or "")


def _is_listed(element: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is None or element.tag not in {"li", "article", "dd"}:
        return False
    holders = (parent, parent.getparent()) if parent.getparent() is not None else (parent,)
    return any(marks.names_list(token) for holder in holders for token in marks.tokens(holder))


def _holds_article(element: HtmlElement) -> bool:
    if element.tag == "article" and element.find(".//article") is None:
        return element.find(".//h1") is not None
    return element.find(".//h1") is not None or element.find(".//main") is not None


def _enclosing(element: HtmlElement, known: dict[HtmlElement, _Unit]) -> tuple[_Unit | None, bool]:
    listed = False
    for above in element.iterancestors():
        if above in known:
            return known[above], listed
        listed = (
            listed
            or above.tag in _LISTS
            or any(
                word in {"children", "replies", "reply", "child", "nested", "answers", "thread", "list"}
                for token in marks.tokens(above)
                for word in marks.words_of(token)
            )
        )
    return None, listed


def _fill(unit: _Unit, known: dict[HtmlElement, _Unit]) -> None:
    own = [e for e in _own(unit.element, known) if isinstance(e.tag, str)]
    bodies = [e for e in own if e is not unit.element and _is_body(e)]
    outer = [e for e in bodies if not any(above in bodies for above in e.iterancestors())]
    unit.author = author_of(unit.element, own)
    unit.posted = posted_of(unit.element, own)
    if outer:
        unit.text = "\n".join(filter(None, (squeeze("".join(_text(e, known))) for e in outer)))
        unit.has_body = bool(unit.text)
    text = unit.text or squeeze("".join(_text(unit.element, known)))
    unit.text = without_stamp(text, unit.author)[:_LONGEST]


def _own(top: HtmlElement, known: dict[HtmlElement, _Unit]) -> Iterator[HtmlElement]:
    stack = [top]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element) if child not in known and child.tag != "form")


def _is_body(element: HtmlElement) -> bool:
    if element.get("itemprop") in {"text", "commentText", "description"}:
        return True
    return any(map(marks.names_body, _classes(element)))


def _text(top: HtmlElement, known: dict[HtmlElement, _Unit]) -> Iterator[str]:
    """The text below an element without its nested comments, its author, date and buttons; no recursion."""
    stack: list[HtmlElement | str] = [top]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        later: list[HtmlElement | str] = []
        if item is top or (isinstance(item.tag, str) and not _is_aside(item, known)):
            mark = "\n" if item.tag in _BREAKS else ""
            later = [mark, (item.text or "").replace("\n", " "), *item, mark]
        if item is not top:
            later.append((item.tail or "").replace("\n", " "))
        stack.extend(reversed(later))


def _is_aside(element: HtmlElement, known: dict[HtmlElement, _Unit]) -> bool:
    if element in known or element.tag in _JUNK:
        return True
    if element.tag in {"p", "blockquote"}:
        return any(map(marks.names_aside, _classes(element)))
    if element.tag in {"a", "cite", "span", "small"} and _LINKS_OF_REPLY.match((element.text or "").strip()):
        return True
    if any(map(marks.names_body, _classes(element))):
        return False
    aside = element.tag == "cite" or any(map(marks.names_aside, marks.tokens(element)))
    return aside and not any(len("".join(p.itertext())) > 40 for p in element.iter("p"))


def _settle(units: list[_Unit]) -> list[_Unit]:
    """The units that hold words of their own; a wrapper hands its author and time down to its only comment."""
    alike = Counter(_form(unit.element) for unit in units)
    for unit in units:
        inner = [child for child in unit.children if not child.listed]
        if not _is_borne_out(unit, has_like=alike[_form(unit.element)] > 1):
            unit.text = ""
        if not unit.text and len(inner) == 1:
            inner[0].author = inner[0].author or unit.author
            inner[0].posted = inner[0].posted or unit.posted
    return [unit for unit in units if unit.text]


def _is_borne_out(unit: _Unit, *, has_like: bool) -> bool:
    """Whether more than one class name says that this is a comment: an author, a time, a body, a number or a type."""
    if unit.has_body or unit.author or unit.posted:
        return True
    if unit.children:
        return False
    numbered = any(ch.isdigit() for ch in unit.element.get("id") or "") or unit.element.get("itemtype")
    closed = unit.text.endswith((".", "!", "?", ")")) or len(unit.text.split()) > 7
    named = closed and any(map(marks.is_plain_name, _classes(unit.element)))
    return bool(numbered) or named or has_like


def _form(element: HtmlElement) -> tuple[HtmlElement | None, str, str]:
    """What sisters share: their parent, their name and their first class."""
    return element.getparent(), str(element.tag), next(iter(_classes(element)), "")


def _number(units: list[_Unit]) -> list[Comment]:
    places = {unit.element: index for index, unit in enumerate(units)}
    names = {name: index for index, unit in enumerate(units) for name in _names(unit)}
    out: list[Comment] = []
    levels: list[tuple[int, int]] = []
    for index, unit in enumerate(units):
        answers = _nested_in(unit, places)
        if answers is None:
            answers = _named_parent(unit, names)
        if answers is None:
            answers = _by_level(unit, index, levels)
        known = answers if answers is not None and answers < index else None
        out.append(Comment(text=unit.text, author=unit.author, posted=unit.posted, answers=known))
    return out


def _names(unit: _Unit) -> Iterator[str]:
    element: HtmlElement | None = unit.element
    for _ in range(2):
        if element is None:
            return
        for name in (
            element.get("id"),
            element.get("data-id"),
            element.get("data-comment-id"),
            element.get("data-comment"),
        ):
            if name:
                yield name
                yield re.sub(r"^.*?(\d+)$", r"\1", name[-40:])
        element = unit.parent.element if unit.parent is not None and not unit.parent.text else None


def _nested_in(unit: _Unit, places: dict[HtmlElement, int]) -> int | None:
    above = unit.parent
    inherited = None
    while above is not None and inherited is None:
        inherited = places.get(above.element)
        if inherited is None:
            inherited = _sole_comment(above, unit, places)
        above = above.parent
    return inherited


def _sole_comment(wrapper: _Unit, unit: _Unit, places: dict[HtmlElement, int]) -> int | None:
    """The comment that a wrapper is about, where the unit stands in the wrapper's list of replies."""
    first = next((child for child in wrapper.children if not child.listed), None)
    return (
        places.get(first.element) if first is not None and first is not unit and _is_listed_in(wrapper, unit) else None
    )


def _is_listed_in(wrapper: _Unit, unit: _Unit) -> bool:
    step: _Unit | None = unit
    while step is not None and step.parent is not wrapper:
        step = step.parent
    return step is not None and step.listed


def _named_parent(unit: _Unit, names: dict[str, int]) -> int | None:
    for element in (unit.element, unit.element.getparent()):
        for attribute in _PARENTS if element is not None else ():
            value = (element.get(attribute) or "").lstrip("#")
            if value in names:
                return names[value]
    return None


def _by_level(unit: _Unit, index: int, levels: list[tuple[int, int]]) -> int | None:
    holders = [unit.element, *([unit.parent.element] if unit.parent is not None and not unit.parent.text else [])]
    found = next((m for e in holders for token in marks.tokens(e) if (m := _LEVEL.search(token))), None)
    if found is None:
        return None
    level = int(found.group(1))
    while levels and levels[-1][0] >= level:
        levels.pop()
    answers = levels[-1][1] if levels else None
    levels.append((level, index))
    return answers


def _remove(tree: HtmlElement, elements: Iterable[HtmlElement]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()
    for holder in [e for e in tree.iter() if isinstance(e.tag, str) and any(map(marks.names_list, marks.tokens(e)))]:
        small = len(" ".join(holder.itertext()).split()) < 60
        if small and holder.getparent() is not None and not _holds_article(holder):
            holder.drop_tree()


def _from_json(tree: HtmlElement) -> list[Comment]:
    found: list[Comment] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            found.extend(_comments_of(data))
    return found


def _comments_of(data: Any) -> Iterator[Comment]:
    """The schema.org comments in JSON-LD, depth first, without their nesting."""
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            text = item.get("text")
            if _is_comment(item.get("@type")) and isinstance(text, str) and squeeze(text):
                posted = _iso(item.get("dateCreated"))
                yield Comment(text=squeeze(text), author=_name(item.get("author")), posted=posted)
            stack.extend(value for value in reversed(list(item.values())) if isinstance(value, dict | list))


def _is_comment(kind: Any) -> bool:
    return any(name in {"Comment", "UserComments"} for name in (kind if isinstance(kind, list) else [kind]) if name)


def _name(value: Any) -> str | None:
    name = value.get("name") if isinstance(value, dict) else value
    return squeeze(name)[:80] or None if isinstance(name, str) else None


def _iso(value: Any) -> str | None:
    return value[:25] if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) else None
