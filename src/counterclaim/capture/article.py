"""The main text of a page as blocks, drawn by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from counterclaim.capture.drafts import Draft
from counterclaim.capture.normalise import squeeze
from counterclaim.model.documents import BlockKind

_BYLINE = re.compile(r"^(?:(?:written |posted |story |words )?by|von|par|por)\s+[^\W\d_][^.!?]{2,80}$", re.IGNORECASE)
_KINDS = {"head": BlockKind.HEADING, "quote": BlockKind.QUOTATION, "item": BlockKind.LIST_ITEM}
_BLOCKS = ("p", "li", "div", "td", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br")
_CROWDED = 4000
_GROUPS = frozenset({"list", "table", "div", "body"})


def be_quiet() -> None:
    """Keep the notices of the extraction libraries from the terminal where nobody has set up logging."""
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def extract(tree: HtmlElement, *, comments: bool) -> tuple[list[Draft], list[Draft]]:
    """The blocks of the main text, and those of the comments where they are asked for.

    A page of many blocks is read without the second extractor, whose time grows with their square.

    Args:
        tree: the parsed page; it stays as it is.
        comments: whether trafilatura is to look for comments too.
    """
    crowded = sum(1 for _ in islice(tree.iter(*_BLOCKS), _CROWDED)) == _CROWDED
    found: Any = bare_extraction(deepcopy(tree), include_comments=comments, with_metadata=False, fast=crowded)
    if found is None:
        return [], []
    main = list(_blocks(found.body)) if found.body is not None else []
    thread = list(_blocks(found.commentsbody)) if comments and found.commentsbody is not None else []
    return main, [Draft(kind=BlockKind.COMMENT, text=draft.text) for draft in thread]


def _blocks(body: _Element) -> Iterator[Draft]:
    for line_break in body.iter("lb"):
        line_break.text = "\n"
    stack: list[_Element] = list(reversed(body))
    while stack:
        element = stack.pop()
        if element.tag == "row":
            text = " | ".join(filter(None, (squeeze(" ".join(cell.itertext())) for cell in element.iter("cell"))))
        elif element.tag in _GROUPS and len(element):
            stack.extend(reversed(element))
            text = squeeze(element.text or "")
        else:
            text = squeeze("".join(element.itertext()))
        if element.tail and element.tail.strip():
            text = f"{text}\n{squeeze(element.tail)}".strip()
        if text:
            yield Draft(kind=_kind(str(element.tag), text), text=text)


def _kind(tag: str, text: str) -> BlockKind:
    if tag in {"p", "head"} and len(text) < 100 and _BYLINE.match(text):
        return BlockKind.BYLINE
    return _KINDS.get(tag, BlockKind.PARAGRAPH)
