"""The captions of a page and which of them belong to its main text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from counterclaim.capture.drafts import Draft
from counterclaim.capture.normalise import letters, squeeze
from counterclaim.capture.view import View
from counterclaim.model.documents import BlockKind, Span

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.HEADING})


def of_page(tree: HtmlElement) -> list[str]:
    """The texts of the page's captions in order, each once."""
    found = (squeeze(" ".join(element.itertext())) for element in tree.iter("figcaption"))
    return list(dict.fromkeys(text for text in found if len(text) > 2))


def beside(tree: HtmlElement, main: Sequence[Draft]) -> set[str]:
    """The captions of figures that stand among the children of an element that holds a paragraph of the main text."""
    taken = {draft.text for draft in main}
    known: dict[HtmlElement, bool] = {}
    found: set[str] = set()
    for caption in tree.iter("figcaption"):
        figure = caption.getparent()
        holder = figure.getparent() if figure is not None else None
        if holder is None:
            continue
        if holder not in known:
            known[holder] = any(squeeze("".join(child.itertext())) in taken for child in holder.iterchildren("p"))
        if known[holder]:
            found.add(squeeze(" ".join(caption.itertext())))
    return found


def placed(view: View, main: Sequence[Draft], told: Sequence[str], sure: Collection[str]) -> list[Draft]:
    """The main text, then its captions.

    Its own are those that stand between its first and its last paragraph on the page, and those that are `sure`.

    Args:
        view: the words of the page.
        main: the blocks of the main text, with their places on the page.
        told: the captions of the page.
        sure: those that stand beside a paragraph of the main text.
    """
    known = {letters(text) for text in told}
    is_own = [letters(draft.text) in known and draft.kind is not BlockKind.TITLE for draft in main]
    rest = [draft for draft, own in zip(main, is_own, strict=True) if not own]
    found = [replace(draft, kind=BlockKind.CAPTION) for draft, own in zip(main, is_own, strict=True) if own]
    taken = {letters(draft.text) for draft in found}
    missing = [text for text in told if letters(text) not in taken]
    body = [draft.page for draft in rest if draft.page is not None and draft.kind in _TEXT]
    if body and missing:
        reach = Span(min(span.start for span in body), max(span.end for span in body))
        spans = zip(missing, view.locate(missing), strict=True)
        own = ((text, span) for text, span in spans if span and (text in sure or reach.contains(span)))
        found += [Draft(kind=BlockKind.CAPTION, text=text, page=span) for text, span in own]
    return [*rest, *found]
